import { expect } from 'chai';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { by, comment, Publisher, sees, textField, type } from './support/reader.js';
import { facts, mailsTo, server, sql } from './support/servers.js';

const publisher = new Publisher();
let origin: string;

/** Another one each time, for servers that go on running. */
const KEPT = `Kept in PostgreSQL at ${Date.now()}.`;
const ADA = { name: 'Ada Guest' };

/** The demo's article, at its comments. */
async function read(): Promise<Page> {
  const page = await publisher.reader();
  await page.goto(`${origin}/article.html`);
  await page.locator('comment-box').scrollIntoViewIfNeeded();
  return page;
}

async function stored(text: string): Promise<string> {
  return sql('demo', `SELECT author_name, status FROM comments WHERE text = '${text}'`);
}

beforeAll(async () => {
  ({ origin } = await facts('demo'));
  await publisher.open();
});
afterAll(() => publisher.close());

describe('the demo on a real PostgreSQL', () => {
  it('shows the conversation, and takes a comment and an answer to it', async () => {
    const page = await read();
    await comment(page, { text: KEPT, ...ADA });
    await sees(by(page, 'Ada Guest'), KEPT);
    expect(await stored(KEPT)).to.equal('Ada Guest|published');
    const another = await read();
    const sort = another.getByRole('combobox');
    await sort.selectOption({ label: 'Newest' });
    // The server wrote it into the page already, and there it stays.
    await sees(another, KEPT);
    await by(another, 'Ada Guest')
      .first()
      .getByRole('button', { name: /^Reply/ })
      .click();
    await type(another, { text: 'So is this.', name: 'Bob' });
    await another.getByRole('button', { name: 'Post reply' }).click();
    await sees(by(another, 'Bob'), 'So is this.');
    expect(await stored('So is this.')).to.equal('Bob|published');
  });

  it('has a subscriber only after the link in the mail was followed', async () => {
    const address = 'subscriber@example.test';
    const page = await publisher.reader();
    await page.goto(`${origin}/article.html`);
    await page.locator('newsletter-signup').scrollIntoViewIfNeeded();
    // Before that, the form works without us: it goes to the backend's own page.
    const form = page.locator('newsletter-signup:defined');
    await form.waitFor();
    await form.getByRole('textbox').first().fill(address);
    const consent = form.getByRole('checkbox');
    for (const box of await consent.all()) if (await box.isVisible()) await box.check();
    await form.getByRole('button', { name: /^(Subscribe|Send)/ }).click();
    await sees(form, /check your inbox/);
    const [mail] = await mailsTo(address);
    const link = /http:\/\/\S+confirm\S+/.exec(mail!.text)![0];
    const count = `SELECT COUNT(*) FROM subscribers WHERE email = '${address}'`;
    expect(await sql('demo', count)).to.equal('0');
    await page.goto(link);
    const confirm = page.getByRole('button');
    if (await confirm.count()) await confirm.first().click();
    await sees(page, /subscribed/i);
    expect(await sql('demo', count)).to.equal('1');
  });

  it('keeps the text while the server is gone, and posts it once when it is back (A1)', async () => {
    const page = await read();
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Nobody there?', ...ADA });
    await server('demo').stop();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /could not be sent/);
    expect(await textField(page).inputValue()).to.equal('Nobody there?');
    await server('demo').start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(by(page, 'Ada Guest'), 'Nobody there?');
    expect(await stored('Nobody there?')).to.equal('Ada Guest|published');
  });

  it('has a comment once that arrived without an answer (A2)', async () => {
    const page = await read();
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Did it arrive?', ...ADA });
    await page.clock.install();
    await server('demo').pause();
    try {
      await page.getByRole('button', { name: 'Post comment' }).click();
      await sees(page, /Sending/);
      for (let n = 0; n < 8; n++) await page.clock.runFor(10_000);
      await sees(page, /did not answer in time/);
      expect(await textField(page).inputValue()).to.equal('Did it arrive?');
    } finally {
      await server('demo').resume();
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(by(page, 'Ada Guest'), 'Did it arrive?');
    await textField(page).waitFor({ state: 'detached' });
    expect(await stored('Did it arrive?')).to.equal('Ada Guest|published');
  });
});
