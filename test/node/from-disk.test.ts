import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';
import { startDemoSite, type DemoSite } from '../support/demo-site.js';

let site: DemoSite;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  [site, browser, folder] = await Promise.all([
    startDemoSite(),
    chromium.launch({ executablePath: findBrowsers().chromium ?? '', args: CHROMIUM_FLAGS }),
    mkdtemp(join(tmpdir(), 'afterword-from-disk-')),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('an article that a reader has saved and opens from the disk (C38)', () => {
  for (const file of ['embed.js', 'afterword.js']) {
    it(`can be read and written to with ${file}`, async () => {
      const path = join(folder, `${file}.html`);
      await writeFile(
        path,
        `<!doctype html><html lang="en"><title>Saved</title><body>
        <article-widgets comments="memory" newsletter="memory"></article-widgets>
        <article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p></article-faq>
        <did-you-know><p>An octopus has three hearts.</p></did-you-know>
        <related-articles><h2>More</h2><ul><li><a href="other.html">The other story</a></li></ul></related-articles>
        <newsletter-signup><form action="${site.origin}/post"><label>E-mail <input type="email" name="email" required></label> <button>Join</button></form></newsletter-signup>
        <comment-box></comment-box>
        <script type="module" src="${site.origin}/cdn/${file}"></script>`,
      );
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(pathToFileURL(path).href);
      await expect.poll(() => page.getByText('An octopus has three hearts.').isVisible()).toBe(true);
      expect(await page.getByRole('link', { name: 'The other story' }).getAttribute('href')).toBe('other.html');
      await page.getByLabel('E-mail').first().fill('reader@example.org');
      await page.getByRole('button', { name: 'Join' }).click();
      await page.getByText(/inbox/i).first().waitFor();
      await page.locator('comment-box').scrollIntoViewIfNeeded();
      await page.getByRole('button', { name: 'Write a comment' }).click();
      await page.locator('comment-box textarea').fill('Read on a train');
      await page.getByRole('textbox', { name: 'Name' }).fill('Reader');
      await page.getByRole('button', { name: 'Post comment' }).click();
      await page.locator('comment-box article', { hasText: 'Read on a train' }).waitFor();
      expect(errors).toEqual([]);
      await page.close();
    });
  }
});
