import { expect } from 'chai';
import { GHOST_ERRORS } from '../../src/adapters/comments/ghost.js';
import { ISSO_FAILURES } from '../../src/adapters/comments/isso.js';
import { REMARK42_ERRORS } from '../../src/adapters/comments/remark42.js';
import { WALINE_ERRORS } from '../../src/adapters/comments/waline.js';
import { WORDPRESS_ERRORS } from '../../src/adapters/comments/wordpress.js';
import type { FailureRow } from '../../src/adapters/failures.js';
import { GHOST_FAILURES } from '../../src/adapters/newsletter/ghost.js';
import { HUBSPOT_FAILURES } from '../../src/adapters/newsletter/hubspot.js';
import { KIT_FAILURES } from '../../src/adapters/newsletter/kit.js';
import { LISTMONK_FAILURES } from '../../src/adapters/newsletter/listmonk.js';
import { MAILCHIMP_FAILURES } from '../../src/adapters/newsletter/mailchimp.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { NewsletterPort } from '../../src/ports/newsletter.js';
import { failure } from '../support/failure.js';
import { commentsBackends, newsletterBackends, answering } from '../support/recorded-backends.js';
import { recorded, toResponse } from '../support/recorded.js';

const signal = new AbortController().signal;
const comment = { id: '0c6e0b5e-8a3e-4a52-9f0a-5b8f3a1c9f10', text: 'Words', name: 'Ann', email: 'ann@paper.example' };

type Code = string | readonly [string, string | undefined];

/** What the adapter makes of an answer to a write. */
async function made(
  port: 'comments' | 'newsletter',
  name: string,
  answer: () => Response | Promise<Response>,
): Promise<AfterwordError> {
  if (port === 'comments') {
    const backend = commentsBackends[name]!;
    const made: CommentsPort = backend.make(() => Promise.resolve(answer()));
    return failure(made.post!(backend.page, comment, signal));
  }
  const backend = newsletterBackends[name]!;
  const before = answering(backend);
  const made: NewsletterPort = backend.make((input, init) =>
    String(input).includes('integrity-token') ? before(input, init) : Promise.resolve(answer()),
  );
  return failure(made.subscribe({ email: 'rita@example.test', page: backend.page }, signal));
}

const json = (body: unknown, status = 400): Response => new Response(JSON.stringify(body), { status });

/** By what a backend says: the recording in which a real one said it. What no recording holds has the documented shape. */
type Recordings = Readonly<Record<string, string>>;

/** The answer that says it: the recorded one, which must hold those words, or the documented shape. */
async function answerOf(
  name: string,
  said: string,
  recordings: Recordings,
  shape: (said: string) => Response,
): Promise<Response> {
  const fixture = Object.hasOwn(recordings, said) ? recordings[said] : undefined;
  if (fixture === undefined) return shape(said);
  const answer = await recorded(`${name}/${fixture}`);
  expect(JSON.stringify(answer.response.body), `what ${name}/${fixture} says`).to.contain(said);
  return toResponse(answer);
}

/** Each row of a record: the backend's word, our code, and an answer. */
function record(
  port: 'comments' | 'newsletter',
  name: string,
  table: Readonly<Record<string, Code>>,
  recordings: Recordings,
  shape: (said: string) => Response,
): void {
  describe(`what ${name} says (${port}), row by row`, () => {
    it('has a row for every recording', () => expect(Object.keys(table)).to.include.members(Object.keys(recordings)));
    for (const [said, expected] of Object.entries(table)) {
      const [code, field] = typeof expected === 'string' ? [expected, undefined] : expected;
      it(`"${said}" is ${code}, ${said in recordings ? 'as recorded' : 'as documented'}`, async () => {
        const error = await made(port, name, () => answerOf(name, said, recordings, shape));
        expect(error.code).to.equal(code);
        if (field) expect(error.field).to.equal(field);
      });
    }
  });
}

record(
  'comments',
  'wordpress',
  WORDPRESS_ERRORS,
  {
    rest_comment_login_required: 'comment-post-anon-401',
    rest_not_logged_in: 'cookie-no-nonce-me',
    rest_cookie_invalid_nonce: 'comment-post-bad-nonce',
    rest_comment_closed: 'rest-anon-closed',
    rest_comment_invalid_post_id: 'rest-anon-missing-post',
    rest_post_invalid_id: 'posts-404',
    rest_cannot_read_post: 'comments-protected-post',
    rest_forbidden: 'posts-draft-401',
    rest_forbidden_param: 'comments-status-hold-anon',
    rest_comment_author_data_required: 'rest-anon-no-name',
    rest_comment_content_invalid: 'rest-anon-empty',
    comment_content_column_length: 'rest-anon-too-long',
    comment_duplicate: 'rest-anon-duplicate',
    comment_flood: 'rest-anon-flood',
    rest_no_route: 'no-route',
  },
  (code) => json({ code, message: 'x', data: { status: 400 } }),
);
record(
  'comments',
  'ghost',
  GHOST_ERRORS,
  {
    UnauthorizedError: 'comments-add-anon',
    NoPermissionError: 'mode-private-comments',
    MethodNotAllowedError: 'mode-comments-off-list',
    NotFoundError: 'comments-add-missing-post',
    ValidationError: 'comments-add-empty',
    TooManyRequestsError: 'magic-link-rate-limited',
  },
  (type) => json({ errors: [{ type, message: 'x' }] }),
);
record(
  'comments',
  'waline',
  WALINE_ERRORS,
  {
    'Duplicate Content': 'add-duplicate',
    'Comment too fast!': 'add-too-fast',
    Unauthorized: 'delete-anon',
    Forbidden: 'secure-domain-post-403',
  },
  (errmsg) => json({ errno: 1000, errmsg }, 200),
);
record('comments', 'remark42', REMARK42_ERRORS, { '1': 'delete', '4': 'comment-too-long' }, (code) =>
  json({ code: Number(code), details: 'x', error: 'x' }),
);

/** Rows that are patterns: a sentence for each, and each answered by its own row and no earlier one. */
function patterns(
  port: 'comments' | 'newsletter',
  name: string,
  table: readonly FailureRow[],
  sentences: readonly string[],
  recordings: Recordings,
  shape: (said: string) => Response,
): void {
  describe(`what ${name} says (${port}), row by row`, () => {
    it('has a sentence for every row', () => expect(sentences).to.have.length(table.length));
    for (const [index, row] of table.entries()) {
      const said = sentences[index]!;
      it(`"${said}" is ${row.code}, ${said in recordings ? 'as recorded' : 'as documented'}`, async () => {
        const error = await made(port, name, () => answerOf(name, said, recordings, shape));
        expect([error.code, error.field]).to.deep.equal([row.code, row.field]);
        if (row.retryAfter) expect(error.retryAfter).to.equal(row.retryAfter);
      });
    }
  });
}

patterns(
  'comments',
  'isso',
  ISSO_FAILURES,
  ['ratelimit exceeded', 'text is too short (minimum length: 3)', 'author address is required', 'email address is required'],
  { 'ratelimit exceeded': 'new-rate-limited', 'text is too short (minimum length: 3)': 'new-too-short' },
  (reason) => new Response(`<!doctype html><title>403</title><p>${reason}`, { status: 403 }),
);
patterns(
  'newsletter',
  'ghost',
  GHOST_FAILURES,
  [
    'Too many sign-in attempts try again in 10 minutes',
    'Email is not valid',
    'Memberships from this email domain are currently restricted.',
    'This site is invite-only, contact the owner for access.',
    'Cannot subscribe to archived newsletters The Old',
    'The request could not be understood.',
  ],
  {
    'Too many sign-in attempts try again in 10 minutes': 'magic-link-rate-limited',
    'Email is not valid': 'magic-link-bad-email',
    'This site is invite-only, contact the owner for access.': 'mode-invite-signup',
    'The request could not be understood.': 'magic-link-bad-token',
  },
  (message) => json({ errors: [{ message, type: 'BadRequestError' }] }),
);
patterns(
  'newsletter',
  'hubspot',
  HUBSPOT_FAILURES,
  ['429', 'INVALID_EMAIL', 'BLOCKED_EMAIL', 'FORM_HAS_RECAPTCHA_ENABLED', 'REQUIRED_FIELD', '400'],
  {},
  (said) => (said === '429' ? json({}, 429) : json({ errors: said === '400' ? [] : [{ errorType: said, message: 'x' }] })),
);
patterns('newsletter', 'kit', KIT_FAILURES, ['quarantined', 'failed'], {}, (status) => json({ status }, 200));
patterns('newsletter', 'listmonk', LISTMONK_FAILURES, ['Invalid email.', 'No lists given.'], {}, (message) =>
  json({ message }),
);
patterns(
  'newsletter',
  'mailchimp',
  MAILCHIMP_FAILURES,
  ['Too many attempts', 'captcha', '0 - Please enter a value', '1 - Please enter a value', 'List does not exist', 'Refused'],
  {},
  (msg) => json({ result: 'error', msg }, 200),
);

describe('what real servers answered to a write they refused', () => {
  const answers: [string, string, string, string | undefined][] = [
    ['wordpress', 'rest-anon-duplicate', 'duplicate', undefined],
    ['wordpress', 'rest-anon-flood', 'rate-limited', undefined],
    ['wordpress', 'rest-anon-closed', 'closed', undefined],
    ['wordpress', 'rest-anon-no-name', 'invalid', 'email'],
    ['wordpress', 'rest-anon-missing-post', 'not-found', undefined],
    ['wordpress', 'comment-post-anon-401', 'login-needed', undefined],
    ['wordpress', 'comment-post-bad-nonce', 'session-expired', undefined],
    ['wordpress', 'no-route', 'misconfigured', undefined],
    ['wordpress', 'rest-anon-no-post', 'not-found', undefined],
    ['wordpress', 'rest-anon-bad-email', 'invalid', 'email'],
    ['wordpress', 'rest-anon-bad-json', 'invalid', undefined],
    ['wordpress', 'rest-registration-required', 'login-needed', undefined],
    ['ghost', 'comments-add-anon', 'login-needed', undefined],
    ['ghost', 'comments-add-empty', 'invalid', 'text'],
    ['ghost', 'comments-like-anon', 'login-needed', undefined],
    ['ghost', 'mode-comments-off-post', 'login-needed', undefined],
    ['isso', 'new-rate-limited', 'rate-limited', undefined],
    ['isso', 'new-too-short', 'invalid', 'text'],
    ['isso', 'new-bad-json', 'invalid', undefined],
    ['isso', 'csrf-simple', 'forbidden', undefined],
    ['isso', 'delete-cookie', 'forbidden', undefined],
    ['remark42', 'comment-too-long', 'invalid', 'text'],
    ['remark42', 'rate-limited', 'rate-limited', undefined],
    ['remark42', 'comment-anon-401', 'login-needed', undefined],
    ['remark42', 'comment-no-xsrf', 'login-needed', undefined],
    ['remark42', 'vote-own', 'forbidden', undefined],
    ['waline', 'add-duplicate', 'duplicate', undefined],
    ['waline', 'add-too-fast', 'rate-limited', undefined],
    ['waline', 'bad-json', 'invalid', undefined],
    ['waline', 'list-no-path', 'invalid', undefined],
    ['waline', 'secure-domain-403', 'forbidden', undefined],
  ];
  for (const [name, fixture, code, field] of answers) {
    it(`is ${code} for ${name} ${fixture}`, async () => {
      const answer = await recorded(`${name}/${fixture}`);
      const error = await made('comments', name, () => toResponse(answer));
      expect([error.code, error.field]).to.deep.equal([code, field]);
    });
  }

  const signups: [string, string, string | undefined][] = [
    ['magic-link-missing-email', 'invalid', 'email'],
    ['magic-link-no-token', 'server', undefined],
    ['mode-none-signup', 'closed', undefined],
  ];
  for (const [fixture, code, field] of signups) {
    it(`is ${code} for a sign-up with ghost ${fixture}`, async () => {
      const answer = await recorded(`ghost/${fixture}`);
      const error = await made('newsletter', 'ghost', () => toResponse(answer));
      expect([error.code, error.field]).to.deep.equal([code, field]);
    });
  }
});

describe('a failure that names a time to wait', () => {
  it('keeps nobody waiting for a day', () => {
    const waits = [0, 30, 600, 86_400].map(
      (retryAfter) => new AfterwordError('rate-limited', 'later', { retryAfter }).retryAfter,
    );
    expect(waits).to.deep.equal([0, 30, 600, 600]);
    expect(new AfterwordError('rate-limited', 'later').retryAfter).to.equal(undefined);
  });
});
