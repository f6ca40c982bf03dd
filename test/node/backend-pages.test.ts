import { createHash, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { until } from '../support/wait.js';
import { MODERATION_TOKEN, moderate, newThread, Reader, startBackend, type TestBackend } from './support/backend.js';
import { startSmtpSink } from './support/backend-smtp.js';

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '</textarea><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '&lt;b&gt; &amp;',
];

/** No markup of a reader's: every `<` and quote of an attack is escaped where it shows. */
function expectHarmless(html: string): void {
  expect(html).not.to.match(/<(script|img|svg|b)\b/i);
  for (const attack of ATTACKS) expect(html).not.to.include(attack);
}

/** Undoes what escaping does, to compare with what was typed. */
function unescape(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('the backend’s pages', () => {
  let site: TestBackend;
  beforeAll(async () => {
    site = await startBackend();
  });
  afterAll(async () => {
    await site.stop();
  });
  const plain = () => {
    const reader = new Reader(site.origin);
    reader.token = undefined;
    return reader;
  };

  it('look as they were designed: the policy lets their style in and nothing else', async () => {
    for (const path of ['/moderation', '/outbox', '/api/subscriptions/confirm?token=x']) {
      const answer = await fetch(site.origin + path);
      const style = /<style>([\s\S]*?)<\/style>/.exec(await answer.text())![1]!;
      const hash = createHash('sha256').update(style).digest('base64');
      expect(answer.headers.get('Content-Security-Policy')).to.include(`default-src 'none'; style-src 'sha256-${hash}';`);
    }
  });

  describe('a comment form without JavaScript', () => {
    const form = (thread: string, more: Record<string, string> = {}) =>
      new URLSearchParams({
        thread,
        url: 'https://news.example/story?a=1',
        name: 'Ada',
        text: 'Hello\r\nworld',
        website: '',
        ...more,
      });

    it('leads back to the comment in the article', async () => {
      const thread = newThread();
      const answer = await plain().send('POST', '/comments', form(thread));
      expect(answer.status).to.equal(303);
      const [comment] = (await plain().list(thread)).comments;
      expect(answer.headers.get('Location')).to.equal(`https://news.example/story?a=1#comment-${comment!.id}`);
      expect(comment).to.include({ text: 'Hello\nworld', parentId: null });
      const reply = await plain().send('POST', '/comments', form(thread, { parentId: comment!.id, text: 'Reply' }));
      expect(reply.status).to.equal(303);
      expect((await plain().list(thread)).comments[1]!.parentId).to.equal(comment!.id);
    });

    it('works as multipart, with an address relative to the site, and from a page that hides its origin', async () => {
      const thread = newThread();
      const body = new FormData();
      for (const [name, value] of form(thread, { url: '/article.html#x' })) body.set(name, value);
      const answer = await plain().send('POST', '/comments', body, { Origin: 'null' });
      expect(answer.status).to.equal(303);
      expect(answer.headers.get('Location')).to.match(new RegExp(`^${site.origin}/article.html#comment-[0-9a-f-]{36}$`));
    });

    it('makes one comment of a double click', async () => {
      const thread = newThread();
      const reader = plain();
      const answers = [
        await reader.send('POST', '/comments', form(thread)),
        await reader.send('POST', '/comments', form(thread)),
      ];
      expect(answers.map((answer) => answer.status)).to.deep.equal([303, 303]);
      expect(answers[0]!.headers.get('Location')).to.equal(answers[1]!.headers.get('Location'));
      expect((await reader.list(thread)).thread.total).to.equal(1);
    });

    it('keeps every word of those who send the same id, as a page kept for many gives it to all of them', async () => {
      const thread = newThread();
      const id = randomUUID();
      const texts: [string, string, string][] = [
        ['Ada', 'First words', thread],
        ['Ada', 'Other words', thread],
        ['Bob', 'First words', thread],
        ['Ada', 'First words', newThread()],
      ];
      const places = new Set<string | null>();
      for (const [name, text, key] of texts) {
        for (const which of ['first', 'again']) {
          const answer = await plain().send('POST', '/comments', form(key, { id, name, text }));
          expect(answer.status, `${text} of ${name}, ${which}`).to.equal(303);
          places.add(answer.headers.get('Location'));
        }
      }
      expect([...places][0]).to.match(new RegExp(`#comment-${id}$`));
      expect(places.size, 'a second click is no comment').to.equal(4);
      expect((await plain().list(thread, { sort: 'oldest' })).comments.map((c) => [c.author.name, c.text])).to.deep.equal([
        ['Ada', 'First words'],
        ['Ada', 'Other words'],
        ['Bob', 'First words'],
      ]);
    });

    it('says of a second click what became of the first', async () => {
      const thread = newThread();
      await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true });
      const id = randomUUID();
      for (const more of [{}, { id, text: 'With an id' }]) {
        const answers = [
          await plain().send('POST', '/comments', form(thread, more)),
          await plain().send('POST', '/comments', form(thread, more)),
        ];
        expect(answers.map(({ status }) => status)).to.deep.equal([202, 202]);
        expect(answers[1]!.text).to.include('Your comment is waiting');
      }
      await moderate(site.origin, 'POST', `/comments/${id}/reject`);
      const refused = await plain().send('POST', '/comments', form(thread, { id, text: 'With an id' }));
      expect([refused.status, refused.headers.get('Location')]).to.deep.equal([200, null]);
      expect(refused.text).to.include('A moderator decided').and.include('href="https://news.example/story?a=1"');
    });

    it('is never sent on to a site that is not allowed', async () => {
      for (const url of [
        'https://evil.example/',
        'https://news.example.evil.example/',
        '//evil.example/x',
        'http://news.example:81/',
      ]) {
        const answer = await plain().send('POST', '/comments', form(newThread(), { url }));
        expect([answer.status, answer.headers.get('Location')], url).to.deep.equal([200, null]);
        expect(answer.text).not.to.include('evil.example');
      }
      const foreign = await plain().send('POST', '/comments', form(newThread()), { Origin: 'https://evil.example' });
      expect(foreign.status).to.equal(403);
    });

    it('says that it waits when a moderator reads it first', async () => {
      const thread = newThread();
      await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true });
      const answer = await plain().send('POST', '/comments', form(thread));
      expect(answer.status).to.equal(202);
      expect(answer.text).to.include('moderator').and.include('href="https://news.example/story?a=1"');
    });

    it('gives back every word when it fails, ready to be sent again', async () => {
      const closed = newThread();
      await moderate(site.origin, 'PUT', '/threads', { thread: closed, closed: true });
      const text = `\n  ${ATTACKS.join('\n')}\n`;
      const cases: [number, RegExp, Record<string, string>][] = [
        [403, /closed/, { thread: closed }],
        [422, /name/, { name: '' }],
        [422, /robot/, { website: 'x' }],
        [404, /does not exist/, { parentId: randomUUID() }],
        [422, /10,000/, { text: text + 'é'.repeat(10_000) }],
        [422, /which article/, { url: `http://[${ATTACKS[1]!}` }],
        [422, /which article/, { url: '' }],
      ];
      for (const [status, words, more] of cases) {
        const sent = form(newThread(), { name: ATTACKS[1]!, text, ...more });
        const answer = await plain().send('POST', '/comments', sent);
        expect(answer.status, JSON.stringify(more).slice(0, 80)).to.equal(status);
        expect(answer.text).to.match(words);
        expectHarmless(answer.text);
        const area = /<textarea[^>]*>\n([\s\S]*?)<\/textarea>/.exec(answer.text);
        expect(unescape(area![1]!).replaceAll('\r\n', '\n')).to.equal(sent.get('text')!.replaceAll('\r\n', '\n'));
        for (const name of ['thread', 'url', 'name']) {
          const field = new RegExp(`name="${name}"[^>]*?value="([^"]*)"`).exec(answer.text);
          expect(unescape(field![1]!), name).to.equal(sent.get(name));
        }
        expect(answer.headers.get('Content-Security-Policy'))
          .to.include("default-src 'none'")
          .and.include('https://news.example');
      }
      const again = plain();
      for (let n = 0; n < 5; n++) await again.send('POST', '/comments', form(newThread()));
      const fast = await again.send('POST', '/comments', form(newThread(), { text: 'My long thoughts' }));
      expect([fast.status, fast.headers.has('Retry-After')]).to.deep.equal([429, true]);
      expect(fast.text).to.include('My long thoughts');
    });

    it('takes a long text in any script, and refuses what is beyond all measure', async () => {
      const long = await plain().send('POST', '/comments', form(newThread(), { text: '日'.repeat(10_000) }));
      expect(long.status).to.equal(303);
      const huge = await plain().send('POST', '/comments', form(newThread(), { text: 'x'.repeat(1_000_000) }));
      expect([huge.status, huge.text.includes('Go back')]).to.deep.equal([413, true]);
    });
  });

  describe('a subscription form without JavaScript', () => {
    it('says what to do next, and gives back what was typed when it fails', async () => {
      const good = await plain().send(
        'POST',
        '/subscriptions',
        new URLSearchParams([
          ['email', 'form@example.org'],
          ['topics', 'science'],
          ['topics', 'diplomacy'],
          ['website', ''],
        ]),
      );
      expect(good.status).to.equal(202);
      expect(good.text).to.include('inbox').and.include('form@example.org');
      const bad = await plain().send(
        'POST',
        '/subscriptions',
        new URLSearchParams([
          ['email', ATTACKS[1]!],
          ['name', ATTACKS[2]!],
          ['topics', 'science'],
          ['page', ATTACKS[0]!],
        ]),
      );
      expect(bad.status).to.equal(422);
      expectHarmless(bad.text);
      expect(unescape(/name="email"[^>]*?value="([^"]*)"/.exec(bad.text)![1]!)).to.equal(ATTACKS[1]);
      expect(bad.text)
        .to.match(/value="science"[^>]*checked/)
        .and.not.match(/value="diplomacy"[^>]*checked/);
      const foreign = await plain().send('POST', '/subscriptions', new URLSearchParams({ email: 'a@example.org' }), {
        Origin: 'https://evil.example',
      });
      expect(foreign.status).to.equal(403);
    });
  });

  describe('double opt-in', () => {
    interface OutboxMail {
      subject: string;
      confirm: string;
      unsubscribe: string;
    }

    /** The mails on the outbox page to one address, newest first. */
    async function inbox(address: string): Promise<OutboxMail[]> {
      const html = await (await fetch(`${site.origin}/outbox`)).text();
      return html
        .split('<article>')
        .slice(1)
        .filter((mail) => mail.includes(`To ${address},`))
        .map((mail) => {
          const links = [...mail.matchAll(/href="([^"]+)"/g)].map((match) => unescape(match[1]!));
          return {
            subject: unescape(/<h2>(.*?)<\/h2>/s.exec(mail)![1]!.trim()),
            confirm: links.find((link) => link.includes('/confirm?'))!,
            unsubscribe: links.find((link) => link.includes('/unsubscribe?'))!,
          };
        });
    }

    const subscribe = async (email: string, more: Record<string, unknown> = {}) => {
      const answer = await plain().send('POST', '/subscriptions', { email, ...more });
      expect([answer.status, answer.text]).to.deep.equal([202, '{"status":"confirm-by-mail"}']);
    };
    const follow = async (link: string, method = 'GET', body?: BodyInit) => {
      const path = link.slice(`${site.origin}/api`.length);
      const answer = await plain().send(method, path, body);
      expectHarmless(answer.text);
      return answer;
    };

    it('subscribes only when the button behind the mailed link is pressed', async () => {
      await subscribe('ada@example.org', { topics: ['science'], name: 'Ada', consent: { text: 'I agree', given: true } });
      const [mail] = await inbox('ada@example.org');
      expect(mail!.subject).to.equal('Please confirm your subscription');
      for (let n = 0; n < 2; n++) {
        const page = await follow(mail!.confirm);
        expect([page.status, page.text.includes('<button')]).to.deep.equal([200, true]);
      }
      await subscribe('ADA@Example.org');
      expect((await inbox('ADA@Example.org'))[0]!.subject, 'not subscribed by looking').to.equal(
        'Please confirm your subscription',
      );
      expect((await follow(mail!.confirm, 'POST')).text).to.include('You are subscribed');
      expect((await follow(mail!.confirm, 'POST')).text, 'again').to.include('You are subscribed');
      expect((await follow(mail!.confirm)).text, 'reloaded').to.include('You are subscribed');
      await subscribe('ada@example.org');
      expect((await inbox('ada@example.org'))[0]!.subject).to.equal('You are already subscribed');
    });

    it('unsubscribes with the mail program’s one click, and subscribes again', async () => {
      const email = 'bob@example.org';
      await subscribe(email);
      const [first] = await inbox(email);
      await follow(first!.confirm, 'POST');
      expect((await follow(first!.unsubscribe)).text, 'a look changes nothing').to.include('<button');
      const oneClick = await follow(first!.unsubscribe, 'POST', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }));
      expect([oneClick.status, oneClick.text.includes('unsubscribed')]).to.deep.equal([200, true]);
      expect((await follow(first!.unsubscribe, 'POST')).status, 'again').to.equal(200);
      expect(await inbox(email), 'nothing more is sent').to.deep.equal([]);
      await subscribe(email);
      const [second] = await inbox(email);
      expect(second!.subject).to.equal('Please confirm your subscription');
      expect((await follow(second!.confirm, 'POST')).status).to.equal(200);
      site.clock.pass(3_600_000);
      await subscribe(email);
      expect((await inbox(email))[0]!.subject).to.equal('You are already subscribed');
    });

    it('refuses links that are wrong or too old', async () => {
      await subscribe('eve@example.org');
      const [mail] = await inbox('eve@example.org');
      for (const method of ['GET', 'POST']) {
        for (const purpose of ['confirm', 'unsubscribe'] as const) {
          for (const token of ['', 'x', mail!.confirm.split('=')[1]!.slice(1), '%00', '__proto__']) {
            expect((await follow(`${site.origin}/api/subscriptions/${purpose}?token=${token}`, method)).status).to.equal(404);
          }
        }
        expect((await follow(mail!.confirm.replace('/confirm', '/unsubscribe'), method)).status, 'other purpose').to.equal(404);
      }
      site.clock.pass(2 * 86_400_000);
      for (const method of ['GET', 'POST']) {
        expect((await follow(mail!.confirm, method)).status).to.equal(410);
        const late = await follow(mail!.unsubscribe, method);
        expect([late.status, late.text.includes('nothing is sent')], 'an address that never confirmed').to.deep.equal([
          410,
          true,
        ]);
      }
      await subscribe('eve@example.org');
      const [second] = await inbox('eve@example.org');
      await follow(second!.confirm, 'POST');
      site.clock.pass(399 * 86_400_000);
      expect((await follow(second!.unsubscribe)).status).to.equal(200);
      site.clock.pass(86_400_000);
      for (const method of ['GET', 'POST']) expect((await follow(second!.unsubscribe, method)).status).to.equal(410);
    });

    it('takes what no database can hold out of what a page says of itself', async () => {
      const long = `${'a'.repeat(199)}😀`;
      for (const [n, odd] of ['2026\0-11', '2026\ud83d', '\ude00', long].entries()) {
        await subscribe(`odd-${n}@example.org`, {
          consent: { text: odd, given: true, version: odd.slice(0, 200) },
          attribution: { widget: odd, campaign: { utm_source: odd } },
        });
      }
    });

    it('lets nobody fill a stranger’s mailbox, nor notice', async () => {
      for (let n = 0; n < 5; n++) await subscribe('victim@example.org');
      expect(await inbox('victim@example.org')).to.have.length(3);
    });

    it('shows mails without running what readers wrote into them', async () => {
      await subscribe("o'<b>@example.org".replace('<b>', ''), { name: ATTACKS[0], topics: ['science'], page: ATTACKS[1] });
      const html = await (await fetch(`${site.origin}/outbox`)).text();
      expectHarmless(html);
      expect(html).to.include('Science &lt;weekly&gt;');
    });
  });

  describe('moderation', () => {
    const visit = (path: string, options: { cookie?: string; form?: Record<string, string> } = {}) =>
      fetch(`${site.origin}/moderation${path}`, {
        redirect: 'manual',
        headers: { 'X-Forwarded-For': '10.9.9.9', ...(options.cookie === undefined ? {} : { Cookie: options.cookie }) },
        ...(options.form === undefined ? {} : { method: 'POST', body: new URLSearchParams(options.form) }),
      });

    async function signIn(): Promise<{ cookie: string; csrf: string }> {
      // Nobody signs in as often as these tests.
      site.clock.pass(60_000);
      const answer = await visit('', { form: { token: MODERATION_TOKEN } });
      expect(answer.status).to.equal(303);
      const header = answer.headers.get('Set-Cookie')!;
      expect(header)
        .to.match(/HttpOnly/i)
        .and.match(/SameSite=Strict/i)
        .and.match(/Path=\/moderation/);
      const cookie = header.split(';')[0]!;
      const html = await (await visit('', { cookie })).text();
      return { cookie, csrf: unescape(/name="csrf"[^>]*?value="([^"]*)"/.exec(html)![1]!) };
    }

    it('is closed to all who do not know the token', async () => {
      const { id } = await new Reader(site.origin).comment(newThread(), 'Secret agenda');
      const page = await (await visit('?filter=all')).text();
      expect(page).to.include('type="password"').and.not.include('Secret agenda');
      for (const cookie of ['afterword-moderation=x', 'afterword-moderation=99999999999999.x', 'afterword-moderation=.']) {
        expect(await (await visit('?filter=all', { cookie })).text()).not.to.include('Secret agenda');
        expect((await visit('', { cookie, form: { do: 'remove', id } })).status).to.equal(401);
      }
      expect((await visit('', { form: { token: 'guess' } })).status).to.equal(401);
      for (const authorization of ['Bearer guess', 'Basic x', '']) {
        const api = await fetch(`${site.origin}/moderation/api/comments/${id}/remove`, {
          method: 'POST',
          headers: { Authorization: authorization, 'X-Forwarded-For': `10.8.${authorization.length}.1` },
        });
        expect(api.status).to.equal(401);
      }
      let last = 0;
      for (let n = 0; n < 6; n++) last = (await visit('', { form: { token: 'guess' } })).status;
      expect(last, 'guessing is slow').to.equal(429);
      site.clock.pass(60_000);
    });

    it('refuses forms another site sends with the moderator’s cookie, and forgets the session in time', async () => {
      const { id } = await new Reader(site.origin).comment(newThread(), 'Keep');
      const { cookie, csrf } = await signIn();
      expect((await visit('', { cookie, form: { do: 'remove', id } })).status).to.equal(403);
      expect((await visit('', { cookie, form: { do: 'remove', id, csrf: 'x' } })).status).to.equal(403);
      expect((await visit('', { cookie, form: { do: 'explode', id, csrf } })).status).to.equal(422);
      expect((await visit('', { cookie, form: { do: 'remove', id: 'x', csrf } })).status).to.equal(422);
      const out = await visit('', { cookie, form: { do: 'logout', csrf } });
      expect(out.headers.get('Set-Cookie')).to.match(/Max-Age=0/);
      expect((await visit('', { cookie, form: { do: 'remove', id, csrf } })).status, 'signed out').to.equal(401);
      const other = await signIn();
      const third = await signIn();
      await visit('', { cookie: third.cookie, form: { do: 'logout', csrf: third.csrf } });
      const removal = { do: 'remove', id: randomUUID(), csrf: other.csrf };
      expect((await visit('', { cookie: other.cookie, form: removal })).status, 'another session').to.equal(404);
      site.clock.pass(12 * 3_600_000);
      expect((await visit('', { cookie: other.cookie, form: removal })).status).to.equal(401);
    });

    it('approves, rejects and removes with plain forms', async () => {
      const thread = newThread();
      const { cookie, csrf } = await signIn();
      const press = async (form: Record<string, string>, path = '?filter=pending') => {
        const answer = await visit(path, { cookie, form: { ...form, csrf } });
        expect([answer.status, answer.headers.get('Location')]).to.deep.equal([303, `/moderation${path}`]);
      };
      await press({ do: 'moderate', thread });
      const ada = new Reader(site.origin);
      const [one, two, three] = [
        await ada.comment(thread, 'One'),
        await ada.comment(thread, 'Two'),
        await ada.comment(thread, 'Three'),
      ];
      const waiting = await (await visit('', { cookie })).text();
      expect(waiting).to.include('One').and.include('Two').and.include('Three').and.include('Waiting (');
      await press({ do: 'approve', id: one.id, version: versionIn(waiting, one.id) });
      await press({ do: 'reject', id: two.id, version: versionIn(waiting, two.id) });
      await press({ do: 'approve', id: three.id, version: versionIn(waiting, three.id) });
      await press({ do: 'remove', id: three.id });
      expect((await new Reader(site.origin).list(thread)).comments.map((c) => c.text)).to.deep.equal(['One']);
      expect(
        (await ada.list(thread)).comments.map((c) => c.text),
        'for the author too',
      ).to.deep.equal(['One']);
      await press({ do: 'trust', thread });
      await press({ do: 'close', thread });
      expect((await ada.list(thread)).thread).to.deep.equal({ total: 1, closed: true, moderated: false, live: true });
      await press({ do: 'open', thread });
      await press({ do: 'moderate-site' });
      expect((await ada.list(thread)).thread.moderated, 'the article’s own setting is stronger').to.equal(false);
      await press({ do: 'as-site', thread });
      expect((await ada.list(thread)).thread).to.deep.equal({ total: 1, closed: false, moderated: true, live: true });
      expect((await ada.list('never-written')).thread.moderated).to.equal(true);
      await press({ do: 'trust-site' });
      expect((await ada.list(thread)).thread.moderated).to.equal(false);
    });

    /** What the forms of a comment say was read. */
    function versionIn(html: string, id: string): string {
      const match = new RegExp(`name="id" value="${id}"[^>]*>\\s*<input type="hidden" name="version" value="([\\w-]+)"`).exec(
        html,
      );
      return match![1]!;
    }

    it('publishes only what the moderator has read, and shows what it says by now', async () => {
      const thread = newThread();
      const { cookie, csrf } = await signIn();
      const ada = new Reader(site.origin);
      const live = await ada.comment(thread, 'Published words');
      await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true });
      const fresh = await ada.comment(thread, 'A kind remark');
      await ada.send('PATCH', `/comments/${live.id}`, { text: 'A kind edit' });
      for (const [id, kind] of [
        [fresh.id, 'A kind remark'],
        [live.id, 'A kind edit'],
      ] as const) {
        const read = await (await visit('?filter=pending', { cookie })).text();
        expect(read).to.include(kind);
        const version = versionIn(read, id);
        await ada.send('PATCH', `/comments/${id}`, { text: `BUY PILLS <b>${kind}</b>` });
        for (const action of ['approve', 'reject'] as const) {
          const refused = await visit('?filter=pending', { cookie, form: { do: action, id, version, csrf } });
          const html = await refused.text();
          expect(refused.status).to.equal(409);
          expect(html).to.include('changed after you read it').and.include(`BUY PILLS &lt;b&gt;${kind}`);
          expectHarmless(html);
          expect(versionIn(html, id), 'its buttons are for the new text').not.to.equal(version);
          const path = `${site.origin}/moderation/api/comments/${id}/${action}`;
          const headers = { Authorization: `Bearer ${MODERATION_TOKEN}` };
          const json = await fetch(`${path}?version=${version}`, { method: 'POST', headers });
          expect([json.status, ((await json.json()) as { code: string }).code]).to.deep.equal([409, 'changed']);
          const blind = await fetch(path, { method: 'POST', headers });
          expect(blind.status, 'without saying what was read').to.equal(400);
          expect(await blind.json()).to.include({ code: 'invalid', field: 'version' });
        }
        expect((await new Reader(site.origin).list(thread)).comments.map(({ text }) => text)).to.deep.equal([
          'Published words',
        ]);
        // As it was when it was read: then the moderator has read it.
        await ada.send('PATCH', `/comments/${id}`, { text: kind });
        expect((await visit('', { cookie, form: { do: 'reject', id, version, csrf } })).status).to.equal(303);
      }
    });

    it('keeps names, titles and notes from turning the line round that they stand in', async () => {
      const { cookie } = await signIn();
      const thread = newThread();
      const turned = { name: '\u202eecila', title: '\u202eeltit' };
      const { id } = await new Reader(site.origin).comment(thread, 'Any words', turned);
      await new Reader(site.origin).send('POST', `/comments/${id}/report`, { reason: 'spam', note: '\u202eeton' });
      const html = await (await visit('?filter=reported', { cookie })).text();
      for (const text of ['\u202eecila', '\u202eeltit', '\u202eeton']) {
        const all = html.split(text).length - 1;
        expect(all, text).to.be.above(0);
        expect(html.split(`<bdi>${text}</bdi>`).length - 1, text).to.equal(all);
      }
    });

    it('lists reports until the comment is approved or removed', async () => {
      const thread = newThread();
      const { cookie } = await signIn();
      const { id } = await new Reader(site.origin).comment(thread, 'Questionable words');
      await new Reader(site.origin).send('POST', `/comments/${id}/report`, { reason: 'abuse', note: ATTACKS[0] });
      const page = await (await visit('?filter=reported', { cookie })).text();
      expect(page).to.include('Questionable words').and.include('abuse');
      expectHarmless(page);
      await moderate(site.origin, 'POST', `/comments/${id}/approve`);
      expect(await (await visit('?filter=reported', { cookie })).text()).not.to.include('Questionable words');
    });

    interface Moderated {
      version: string;
      reports: { reason: string; note: string | null }[];
      reportCount: number;
    }
    const moderated = async (id: string) => (await (await moderate(site.origin, 'GET', `/comments/${id}`)).json()) as Moderated;
    const approve = async (id: string, version: string) => {
      const path = `${site.origin}/moderation/api/comments/${id}/approve?version=${version}`;
      return (await fetch(path, { method: 'POST', headers: { Authorization: `Bearer ${MODERATION_TOKEN}` } })).status;
    };

    it('keeps a report that came, or was changed, after the moderator read the others', async () => {
      const { id } = await new Reader(site.origin).comment(newThread(), 'Approved words');
      const [early, changing, late] = [new Reader(site.origin), new Reader(site.origin), new Reader(site.origin)];
      const report = (reader: Reader, note: string) =>
        reader.send('POST', `/comments/${id}/report`, { reason: 'illegal', note });
      await report(early, 'Early');
      await report(changing, 'Nothing much');
      const { version, reports } = await moderated(id);
      expect(reports.map(({ note }) => note)).to.deep.equal(['Early', 'Nothing much']);
      await report(late, 'My home address');
      await report(changing, 'And my telephone number');
      expect(await approve(id, version)).to.equal(204);
      const left = await moderated(id);
      expect(left.reports.map(({ note }) => note)).to.deep.equal(['My home address', 'And my telephone number']);
      expect(await approve(id, left.version)).to.equal(204);
      expect((await moderated(id)).reports).to.deep.equal([]);
    });

    it('shows the first twenty reports of many, and settles no others', async () => {
      const { id } = await new Reader(site.origin).comment(newThread(), 'Much reported words');
      for (let n = 1; n <= 23; n++) {
        await new Reader(site.origin).send('POST', `/comments/${id}/report`, { reason: 'spam', note: `note ${n};` });
      }
      const { version, reports, reportCount } = await moderated(id);
      expect([reports.length, reports[0]!.note, reportCount]).to.deep.equal([20, 'note 1;', 23]);
      const { cookie } = await signIn();
      const html = await (await visit('?filter=reported', { cookie })).text();
      expect(html).to.include('Reported 23 times').and.include('note 20;').and.not.include('note 21;');
      expect(await approve(id, version)).to.equal(204);
      expect((await moderated(id)).reports.map(({ note }) => note)).to.deep.equal(['note 21;', 'note 22;', 'note 23;']);
      await moderate(site.origin, 'POST', `/comments/${id}/remove`);
      expect((await moderated(id)).reportCount).to.equal(0);
    });

    describe('subscribers', () => {
      /** Signs up and follows the link of the mail. */
      async function confirm(email: string, more: Record<string, unknown> = {}): Promise<void> {
        expect((await plain().send('POST', '/subscriptions', { email, ...more })).status).to.equal(202);
        const outbox = unescape(await (await fetch(`${site.origin}/outbox`)).text());
        const token = /\/subscriptions\/confirm\?token=([\w-]{43})/.exec(outbox)![1]!;
        expect((await fetch(`${site.origin}/api/subscriptions/confirm?token=${token}`, { method: 'POST' })).status).to.equal(
          200,
        );
      }

      it('can be taken away, with what they agreed to and where they came from, once they confirmed', async () => {
        const attribution = { widget: 'signup-1', placement: 'auto', campaign: { utm_source: 'spring', utm_medium: 'a,"b"' } };
        await confirm('grace@letters.example', {
          name: '=HYPERLINK("https://evil.example")',
          topics: ['science'],
          consent: {
            text: 'Yes, send me;\n=1+1\nthe letter.',
            given: true,
            version: 'v1;=2+2\n=3+3',
            time: '2026-11-23T09:30:00.000Z',
          },
          page: 'https://news.example/story\n=4+4',
          attribution,
        });
        await confirm('hedy@letters.example', {
          attribution: { widget: 7, campaign: 'spring' },
          consent: { text: 'Yes.', given: false, time: 'yesterday' },
        });
        await plain().send('POST', '/subscriptions', { email: 'unconfirmed@letters.example' });

        const list = await (await moderate(site.origin, 'GET', '/subscribers?after=f')).json();
        const { subscribers, after } = list as { subscribers: Record<string, unknown>[]; after: string | null };
        expect(after).to.equal(null);
        expect(subscribers.map(({ email }) => email)).to.deep.equal(['grace@letters.example', 'hedy@letters.example']);
        expect(subscribers[0]).to.deep.include({ attribution, page: 'https://news.example/story\n=4+4', topics: ['science'] });
        expect(subscribers[1], 'what only counts never stops a subscription').to.deep.include({ attribution: {} });

        const { cookie } = await signIn();
        const link = unescape(/href="([^"]*\.csv)"/.exec(await (await visit('', { cookie })).text())![1]!);
        const answer = await fetch(new URL(link, `${site.origin}/moderation`), { headers: { Cookie: cookie } });
        expect(answer.headers.get('Content-Disposition')).to.include('subscribers.csv');
        const confirmed = subscribers.map(({ confirmedAt }) => String(confirmedAt));
        const lines = (await answer.text()).split('\r\n');
        expect([lines[0], ...lines.slice(-3)]).to.deep.equal([
          'email,name,topics,confirmed,consent,consent_version,consent_time,page,widget,placement,campaign',
          `grace@letters.example,"'=HYPERLINK(""https://evil.example"")",science,${confirmed[0]!},"Yes, send me, =1+1 the letter.","v1,=2+2 =3+3",2026-11-23T09:30:00.000Z,` +
            'https://news.example/story =4+4,signup-1,auto,utm_medium=a%2C%22b%22&utm_source=spring',
          `hedy@letters.example,,,${confirmed[1]!},,,,,,,`,
          '',
        ]);
      });

      it('keep the proof of what they agreed to when they sign up again without it, and can be forgotten', async () => {
        const consent = { text: 'Yes.', given: true };
        await confirm('rosa@letters.example', { consent, page: 'https://news.example/one' });
        await confirm('rosa@letters.example', { page: 'https://news.example/two', topics: ['science'] });
        const list = async () => {
          const answer = await moderate(site.origin, 'GET', '/subscribers?after=ros');
          return ((await answer.json()) as { subscribers: Record<string, unknown>[] }).subscribers;
        };
        expect((await list())[0]).to.deep.include({ consent, page: 'https://news.example/one', topics: ['science'] });
        await plain().send('POST', '/subscriptions', { email: 'ROSA@letters.example' });
        const outbox = async () => (await fetch(`${site.origin}/outbox`)).text();
        expect(await outbox()).to.include('To ROSA@letters.example,');
        const forgotten = await moderate(site.origin, 'DELETE', '/subscribers/rosa%40letters.example');
        expect([forgotten.status, await list()]).to.deep.equal([204, []]);
        expect(await outbox(), 'nor is anything sent').not.to.match(/rosa@/i);
      });

      it('are nobody else’s to see', async () => {
        const answer = await visit('/subscribers.csv');
        expect([answer.status, answer.headers.get('Location')]).to.deep.equal([303, '/moderation']);
        const api = await fetch(`${site.origin}/moderation/api/subscribers`, { headers: { 'X-Forwarded-For': '10.7.7.7' } });
        expect(api.status).to.equal(401);
      });
    });

    it('shows whatever was written as text', async () => {
      const { cookie } = await signIn();
      for (const attack of ATTACKS) {
        await new Reader(site.origin).comment(attack, attack, {
          name: attack,
          title: attack,
          url: `https://evil.example/${attack}`,
        });
      }
      await moderate(site.origin, 'PUT', '/threads', { thread: 'javascript:alert(1)//', closed: true });
      for (const path of ['?filter=all', '?filter=pending', '?filter=reported']) {
        const answer = await visit(path, { cookie });
        const html = await answer.text();
        expectHarmless(html);
        expect(html).not.to.match(/href="\s*javascript:/i);
        expect(answer.headers.get('Content-Security-Policy'))
          .to.include("default-src 'none'")
          .and.include("frame-ancestors 'none'");
      }
      expect((await visit(`?filter=${encodeURIComponent(ATTACKS[0]!)}`, { cookie })).status).to.equal(400);
    });

    it('finds any article by words of its title or address, and stays there', async () => {
      const { cookie, csrf } = await signIn();
      const article = (n: number) => `https://news.example/archive/story-${n}`;
      await site.backend.seed(
        Array.from({ length: 210 }, (_, n) => ({
          thread: article(n),
          url: article(n),
          title: `Volume ${n} 100% <b>`,
          author: { name: 'S' },
          text: 'Old',
          createdAt: 1000 * n,
        })),
      );
      const found = async (words: string) => {
        const html = await (await visit(`?filter=all&article=${encodeURIComponent(words)}`, { cookie })).text();
        return unescape(html.split('Articles</h2>')[1]!).match(/Volume \d+(?= 100% <b>)/g);
      };
      expect(await found('')).to.have.length(100);
      expect(await found(' VOLUME 7 100%')).to.deep.equal(['Volume 7']);
      expect(await found('archive/story-17')).to.have.length(11);
      expect(await found('_')).to.equal(null);
      const threads = await moderate(site.origin, 'GET', '/threads?article=archive/story-7');
      expect(((await threads.json()) as { threads: unknown[] }).threads).to.have.length(11);
      const path = '?filter=all&article=archive/story-7';
      const closed = await visit(path, { cookie, form: { do: 'close', thread: article(7), csrf } });
      expect(closed.headers.get('Location')).to.equal(`/moderation${path}`);
      const html = await (await visit(path, { cookie })).text();
      expect(html).to.include('value="archive/story-7"').and.include('closed');
    });

    it('leads to pages of the site only, whatever page a comment claims', async () => {
      const { cookie } = await signIn();
      const thread = newThread();
      const url = 'https://evil.example/login';
      await new Reader(site.origin).comment(thread, 'First', { url, title: 'Please sign in' });
      const links = async () =>
        /<a[^>]*>\s*<bdi>Please sign in/.exec(await (await visit('?filter=all', { cookie })).text())?.[0];
      expect(await links()).to.equal(undefined);
      await new Reader(site.origin).comment(thread, 'Second', { url: 'https://news.example/story' });
      expect(await links()).to.include('https://news.example/story');
    });

    it('does the same as JSON, and repeating is ok', async () => {
      const thread = newThread();
      const set = await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true, closed: false });
      expect(await set.json()).to.include({ thread, moderated: true, closed: false, total: 0 });
      const { id } = await new Reader(site.origin).comment(thread, 'Waiting for JSON');
      const listed = (await (await moderate(site.origin, 'GET', '/comments?filter=pending')).json()) as {
        comments: { id: string }[];
      };
      expect(listed.comments.map((comment) => comment.id)).to.include(id);
      for (const [action, status] of [
        ['approve', 204],
        ['approve', 204],
        ['reject', 422],
        ['pin', 204],
        ['unpin', 204],
        ['remove', 204],
        ['remove', 204],
        ['approve', 404],
        ['explode', 404],
      ] as const) {
        expect((await moderate(site.origin, 'POST', `/comments/${id}/${action}`)).status, action).to.equal(status);
      }
      expect((await moderate(site.origin, 'POST', `/comments/${randomUUID()}/approve`)).status).to.equal(404);
      expect((await moderate(site.origin, 'PUT', '/threads', { thread: 7 })).status).to.equal(422);
      expect((await moderate(site.origin, 'PUT', '/site', { moderated: false })).status).to.equal(200);
      expect((await moderate(site.origin, 'GET', '/nothing')).status).to.equal(404);
      const threads = (await (await moderate(site.origin, 'GET', '/threads')).json()) as { threads: { thread: string }[] };
      expect(threads.threads.map((one) => one.thread)).to.include(thread);
    });

    it('pages through all comments', async () => {
      const thread = newThread();
      await site.backend.seed(
        Array.from({ length: 60 }, (_, n) => ({
          thread,
          url: thread,
          author: { name: 'S' },
          text: `Old ${n}`,
          createdAt: 1000 * n,
        })),
      );
      const ids: string[] = [];
      for (let before = ''; ;) {
        const page = (await (await moderate(site.origin, 'GET', `/comments?filter=all${before}`)).json()) as {
          comments: { id: string }[];
        };
        ids.push(...page.comments.map((comment) => comment.id));
        if (page.comments.length < 50) break;
        before = `&before=${page.comments.at(-1)!.id}`;
      }
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids.length).to.be.above(60);
    });
  });
});

describe('mail by SMTP', () => {
  it('arrives with one-click headers, outlives a mail server that is down, and is not kept', async () => {
    const sink = await startSmtpSink();
    sink.failing = true;
    const complaints: unknown[] = [];
    const complain = console.error;
    console.error = (...what: unknown[]) => complaints.push(what);
    const site = await startBackend({ smtpUrl: sink.url });
    try {
      const reader = new Reader(site.origin);
      const answer = await reader.send('POST', '/subscriptions', { email: 'ada@example.org' });
      expect(answer.status, 'the reader does not wait for it').to.equal(202);
      await until(() => complaints.length > 0, 'the first try to fail');
      expect(inspect(complaints, { depth: 9 }))
        .to.include('550')
        .and.not.include('ada@example.org');
      sink.failing = false;
      site.clock.pass(10 * 60_000);
      await reader.send('POST', '/subscriptions', { email: 'bob@example.org' });
      await until(() => sink.mails.length === 2, 'both mails');
      const mail = sink.mails.find((one) => one.includes('To: ada@example.org'))!.replaceAll('\n ', ' ');
      expect(mail).to.match(
        /^List-Unsubscribe: <http:\/\/127\.0\.0\.1:\d+\/api\/subscriptions\/unsubscribe\?token=[\w-]{43}>$/m,
      );
      expect(mail).to.match(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
      expect(mail).to.match(/^From: Afterword <afterword@localhost>$/m);
      expect((await fetch(`${site.origin}/outbox`)).status).to.equal(404);
    } finally {
      console.error = complain;
      await site.stop();
      await sink.stop();
    }
  });
});
