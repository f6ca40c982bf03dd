import { expect } from 'chai';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { by, comment, eventually, Publisher, sees, textField, type } from './support/reader.js';
import { facts, server, sql } from './support/servers.js';

const publisher = new Publisher();
let origin: string;
let root: string;
let editor: string;
let threaded: number;

const ADA = { name: 'Ada Guest', email: 'ada@example.test' };

interface Post {
  id: number;
  link: string;
  date_gmt: string;
}

let posts = 0;

/** An article of this test's own, as its editor makes one. */
async function article(more: Record<string, unknown> = {}): Promise<Post> {
  const response = await fetch(`${root}wp/v2/posts`, {
    method: 'POST',
    headers: { Authorization: editor, 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: `Story ${++posts}`, content: '<p>The story itself.</p>', status: 'publish', ...more }),
  });
  if (!response.ok) throw new Error(`no article: ${await response.text()}`);
  return (await response.json()) as Post;
}

async function setOption(name: string, value: string): Promise<void> {
  await sql(
    'wordpress',
    `INSERT INTO wp_options (option_name, option_value) VALUES ('${name}', '${value}') ON DUPLICATE KEY UPDATE option_value = '${value}'`,
  );
}

/** What WordPress stored under an article: state, author and text of each comment, oldest first. */
async function stored(post: number): Promise<string[][]> {
  const rows = await sql(
    'wordpress',
    `SELECT comment_approved, comment_author, comment_content FROM wp_comments WHERE comment_post_ID = ${post} ORDER BY comment_ID`,
  );
  return rows ? rows.split('\n').map((row) => row.split('\t')) : [];
}

/** WordPress takes one comment in 15 seconds from one address, which all readers of these tests share. */
async function letTimePass(): Promise<void> {
  await sql(
    'wordpress',
    'UPDATE wp_comments SET comment_date = comment_date - INTERVAL 2 HOUR, comment_date_gmt = comment_date_gmt - INTERVAL 2 HOUR WHERE comment_date_gmt > UTC_TIMESTAMP() - INTERVAL 1 HOUR',
  );
}

function box(post: number, more = ''): string {
  return `<comment-box provider="wordpress" src="${root}?post=${post}${more}"></comment-box>`;
}

/**
 * Signs a reader in without the sign-in page, whose script takes the focus after 200 ms, out of a field that is being filled,
 * and without the profile after it, whose pictures come from another server.
 */
async function signIn(page: Page, name: string, password: string): Promise<void> {
  const { request } = page.context();
  const address = `${origin}/wp-login.php`;
  await request.get(address);
  const response = await request.post(address, { form: { log: name, pwd: password, testcookie: '1' }, maxRedirects: 0 });
  expect(response.status(), `${name} is signed in`).to.equal(302);
}

const DEFAULTS: Readonly<Record<string, string>> = {
  lab_rest_guests: '0',
  lab_rest_closed: '0',
  comment_previously_approved: '0',
  comment_registration: '0',
  permalink_structure: '/%year%/%monthnum%/%postname%/',
  template: 'classic',
  stylesheet: 'classic',
};

beforeAll(async () => {
  ({ origin, editor, threaded } = await facts('wordpress'));
  root = `${origin}/wp-json/`;
  await publisher.open();
});
afterAll(() => publisher.close());
beforeEach(async () => {
  for (const [name, value] of Object.entries(DEFAULTS)) await setOption(name, value);
  await letTimePass();
});

describe('a WordPress conversation on another site', () => {
  it('is read whole: twelve comments, each under the one it answers', async () => {
    const page = await publisher.visit(box(threaded));
    await sees(page, '12 comments');
    // The number stands there first; the list goes on in slices, while the browser is idle.
    await sees(by(page, 'Reader 12'), 'Comment 12 with');
    const rows = await page.getByRole('listitem').all();
    const seen = await Promise.all(
      rows.map(async (row) => [await row.getAttribute('aria-level'), /Reader \d+/.exec(await row.innerText())?.[0]]),
    );
    expect(seen).to.deep.equal([
      ['1', 'Reader 1'],
      ['2', 'Reader 2'],
      ['3', 'Reader 3'],
      ['2', 'Reader 10'],
      ['1', 'Reader 4'],
      ['2', 'Reader 5'],
      ['3', 'Reader 6'],
      ['2', 'Reader 7'],
      ['1', 'Reader 8'],
      ['2', 'Reader 9'],
      ['1', 'Reader 11'],
      ['1', 'Reader 12'],
    ]);
    await sees(by(page, 'Reader 1'), 'Comment 1 with weight & an ampersand.');
    await sees(by(page, 'Reader 1'), 'Second paragraph.');
    expect(await by(page, 'Reader 1').getByRole('emphasis').innerText()).to.equal('weight');
    expect(await by(page, 'Reader 1').locator('time').getAttribute('datetime')).to.equal('2026-10-05T10:01:00.000Z');
  });

  it('takes a guest’s comment to the letter, and a reply under it', async () => {
    await setOption('lab_rest_guests', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await comment(page, { text: 'I <b>say</b> 5 > 4 & so on.', ...ADA });
    await sees(page, 'Your comment is published.');
    await sees(by(page, 'Ada Guest'), 'I <b>say</b> 5 > 4 & so on.');
    await letTimePass();
    await by(page, 'Ada Guest')
      .getByRole('button', { name: /^Reply/ })
      .click();
    await type(page, { text: 'And one more thing.', name: 'Bob', email: 'bob@example.test' });
    await page.getByRole('button', { name: 'Post reply' }).click();
    await sees(by(page, 'Bob'), 'And one more thing.');
    expect(await stored(id)).to.deep.equal([
      ['1', 'Ada Guest', 'I &lt;b&gt;say&lt;/b&gt; 5 &gt; 4 &amp; so on.'],
      ['1', 'Bob', 'And one more thing.'],
    ]);
    expect(
      await sql('wordpress', `SELECT COUNT(*) FROM wp_comments WHERE comment_post_ID = ${id} AND comment_parent > 0`),
    ).to.equal('1');
    const another = await publisher.visit(box(id), '/another');
    await sees(by(another, 'Ada Guest'), 'I <b>say</b> 5 > 4 & so on.');
    await sees(by(another, 'Bob'), 'And one more thing.');
  });

  it('says that a first comment waits for a moderator, and shows it to nobody else', async () => {
    await setOption('lab_rest_guests', '1');
    await setOption('comment_previously_approved', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await comment(page, { text: 'Am I allowed?', name: 'Newcomer', email: 'newcomer@example.test' });
    await sees(by(page, 'Newcomer'), /Waiting for a moderator/);
    await sees(by(page, 'Newcomer'), 'Am I allowed?');
    expect(await stored(id)).to.deep.equal([['0', 'Newcomer', 'Am I allowed?']]);
    const another = await publisher.visit(box(id), '/another');
    await sees(another, /No comments yet/);
    // The author still sees it after a reload, until a moderator publishes it.
    await page.reload();
    await sees(by(page, 'Newcomer'), /Waiting for a moderator/);
    await sql('wordpress', `UPDATE wp_comments SET comment_approved = '1' WHERE comment_post_ID = ${id}`);
    await page.reload();
    await sees(page, 'Am I allowed?');
    expect(await page.getByText('Am I allowed?').count()).to.equal(1);
    expect(await page.getByText(/Waiting for a moderator/).count()).to.equal(0);
  });

  it('asks to sign in where guests may not write, and keeps the text', async () => {
    const { id } = await article();
    const page = await publisher.visit(box(id, `&form=${encodeURIComponent(`${origin}/wp-comments-post.php`)}`));
    await comment(page, { text: 'From elsewhere.', ...ADA });
    await sees(page, /Sign in to post/);
    expect(await textField(page).inputValue()).to.equal('From elsewhere.');
    expect(await stored(id), 'the form address would store it and say nothing').to.deep.equal([]);
  });

  it('says that the same was said before, once', async () => {
    await setOption('lab_rest_guests', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await comment(page, { text: 'Twice the same.', ...ADA });
    await sees(page, 'Your comment is published.');
    await letTimePass();
    await comment(page, { text: 'Twice the same.', ...ADA });
    await sees(page, /already said exactly this/);
    expect(await stored(id)).to.have.length(1);
  });

  it('lets a fast writer wait as long as WordPress wants, and then posts', async () => {
    await setOption('lab_rest_guests', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await comment(page, { text: 'One.', ...ADA });
    await sees(page, 'Your comment is published.');
    await comment(page, { text: 'Two, at once.', ...ADA });
    await sees(page, /asks you to slow down/);
    expect(await textField(page).inputValue()).to.equal('Two, at once.');
    expect(await stored(id)).to.have.length(1);
    await page.getByRole('button', { name: 'Try again', exact: true }).click();
    await eventually(
      () => stored(id),
      (rows) => rows.length === 2,
    );
    expect(await stored(id)).to.deep.equal([
      ['1', 'Ada Guest', 'One.'],
      ['1', 'Ada Guest', 'Two, at once.'],
    ]);
  });

  it('says which field WordPress does not take', async () => {
    await setOption('lab_rest_guests', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await comment(page, { text: 'Who am I?', name: 'Ada', email: 'ada@nowhere' });
    await sees(page, /Enter an e-mail address/);
    expect(await stored(id)).to.deep.equal([]);
  });

  it('is closed where the editor closed it, also while somebody writes', async () => {
    await setOption('lab_rest_guests', '1');
    const closed = await article({ comment_status: 'closed' });
    const page = await publisher.visit(box(closed.id));
    await sees(page, /Comments are closed/);
    expect(await page.getByRole('button', { name: 'Write a comment' }).count()).to.equal(0);

    const { id } = await article();
    const late = await publisher.visit(box(id), '/late');
    await late.getByRole('button', { name: 'Write a comment' }).click();
    await type(late, { text: 'Too late?', ...ADA });
    await sql('wordpress', `UPDATE wp_posts SET comment_status = 'closed' WHERE ID = ${id}`);
    await late.getByRole('button', { name: 'Post comment' }).click();
    await sees(late, /were closed while you were writing/);
    expect(await textField(late).inputValue()).to.equal('Too late?');
  });

  it('asks to sign in where the site wants everybody registered', async () => {
    await setOption('lab_rest_guests', '1');
    await setOption('comment_registration', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await comment(page, { text: 'I have no account.', ...ADA });
    await sees(page, /Sign in to post/);
    expect(await textField(page).inputValue()).to.equal('I have no account.');
  });

  it('gives nothing away of an article behind a password', async () => {
    const { id } = await article({ password: 'pw' });
    await sql(
      'wordpress',
      `INSERT INTO wp_comments (comment_post_ID, comment_author, comment_content, comment_approved, comment_date, comment_date_gmt, comment_author_url, comment_author_email, comment_author_IP, comment_agent, comment_type) VALUES (${id}, 'Insider', 'The secret', '1', NOW(), NOW(), '', 'i@example.test', '', '', 'comment')`,
    );
    const page = await publisher.visit(box(id));
    await sees(page, 'The comments could not be loaded.');
    expect(await page.getByText('The secret').count()).to.equal(0);
  });

  it('works with plain permalinks', async () => {
    await setOption('lab_rest_guests', '1');
    await setOption('permalink_structure', '');
    const page = await publisher.visit(
      `<comment-box provider="wordpress" src="${origin}/index.php?rest_route=/&amp;post=${threaded}"></comment-box>`,
    );
    await sees(page, '12 comments');
    const { id } = await article();
    const own = await publisher.visit(
      `<comment-box provider="wordpress" src="${origin}/?rest_route=/&amp;post=${id}"></comment-box>`,
      '/own',
    );
    await comment(own, { text: 'Plain and simple.', ...ADA });
    await sees(own, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'Plain and simple.']]);
  });

  it('gives the articles to read next, with their pictures', async () => {
    const page = await publisher.visit(
      `<meta name="keywords" content="ocean, biology"><related-articles provider="wordpress" src="${root}" limit="4"></related-articles>`,
    );
    const link = page.getByRole('link', { name: /Coral reefs rebound/ });
    await link.waitFor();
    expect(await link.getAttribute('href')).to.equal(`${origin}/2026/10/coral-reefs-rebound/`);
    await sees(page, 'Deep sea vents & the origin of life');
    expect(await page.getByText('&amp;').count()).to.equal(0);
  });
});

describe('a WordPress conversation when the server fails', () => {
  afterEach(async () => {
    await server('wordpress')
      .resume()
      .catch(() => undefined);
  });

  it('says that the list took too long, and loads it on a second try', async () => {
    await server('wordpress').pause();
    const page = await publisher.visit(box(threaded));
    await sees(page, 'The comments took too long to load.');
    await server('wordpress').resume();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(page, '12 comments');
  });

  it('keeps the text while the server is gone, and posts it once when it is back (A1)', async () => {
    await setOption('lab_rest_guests', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Nobody there?', ...ADA });
    await server('wordpress').stop();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /could not be sent/);
    expect(await textField(page).inputValue()).to.equal('Nobody there?');
    await server('wordpress').start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'Nobody there?']]);
  });

  it('has a comment once that arrived without an answer (A2)', async () => {
    await setOption('lab_rest_guests', '1');
    const { id } = await article();
    const page = await publisher.visit(box(id));
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Did it arrive?', ...ADA });
    await page.clock.install();
    await server('wordpress').pause();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /Sending/);
    // Both of its tries run out of time.
    for (let n = 0; n < 8; n++) await page.clock.runFor(10_000);
    await sees(page, /did not answer in time/);
    expect(await textField(page).inputValue()).to.equal('Did it arrive?');
    await server('wordpress').resume();
    await eventually(
      () => stored(id),
      (rows) => rows.length === 1,
    );
    await letTimePass();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(by(page, 'Ada Guest'), 'Did it arrive?');
    await textField(page).waitFor({ state: 'detached' });
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'Did it arrive?']]);
  });
});

describe('a WordPress article in a theme with our recipe', () => {
  /** As a reader of the site itself gets it: on the server's own address. */
  async function read(link: string): Promise<Page> {
    const page = await publisher.reader();
    await page.goto(link);
    return page;
  }

  it('holds the site’s own list and form until the script is there', async () => {
    const html = await (await fetch(`${origin}/?p=${threaded}`)).text();
    const tag = /<comment-box[^>]*>([\s\S]*)<\/comment-box>/.exec(html)?.[1] ?? '';
    expect(tag).to.include('Comment 12 with').and.include('wp-comments-post.php').and.include('<textarea');
    const page = await read(`${origin}/?p=${threaded}`);
    await sees(page, '12 comments');
    await by(page, 'Reader 12').waitFor();
    expect(await page.getByText('Comment 12 with').filter({ visible: true }).count()).to.equal(1);
  });

  it('takes a guest’s comment through the site’s own form address', async () => {
    const { id, link } = await article();
    const page = await read(link);
    await comment(page, { text: 'By the <classic> road.', ...ADA });
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'By the &lt;classic&gt; road.']]);
    await letTimePass();
    await comment(page, { text: 'By the <classic> road.', ...ADA });
    await sees(page, /already said exactly this/);
    expect(await stored(id)).to.have.length(1);
    await type(page, { text: 'Something else, quickly.' });
    await sql('wordpress', `UPDATE wp_comments SET comment_date_gmt = UTC_TIMESTAMP() WHERE comment_post_ID = ${id}`);
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /asks you to slow down/);
    await sql('wordpress', `UPDATE wp_posts SET comment_status = 'closed' WHERE ID = ${id}`);
    await page.getByRole('button', { name: 'Try again', exact: true }).click();
    await sees(page, /were closed while you were writing/);
    expect(await textField(page).inputValue()).to.equal('Something else, quickly.');
  });

  it('asks guests to sign in where the site wants everybody registered, leads them there, and has their text when they are back', async () => {
    await setOption('comment_registration', '1');
    const { id, link } = await article();
    const page = await read(link);
    await comment(page, { text: 'I have no account.', ...ADA });
    await sees(page, /Sign in to post/);
    expect(await textField(page).inputValue()).to.equal('I have no account.');
    expect(await stored(id)).to.deep.equal([]);
    const login = new URL((await page.getByRole('link', { name: 'Sign in', exact: true }).getAttribute('href'))!);
    expect(login.pathname).to.equal('/wp-login.php');
    await signIn(page, 'rosa', 'rosa reads');
    await page.goto(login.searchParams.get('redirect_to')!);
    await textField(page).waitFor();
    expect(await textField(page).inputValue()).to.equal('I have no account.');
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(by(page, 'Rosa Reader'), 'I have no account.');
  });

  it('says of a guest’s first comment that it waits for a moderator', async () => {
    await setOption('comment_previously_approved', '1');
    const { id, link } = await article();
    const page = await read(link);
    await comment(page, { text: 'First time here.', name: 'Stranger', email: 'stranger@example.test' });
    await sees(by(page, 'Stranger'), /Waiting for a moderator/);
    expect(await stored(id)).to.deep.equal([['0', 'Stranger', 'First time here.']]);
  });

  it('says by which field the site’s own form was refused', async () => {
    const { id, link } = await article();
    const page = await read(link);
    await comment(page, { text: 'Who?', name: 'Ada', email: 'ada@nowhere' });
    await sees(page, /did not accept|Enter an e-mail address/);
    expect(await textField(page).inputValue()).to.equal('Who?');
    expect(await stored(id)).to.deep.equal([]);
  });

  it('takes the comment of somebody who is signed in under their own name', async () => {
    await setOption('comment_registration', '1');
    const { id, link } = await article();
    const page = await publisher.reader();
    await signIn(page, 'rosa', 'rosa reads');
    await page.goto(link);
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await textField(page).waitFor();
    expect(await page.getByRole('textbox', { name: /^Name/ }).count(), 'she has a name already').to.equal(0);
    await comment(page, { text: 'It is me.' });
    await sees(by(page, 'Rosa Reader'), 'It is me.');
    expect(
      await sql(
        'wordpress',
        `SELECT comment_approved, user_login, comment_content FROM wp_comments JOIN wp_users ON wp_users.ID = user_id WHERE comment_post_ID = ${id}`,
      ),
    ).to.equal('1\trosa\tIt is me.');
  });

  it('keeps the text of somebody who signed out meanwhile', async () => {
    const { id, link } = await article();
    const page = await publisher.reader();
    await signIn(page, 'rosa', 'rosa reads');
    await page.goto(link);
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Who am I now?' });
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /Your session has ended/);
    expect(await textField(page).inputValue()).to.equal('Who am I now?');
    expect(await stored(id)).to.deep.equal([]);
    await signIn(page, 'rosa', 'rosa reads');
    await page.goto(link);
    await textField(page).waitFor();
    expect(await textField(page).inputValue()).to.equal('Who am I now?');
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(by(page, 'Rosa Reader'), 'Who am I now?');
    expect(await stored(id)).to.deep.equal([['1', 'Rosa Reader', 'Who am I now?']]);
  });

  it('shows nothing of an article behind a password', async () => {
    const { link } = await article({ password: 'pw' });
    const page = await read(link);
    await sees(page, /This content is password protected/);
    expect(await page.locator('comment-box').count()).to.equal(0);
  });

  it('works from a block of a block theme, which finds the article by its address', async () => {
    await setOption('template', 'twentytwentythree');
    await setOption('stylesheet', 'blocks');
    const { id, link } = await article();
    const page = await read(link);
    await comment(page, { text: 'From within a block.', ...ADA });
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'From within a block.']]);
    await page.locator('related-articles').getByRole('link').first().waitFor();
  });
});

describe('a WordPress article that holds our tags and not a word about its server', () => {
  beforeEach(async () => {
    await setOption('template', 'twentytwentythree');
    await setOption('stylesheet', 'twentytwentythree');
  });

  const block = (): string =>
    `<!-- wp:html -->${publisher.script}<related-articles></related-articles><comment-box></comment-box><!-- /wp:html -->`;

  it('shows what to read next, and takes comments of guests', async () => {
    const { id, link } = await article({ content: block() });
    const page = await publisher.reader();
    await page.goto(link);
    await page.locator('related-articles').getByRole('link').first().waitFor();
    await comment(page, { text: 'Nobody told it where.', ...ADA });
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'Nobody told it where.']]);
  });

  it('knows who is signed in', async () => {
    const { id, link } = await article({ content: block() });
    const page = await publisher.reader();
    await signIn(page, 'rosa', 'rosa reads');
    await page.goto(link);
    await comment(page, { text: 'It knows me.' });
    await sees(by(page, 'Rosa Reader'), 'It knows me.');
    expect(await stored(id)).to.deep.equal([['1', 'Rosa Reader', 'It knows me.']]);
  });

  it('works with plain permalinks', async () => {
    await setOption('permalink_structure', '');
    const response = await fetch(`${origin}/?rest_route=/wp/v2/posts`, {
      method: 'POST',
      headers: { Authorization: editor, 'Content-Type': 'application/json' },
      body: JSON.stringify({ title: 'Plain', content: block(), status: 'publish' }),
    });
    const { id } = (await response.json()) as Post;
    const page = await publisher.reader();
    await page.goto(`${origin}/?p=${id}`);
    await comment(page, { text: 'Found all the same.', ...ADA });
    await sees(page, 'Your comment is published.');
    expect(await stored(id)).to.deep.equal([['1', 'Ada Guest', 'Found all the same.']]);
  });

  for (const status of ['401', '403', '404']) {
    it(`stays as the publisher wrote it where guests may not use the REST API, which answers ${status}`, async () => {
      const content = `<!-- wp:html -->${publisher.script}<related-articles></related-articles><comment-box><p>Write to the editor.</p></comment-box><!-- /wp:html -->`;
      const { link } = await article({ content });
      await setOption('lab_rest_closed', status);
      const page = await publisher.reader();
      const told: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('closed to readers')) told.push(message.text().split(' ')[0]!);
      });
      await page.goto(link);
      // What to read next comes from the feed, which the page names as well.
      await page.locator('related-articles').getByRole('link').first().waitFor();
      await eventually(
        () => Promise.resolve(told.length),
        (count) => count === 2,
      );
      expect(told.sort()).to.deep.equal(['<comment-box>', '<related-articles>']);
      const box = page.locator('comment-box');
      await sees(box, 'Write to the editor.');
      expect(await box.getByRole('button').count()).to.equal(0);
      expect(await box.getByText(/could not|not available|Loading/).count()).to.equal(0);
    });
  }
});

describe('the feeds of a WordPress site', () => {
  interface Shown {
    url: string;
    title: string;
    summary?: string;
    text?: string;
    author?: string;
    tags?: string[];
    publishedAt?: number;
  }

  /** What the element found in a feed about one article, as its event says. */
  async function readIn(provider: string, feed: string, title: string): Promise<Shown> {
    const tag = `<related-articles provider="${provider}" src="${feed}" limit="10"></related-articles>`;
    const { link } = await article({
      title: 'A page about feeds',
      content: `<!-- wp:html -->${publisher.script}${tag}<!-- /wp:html -->`,
    });
    const page = await publisher.reader();
    const shown: Shown[] = [];
    await page.exposeFunction('keep', (articles: Shown[]) => shown.push(...articles));
    await page.addInitScript(() => {
      addEventListener('related-articles-shown', (event) => {
        const { articles } = event as unknown as { articles: unknown };
        (window as unknown as { keep: (articles: unknown) => void }).keep(JSON.parse(JSON.stringify(articles)));
      });
    });
    await page.goto(link);
    const heading = page.locator('related-articles').getByRole('link', { name: title }).first();
    await heading.scrollIntoViewIfNeeded();
    await eventually(
      () => Promise.resolve(shown.length),
      (count) => count > 0,
    );
    const found = shown.find((one) => one.title === title);
    if (!found) throw new Error(`${feed} gave ${shown.map((one) => one.title).join(' | ')}`);
    return found;
  }

  const feeds: readonly (readonly [name: string, provider: string, path: string])[] = [
    ['Atom', 'atom', '/feed/atom/'],
    ['RSS 2.0', 'rss', '/feed/'],
    ['RSS 1.0 in RDF', 'rss', '/feed/rdf/'],
    ['RSS 0.92', 'rss', '/feed/rss/'],
    ['Atom, found by its own type', 'feed', '/feed/atom/'],
    ['RSS, found by its own type', 'feed', '/feed/rdf/'],
  ];
  for (const [name, provider, path] of feeds) {
    it(`give their articles as ${name}`, async () => {
      const title = `Tides & <currents> by ${name}`;
      const { link, date_gmt } = await article({
        title: title.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;'),
        excerpt: 'Why “water” moves &amp; where.',
      });
      const found = await readIn(provider, path, title);
      expect(found.url).to.equal(link);
      expect(found.summary).to.contain('Why “water” moves & where.');
      // Of all formats only the oldest has no date and no author.
      if (path === '/feed/rss/') return;
      expect(found.publishedAt).to.equal(Date.parse(`${date_gmt}Z`));
      expect(found.author).to.equal('editor');
    });
  }
});
