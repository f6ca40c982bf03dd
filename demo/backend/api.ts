import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { addressOf, authorOf, cors, originOf, requireAuthor, type Origins } from './access.js';
import {
  editSchema,
  newCommentSchema,
  reportSchema,
  voteSchema,
  type Comments,
  type NewComment,
  type Writer,
} from './comments.js';
import type { Database } from './sql.js';
import {
  commentFromForm,
  commentPage,
  failedComment,
  failedSubscription,
  subscriptionFromForm,
  subscriptionPage,
} from './forms.js';
import { check, checkQuery, commentId, isForm, readBody, readJson, threadSchema } from './input.js';
import { countComments, getComment, listComments, listReplies, ownComment, type View, type WireComment } from './listing.js';
import { Problem } from './problems.js';
import type { ThreadEvents } from './thread-events.js';
import { createSubscriptionPages } from './subscription-pages.js';
import { subscriptionSchema, type Subscriptions } from './subscriptions.js';

const limitSchema = (usual: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .transform(Number)
    .refine((limit) => limit <= 100)
    .default(usual);

const listSchema = z.object({
  thread: threadSchema,
  sort: z.enum(['best', 'newest', 'oldest', 'replies']).default('best'),
  limit: limitSchema(20),
  cursor: z.string().max(1000).optional(),
});
const repliesSchema = z.object({ thread: threadSchema, limit: limitSchema(50), cursor: z.string().max(1000).optional() });
const getSchema = z.object({ thread: threadSchema });
const countsSchema = z.object({ threads: z.array(threadSchema).max(200) });

export interface ApiOptions {
  db: Database;
  comments: Comments;
  events: ThreadEvents;
  subscriptions: Subscriptions;
  origins: Origins;
  siteUrl: () => string;
  trustProxy: boolean;
  now: () => number;
  /** Told of failures that are nobody's request's fault. */
  onError: (error: unknown) => void;
}

/** `docs/rest-api.yaml`, operation by operation. */
export function createApi(options: ApiOptions): Hono {
  const { db, comments, subscriptions, now } = options;
  const app = new Hono();
  const view = (c: Context): View => ({ author: authorOf(c.req.raw), now: now() });
  const writer = (c: Context) => ({ author: requireAuthor(c.req.raw), address: addressOf(c, options.trustProxy) });

  app.onError((error) => {
    if (error instanceof Problem) return error.response();
    options.onError(error);
    return new Problem('server').response();
  });
  app.use(cors(options.origins));

  app.get('/comments', async (c) => {
    const query = checkQuery(listSchema, c.req.query());
    return c.json(await listComments(db, view(c), { ...query, cursor: query.cursor }));
  });

  app.post('/comments', async (c) => {
    if (isForm(c.req.raw)) return postForm(c);
    const posted = await comments.post(
      { author: authorOf(c.req.raw), address: addressOf(c, options.trustProxy) },
      ofSite(await readJson(c.req.raw, newCommentSchema, 'text')),
    );
    return c.json(
      { comment: posted.comment },
      posted.outcome === 'repeated' ? 200 : posted.outcome === 'published' ? 201 : 202,
    );
  });

  /** Anybody may be the first to write in a thread, and claim that it belongs to their page: moderators follow its link. */
  function ofSite(comment: NewComment): NewComment {
    return options.origins.list().includes(new URL(comment.url).origin) ? comment : { ...comment, url: '' };
  }

  async function postForm(c: Context): Promise<Response> {
    const form = await formOf(c, 'text');
    if (form instanceof Problem) return failedComment(new FormData(), form, options.origins.list());
    try {
      refuseForeignForm(c, options.origins);
      // A relative address is meant from the page's own origin, as far as it can be known.
      const base = originOf(c.req.header('Origin') ?? '') ?? options.siteUrl();
      const comment = check(newCommentSchema, commentFromForm(form, base));
      const back = options.origins.allows(new URL(comment.url).origin, c.req.raw) ? new URL(comment.url) : undefined;
      const { id, status } = await postOnce({ author: undefined, address: addressOf(c, options.trustProxy) }, ofSite(comment));
      if (!back || status !== 'published') return await commentPage(status, (back ?? new URL(options.siteUrl())).href);
      back.hash = `comment-${id}`;
      return c.redirect(back.href, 303);
    } catch (thrown) {
      return failedComment(form, asProblem(thrown), options.origins.list());
    }
  }

  /** A form's comment, or the one that it repeats: its reader wants to know what became of that. */
  async function postOnce(writer: Writer, comment: NewComment): Promise<WireComment> {
    try {
      return (await comments.post(writer, comment)).comment;
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== 'duplicate') throw thrown;
      // A second click on the button.
      if (thrown.existingId !== undefined) return ownComment(db, undefined, now(), thrown.existingId);
      // Other words under an id that is taken: the reader went back and wrote again, or the page is kept for many readers.
      return postOnce(writer, { ...comment, id: randomUUID() });
    }
  }

  app.get('/comments/:id', async (c) => {
    const { thread } = checkQuery(getSchema, c.req.query());
    return c.json(await getComment(db, view(c), commentId(c.req.param('id')), thread));
  });

  app.patch('/comments/:id', async (c) => {
    const who = writer(c);
    const { text } = await readJson(c.req.raw, editSchema, 'text');
    const { outcome, comment } = await comments.edit(who, commentId(c.req.param('id')), text);
    return c.json({ comment }, outcome === 'pending' ? 202 : 200);
  });

  app.delete('/comments/:id', async (c) => {
    await comments.remove(writer(c), commentId(c.req.param('id')));
    return c.body(null, 204);
  });

  app.get('/comments/:id/replies', async (c) => {
    const query = checkQuery(repliesSchema, c.req.query());
    return c.json(await listReplies(db, view(c), commentId(c.req.param('id')), { ...query, cursor: query.cursor }));
  });

  app.put('/comments/:id/vote', async (c) => {
    const who = writer(c);
    const { value } = await readJson(c.req.raw, voteSchema, 'value');
    return c.json(await comments.vote(who, commentId(c.req.param('id')), value));
  });

  app.post('/comments/:id/report', async (c) => {
    const who = writer(c);
    const report = await readJson(c.req.raw, reportSchema, 'note');
    await comments.report(who, commentId(c.req.param('id')), report);
    return c.body(null, 204);
  });

  app.get('/events', async (c) => {
    const { thread } = checkQuery(getSchema, c.req.query());
    // Nobody would read it, nor say when it may end.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const stream = await options.events.open(thread, addressOf(c, options.trustProxy));
    if (!stream) throw new Problem('rate-limited', { retryAfter: 60 });
    return stream;
  });

  app.post('/counts', async (c) => {
    const { threads } = await readJson(c.req.raw, countsSchema, 'threads');
    return c.json({ counts: await countComments(db, threads) });
  });

  app.post('/subscriptions', async (c) => {
    if (isForm(c.req.raw)) return subscribeForm(c);
    const subscription = await readJson(c.req.raw, subscriptionSchema);
    await subscriptions.request(addressOf(c, options.trustProxy), subscription);
    return c.json({ status: 'confirm-by-mail' }, 202);
  });

  async function subscribeForm(c: Context): Promise<Response> {
    const form = await formOf(c);
    if (form instanceof Problem) return failedSubscription(new FormData(), form, subscriptions.topics);
    try {
      refuseForeignForm(c, options.origins);
      const subscription = check(subscriptionSchema, subscriptionFromForm(form));
      await subscriptions.request(addressOf(c, options.trustProxy), subscription);
      return await subscriptionPage(subscription.email);
    } catch (thrown) {
      return failedSubscription(form, asProblem(thrown), subscriptions.topics);
    }
  }

  app.get('/subscriptions/topics', (c) => c.json({ topics: subscriptions.topics.map(({ id, label }) => ({ id, label })) }));

  app.route('/subscriptions', createSubscriptionPages(subscriptions, options.siteUrl, options.onError));

  app.all('*', () => {
    throw new Problem('not-found');
  });

  function asProblem(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    options.onError(thrown);
    return new Problem('server');
  }

  return app;
}

async function formOf(c: Context, field?: string): Promise<FormData | Problem> {
  try {
    const body = await readBody(c.req.raw, field);
    return body.type === 'form' ? body.value : new Problem('invalid', { status: 415 });
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
}

/** A form needs no permission to be posted across origins, so the server asks. `null` is a page that hides its address. */
function refuseForeignForm(c: Context, origins: Origins): void {
  const origin = c.req.header('Origin');
  if (origin !== undefined && origin !== 'null' && !origins.allows(origin, c.req.raw)) throw new Problem('forbidden');
}
