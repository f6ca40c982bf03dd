import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { APPS, ROOT } from './install.js';
import type {} from './window.js';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

let server: Server;
let browser: Browser;
let page: Page;
/** What the framework, the page or our elements complained about. */
let complaints: string[];
/** The compiler takes its time, while the browser does its work. */
let compiled: Promise<{ output: string }>;

beforeAll(async () => {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  compiled = run(process.execPath, [tsc, '-p', join(APPS, 'apps/types')], { timeout: 120_000 });
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    const [, name = '', ...path] = pathname.split('/');
    const file = join(APPS, 'built', name, path.join('/') || 'rendered.html');
    if (pathname.endsWith('/')) {
      const rendered = searchParams.has('elements') ? readFileSync(file, 'utf8') : '';
      // Angular writes more into the body than the app.
      const body = rendered.includes('id="app"') ? rendered : `<div id="app">${rendered}</div>`;
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><html lang="en"><head><title>${name}</title><link rel="icon" href="data:,"></head><body>${body}<script type="module" src="main.js"></script></body></html>`,
        );
    } else if (existsSync(file)) {
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath: findBrowsers().chromium ?? '', args: CHROMIUM_FLAGS });
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ viewport: { width: 900, height: 3000 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type()) && !message.text().startsWith('Lit is in dev mode')) {
      complaints.push(message.text());
    }
  });
});
afterEach(() => page.close());

async function open(app: string, query = ''): Promise<void> {
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${app}/${query}`);
  await page.waitForFunction(() => window.page?.isReady);
}

/** Changes what the app holds, so that the framework renders again. */
const set = (patch: object): Promise<void> => page.evaluate((change) => window.app.set(change), patch);
const shown = async (): Promise<unknown> => JSON.parse((await page.textContent('output'))!);
const logged = (type: string): Promise<number> =>
  page.evaluate((name) => window.page.log.filter((event) => event.type === name).length, type);
const question = (name: string) => page.getByRole('button', { name, exact: true });
const sees = (text: string) => page.getByText(text, { exact: true });

/** Whether each question opens its own answer. */
async function opensEach(names: Record<string, string>): Promise<void> {
  for (const [name, answer] of Object.entries(names)) {
    expect(await sees(answer).isVisible()).toBe(false);
    await question(name).click();
    await expect.poll(() => sees(answer).isVisible()).toBe(true);
  }
}

const TWO = { 'What does it cost?': 'Nothing.', 'How long does it take?': 'An afternoon.' };

function works(app: string): void {
  it('hands over an object as a property (C35)', async () => {
    await open(app);
    await expect.poll(() => sees('Story 1').isVisible()).toBe(true);
    await expect.poll(() => sees('The first word.').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('hands over text and numbers, and changes them (C35)', async () => {
    await open(app);
    await expect.poll(() => sees('Worth knowing').isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('link', { name: /^Story/ }).count()).toBe(1);
    await set({ label: 'Good to know', limit: 3 });
    await expect.poll(() => sees('Good to know').isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('link', { name: /^Story/ }).count()).toBe(3);
    expect(complaints).toEqual([]);
  });

  it('switches a boolean property on and off (C35)', async () => {
    await open(app);
    await set({ exclusive: true });
    await question('What does it cost?').click();
    await question('How long does it take?').click();
    await expect.poll(() => sees('Nothing.').isVisible()).toBe(false);
    await set({ exclusive: false });
    await question('What does it cost?').click();
    await expect.poll(() => sees('Nothing.').isVisible()).toBe(true);
    expect(await sees('An afternoon.').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('switches a boolean attribute with a dash in its name on and off (C35)', async () => {
    await open(app);
    const describes = () => page.evaluate(() => document.querySelector('article-faq')!.structuredData);
    expect(await describes()).toBe(false);
    await set({ describes: true });
    await expect.poll(describes).toBe(true);
    await set({ describes: false });
    await expect.poll(describes).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('hears events with their fields, in its own way of listening (C35)', async () => {
    await open(app);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => logged('did-you-know-changed')).toBe(1);
    expect(
      await page.evaluate(() => {
        const event = window.page.log.find(({ type }) => type === 'did-you-know-changed');
        return [event?.['index'], event?.['total'], event?.['text']];
      }),
    ).toEqual([1, 2, 'Ants do not.']);
    await expect.poll(() => logged('comment-box-loaded')).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('renders into slots, and again when that changes (C35)', async () => {
    await open(app);
    await expect.poll(() => page.getByRole('heading', { name: 'Discussion' }).isVisible()).toBe(true);
    await set({ heading: 'What readers say' });
    await expect.poll(() => page.getByRole('heading', { name: 'What readers say' }).isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: 'Discussion' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('adds, sorts, rewords and takes away questions while the rest stays open (C35)', async () => {
    await open(app);
    await opensEach(TWO);
    const cost = { id: 'cost', question: 'What does it cost?', answer: 'Nothing.' };
    const time = { id: 'time', question: 'How long does it take?', answer: 'An afternoon.' };
    const who = { id: 'who', question: 'Who made it?', answer: 'We did.' };
    await set({ questions: [cost, time, who] });
    await expect.poll(() => question('Who made it?').isVisible()).toBe(true);
    expect(await sees('Nothing.').isVisible()).toBe(true);
    await opensEach({ 'Who made it?': 'We did.' });
    await set({ questions: [who, { ...cost, answer: 'Not a penny.' }] });
    await expect.poll(() => sees('Not a penny.').isVisible()).toBe(true);
    await expect.poll(() => question('How long does it take?').count()).toBe(0);
    const [first, second] = await Promise.all([sees('We did.').boundingBox(), sees('Not a penny.').boundingBox()]);
    expect(first!.y).toBeLessThan(second!.y);
    await question('What does it cost?').click();
    await expect.poll(() => sees('Not a penny.').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('moves an element, which keeps working (C35)', async () => {
    await open(app);
    await expect.poll(() => sees('The first word.').isVisible()).toBe(true);
    await question('What does it cost?').click();
    await set({ order: ['comments', 'faq'] });
    const top = async (tag: string): Promise<number> => (await page.locator(tag).boundingBox())!.y;
    await expect.poll(async () => (await top('comment-box')) < (await top('article-faq'))).toBe(true);
    expect(await sees('Nothing.').isVisible()).toBe(true);
    expect(await sees('The first word.').isVisible()).toBe(true);
    await opensEach({ 'How long does it take?': 'An afternoon.' });
    expect(complaints).toEqual([]);
  });

  it('takes an element away in the middle of a request, which ends in silence (C35)', async () => {
    await open(app);
    await set({ backend: 'silent' });
    await expect.poll(() => page.evaluate(() => window.page.signals.map(({ aborted }) => aborted))).toEqual([false]);
    await set({ order: ['faq'] });
    await expect.poll(() => page.evaluate(() => window.page.signals.map(({ aborted }) => aborted))).toEqual([true]);
    expect(await page.locator('comment-box').count()).toBe(0);
    expect(await logged('comment-box-error')).toBe(0);
    await set({ order: ['faq', 'comments'], backend: 'ready' });
    await expect.poll(() => sees('The first word.').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('knows what the reader opened (C35)', async () => {
    await open(app);
    await opensEach(TWO);
    await expect.poll(shown).toMatchObject({ opened: Object.keys(TWO) });
    await question('What does it cost?').click();
    await expect.poll(shown).toMatchObject({ opened: ['How long does it take?'] });
    expect(complaints).toEqual([]);
  });

  it('binds a field inside an element in both directions, and the element sends it (C35)', async () => {
    await open(app);
    const field = page.getByRole('textbox', { name: 'E-mail' });
    await field.fill('ada@example.org');
    await expect.poll(shown).toMatchObject({ email: 'ada@example.org' });
    await set({ email: 'grace@example.org' });
    await expect.poll(() => field.inputValue()).toBe('grace@example.org');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    const sent = () => page.evaluate(() => window.page.newsletterPort.received.map(({ email }) => email));
    await expect.poll(sent).toEqual(['grace@example.org']);
    expect(await logged('newsletter-signup-submit')).toBe(1);
    expect(complaints).toEqual([]);
  });
}

function hydrates(app: string): void {
  for (const [when, elements] of [
    ['after our elements have started', 'before'],
    ['before our script arrives', 'after'],
  ] as const) {
    it(`takes over what the server rendered ${when}, without a warning and with the same nodes (C35)`, async () => {
      await open(app, `?elements=${elements}`);
      expect(complaints).toEqual([]);
      const { served, same, before, after } = await page.evaluate(() => {
        const { served: nodes, servedMarkup, definedMarkup, markup } = window.page;
        const root = document.querySelector('#app')!;
        return {
          served: nodes.length,
          same: nodes.every((node) => root.contains(node)) && root.querySelectorAll('*').length === nodes.length,
          before: servedMarkup,
          after: [definedMarkup, markup(root)],
        };
      });
      expect(served).toBeGreaterThan(15);
      expect(same).toBe(true);
      // Our elements have written nothing; what the framework writes while it takes over is its own affair.
      expect(after[0]).toBe(before);
      // What the server showed stays in view until the reader closes it.
      for (const [name, answer] of Object.entries(TWO)) {
        await question(name).click();
        await expect.poll(() => sees(answer).isVisible()).toBe(false);
      }
      await opensEach(TWO);
      await expect.poll(shown).toMatchObject({ opened: Object.keys(TWO) });
      await set({ questions: [{ id: 'who', question: 'Who made it?', answer: 'We did.' }] });
      await opensEach({ 'Who made it?': 'We did.' });
      await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.org');
      await expect.poll(shown).toMatchObject({ email: 'ada@example.org' });
      expect(complaints).toEqual([]);
    });

    it(`hands over objects and booleans to what the server rendered ${when} (C35)`, async () => {
      await open(app, `?elements=${elements}`);
      await expect.poll(() => sees('The first word.').isVisible()).toBe(true);
      await expect.poll(() => sees('Story 1').isVisible()).toBe(true);
      expect(
        await page.evaluate(() => {
          const { exclusive, structuredData } = document.querySelector('article-faq')!;
          return { exclusive, structuredData };
        }),
      ).toEqual({ exclusive: false, structuredData: false });
      expect(complaints).toEqual([]);
    });
  }

  it('would warn if an element touched what the server rendered (C35)', async () => {
    await open(app, '?elements=before&disturb');
    expect(complaints.join('\n')).toMatch(/hydrat/i);
  });
}

describe('plain HTML and JavaScript', () => works('plain'));
describe('React 19', () => {
  works('react');
  hydrates('react');
});
describe('Vue 3', () => {
  works('vue');
  hydrates('vue');
});
describe('Svelte 5', () => {
  works('svelte');
  hydrates('svelte');
});
describe('Angular 21', () => {
  works('angular');
  hydrates('angular');
});

describe('types', () => {
  it('compile for every element in React, Vue and Svelte, and refuse mistakes (C35)', async () => {
    expect((await compiled).output).toBe('');
  }, 120_000);
});
