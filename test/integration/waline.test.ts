import { expect } from 'chai';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { by, comment, eventually, Publisher, sees, textField, type } from './support/reader.js';
import { facts, server, sql } from './support/servers.js';

const publisher = new Publisher();
let origin: string;
let moderated: string;
let slow: string;
let thread: string;
let threads = 0;

const ADA = { name: 'Ada Guest', email: 'ada@example.test' };
const box = (src: string): string => `<comment-box provider="waline" src="${src}" thread="${thread}"></comment-box>`;

/** State, author and text of each comment of this test, oldest first. */
async function stored(): Promise<string[][]> {
  const rows = await sql('waline', `SELECT status, nick, comment FROM wl_Comment WHERE url = '${thread}' ORDER BY id`);
  return rows ? rows.split('\n').map((row) => row.split('\t')) : [];
}

beforeAll(async () => {
  const waline = await facts('waline');
  ({ origin } = waline);
  moderated = waline.moderated.origin;
  slow = waline.slow.origin;
  await publisher.open();
});
afterAll(() => publisher.close());
beforeEach(() => {
  thread = `/story-${++threads}/`;
});

describe('a Waline conversation on another site', () => {
  it('takes a guest’s comment, a reply and a like', async () => {
    const page = await publisher.visit(box(origin));
    await comment(page, { text: 'It is **bold** to say 5 > 4.', ...ADA });
    await sees(page, 'Your comment is published.');
    expect(await stored()).to.deep.equal([['approved', 'Ada Guest', 'It is **bold** to say 5 > 4.']]);

    const another = await publisher.visit(box(origin), '/another');
    await sees(by(another, 'Ada Guest'), 'It is bold to say 5 > 4.');
    expect(await by(another, 'Ada Guest').getByRole('strong').innerText()).to.equal('bold');
    await another.getByRole('button', { name: /^Like/ }).click();
    await eventually(
      () => sql('waline', `SELECT \`like\` FROM wl_Comment WHERE url = '${thread}'`),
      (likes) => likes === '1',
    );
    await by(another, 'Ada Guest')
      .getByRole('button', { name: /^Reply/ })
      .click();
    await type(another, { text: 'Is it?', name: 'Bob', email: '' });
    await another.getByRole('button', { name: 'Post reply' }).click();
    await sees(by(another, 'Bob'), 'Is it?');
    expect(
      await sql('waline', `SELECT a.nick FROM wl_Comment b JOIN wl_Comment a ON a.id = b.pid WHERE b.url = '${thread}'`),
    ).to.equal('Ada Guest');
    await page.reload();
    await sees(page, '2 comments');
    await sees(by(page, 'Bob'), 'Is it?');
  });

  it('says that a comment waits for a moderator, and shows it to nobody else', async () => {
    const page = await publisher.visit(box(moderated));
    await comment(page, { text: 'Am I allowed?', ...ADA });
    await sees(by(page, 'Ada Guest'), /Waiting for a moderator/);
    expect(await stored()).to.deep.equal([['waiting', 'Ada Guest', 'Am I allowed?']]);
    await sees(await publisher.visit(box(moderated), '/another'), /No comments yet/);
  });

  it('says that the same was said before', async () => {
    const page = await publisher.visit(box(origin));
    await comment(page, { text: 'Twice the same.', ...ADA });
    await sees(page, 'Your comment is published.');
    await comment(page, { text: 'Twice the same.', ...ADA });
    await sees(page, /already said exactly this/);
    expect(await stored()).to.have.length(1);
  });

  it('keeps the text of a fast writer', async () => {
    // One address for all readers of these tests: what they wrote counts.
    await sql('waline', 'UPDATE wl_Comment SET insertedAt = insertedAt - INTERVAL 1 HOUR');
    const page = await publisher.visit(box(slow));
    await comment(page, { text: 'One.', ...ADA });
    await sees(page, 'Your comment is published.');
    await comment(page, { text: 'Two, at once.', ...ADA });
    await sees(page, /asks you to slow down/);
    await page.getByRole('button', { name: /Try again in \d+ seconds/ }).waitFor();
    expect(await textField(page).inputValue()).to.equal('Two, at once.');
    expect(await stored()).to.have.length(1);
  });

  it('shows no markup of a writer as the page’s own', async () => {
    await sql(
      'waline',
      `INSERT INTO wl_Comment (comment, nick, mail, status, url, ua, ip) VALUES ('<img src=x onerror=alert(1)> <script>alert(2)</script> [here](javascript:alert(3))', '<i>Eve</i>', '', 'approved', '${thread}', '', '')`,
    );
    const page = await publisher.visit(box(origin));
    let alerts = 0;
    page.on('dialog', (dialog) => {
      alerts++;
      void dialog.dismiss();
    });
    await sees(page, '<i>Eve</i>');
    expect(await page.locator('comment-box').locator('img, script, a[href^="javascript"]').count()).to.equal(0);
    expect(alerts).to.equal(0);
  });

  it('keeps the text while the server is gone, and posts it once when it is back (A1)', async () => {
    const page = await publisher.visit(box(origin));
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Nobody there?', ...ADA });
    await server('waline').stop();
    await page.getByRole('button', { name: 'Post comment' }).click();
    await sees(page, /could not be sent/);
    expect(await textField(page).inputValue()).to.equal('Nobody there?');
    await server('waline').start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(page, 'Your comment is published.');
    expect(await stored()).to.deep.equal([['approved', 'Ada Guest', 'Nobody there?']]);
  });

  it('has a comment once that arrived without an answer (A2)', async () => {
    const page = await publisher.visit(box(origin));
    await page.getByRole('button', { name: 'Write a comment' }).click();
    await type(page, { text: 'Did it arrive?', ...ADA });
    await page.clock.install();
    await server('waline').pause();
    try {
      await page.getByRole('button', { name: 'Post comment' }).click();
      await sees(page, /Sending/);
      for (let n = 0; n < 8; n++) await page.clock.runFor(10_000);
      await sees(page, /did not answer in time/);
      expect(await textField(page).inputValue()).to.equal('Did it arrive?');
    } finally {
      await server('waline').resume();
    }
    await eventually(stored, (rows) => rows.length === 1);
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(by(page, 'Ada Guest'), 'Did it arrive?');
    await textField(page).waitFor({ state: 'detached' });
    expect(await stored()).to.deep.equal([['approved', 'Ada Guest', 'Did it arrive?']]);
  });
});
