import { expect } from 'chai';
import * as ghost from '../../src/adapters/newsletter/ghost.js';
import * as hubspot from '../../src/adapters/newsletter/hubspot.js';
import * as kit from '../../src/adapters/newsletter/kit.js';
import * as listmonk from '../../src/adapters/newsletter/listmonk.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import type { NewsletterPort, SubscribeOutcome } from '../../src/ports/newsletter.js';
import { failure } from '../support/failure.js';
import { recorded, replay, type Call, type Recorded } from '../support/recorded.js';

const signal = new AbortController().signal;
const subscription = {
  email: 'rita@example.test',
  name: 'Rita',
  consent: { text: 'I agree', given: true },
  page: { url: 'https://news.example/talks', title: 'Talks' },
};

interface Service {
  make: (fetch: typeof globalThis.fetch) => NewsletterPort;
  /** What is answered before the subscription itself. */
  before?: (call: Call) => Promise<Recorded> | undefined;
  outcomes: [fixture: string, status: SubscribeOutcome['status']][];
  failures: [fixture: string, code: ErrorCode, field?: string][];
  /** What must be in the request that subscribes. */
  sends: RegExp[];
}

const services: Record<string, Service> = {
  ghost: {
    make: (fetch) => ghost.ghost({ src: 'http://127.0.0.1:2368/', labels: ['afterword'], newsletters: ['Weekly'], fetch }),
    before: ({ url }) => (url.pathname.includes('integrity-token') ? recorded('ghost/integrity-token') : undefined),
    outcomes: [['magic-link-signup', 'confirm-by-mail']],
    failures: [
      ['magic-link-bad-email', 'invalid', 'email'],
      ['magic-link-bad-token', 'server'],
      ['magic-link-rate-limited', 'rate-limited'],
      ['mode-invite-signup', 'closed'],
    ],
    sends: [/"integrityToken":"1795348380665:/, /"labels":\["afterword"\]/, /"newsletters":\[\{"name":"Weekly"\}\]/],
  },
  listmonk: {
    make: (fetch) => listmonk.listmonk({ src: 'https://lists.example', lists: ['a1'], fetch }),
    outcomes: [
      ['subscribed.documented', 'subscribed'],
      ['optin.documented', 'confirm-by-mail'],
      ['old.documented', 'unknown'],
    ],
    failures: [
      ['bad-email.documented', 'invalid', 'email'],
      ['no-list.documented', 'misconfigured'],
    ],
    sends: [/"list_uuids":\["a1"\]/, /"name":"Rita"/],
  },
  kit: {
    make: (fetch) => kit.kit({ form: '1234', fetch }),
    outcomes: [['success.documented', 'confirm-by-mail']],
    failures: [
      ['quarantined.documented', 'captcha-needed'],
      ['failed.documented', 'invalid', 'email'],
    ],
    sends: [/email_address=rita%40example\.test/, /fields%5Bfirst_name%5D=Rita/],
  },
  hubspot: {
    make: (fetch) => hubspot.hubspot({ portal: '77', form: 'abc-def', fetch }),
    outcomes: [['success.documented', 'unknown']],
    failures: [
      ['invalid-email.documented', 'invalid', 'email'],
      ['captcha.documented', 'captcha-needed'],
      ['too-many.documented', 'rate-limited'],
    ],
    sends: [
      /"name":"firstname","value":"Rita"/,
      /"pageUri":"https:\/\/news\.example\/talks"/,
      /"consentToProcess":true,"text":"I agree"/,
    ],
  },
};

for (const [name, { make, before, outcomes, failures, sends }] of Object.entries(services)) {
  describe(`${name}() for subscriptions`, () => {
    const answering = (fixture: string) => replay((call) => before?.(call) ?? recorded(`${name}/${fixture}`));

    for (const [fixture, status] of outcomes) {
      it(`answers ${status} for ${fixture}`, async () => {
        const { fetch, calls } = answering(fixture);
        expect(await make(fetch).subscribe(subscription, signal)).to.deep.equal({ status });
        for (const pattern of [...sends, /rita(@|%40)example\.test/]) expect(calls.at(-1)!.body).to.match(pattern);
      });
    }

    for (const [fixture, code, field] of failures) {
      it(`answers ${code} for ${fixture}`, async () => {
        const { fetch } = answering(fixture);
        const error = await failure(make(fetch).subscribe(subscription, signal));
        expect([error.code, error.field]).to.deep.equal([code, field]);
        if (code === 'rate-limited') expect(error.retryAfter).to.be.greaterThan(0);
      });
    }

    it('never takes a page of HTML with status 200, or an empty answer, for a success', async () => {
      for (const body of ['<!doctype html><p>Accept the terms', '']) {
        const { fetch } = replay((call) => before?.(call) ?? new Response(body));
        expect((await failure(make(fetch).subscribe(subscription, signal))).code).to.equal('unreadable');
      }
    });
  });
}

describe('the publisher’s own form of a service', () => {
  const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
  const withFields = (...fields: [string, string][]) => ({
    email: subscription.email,
    name: subscription.name,
    consent: subscription.consent,
    page: subscription.page,
    fields: fields.map(([name, value]): [string, string] => [name, value === '@' ? subscription.email : value]),
  });
  const refused = (errorType: string, field: string) => ({
    errors: [{ message: `Error in 'fields.${field}'. So it is`, errorType }],
  });

  it('is sent to Kit whole, with what Kit needs and it does not have', async () => {
    const { fetch, calls } = replay(() => answer({ status: 'success' }));
    const port = kit.kit({ form: '1', fetch });
    await port.subscribe(
      withFields(['email_address', '@'], ['fields[last_name]', 'Smith'], ['tags[]', '77'], ['tags[]', '78']),
      signal,
    );
    await port.subscribe({ ...withFields(['mail', '@'], ['fields[first_name]', 'R.']), topics: ['5'] }, signal);
    expect(calls.map(({ body }) => [...new URLSearchParams(body)])).to.deep.equal([
      [
        ['email_address', subscription.email],
        ['fields[last_name]', 'Smith'],
        ['tags[]', '77'],
        ['tags[]', '78'],
        ['fields[first_name]', 'Rita'],
      ],
      [
        ['mail', subscription.email],
        ['fields[first_name]', 'R.'],
        ['email_address', subscription.email],
        ['tags[]', '5'],
      ],
    ]);
  });

  it('is sent to HubSpot with what was filled in, each box of several in one field', async () => {
    const { fetch, calls } = replay(() => answer({ inlineMessage: 'ok' }));
    await hubspot
      .hubspot({ portal: '1', form: 'g', fetch })
      .subscribe(
        withFields(['0-1/email', '@'], ['lastname', 'Smith'], ['likes', 'a'], ['likes', 'b'], ['city', ''], ['consent', 'on']),
        signal,
      );
    const { fields } = JSON.parse(calls[0]!.body) as { fields: unknown };
    expect(fields).to.deep.equal([
      { name: 'email', value: subscription.email },
      { name: 'lastname', value: 'Smith' },
      { name: 'likes', value: 'a;b' },
      { name: 'firstname', value: 'Rita' },
    ]);
  });

  it('is sent to HubSpot once more without the fields its form does not have', async () => {
    const unknown = (): Response => answer(refused('FIELD_NOT_IN_FORM_DEFINITION', 'utm_source'), 400);
    const { fetch, calls } = replay(() => (calls.length === 1 ? unknown() : answer({ inlineMessage: 'ok' })));
    const port = hubspot.hubspot({ portal: '1', form: 'g', fetch });
    const request = withFields(['email', '@'], ['utm_source', 'x'], ['lastname', 'Smith']);
    expect(await port.subscribe(request, signal)).to.deep.equal({ status: 'unknown' });
    expect(calls.map(({ body }) => [/utm_source/.test(body), /lastname/.test(body)])).to.deep.equal([
      [true, true],
      [false, true],
    ]);
    const stubborn = replay(unknown);
    const failing = hubspot.hubspot({ portal: '1', form: 'g', fetch: stubborn.fetch });
    expect((await failure(failing.subscribe(request, signal))).code).to.equal('misconfigured');
    expect(stubborn.calls).to.have.length(2);
  });

  it('chooses the lists of listmonk', async () => {
    const { fetch, calls } = replay(() => answer({ data: { has_optin: true } }));
    const chosen = withFields(['email', '@'], ['l', 'u1'], ['l', 'u2']);
    await listmonk.listmonk({ src: 'https://lists.example', fetch }).subscribe(chosen, signal);
    await listmonk.listmonk({ src: 'https://lists.example', lists: ['u1', 'u2', 'u3'], fetch }).subscribe(chosen, signal);
    for (const { body } of calls) expect(body).to.contain('"list_uuids":["u1","u2"]');
    const none = await failure(
      listmonk.fromSrc(new URL('https://lists.example/')).subscribe(withFields(['email', '@']), signal),
    );
    expect([none.code, none.field]).to.deep.equal(['invalid', 'topics']);
  });

  it('is the reader’s to look over where the service refuses another field than the address, and else the publisher’s', async () => {
    const { consent, ...bare } = subscription;
    const own = withFields(['email', '@']);
    const needed = { status: 'failed', errors: { fields: ['fields[last_name]'], messages: ['Last name is required'] } };
    for (const [request, code] of [
      [own, 'invalid'],
      [{ ...bare, consent }, 'misconfigured'],
    ] as const) {
      const kitten = kit.kit({ form: '1', fetch: replay(() => answer(needed)).fetch });
      const spot = (type: string) =>
        hubspot.hubspot({ portal: '1', form: 'g', fetch: replay(() => answer(refused(type, 'lastname'), 400)).fetch });
      for (const port of [kitten, spot('REQUIRED_FIELD'), spot('INVALID_PHONE_NUMBER')]) {
        const error = await failure(port.subscribe(request, signal));
        expect([error.code, error.field], port.key).to.deep.equal([code, undefined]);
      }
    }
    const mailed = { status: 'failed', errors: { fields: ['base'], messages: ['Email is invalid'] } };
    const port = kit.kit({ form: '1', fetch: replay(() => answer(mailed)).fetch });
    expect((await failure(port.subscribe(own, signal))).field).to.equal('email');
  });

  it('is told of a bad address in the language of listmonk', async () => {
    for (const [message, code] of [
      ['Correo electrónico inválido', 'invalid'],
      ['Geçersiz e-posta.', 'invalid'],
      ['Virheellinen sähköposti.', 'invalid'],
      ['Неверное письмо.', 'invalid'],
      ['無効なメール.', 'invalid'],
      ['不合规电邮。', 'invalid'],
      ['No se ingresaron listas.', 'misconfigured'],
      ['没有给出列表。', 'misconfigured'],
    ]) {
      const { fetch } = replay(() => answer({ message }, 400));
      const port = listmonk.listmonk({ src: 'https://lists.example', lists: ['u1'], fetch });
      expect((await failure(port.subscribe(subscription, signal))).code, message).to.equal(code);
    }
  });
});

describe('the sources of newsletter services', () => {
  const sources: [string, (src: URL) => NewsletterPort, string, string][] = [
    ['ghost', ghost.fromSrc, 'https://blog.example/news/?newsletters=Weekly', 'ghost https://blog.example/news/members/api'],
    ['listmonk', listmonk.fromSrc, 'https://lists.example/?list=a1&list=b2', 'listmonk https://lists.example/api/public a1 b2'],
    ['kit', kit.fromSrc, 'https://app.kit.com/forms/1234', 'kit https://app.kit.com/forms/1234/subscriptions'],
    [
      'hubspot',
      hubspot.fromSrc,
      'https://api.hsforms.com/submissions/v3/integration/submit/77/abc-def',
      'hubspot https://api.hsforms.com/submissions/v3/integration/submit/77/abc-def',
    ],
  ];
  for (const [name, fromSrc, src, key] of sources) {
    it(`name the list of ${name}`, () => expect(fromSrc(new URL(src)).key).to.equal(key));
  }

  it('are explained when they name no form', () => {
    expect(() => kit.fromSrc(new URL('https://app.kit.com/'))).to.throw(AfterwordError, 'forms/1234');
    expect(() => hubspot.fromSrc(new URL('https://api.hsforms.com/'))).to.throw(AfterwordError, '<portal>');
  });

  it('of listmonk without lists let the reader choose', async () => {
    const { fetch } = replay(() => recorded('listmonk/lists.documented'));
    const port = listmonk.listmonk({ src: 'https://lists.example', fetch });
    expect((await port.topics!(signal)).map(({ label }) => label)).to.deep.equal(['Weekly', 'Security']);
    expect((await failure(port.subscribe(subscription, signal))).field).to.equal('topics');
  });
});
