import { expect } from 'chai';
import type { AfterwordError } from '../../src/ports/errors.js';
import type { PageIdentity } from '../../src/ports/page.js';
import { ensureDomParser } from '../support/dom-parser.js';
import { DRIFT, places, replaced, type Path } from '../support/drift.js';
import { toResponse, type Recorded } from '../support/recorded.js';
import {
  answering,
  articlesBackends,
  commentsBackends,
  newsletterBackends,
  type RecordedBackend,
} from '../support/recorded-backends.js';

await ensureDomParser();

/** Places tried in each answer: all of them in Node; in browsers, which are slower, an even sample chosen by a seed. */
const MOST = 'process' in globalThis ? Infinity : 48;

function sample(all: readonly Path[], seed: number): readonly Path[] {
  if (all.length <= MOST) return all;
  let state = seed;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const step = all.length / MOST;
  return Array.from({ length: MOST }, (_, index) => all[Math.floor((index + random()) * step)]!);
}

interface Listed {
  ids: readonly string[];
  /** Whom each answers: a backend that is asked level by level has no way to what lies below an unreadable comment. */
  parents?: ReadonlyMap<string, string | undefined>;
}
type Act<P> = (port: P, page: PageIdentity, signal: AbortSignal) => Promise<Listed | undefined>;

const comment = { id: '0c6e0b5e-8a3e-4a52-9f0a-5b8f3a1c9f10', text: 'A comment', name: 'Ann', email: 'ann@paper.example' };

/** The item of the answer's list that a place lies in, as JSON; nothing for a place above all items. */
function itemAt(body: unknown, path: Path): string | undefined {
  const end = path.findIndex((key) => typeof key === 'number');
  if (end < 0) return undefined;
  let item = body;
  for (const key of path.slice(0, end + 1)) item = (item as Record<string | number, unknown>)[key];
  return JSON.stringify(item);
}

/** Puts one value in each place of each answer of an act, one at a time. */
async function drifts<P>(backend: RecordedBackend<P>, act: Act<P>, [what, value]: (typeof DRIFT)[number]): Promise<void> {
  const answers = new Map<string, Recorded>();
  const truth = await act(
    backend.make(
      answering(backend, (name, answer) => {
        answers.set(name, answer);
        return answer;
      }),
    ),
    backend.page,
    new AbortController().signal,
  ).catch(() => undefined);
  for (const [changed, { response }] of answers) {
    if (typeof response.body === 'string') continue;
    for (const path of sample(places(response.body), 20_261_122)) {
      const where = `${changed}: ${what} at ${path.join('.') || 'the top'}`;
      const drifted = answering(backend, (name, answer) =>
        name === changed
          ? { ...answer, response: { ...answer.response, body: replaced(answer.response.body, path, value) } }
          : answer,
      );
      const outcome = await act(backend.make(drifted), backend.page, new AbortController().signal).catch((thrown: unknown) => {
        expect((thrown as Error).name, `${where} threw ${String((thrown as Error).stack)}`).to.equal('AfterwordError');
        return thrown as AfterwordError;
      });
      const item = itemAt(response.body, path);
      if (!truth || item === undefined) continue;
      const left = outcome && 'ids' in outcome ? outcome.ids : [];
      const isIn = (id: string | undefined): boolean =>
        id !== undefined && (item.includes(JSON.stringify(id).slice(1, -1)) || isIn(truth.parents?.get(id)));
      const lost = truth.ids.filter((id) => !left.includes(id) && !isIn(id));
      expect(lost, `${where} took good items away`).to.deep.equal([]);
    }
  }
}

const commentsActs: Readonly<Record<string, Act<ReturnType<(typeof commentsBackends)[string]['make']>>>> = {
  'a list': async (port, page, signal) => {
    const { comments } = await port.list(page, { sort: port.sorts[0]! }, signal);
    return { ids: comments.map(({ id }) => id), parents: new Map(comments.map(({ id, parentId }) => [id, parentId])) };
  },
  'more replies': async (port, page, signal) => {
    const answer = await port.replies?.(page, { parentId: '1', cursor: '1' }, signal);
    return answer && { ids: answer.comments.map(({ id }) => id) };
  },
  'one comment': async (port, page, signal) => void (await port.get?.(page, '1', signal)),
  counts: async (port, page, signal) => {
    const counts = (await port.counts?.([page, page], signal)) ?? [];
    for (const count of counts) expect(count === undefined || typeof count === 'number').to.equal(true);
    return undefined;
  },
  'a post': async (port, page, signal) => void (await port.post?.(page, comment, signal)),
  'a reply': async (port, page, signal) => void (await port.post?.(page, { ...comment, parentId: '1' }, signal)),
  'an edit': async (port, page, signal) => void (await port.edit?.(page, '1', 'Other words', signal)),
  'a removal': async (port, page, signal) => void (await port.remove?.(page, '1', signal)),
  'a vote': async (port, page, signal) => {
    const outcome = await port.vote?.(page, '1', 1, signal);
    if (outcome) expect(Number.isFinite(outcome.score)).to.equal(true);
    return undefined;
  },
};

for (const drift of DRIFT) {
  describe(`answers that drift to ${drift[0]}`, () => {
    for (const [name, backend] of Object.entries(commentsBackends)) {
      for (const [what, act] of Object.entries(commentsActs)) {
        it(`lose no more comments of ${name} than what drifted: ${what} (D46)`, () => drifts(backend, act, drift));
      }
    }
    for (const [name, backend] of Object.entries(articlesBackends)) {
      it(`lose no more articles of ${name} than what drifted (D46)`, () =>
        drifts(
          backend,
          async (port, page, signal) => ({ ids: (await port.list(page, signal)).articles.map(({ url }) => url) }),
          drift,
        ));
    }
    for (const [name, backend] of Object.entries(newsletterBackends)) {
      it(`have a known outcome or a known failure: ${name} (D46)`, () =>
        drifts(
          backend,
          async (port, page, signal) => {
            const { status } = await port.subscribe({ email: 'rita@example.test', page }, signal);
            expect(['subscribed', 'confirm-by-mail', 'already-subscribed', 'unknown']).to.include(status);
            await port.topics?.(signal);
            return undefined;
          },
          drift,
        ));
    }
  });
}

describe('an answer of status 200 that is something else', () => {
  const page = '<!doctype html><title>Sign in to the Wi-Fi</title><p>Accept the terms';
  const all: (readonly [
    string,
    RecordedBackend<unknown>,
    (port: never, page: PageIdentity, signal: AbortSignal) => Promise<unknown>,
  ])[] = [
    ...Object.entries(commentsBackends).map(
      ([name, backend]) => [`comments ${name}`, backend, commentsActs['a list']!] as const,
    ),
    ...Object.entries(articlesBackends).map(
      ([name, backend]) =>
        [
          `articles ${name}`,
          backend,
          (port: ReturnType<typeof backend.make>, of: PageIdentity, signal: AbortSignal) => port.list(of, signal),
        ] as const,
    ),
  ];
  for (const [name, backend, act] of all) {
    it(`is unreadable for ${name}: a page of HTML, nothing, half an answer (D41)`, async () => {
      const bodies = [() => page, () => '', (whole: unknown) => JSON.stringify(whole).slice(0, 40)];
      for (const body of bodies) {
        const fetch = answering(backend, (_name, answer) => new Response(body(answer.response.body), { status: 200 }));
        const thrown: unknown = await act(backend.make(fetch) as never, backend.page, new AbortController().signal).catch(
          (error: unknown) => error,
        );
        expect(thrown).to.have.property('name', 'AfterwordError');
        expect(thrown).to.have.property('code', 'unreadable');
      }
    });
  }

  it('is not mistaken for an answer because of its headers (D41)', async () => {
    const backend = commentsBackends['rest']!;
    const answer = toResponse({
      request: { method: 'GET', url: 'https://x.example/' },
      response: { status: 200, headers: { 'content-type': 'application/json' }, body: page },
    });
    const thrown: unknown = await backend
      .make(() => Promise.resolve(answer))
      .list(backend.page, { sort: 'best' }, new AbortController().signal)
      .catch((error: unknown) => error);
    expect(thrown).to.have.property('code', 'unreadable');
  });
});
