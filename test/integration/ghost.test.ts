import { expect } from 'chai';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { recipe } from '../../scripts/servers/recipes.mjs';
import { by, comment, eventually, Publisher, sees, textField, type } from './support/reader.js';
import { facts, mailsTo, server, sql } from './support/servers.js';

const publisher = new Publisher();
let origin: string;
let cookie: string;
let contentKey: string;

interface Post {
  id: string;
  url: string;
}

async function admin<T>(method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${origin}/ghost/api/admin/${path}`, {
    method,
    headers: { Origin: origin, 'Content-Type': 'application/json', 'Accept-Version': 'v6.0', Cookie: cookie },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

let posts = 0;

async function article(more: Record<string, unknown> = {}): Promise<Post> {
  const post = { title: `Story ${++posts}`, html: '<p>The story itself.</p>', status: 'published', ...more };
  const { posts: created } = await admin<{ posts: Post[] }>('POST', 'posts/?source=html', { posts: [post] });
  return created[0]!;
}

async function set(key: string, value: string): Promise<void> {
  await admin('PUT', 'settings/', { settings: [{ key, value }] });
}

let readers = 0;
const newAddress = (): string => `reader-${++readers}@example.test`;

const signupForm = (): string => `<newsletter-signup provider="ghost" src="${origin}/"></newsletter-signup>`;
const box = (post: string): string => `<comment-box provider="ghost" src="${origin}/?post=${post}"></comment-box>`;

async function subscribe(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(address);
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
}

/** The link in the mail that asks whether it was really them. */
async function confirmationLink(address: string): Promise<string> {
  const [mail] = await mailsTo(address);
  const link = /http:\/\/\S+\/members\/\?token=\S+/.exec(mail!.text)?.[0];
  if (!link) throw new Error(`no link in: ${mail!.text}`);
  return link;
}

/** Somebody who subscribed on the site and followed the link: Ghost knows them from then on. */
async function member(): Promise<{ page: Page; address: string }> {
  const page = await publisher.reader();
  const address = newAddress();
  await page.goto((await article()).url);
  await subscribe(page, address);
  await sees(page, /check your inbox/);
  await page.goto(await confirmationLink(address));
  await page.waitForURL(/success=true/);
  await sql('ghost', `UPDATE members SET name = 'Member ${readers}' WHERE email = '${address}'`);
  return { page, address };
}

/** State, author and text of each comment under a post, oldest first. */
async function stored(post: string): Promise<string[][]> {
  const rows = await sql(
    'ghost',
    `SELECT c.status, m.email, c.html FROM comments c JOIN members m ON m.id = c.member_id WHERE c.post_id = '${post}' ORDER BY c.created_at, c.id`,
  );
  return rows ? rows.split('\n').map((row) => row.split('\t')) : [];
}

beforeAll(async () => {
  ({ origin, cookie, contentKey } = await facts('ghost'));
  await publisher.open();
});
afterAll(() => publisher.close());
beforeEach(async () => {
  await set('members_signup_access', 'all');
  await set('comments_enabled', 'all');
});

describe('a Ghost newsletter on another site', () => {
  it('has a subscriber only after the link in the mail was followed', async () => {
    const address = newAddress();
    const page = await publisher.visit(signupForm());
    await subscribe(page, address);
    await sees(page, /check your inbox/);
    await sees(page, address);
    const link = await confirmationLink(address);
    const count = `SELECT COUNT(*) FROM members JOIN members_newsletters ON member_id = members.id WHERE email = '${address}'`;
    expect(await sql('ghost', count)).to.equal('0');
    await page.goto(link);
    await page.waitForURL(/success=true/);
    expect(await sql('ghost', count)).to.equal('1');
  });

  it('says that it was too often, where Ghost says so', async () => {
    const address = newAddress();
    const send = async (): Promise<number> => {
      const token = await (await fetch(`${origin}/members/api/integrity-token/`)).text();
      const body = JSON.stringify({ email: address, emailType: 'signup', integrityToken: token });
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(`${origin}/members/api/send-magic-link/`, { method: 'POST', headers, body })).status;
    };
    const limit = await eventually(send, (status) => status !== 201);
    expect(limit).to.equal(429);
    const page = await publisher.visit(signupForm());
    await subscribe(page, address);
    await sees(page, /a lot of tries/);
    expect(await page.getByRole('textbox', { name: 'Your e-mail address' }).inputValue()).to.equal(address);
    await sql('ghost', 'DELETE FROM brute');
  });

  it('takes nobody where the site is by invitation', async () => {
    await set('members_signup_access', 'invite');
    const page = await publisher.visit(signupForm());
    await subscribe(page, newAddress());
    await sees(page, 'This list takes no new readers at the moment.');
  });

  it('keeps the address while the server hangs, and asks for the mail when it is back', async () => {
    const address = newAddress();
    const page = await publisher.visit(signupForm());
    await page.getByRole('textbox', { name: 'Your e-mail address' }).waitFor();
    await page.clock.install();
    await server('ghost').pause();
    try {
      await subscribe(page, address);
      await sees(page, /Sending/);
      for (let n = 0; n < 4; n++) await page.clock.runFor(10_000);
      await sees(page, /did not answer/);
    } finally {
      await server('ghost').resume();
    }
    expect(await page.getByRole('textbox', { name: 'Your e-mail address' }).inputValue()).to.equal(address);
    await page
      .getByRole('button', { name: /Try again|Subscribe/ })
      .first()
      .click();
    await sees(page, /check your inbox/);
    await confirmationLink(address);
  });
});

describe('Ghost articles on another site', () => {
  it('are those that everybody may read', async () => {
    await article({ title: 'Reefs & their builders', tags: [{ name: 'Ocean' }], custom_excerpt: 'Small animals, big walls.' });
    await article({ title: 'Reefs for members', tags: [{ name: 'Ocean' }], visibility: 'members' });
    const page = await publisher.visit(
      `<meta name="keywords" content="Ocean"><related-articles provider="ghost" src="${origin}/?key=${contentKey}" limit="6"></related-articles>`,
    );
    await page.getByRole('link', { name: /Reefs & their builders/ }).waitFor();
    expect(await page.getByText('Reefs for members').count()).to.equal(0);
  });

  it('are read from its RSS feed on the site itself', async () => {
    const { url } = await article({ title: 'Tides & <currents>' });
    const tag = `${publisher.script}<related-articles provider="rss" src="/rss/" limit="10"></related-articles>`;
    const page = await publisher.reader();
    await page.goto((await article({ html: `<!--kg-card-begin: html-->${tag}<!--kg-card-end: html-->` })).url);
    // The theme has one of its own.
    const link = page.locator('related-articles[provider="rss"]').getByRole('link', { name: 'Tides & <currents>' });
    await link.waitFor();
    expect(await link.getAttribute('href')).to.equal(url);
    expect(await page.getByText('&amp;').count()).to.equal(0);
  });
});

describe('a Ghost conversation', () => {
  afterEach(() => server('ghost').resume());

  it('is written by members on the site and read from anywhere', async () => {
    const { id, url } = await article();
    const { page, address } = await member();
    await page.goto(url);
    await comment(page, { text: 'I <b>say</b> 5 > 4 & so on.' });
    await sees(page, 'Your comment is published.');
    await sees(by(page, 'Member \\d+'), 'I <b>say</b> 5 > 4 & so on.');
    expect(await stored(id)).to.deep.equal([['published', address, '<p>I &lt;b&gt;say&lt;/b&gt; 5 &gt; 4 &amp; so on.</p>']]);

    const another = await member();
    await another.page.goto(url);
    await another.page.getByRole('button', { name: /^Like/ }).click();
    await eventually(
      () =>
        sql('ghost', `SELECT COUNT(*) FROM comment_likes l JOIN comments c ON c.id = l.comment_id WHERE c.post_id = '${id}'`),
      (count) => count === '1',
    );
    await another.page.getByRole('button', { name: /^Reply/ }).click();
    await type(another.page, { text: 'Is it?' });
    await another.page.getByRole('button', { name: 'Post reply' }).click();
    await sees(another.page, 'Your comment is published.');
    expect(
      await sql('ghost', `SELECT COUNT(*) FROM comments WHERE post_id = '${id}' AND parent_id IS NOT NULL`),
      'stored as a reply',
    ).to.equal('1');

    const elsewhere = await publisher.visit(box(id));
    await sees(elsewhere, '2 comments');
    await sees(elsewhere, 'I <b>say</b> 5 > 4 & so on.');
    await sees(elsewhere, 'Is it?');
    expect(await elsewhere.getByRole('button', { name: 'Write a comment' }).count(), 'no cookie travels here').to.equal(0);
  });

  it('asks visitors to sign in, and keeps their text', async () => {
    const { id, url } = await article();
    const page = await publisher.reader();
    await page.goto(url);
    await comment(page, { text: 'Do you know me?' });
    await sees(page, /Sign in to post/);
    expect(await textField(page).inputValue()).to.equal('Do you know me?');
    expect(await stored(id)).to.deep.equal([]);
  });

  it('is closed where comments are off', async () => {
    const { id, url } = await article();
    const { page } = await member();
    await set('comments_enabled', 'off');
    await sees(await publisher.visit(box(id)), 'No comments yet.');
    await page.goto(url);
    expect(await page.locator('comment-box').count(), 'the recipe stands where the theme has its comments').to.equal(0);
  });

  it('has a comment once that arrived without an answer (A2)', async () => {
    const { id, url } = await article();
    const { page, address } = await member();
    await page.goto(url);
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Did it arrive?' });
    await page.clock.install();
    await server('ghost').pause();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /Sending/);
    for (let n = 0; n < 8; n++) await page.clock.runFor(10_000);
    await sees(page, /did not answer in time/);
    expect(await textField(page).inputValue()).to.equal('Did it arrive?');
    await server('ghost').resume();
    await eventually(
      () => stored(id),
      (rows) => rows.length === 1,
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await textField(page).waitFor({ state: 'detached' });
    await sees(page, 'Did it arrive?');
    expect(await stored(id)).to.deep.equal([['published', address, '<p>Did it arrive?</p>']]);
  });

  it('keeps the text while the server is gone, and posts it once when it is back (A1)', async () => {
    const { id, url } = await article();
    const { page, address } = await member();
    await page.goto(url);
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Nobody there?' });
    await server('ghost').stop();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /could not be sent/);
    expect(await textField(page).inputValue()).to.equal('Nobody there?');
    await server('ghost').start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['published', address, '<p>Nobody there?</p>']]);
  });
});

describe('a Ghost post with our recipe', () => {
  it('shows what to read next and lets readers subscribe, from the theme', async () => {
    const page = await publisher.reader();
    await article();
    await page.goto((await article()).url);
    await page.locator('related-articles').getByRole('link').first().waitFor();
    const address = newAddress();
    await subscribe(page, address);
    await sees(page, /check your inbox/);
    await confirmationLink(address);
  });

  it('lets readers subscribe from an HTML card', async () => {
    const html = `<p>Before.</p><!--kg-card-begin: html-->${recipe('HTML card')}<!--kg-card-end: html--><p>After.</p>`;
    const { url } = await article({ html });
    const page = await publisher.reader();
    await page.goto(url);
    const address = newAddress();
    const card = page.locator('.gh-content newsletter-signup');
    await card.getByRole('textbox', { name: 'Your e-mail address' }).fill(address);
    await card.getByRole('button', { name: 'Subscribe', exact: true }).click();
    await sees(card, /check your inbox/);
    await confirmationLink(address);
  });
});

describe('a Ghost post that holds our tags and not a word about its server', () => {
  afterEach(() => admin('PUT', 'themes/lab/activate/', {}));

  it('shows what to read next, and takes comments of members', async () => {
    const { page, address } = await member();
    await admin('PUT', 'themes/casper/activate/', {});
    const card = `${publisher.script}<related-articles></related-articles><comment-box></comment-box>`;
    await article({ title: 'Another one' });
    const { id, url } = await article({ html: `<!--kg-card-begin: html-->${card}<!--kg-card-end: html-->` });
    await page.goto(url);
    await page.locator('related-articles').getByRole('link').first().waitFor();
    await comment(page, { text: 'Nobody told it where.' });
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['published', address, '<p>Nobody told it where.</p>']]);
  });
});
