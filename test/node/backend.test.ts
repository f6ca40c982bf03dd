import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { assertContract, unseenAnswers } from './support/backend-contract.js';
import {
  guestToken,
  moderate,
  newThread,
  Reader,
  startBackend,
  TOPICS,
  type TestBackend,
  type WirePage,
} from './support/backend.js';

/** Every answer in this file is checked against docs/rest-api.yaml by the `Reader` itself. */
describe('the REST contract', () => {
  let site: TestBackend;
  const reader = () => new Reader(site.origin);
  const stranger = () => {
    const someone = reader();
    someone.token = undefined;
    return someone;
  };

  beforeAll(async () => {
    site = await startBackend();
  });
  afterAll(async () => {
    await site.stop();
  });

  describe('posting', () => {
    it('publishes a comment that everybody then reads as it was typed', async () => {
      const thread = newThread();
      const ada = reader();
      const text = '**Hi** <script>alert(1)</script> & 👩‍👩‍👧 \u202Eabc';
      const { status, json } = await ada.post(thread, `  ${text}\r\n\r\nBye\n`, { name: '  Ada \n Lovelace ' });
      expect(status).to.equal(201);
      expect(json.comment).to.include({
        text: `${text}\n\nBye`,
        status: 'published',
        own: true,
        score: 0,
        vote: 0,
        parentId: null,
      });
      expect(json.comment.author).to.deep.equal({ name: 'Ada Lovelace' });
      expect(Date.parse(json.comment.editableUntil!) - Date.parse(json.comment.createdAt)).to.equal(15 * 60_000);
      const page = await stranger().list(thread);
      expect(page.comments).to.have.length(1);
      expect(page.comments[0]).to.include({ text: `${text}\n\nBye`, own: false, editableUntil: null });
      expect(page.thread).to.deep.equal({ total: 1, closed: false, moderated: false, live: true });
    });

    it('makes one comment of a request that is repeated, whatever became of the first answer', async () => {
      const thread = newThread();
      const ada = reader();
      const id = randomUUID();
      const answers = await Promise.all(Array.from({ length: 6 }, () => ada.post(thread, 'Once', { id })));
      expect(answers.map((answer) => answer.status).sort()).to.deep.equal([200, 200, 200, 200, 200, 201]);
      const again = await ada.post(thread, 'Other words', { id: id.toUpperCase() });
      expect(again.status).to.equal(200);
      expect(again.json.comment).to.include({ id, text: 'Once' });
      expect((await ada.list(thread)).thread.total).to.equal(1);
    });

    it('refuses an id that is somebody else’s', async () => {
      const thread = newThread();
      const { id } = await reader().comment(thread, 'Mine');
      const answer = await reader().post(thread, 'No, mine', { id });
      expect([answer.status, answer.json.code]).to.deep.equal([409, 'duplicate']);
      const elsewhere = await reader().post(newThread(), 'No, mine', { id });
      expect([elsewhere.status, elsewhere.json.code]).to.deep.equal([409, 'duplicate']);
    });

    it('takes other words for no repetition where no author key tells readers apart', async () => {
      const thread = newThread();
      const someone = stranger();
      const id = randomUUID();
      expect((await someone.post(thread, 'Mine', { id })).status).to.equal(201);
      const again = await someone.post(thread, ' Mine\r\n', { id });
      expect([again.status, again.json.comment.text]).to.deep.equal([200, 'Mine']);
      for (const [key, text, name] of [
        [thread, 'Other words', 'Ada'],
        [thread, 'Mine', 'Bob'],
        [newThread(), 'Mine', 'Ada'],
      ] as const) {
        const other = await someone.post(key, text, { id, name });
        expect([other.status, other.json.code]).to.deep.equal([409, 'duplicate']);
      }
      await moderate(site.origin, 'POST', `/comments/${id}/remove`);
      expect((await someone.post(thread, 'Mine', { id })).status, 'nothing is left to compare').to.equal(409);
    });

    it('takes the same words of one author once in five minutes, even when both arrive together', async () => {
      const thread = newThread();
      const ada = reader();
      const [first, second] = await Promise.all([ada.post(thread, 'Double click'), ada.post(thread, 'Double click')]);
      expect([first.status, second.status].sort()).to.deep.equal([201, 409]);
      expect((await reader().post(thread, 'Double click')).status).to.equal(201);
      expect((await ada.post(newThread(), 'Double click')).status).to.equal(201);
      site.clock.pass(5 * 60_000);
      expect((await ada.post(thread, 'Double click')).status).to.equal(201);
    });

    it('says which field is wrong', async () => {
      const thread = newThread();
      const ada = reader();
      const wrong: [string, Record<string, unknown>][] = [
        ['text', { text: '' }],
        ['text', { text: ' \n\t\u0000 ' }],
        ['text', { text: 'x'.repeat(10_001) }],
        ['text', { text: '\u200b \u2066\u00ad' }],
        ['text', { text: 7 }],
        ['name', { name: '  ' }],
        ['name', { name: 'n'.repeat(81) }],
        ['name', { name: undefined }],
        ['id', { id: 'first' }],
        ['id', { id: undefined }],
        ['thread', { thread: '' }],
        ['thread', { thread: 'k'.repeat(501) }],
        ['thread', { thread: 'a\u0000b' }],
        ['url', { url: 'javascript:alert(1)' }],
        ['url', { url: '/story' }],
        ['parentId', { parentId: 'nobody' }],
        ['parentId', { parentId: ['__proto__'] }],
      ];
      for (const [field, more] of wrong) {
        const { status, json } = await ada.post(thread, 'Fine', more);
        expect([status, json.code, json.field], JSON.stringify(more).slice(0, 60)).to.deep.equal([422, 'invalid', field]);
      }
      expect((await ada.list(thread)).thread.total).to.equal(0);
    });

    it('counts code points, so that 10,000 emoji fit and one more does not', async () => {
      const thread = newThread();
      const ada = reader();
      expect((await ada.post(thread, '😀'.repeat(10_000))).status).to.equal(201);
      expect((await ada.post(thread, '😀'.repeat(10_001))).json.field).to.equal('text');
      expect((await ada.post(thread, 'Fine', { name: '😀'.repeat(80) })).status).to.equal(201);
    });

    it('mends what no text can contain, and ignores members it does not know', async () => {
      const { text } = await reader().comment(newThread(), 'a\u0000b \ud800 c', { status: 'deleted', score: 99, own: false });
      expect(text).to.equal('ab \ufffd c');
    });

    it('keeps keys apart that mean something to JavaScript', async () => {
      const ada = reader();
      for (const thread of ['__proto__', 'constructor', 'toString', '%', '日本語?&=#', "'; DROP TABLE comments; --"]) {
        const { id } = await ada.comment(thread, `About ${thread}`, { id: randomUUID() });
        site.clock.pass(60_000);
        expect((await ada.list(thread)).comments.map((comment) => comment.id)).to.deep.equal([id]);
      }
      const counts = await ada.send<{ counts: Record<string, number> }>('POST', '/counts', {
        threads: ['__proto__', 'constructor', 'hasOwnProperty', '__proto__'],
      });
      expect(counts.text).to.equal('{"counts":{"__proto__":1,"constructor":1,"hasOwnProperty":0}}');
    });

    it('refuses a filled honeypot and an inhuman speed', async () => {
      for (const more of [{ website: 'https://spam.example' }, { elapsed: 3 }]) {
        const { status, json } = await reader().post(newThread(), 'Buy', more);
        expect([status, json.code]).to.deep.equal([422, 'filtered']);
      }
      expect((await reader().post(newThread(), 'Hello', { website: '', elapsed: 4000 })).status).to.equal(201);
    });

    it('lets nobody in who claims a login it cannot check', async () => {
      for (const authorization of ['Bearer eyJhbGciOi', 'Basic YTpi', 'Bearer guest.short', 'guest', '']) {
        const { status, json } = await stranger().send('GET', '/comments?thread=x', undefined, {
          Authorization: authorization,
        });
        expect([status, json.code], authorization).to.deep.equal([401, 'login-needed']);
      }
      const ada = stranger();
      const { id } = await reader().comment(newThread(), 'Here');
      const bad = { Authorization: 'Bearer nonsense' };
      const post = { id: randomUUID(), thread: 'x', url: 'https://news.example/', name: 'A', text: 'B' };
      expect((await ada.send('POST', '/comments', post, bad)).status).to.equal(401);
      expect((await ada.send('GET', `/comments/${id}?thread=x`, undefined, bad)).status).to.equal(401);
      expect((await ada.send('GET', `/comments/${id}/replies?thread=x`, undefined, bad)).status).to.equal(401);
      expect((await ada.send('PATCH', `/comments/${id}`, { text: 'x' })).status).to.equal(401);
      expect((await ada.send('DELETE', `/comments/${id}`)).status).to.equal(401);
      expect((await ada.send('PUT', `/comments/${id}/vote`, { value: 1 })).status).to.equal(401);
      expect((await ada.send('POST', `/comments/${id}/report`, { reason: 'spam' })).status).to.equal(401);
    });

    it('publishes for a reader without a key, who can then change nothing', async () => {
      const thread = newThread();
      const someone = stranger();
      const comment = await someone.comment(thread, 'No key');
      expect(comment).to.include({ own: false, editableUntil: null });
      expect((await reader().send('PATCH', `/comments/${comment.id}`, { text: 'x' })).json.code).to.equal('forbidden');
    });
  });

  describe('replies', () => {
    it('hang below a published comment of the same thread only', async () => {
      const thread = newThread();
      const ada = reader();
      const parent = await ada.comment(thread, 'Parent');
      const reply = await reader().comment(thread, 'Reply', { parentId: parent.id });
      expect(reply.parentId).to.equal(parent.id);
      expect((await ada.list(thread)).comments.map((c) => [c.text, c.replyCount])).to.deep.equal([
        ['Parent', 1],
        ['Reply', 0],
      ]);
      const elsewhere = await ada.post(newThread(), 'Lost', { parentId: parent.id });
      expect([elsewhere.status, elsewhere.json.code, elsewhere.json.field]).to.deep.equal([404, 'not-found', 'parentId']);
      expect((await ada.post(thread, 'Lost', { parentId: randomUUID() })).status).to.equal(404);
      await ada.send('DELETE', `/comments/${parent.id}`);
      expect((await ada.post(thread, 'Too late', { parentId: parent.id })).status).to.equal(404);
    });

    it('come with the first three of each level, three levels deep, and the rest announced', async () => {
      const thread = newThread();
      const root = await reader().comment(thread, 'root');
      const chain = [root];
      for (let level = 1; level <= 5; level++) {
        chain.push(await reader().comment(thread, `level ${level}`, { parentId: chain.at(-1)!.id }));
        site.clock.pass(5);
      }
      for (let n = 2; n <= 8; n++) {
        await reader().comment(thread, `sibling ${n}`, { parentId: root.id });
        site.clock.pass(5);
      }
      const page = await reader().list(thread);
      expect(page.comments.map((c) => c.text)).to.deep.equal([
        'root',
        'level 1',
        'level 2',
        'level 3',
        'sibling 2',
        'sibling 3',
      ]);
      const remaining = new Map(page.moreReplies.map((more) => [more.parentId, more]));
      expect([...remaining.values()].map((more) => more.remaining).sort()).to.deep.equal([1, 5]);
      const deep = await reader().replies(thread, chain[3]!.id, { cursor: remaining.get(chain[3]!.id)!.cursor });
      expect(deep.comments.map((c) => c.text)).to.deep.equal(['level 4', 'level 5']);
      const rest = await reader().replies(thread, root.id, { cursor: remaining.get(root.id)!.cursor, limit: '2' });
      expect(rest.comments.map((c) => c.text)).to.deep.equal(['sibling 4', 'sibling 5']);
      expect(rest.moreReplies).to.deep.equal([{ parentId: root.id, cursor: rest.cursor, remaining: 3 }]);
      const end = await reader().replies(thread, root.id, { cursor: rest.cursor! });
      expect([end.comments.length, end.cursor, end.moreReplies.length]).to.deep.equal([3, null, 0]);
      expect((await reader().replies(thread, root.id)).comments.map((c) => c.text)).to.include.members([
        'level 1',
        'sibling 8',
      ]);
    });

    it('of a linked comment come with all its ancestors', async () => {
      const thread = newThread();
      let parentId: string | null = null;
      const ids: string[] = [];
      for (let level = 0; level < 6; level++) {
        const { id }: { id: string } = await reader().comment(thread, `level ${level}`, { parentId });
        ids.push((parentId = id));
      }
      const { json } = await reader().send<WirePage>('GET', `/comments/${ids[4]}?thread=${encodeURIComponent(thread)}`);
      expect(json.comments.map((c) => c.id)).to.deep.equal(ids);
      for (const path of [
        `/comments/${ids[4]}?thread=other`,
        `/comments/${randomUUID()}?thread=x`,
        '/comments/__proto__?thread=x',
      ]) {
        expect((await reader().send('GET', path)).json.code, path).to.equal('not-found');
      }
      expect((await reader().send('GET', `/comments/${ids[4]}`)).json).to.include({ code: 'invalid', field: 'thread' });
      expect(
        (await reader().send('GET', `/comments/${randomUUID()}/replies?thread=${encodeURIComponent(thread)}`)).status,
      ).to.equal(404);
      expect((await reader().send('GET', `/comments/${ids[0]}/replies?thread=nobody`)).status).to.equal(404);
    });
  });

  describe('editing and deleting', () => {
    it('is possible for fifteen minutes and for the author only', async () => {
      const thread = newThread();
      const ada = reader();
      const { id } = await ada.comment(thread, 'Frist');
      expect((await reader().send('PATCH', `/comments/${id}`, { text: 'Mine' })).json.code).to.equal('forbidden');
      expect((await reader().send('DELETE', `/comments/${id}`)).json.code).to.equal('forbidden');
      const edited = await ada.send<{ comment: { text: string; editedAt: string } }>('PATCH', `/comments/${id}`, {
        text: 'First ',
      });
      expect(edited.status).to.equal(200);
      expect(edited.json.comment.text).to.equal('First');
      expect(edited.json.comment.editedAt).to.be.a('string');
      expect((await ada.send('PATCH', `/comments/${id}`, { text: '  ' })).json).to.include({ code: 'invalid', field: 'text' });
      expect((await ada.send('PATCH', `/comments/${randomUUID()}`, { text: 'x' })).status).to.equal(404);
      site.clock.pass(15 * 60_000);
      expect((await ada.send('PATCH', `/comments/${id}`, { text: 'Late' })).json.code).to.equal('edit-expired');
      expect((await ada.send('DELETE', `/comments/${id}`)).json.code).to.equal('edit-expired');
      expect((await ada.list(thread)).comments[0]).to.include({ text: 'First', own: true, editableUntil: null });
    });

    it('leaves nothing of a deleted comment without replies', async () => {
      const thread = newThread();
      const ada = reader();
      const { id } = await ada.comment(thread, 'Oops');
      expect((await ada.send('DELETE', `/comments/${id}`)).status).to.equal(204);
      expect((await ada.send('DELETE', `/comments/${id}`)).status).to.equal(204);
      expect((await ada.send('PATCH', `/comments/${id}`, { text: 'Back' })).status).to.equal(404);
      const page = await ada.list(thread);
      expect([page.comments.length, page.thread.total]).to.deep.equal([0, 0]);
      const repeated = await ada.post(thread, 'Oops', { id });
      expect([repeated.status, repeated.json.comment.status, repeated.json.comment.text]).to.deep.equal([200, 'deleted', null]);
    });

    it('leaves a tombstone above replies, which goes with the last of them', async () => {
      const thread = newThread();
      const ada = reader();
      const top = await ada.comment(thread, 'top');
      const middle = await ada.comment(thread, 'middle', { parentId: top.id });
      const last = await ada.comment(thread, 'last', { parentId: middle.id });
      await ada.send('DELETE', `/comments/${top.id}`);
      await ada.send('DELETE', `/comments/${middle.id}`);
      const page = await reader().list(thread);
      expect(page.comments.map((c) => [c.status, c.text, c.author.name, c.replyCount])).to.deep.equal([
        ['deleted', null, '', 1],
        ['deleted', null, '', 1],
        ['published', 'last', 'Ada', 0],
      ]);
      expect(page.thread.total).to.equal(1);
      await ada.send('DELETE', `/comments/${last.id}`);
      expect((await reader().list(thread)).comments).to.have.length(0);
    });
  });

  describe('votes and reports', () => {
    it('adds up one vote per reader, who may change it or take it back', async () => {
      const thread = newThread();
      const { id } = await reader().comment(thread, 'Vote');
      const ada = reader();
      const bob = reader();
      expect((await ada.vote(id, 1)).json).to.deep.equal({ score: 1, vote: 1 });
      expect((await ada.vote(id, 1)).json).to.deep.equal({ score: 1, vote: 1 });
      expect((await bob.vote(id, -1)).json).to.deep.equal({ score: 0, vote: -1 });
      expect((await ada.vote(id, -1)).json).to.deep.equal({ score: -2, vote: -1 });
      expect((await ada.vote(id, 0)).json).to.deep.equal({ score: -1, vote: 0 });
      expect((await bob.list(thread)).comments[0]).to.include({ score: -1, vote: -1 });
      expect((await ada.vote(id, 2)).json).to.include({ code: 'invalid', field: 'value' });
      expect((await ada.vote(randomUUID(), 1)).json.code).to.equal('not-found');
    });

    it('counts every one of many votes at the same moment', async () => {
      const { id } = await reader().comment(newThread(), 'Popular');
      await Promise.all(Array.from({ length: 25 }, () => reader().vote(id, 1)));
      expect((await reader().vote(id, 0)).json.score).to.equal(25);
    });

    it('takes no vote on one’s own comment', async () => {
      const ada = reader();
      const { id } = await ada.comment(newThread(), 'Me');
      const { status, json } = await ada.vote(id, 1);
      expect([status, json.code]).to.deep.equal([403, 'forbidden']);
    });

    it('takes reports, also twice', async () => {
      const { id } = await reader().comment(newThread(), 'Rude');
      const ada = reader();
      expect((await ada.send('POST', `/comments/${id}/report`, { reason: 'spam' })).status).to.equal(204);
      expect((await ada.send('POST', `/comments/${id}/report`, { reason: 'abuse', note: 'see <b>' })).status).to.equal(204);
      expect((await ada.send('POST', `/comments/${id}/report`, { reason: 'boring' })).json.field).to.equal('reason');
      expect((await ada.send('POST', `/comments/${randomUUID()}/report`, { reason: 'spam' })).status).to.equal(404);
    });
  });

  describe('reading', () => {
    it('shows an empty page for a thread nobody wrote in, and makes none', async () => {
      const page = await stranger().list('never-written');
      expect([page.comments, page.cursor, page.moreReplies]).to.deep.equal([[], null, []]);
      expect(page.thread).to.deep.equal({ total: 0, closed: false, moderated: false, live: true });
    });

    it('refuses queries and cursors it did not make', async () => {
      const thread = newThread();
      for (let n = 0; n < 3; n++) await reader().comment(thread, `${n}`);
      const query = (more: Record<string, string>) => `/comments?${new URLSearchParams({ thread, ...more })}`;
      const { cursor } = await reader().list(thread, { sort: 'newest', limit: '1' });
      const forged = (more: Record<string, unknown>) => {
        const json = JSON.parse(Buffer.from(cursor!, 'base64url').toString()) as Record<string, unknown>;
        return Buffer.from(JSON.stringify({ ...json, ...more })).toString('base64url');
      };
      for (const more of [{ k: 2 ** 40 }, { p: -(2 ** 40) }, { c: '0000-01-01T00:00:00.000Z' }]) {
        const { status, json } = await reader().send('GET', query({ cursor: forged(more), sort: 'newest' }));
        expect([status, json.field], JSON.stringify(more)).to.deep.equal([400, 'cursor']);
      }
      const bad: [string, string][] = [
        ['/comments', 'thread'],
        [query({ sort: 'random' }), 'sort'],
        [query({ limit: '0' }), 'limit'],
        [query({ limit: '1e3' }), 'limit'],
        [query({ limit: '101' }), 'limit'],
        [query({ cursor: 'x' }), 'cursor'],
        [query({ cursor: Buffer.from('{"t":1}').toString('base64url') }), 'cursor'],
        [query({ cursor: cursor!, sort: 'best' }), 'cursor'],
        [`/comments?${new URLSearchParams({ thread: 'other', cursor: cursor!, sort: 'newest' })}`, 'cursor'],
        [`/comments/${randomUUID()}/replies?${new URLSearchParams({ thread, cursor: cursor! })}`, 'cursor'],
      ];
      for (const [path, field] of bad) {
        const { status, json } = await reader().send('GET', path);
        expect([status, json.code, json.field], path).to.deep.equal([400, 'invalid', field]);
      }
    });

    it('counts many threads in one request', async () => {
      const [one, two] = [newThread(), newThread()];
      const { id } = await reader().comment(one, 'a');
      await reader().comment(one, 'b', { parentId: id });
      await reader().comment(two, 'c');
      const { json } = await stranger().send<{ counts: Record<string, number> }>('POST', '/counts', {
        threads: [one, two, 'none'],
      });
      expect(json.counts).to.deep.equal({ [one]: 2, [two]: 1, none: 0 });
      const many = Array.from({ length: 201 }, (_, n) => `t${n}`);
      expect((await stranger().send('POST', '/counts', { threads: many })).json.field).to.equal('threads');
    });

    it('lists the first page of 10,000 comments and a later one', async () => {
      const thread = newThread();
      await site.backend.seed(
        Array.from({ length: 10_000 }, (_, n) => ({
          thread,
          url: thread,
          author: { name: 'Seed' },
          text: `Comment ${n}`,
          createdAt: 1_700_000_000_000 + n * 1000,
          score: (n * 7919) % 101,
        })),
      );
      for (const sort of ['best', 'newest', 'oldest', 'replies']) {
        const first = await reader().list(thread, { sort });
        const second = await reader().list(thread, { sort, cursor: first.cursor! });
        expect(second.comments).to.have.length(20);
      }
    }, 120_000);
  });

  describe('bodies', () => {
    const json = { 'Content-Type': 'application/json' };

    it('are refused when they are too large, before anything is parsed, and the refusal arrives', async () => {
      const big = `{"text":"${'x'.repeat(1_000_000)}"}`;
      const { id } = await reader().comment(newThread(), 'x');
      for (const [method, path] of [
        ['POST', '/comments'],
        ['PATCH', `/comments/${id}`],
        ['PUT', `/comments/${id}/vote`],
        ['POST', `/comments/${id}/report`],
        ['POST', '/counts'],
        ['POST', '/subscriptions'],
      ] as const) {
        const answer = await reader().send(method, path, big, json);
        expect([answer.status, answer.json.code], path).to.deep.equal([413, 'invalid']);
        if (path === '/comments') expect(answer.json.field).to.equal('text');
        expect((await reader().send(method, path, '{"text":', json)).status, path).to.equal(400);
        expect((await reader().send(method, path, new Uint8Array([0x22, 0xff, 0x22]), json)).status, path).to.equal(400);
        expect((await reader().send(method, path, '{}', { 'Content-Type': 'text/plain' })).status, path).to.equal(415);
        for (const value of ['null', '[]', '7', '"x"']) {
          const wrong = await reader().send(method, path, value, json);
          expect([wrong.status, wrong.json.code], `${path} ${value}`).to.deep.equal([422, 'invalid']);
        }
      }
    });

    it('are not complained about when the reader goes away before their end', async () => {
      const complaints: unknown[] = [];
      const complain = console.error;
      console.error = (...what: unknown[]) => complaints.push(what);
      try {
        for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
          const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) });
          const init = { method: 'POST', headers: { 'Content-Type': type }, body, duplex: 'half' };
          expect((await site.backend.api.request('/comments', init)).status).to.equal(400);
        }
      } finally {
        console.error = complain;
      }
      expect(complaints).to.deep.equal([]);
    });

    it('answer what the contract does not know with a problem, not a page', async () => {
      const response = await fetch(`${site.origin}/api/nonsense`);
      expect(response.status).to.equal(404);
      expect(response.headers.get('Content-Type')).to.equal('application/problem+json');
    });
  });

  describe('speed limits', () => {
    it('stop the sixth comment in a minute and say when to come back', async () => {
      const thread = newThread();
      const ada = reader();
      for (let n = 1; n <= 5; n++) expect((await ada.post(thread, `Number ${n}`)).status).to.equal(201);
      const id = randomUUID();
      const sixth = await ada.post(thread, 'Number 6', { id });
      expect([sixth.status, sixth.json.code]).to.deep.equal([429, 'rate-limited']);
      const seconds = Number(sixth.headers.get('Retry-After'));
      expect(seconds).to.be.within(50, 60);
      site.clock.pass(seconds * 1000);
      expect((await ada.post(thread, 'Number 6', { id })).status).to.equal(201);
      expect((await ada.post(thread, 'Number 6', { id })).status).to.equal(200);
    });

    it('stop one address that makes up keys', async () => {
      const ada = reader();
      const thread = newThread();
      const statuses: number[] = [];
      for (let n = 0; n < 22; n++) {
        ada.token = guestToken();
        statuses.push((await ada.post(thread, `Key ${n}`)).status);
      }
      expect(statuses.filter((status) => status === 201)).to.have.length(20);
      expect((await reader().post(thread, 'A neighbour')).status).to.equal(201);

      const target = await reader().comment(newThread(), 'Target');
      const authors = Array.from({ length: 5 }, () => reader());
      const own: string[] = [];
      for (const author of authors) own.push((await author.comment(newThread(), 'Own')).id);
      const write = {
        votes: [120, () => ada.vote(target.id, -1)],
        reports: [40, () => ada.send('POST', `/comments/${target.id}/report`, { reason: 'spam' })],
        edits: [40, (n: number) => ada.send('PATCH', `/comments/${own[Math.floor(n / 10)]!}`, { text: `Edit ${n}` })],
      } as const;
      for (const [what, [limit, send]] of Object.entries(write)) {
        const answers: number[] = [];
        for (let n = 0; n <= limit; n++) {
          ada.token = what === 'edits' ? authors[Math.floor(n / 10)]!.token : guestToken();
          answers.push((await send(n)).status);
        }
        expect([answers.indexOf(429), answers.length - 1], what).to.deep.equal([limit, limit]);
      }
    }, 60_000);

    it('take all addresses of one IPv6 connection for one', async () => {
      const ada = reader();
      ada.token = undefined;
      const thread = newThread();
      const statuses: number[] = [];
      for (const address of [
        '2001:db8::1',
        '2001:db8::2:3',
        '2001:db8:0:0:5::',
        '2001:db8:0:0:a:b:c:d',
        '2001:db8::',
        '2001:db8::9',
        '2001:db8:0:1::1',
      ]) {
        const post = { id: randomUUID(), thread, url: thread, name: 'Ada', text: `From ${address}` };
        statuses.push((await ada.send('POST', '/comments', post, { 'X-Forwarded-For': `spoofed, ${address}` })).status);
      }
      expect(statuses).to.deep.equal([201, 201, 201, 201, 201, 429, 201]);
    });

    it('take an address for the same whatever port a proxy names with it', async () => {
      const ada = reader();
      ada.token = undefined;
      const thread = newThread();
      const statuses: number[] = [];
      for (const address of ['10.7.1.1', '10.7.1.1:1', '10.7.1.1:65535', '10.7.1.1:80', '10.7.1.1:81', '10.7.1.1:82']) {
        const post = { id: randomUUID(), thread, url: thread, name: 'Ada', text: `From ${address}` };
        statuses.push((await ada.send('POST', '/comments', post, { 'X-Forwarded-For': address })).status);
      }
      expect(statuses).to.deep.equal([201, 201, 201, 201, 201, 429]);
    });

    it('hold nobody longer when the clock was wrong', async () => {
      const ada = reader();
      const thread = newThread();
      site.clock.pass(3_600_000);
      for (let n = 1; n <= 6; n++) await ada.post(thread, `Number ${n}`);
      site.clock.pass(-3_600_000);
      for (let n = 7; n <= 11; n++) expect((await ada.post(thread, `Number ${n}`)).status).to.equal(201);
      expect((await ada.post(thread, 'Number 12')).status).to.equal(429);
    });

    it('hold for everything else that writes', async () => {
      const { id } = await reader().comment(newThread(), 'Target');
      const ada = reader();
      const own = await ada.comment(newThread(), 'Own');
      const limited = async (times: number, write: (n: number) => Promise<{ status: number }>) => {
        for (let n = 0; n < times; n++) expect((await write(n)).status, `${n}`).to.be.below(300);
        expect((await write(times)).status).to.equal(429);
      };
      await limited(30, (n) => ada.vote(id, n % 2));
      await limited(10, () => ada.send('POST', `/comments/${id}/report`, { reason: 'other' }));
      await limited(10, (n) => ada.send('PATCH', `/comments/${own.id}`, { text: `Own ${n}` }));
      expect((await ada.send('DELETE', `/comments/${own.id}`)).status).to.equal(429);
      await limited(5, (n) => ada.send('POST', '/subscriptions', { email: `r${n}@example.org` }));
    });
  });

  describe('moderated and closed threads', () => {
    it('hold a comment back for all but its author until a moderator says so', async () => {
      const thread = newThread();
      await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true });
      const ada = reader();
      const posted = await ada.post(thread, 'May I?');
      expect([posted.status, posted.json.comment.status]).to.deep.equal([202, 'pending']);
      const { id } = posted.json.comment;
      expect((await ada.list(thread)).comments.map((c) => c.id)).to.deep.equal([id]);
      const hidden = await reader().list(thread);
      expect([hidden.comments.length, hidden.thread]).to.deep.equal([
        0,
        { total: 0, closed: false, moderated: true, live: true },
      ]);
      expect((await reader().vote(id, 1)).status).to.equal(404);
      expect((await ada.vote(id, 1)).status).to.equal(403);
      expect((await ada.post(thread, 'And?', { parentId: id })).json).to.include({ code: 'invalid', field: 'parentId' });
      expect((await reader().send('PATCH', `/comments/${id}`, { text: 'x' })).status).to.equal(404);
      expect((await ada.send('PATCH', `/comments/${id}`, { text: 'May I, please?' })).status).to.equal(202);
      expect((await moderate(site.origin, 'POST', `/comments/${id}/approve`)).status).to.equal(204);
      const shown = await reader().list(thread);
      expect(shown.comments.map((c) => [c.text, c.status])).to.deep.equal([['May I, please?', 'published']]);
      expect(shown.thread.total).to.equal(1);
    });

    it('go on showing the old text while an edit waits', async () => {
      const thread = newThread();
      const ada = reader();
      const { id } = await ada.comment(thread, 'Harmless');
      await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true });
      const edited = await ada.send('PATCH', `/comments/${id}`, { text: 'Harmful' });
      expect(edited.status).to.equal(202);
      expect((await ada.list(thread)).comments[0]).to.include({ text: 'Harmful', status: 'pending' });
      expect((await reader().list(thread)).comments[0]).to.include({ text: 'Harmless', status: 'published' });
      await moderate(site.origin, 'POST', `/comments/${id}/reject`);
      expect((await ada.list(thread)).comments[0]).to.include({ text: 'Harmless', status: 'published' });
      await ada.send('PATCH', `/comments/${id}`, { text: 'Better' });
      await moderate(site.origin, 'POST', `/comments/${id}/approve`);
      expect((await reader().list(thread)).comments[0]).to.include({ text: 'Better', status: 'published' });
      expect((await reader().list(thread)).comments[0]!.editedAt).to.be.a('string');
    });

    it('accept nothing new when closed, but repeat what was accepted before', async () => {
      const thread = newThread();
      const ada = reader();
      const { id } = await ada.comment(thread, 'In time');
      await moderate(site.origin, 'PUT', '/threads', { thread, closed: true });
      const late = await ada.post(thread, 'Too late');
      expect([late.status, late.json.code]).to.deep.equal([403, 'closed']);
      expect((await ada.post(thread, 'In time', { id })).status).to.equal(200);
      expect((await ada.list(thread)).thread.closed).to.equal(true);
      await moderate(site.origin, 'PUT', '/threads', { thread, closed: false });
      expect((await ada.post(thread, 'Open again')).status).to.equal(201);
    });
  });

  describe('cross-origin', () => {
    const preflight = (origin: string, headers: Record<string, string> = {}) =>
      fetch(`${site.origin}/api/comments/x/vote`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'PUT',
          'Access-Control-Request-Headers': 'authorization,content-type',
          ...headers,
        },
      });

    it('lets the listed origins, the site and the page’s own host in', async () => {
      for (const origin of ['https://news.example', site.origin]) {
        const asked = await preflight(origin);
        expect(asked.status).to.equal(204);
        expect(asked.headers.get('Access-Control-Allow-Origin')).to.equal(origin);
        expect(asked.headers.get('Access-Control-Allow-Methods')).to.include('PUT').and.include('PATCH').and.include('DELETE');
        expect(asked.headers.get('Access-Control-Allow-Headers')?.toLowerCase())
          .to.include('authorization')
          .and.include('content-type');
        const got = await reader().send('GET', '/comments?thread=x', undefined, { Origin: origin });
        expect(got.headers.get('Access-Control-Allow-Origin')).to.equal(origin);
        expect(got.headers.get('Access-Control-Expose-Headers')).to.equal('Retry-After');
        const failed = await reader().send('GET', '/comments', undefined, { Origin: origin });
        expect(failed.headers.get('Access-Control-Allow-Origin'), 'on a failure too').to.equal(origin);
      }
    });

    it('lets nobody else in, and tells caches that it depends', async () => {
      for (const origin of ['https://evil.example', 'https://news.example.evil.example', 'http://news.example', 'null']) {
        const asked = await preflight(origin);
        expect(asked.headers.get('Access-Control-Allow-Origin'), origin).to.equal(null);
        expect(asked.headers.get('Vary')).to.include('Origin');
        const got = await reader().send('GET', '/comments?thread=x', undefined, { Origin: origin });
        expect(got.headers.get('Access-Control-Allow-Origin'), origin).to.equal(null);
        expect(got.headers.get('Vary')).to.include('Origin');
        expect(got.headers.get('Cache-Control')).to.equal('no-store');
      }
      expect((await reader().send('GET', '/comments?thread=x')).headers.get('Vary')).to.include('Origin');
    });
  });

  describe('subscriptions', () => {
    it('list the topics and take only those', async () => {
      const { json } = await stranger().send('GET', '/subscriptions/topics');
      expect(json).to.deep.equal({ topics: TOPICS });
      const wrong = await stranger().send('POST', '/subscriptions', { email: 'a@example.org', topics: ['gossip'] });
      expect([wrong.status, wrong.json.field]).to.deep.equal([422, 'topics']);
      expect((await stranger().send('POST', '/subscriptions', { email: 'a@example.org', website: 'x' })).json.code).to.equal(
        'filtered',
      );
    });

    it('take addresses that can be mailed to and refuse the others', async () => {
      for (const email of [
        'ada@example.org',
        'a.b+c@sub.example.co.uk',
        'grüße@bücher.example',
        ' Ada@Example.ORG ',
        "o'neil@example.org",
      ]) {
        expect((await stranger().send('POST', '/subscriptions', { email })).status, email).to.equal(202);
      }
      for (const email of [
        '',
        'ada',
        'ada@',
        '@example.org',
        'ada@example',
        'a b@example.org',
        'a@b@example.org',
        'ada@example..org',
        'ada@-x.org',
        'a@example.org\nBcc: b@example.org',
        `${'a'.repeat(65)}@example.org`,
        `a@${'b.'.repeat(130)}org`,
      ]) {
        const { status, json } = await stranger().send('POST', '/subscriptions', { email });
        expect([status, json.code, json.field], email).to.deep.equal([422, 'invalid', 'email']);
      }
    });
  });

  it('answers the links of mails with pages', async () => {
    const email = 'links@example.org';
    await stranger().send('POST', '/subscriptions', { email });
    const outbox = await (await fetch(`${site.origin}/outbox`)).text();
    const mail = outbox.split('<article>').find((part) => part.includes(`To ${email},`))!;
    const link = (purpose: string) => new RegExp(`/subscriptions/${purpose}\\?token=[\\w-]{43}`).exec(mail)![0];
    for (const [purpose, lifetime] of [
      ['confirm', 2],
      ['unsubscribe', 400],
    ] as const) {
      for (const method of ['GET', 'POST']) {
        expect((await stranger().send(method, `/subscriptions/${purpose}?token=wrong`)).status).to.equal(404);
        expect((await stranger().send(method, link(purpose))).status).to.equal(200);
      }
      await stranger().send('POST', '/subscriptions', { email });
      const again = (await (await fetch(`${site.origin}/outbox`)).text()).split('<article>')[1]!;
      const late = new RegExp(`/subscriptions/${purpose}\\?token=[\\w-]{43}`).exec(again)![0];
      site.clock.pass(lifetime * 86_400_000);
      for (const method of ['GET', 'POST']) expect((await stranger().send(method, late)).status).to.equal(410);
    }
  });

  it('tells of new comments while a page is open, to so many pages of one reader', async () => {
    const thread = `https://news.example/${newThread()}`;
    const ada = reader();
    const path = `/events?thread=${encodeURIComponent(thread)}`;
    const open = async () => {
      const response = await fetch(`${site.origin}/api${path}`, { headers: { 'X-Forwarded-For': ada.address } });
      assertContract('GET', '/events', response, '');
      return response;
    };
    // A look at the headers holds nothing open; more at once than allowed do not slip through together.
    for (let n = 0; n < 25; n++) {
      const head = await fetch(`${site.origin}/api${path}`, { method: 'HEAD', headers: { 'X-Forwarded-For': ada.address } });
      expect([head.status, head.headers.get('Content-Type')]).to.deep.equal([200, 'text/event-stream']);
    }
    const headers = { 'X-Forwarded-For': '10.8.8.8' };
    const crowd = await Promise.all(Array.from({ length: 40 }, () => site.backend.api.request(path, { headers })));
    expect(crowd.filter(({ status }) => status === 200)).to.have.length(20);
    await Promise.all(crowd.map((one) => one.body!.cancel()));
    const { body } = await open();
    const text = body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await text.read()).value).to.equal('event: total\ndata: 0\n\n');
    await ada.post(thread, 'News');
    expect((await text.read()).value).to.equal('event: total\ndata: 1\n\n');
    const others = await Promise.all(Array.from({ length: 19 }, open));
    expect((await ada.send('GET', path)).status).to.equal(429);
    await text.cancel();
    await Promise.all(others.map((other) => other.body!.cancel()));
    expect((await ada.send('GET', `/events?thread=${'x'.repeat(501)}`)).status).to.equal(400);
  });

  it('answers forms for people, and none from a foreign site', async () => {
    const form = new URLSearchParams({ thread: newThread(), url: 'https://news.example/', name: 'Ada', text: 'Posted' });
    expect((await stranger().send('POST', '/comments', form)).status).to.equal(303);
    const foreign = { Origin: 'https://evil.example' };
    const email = new URLSearchParams({ email: 'a@example.org' });
    expect((await stranger().send('POST', '/subscriptions', email, foreign)).status).to.equal(403);
  });

  it('says so when the database is gone, in the contract’s words and without its own', async () => {
    const ada = reader();
    expect((await ada.send('DELETE', `/comments/${randomUUID()}`)).status).to.equal(404);
    const complain = console.error;
    console.error = () => undefined;
    try {
      await site.backend.close();
      const id = randomUUID();
      const post = { id, thread: 'x', url: 'https://news.example/', name: 'A', text: 'B' };
      const asked: [string, string, unknown?][] = [
        ['GET', '/comments?thread=x'],
        ['POST', '/comments', post],
        ['GET', `/comments/${id}?thread=x`],
        ['PATCH', `/comments/${id}`, { text: 'x' }],
        ['DELETE', `/comments/${id}`],
        ['GET', `/comments/${id}/replies?thread=x`],
        ['PUT', `/comments/${id}/vote`, { value: 1 }],
        ['POST', `/comments/${id}/report`, { reason: 'spam' }],
        ['POST', '/counts', { threads: ['x'] }],
        ['GET', '/events?thread=x'],
        ['POST', '/subscriptions', { email: 'a@example.org' }],
      ];
      for (const [method, path, body] of asked) {
        const { status, json, text } = await ada.send(method, path, body);
        expect([status, json.code], `${method} ${path}`).to.deep.equal([500, 'server']);
        expect(text).not.to.match(/pglite|closed|at /i);
      }
      for (const path of ['/subscriptions/confirm?token=x', '/subscriptions/unsubscribe?token=x']) {
        for (const method of ['GET', 'POST']) {
          const { status, text } = await ada.send(method, path);
          expect([status, /try again/.test(text)], `${method} ${path}`).to.deep.equal([500, true]);
        }
      }
      const lost = await ada.send('POST', '/comments', new URLSearchParams({ ...post, text: 'My long thoughts' }));
      expect([lost.status, lost.text.includes('My long thoughts')]).to.deep.equal([500, true]);
    } finally {
      console.error = complain;
    }
  });

  // Last: it looks at what the tests above have seen.
  it('leaves no answer of docs/rest-api.yaml untested', () => {
    expect(unseenAnswers()).to.deep.equal([]);
  });
});
