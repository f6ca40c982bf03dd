import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';
import { startDemoSite, type DemoSite } from '../support/demo-site.js';

let site: DemoSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    startDemoSite(),
    chromium.launch({ executablePath: findBrowsers().chromium ?? '', args: CHROMIUM_FLAGS }),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1200, height: 900 } });
  page = await context.newPage();
});

describe('the article without scripts (C34)', () => {
  it('can be read to its last word', async () => {
    await page.goto(`${site.origin}/article.html`);
    const text = await page.locator('body').innerText();
    for (const words of [
      'US, Russia & Ukraine Talks: Progress on Ending the War?',
      'by Chief Editor',
      'Recent reports of a second round of talks',
      'A recent report by the Atlantic Council details',
      'What is the main goal of these peace talks?',
      'The primary goal appears to be exploring potential parameters',
      'It’s too early to say.',
      'Did you know? The concept of “Track II diplomacy”',
      'Pro tip: Follow reputable sources',
      'You may also like',
      'Leave a Comment',
      'My grandfather served on the line in Cyprus',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('leads to three articles to read next', async () => {
    await page.goto(`${site.origin}/article.html`);
    const links = page.locator('related-articles a');
    expect(await links.count()).toBe(3);
    await links.first().click();
    expect(await page.locator('h1').innerText()).toBe('The room behind the room: how backchannels work');
  });

  it('has no sideways scrolling at 320 pixels', async () => {
    for (const path of ['/', '/article.html', '/articles/swifts-come-home']) {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(site.origin + path);
      const box = (await page.locator('html').boundingBox())!;
      const widest = await page
        .locator('body *')
        .evaluateAll((elements) => Math.max(...elements.map((element) => element.getBoundingClientRect().right)));
      expect(box.width, path).toBe(320);
      expect(widest, path).toBeLessThanOrEqual(320);
    }
  });

  it('takes a comment and comes back to it', async () => {
    await page.goto(`${site.origin}/article.html`);
    await page.getByLabel('Name').fill('Reader');
    await page.getByLabel('Comment').fill('Sent without *any* script <i>at all</i>');
    await page.getByRole('button', { name: 'Post comment' }).click();
    const address = new URL(page.url());
    expect(address.pathname).toBe('/article.html');
    const mine = page.locator(`[id="${address.hash.slice(1)}"]`);
    expect(await mine.innerText()).toContain('Sent without any script <i>at all</i>');
    expect(await mine.locator('em').innerText()).toBe('any');
  });

  it('gives a comment back that could not be taken, with the reason', async () => {
    await page.goto(`${site.origin}/article.html`);
    await page.getByLabel('Name').fill('Reader');
    await page.getByLabel('Comment').fill('The same words twice');
    await page.getByRole('button', { name: 'Post comment' }).click();
    await page.goto(`${site.origin}/article.html`);
    await page.getByLabel('Name').fill('Reader');
    await page.getByLabel('Comment').fill('   ');
    await page.getByRole('button', { name: 'Post comment' }).click();
    expect(await page.locator('textarea').count()).toBe(1);
    expect(await page.locator('body').innerText()).toMatch(/comment/i);
  });

  it('takes a subscription, from the form to the link in the mail', async () => {
    await page.goto(`${site.origin}/article.html`);
    await page.getByLabel('E-mail address').fill('paper@example.org');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    expect(await page.locator('body').innerText()).toMatch(/inbox/i);
    await page.goto(`${site.origin}/outbox`);
    expect(await page.locator('body').innerText()).toContain('paper@example.org');
    await page.getByRole('link', { name: '/subscriptions/confirm?token=' }).click();
    await page.getByRole('button').first().click();
    expect(await page.locator('body').innerText()).toMatch(/confirmed|subscribed|thank/i);
  });
});
