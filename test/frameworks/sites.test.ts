import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackend, type Backend } from '../../demo/backend/index.js';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';
import { SITES } from './build-sites.js';
import type {} from './window.js';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };
/** How late a script is, in milliseconds. */
const LATE = 3000;

let backend: Backend;
let browser: Browser;
let page: Page;
/** What a framework, the page or our elements complained about. */
let complaints: string[];
const servers: Server[] = [];
/** The page that Astro built for development, which tells of what does not match. */
let development = '';
/** Waits as long as the test wants a file to be under way. */
let delay: (path: string) => Promise<unknown> | undefined;

/** The site as any host would serve its files, with a backend under `/api`. */
async function host(folder: string): Promise<string> {
  const app = new Hono();
  app.route('/api', backend.api);
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('*', async (c) => {
    await delay(c.req.path);
    const file = c.req.path.endsWith('/') ? `${c.req.path}index.html` : c.req.path;
    const body = await readFile(join(SITES, folder, decodeURIComponent(file))).catch(() => undefined);
    return body ? c.body(body, 200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }) : c.notFound();
  });
  const server = serve({ hostname: '127.0.0.1', port: 0, fetch: app.fetch }) as Server;
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  const site = 'http://127.0.0.1/';
  [backend, browser] = await Promise.all([
    createBackend({
      data: 'memory',
      moderationToken: 'test-moderator',
      publicUrl: () => `${site}api`,
      siteUrl: () => site,
      rateLimit: false,
    }),
    chromium.launch({ executablePath: findBrowsers().chromium ?? '', args: CHROMIUM_FLAGS }),
  ]);
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
  await backend.close();
});
beforeEach(async () => {
  delay = () => undefined;
  complaints = [];
  page = await browser.newPage({ viewport: { width: 900, height: 1600 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isExpected = message.text().startsWith('Lit is in dev mode') && page.url() === development;
    if (['warning', 'error'].includes(message.type()) && !isExpected) {
      complaints.push(`${message.text()} ${message.location().url}`);
    }
  });
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node: Node | null }[] })[])
        window.shifts.push(`${entry.value} ${entry.sources.map(({ node }) => node?.nodeName).join(' ')}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
});
afterEach(() => page.close());

const sees = (text: string) => page.getByText(text, { exact: true });
const question = (name: string) => page.getByRole('button', { name, exact: true });
const isDefined = (tag: string): Promise<boolean> => page.evaluate((name) => !!customElements.get(name), tag);
const isHydrated = (): Promise<boolean> => page.evaluate(() => !document.querySelector('astro-island[ssr]'));

/** The browser has painted what it has, and counted what moved. */
const settle = (): Promise<void> =>
  page.evaluate(async () => {
    await Promise.all([...document.querySelectorAll('*')].map((node) => (node as Partial<Updating>).updateComplete));
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });
interface Updating {
  updateComplete: Promise<boolean>;
}

/** A promise that is kept from outside. */
function gate(): { open: () => void; passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

interface Site {
  url: string;
  /** Which of its files are scripts. */
  script: RegExp;
  answers: Record<string, string>;
  /** What a reader may read before any script. */
  readable: string[];
}

/** The page without its scripts for three seconds, then with them; nothing the reader sees moves or is replaced. */
async function isFinalFromTheFirstPaint({ url, script, answers, readable }: Site): Promise<void> {
  const reader = gate();
  const since = performance.now();
  delay = (path) =>
    script.test(path)
      ? Promise.all([reader.passed, new Promise((resolve) => setTimeout(resolve, LATE - (performance.now() - since)))])
      : undefined;
  await page.goto(url, { waitUntil: 'commit' });
  const all = [...readable, ...Object.keys(answers), ...Object.values(answers)];
  for (const text of all) await expect.poll(() => sees(text).isVisible(), { message: text }).toBe(true);
  const email = page.getByRole('textbox', { name: 'E-mail' });
  await email.fill('ada@example.org');
  expect(await isDefined('article-faq')).toBe(false);
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
  const places = (): Promise<string[]> =>
    page.evaluate(() =>
      window.painted.map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return `${node.nodeName} ${[x, y, width, height].map(Math.round).join(' ')}`;
      }),
    );
  await page.evaluate(() => {
    const nodes = document.querySelectorAll('article, article *, article ~ *, article ~ * *');
    window.painted = [...nodes].filter((node) => !node.matches('script, style'));
  });
  const before = await places();
  reader.open();

  const tags = ['article-faq', 'did-you-know', 'related-articles', 'newsletter-signup', 'comment-box'];
  for (const tag of tags) await expect.poll(() => isDefined(tag), { message: tag }).toBe(true);
  expect(performance.now() - since).toBeGreaterThan(LATE);
  await expect.poll(() => page.getByRole('button', { name: 'Write a comment' }).isVisible()).toBe(true);
  await expect.poll(() => page.getByText('No comments yet.').isVisible()).toBe(true);
  await expect.poll(isHydrated).toBe(true);
  await settle();
  for (const text of readable) expect(await sees(text).isVisible(), text).toBe(true);
  for (const answer of Object.values(answers)) expect(await sees(answer).isVisible(), answer).toBe(true);
  expect(await email.inputValue()).toBe('ada@example.org');
  expect(await page.evaluate(() => window.painted.filter((node) => !node.isConnected).map((node) => node.outerHTML))).toEqual(
    [],
  );
  // Chromium counts no move under three pixels as a shift.
  expect(await places()).toEqual(before);
  expect(await page.evaluate(() => window.shifts)).toEqual([]);
  expect(complaints).toEqual([]);
}

/** Answers that were read before the script was there stay open, so either comes first. */
async function opensAndCloses(answers: Record<string, string>): Promise<void> {
  for (const [name, answer] of Object.entries(answers)) {
    await expect.poll(() => question(name).isVisible()).toBe(true);
    const isOpen = await sees(answer).isVisible();
    for (const next of [!isOpen, isOpen]) {
      await question(name).click();
      await expect.poll(() => sees(answer).isVisible()).toBe(next);
    }
  }
}

/** A comment and an address for the mailing list arrive where the page says. */
async function postsToItsBackend(text: string): Promise<void> {
  await page.getByRole('button', { name: 'Write a comment' }).click();
  await page.getByRole('textbox', { name: 'Your comment' }).fill(text);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada');
  await page.getByRole('button', { name: 'Post comment', exact: true }).click();
  await expect.poll(() => sees(text).isVisible()).toBe(true);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.org');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect.poll(() => page.getByText('ada@example.org').count()).toBeGreaterThan(0);
  await page.reload();
  await expect.poll(() => sees(text).isVisible()).toBe(true);
  expect(complaints).toEqual([]);
}

const FACT = 'Bakers of the Nile valley let their dough rise five thousand years ago.';

/** The article of both recipes. */
const ARTICLE = {
  answers: {
    'How long may it wait?': 'Three days in the refrigerator, well covered.',
    'Does it need a second rise?': 'An hour in a warm place, after shaping.',
  },
  readable: [FACT, 'Bread that waits', 'Questions', 'More to read', 'Soup that improves', 'Subscribe', 'Comments'],
} satisfies Partial<Site>;

function worksAsTheRecipeSays(site: Site, words: string): void {
  it('is whole at its first paint, three seconds before the script, which then moves and replaces nothing (C33)', () =>
    isFinalFromTheFirstPaint(site));

  it('opens and closes answers (C33)', async () => {
    await page.goto(site.url);
    await opensAndCloses(site.answers);
    expect(complaints).toEqual([]);
  });

  it('sends comments and subscriptions to its backend (C33)', async () => {
    await page.goto(site.url);
    await postsToItsBackend(words);
  });
}

describe('Eleventy', () => {
  const site: Site = {
    url: '',
    script: /^\/afterword\/.*\.js$/,
    ...ARTICLE,
  };
  beforeAll(async () => void (site.url = `${await host('eleventy/_site')}/articles/bread/`));

  worksAsTheRecipeSays(site, 'The crust sings.');
});

describe('Astro', () => {
  const site: Site = {
    url: '',
    script: /^\/_astro\/.*\.js$/,
    ...ARTICLE,
  };
  beforeAll(async () => {
    site.url = `${await host('astro/dist')}/bread/`;
    development = `${await host('astro/dist-development')}/bread/`;
  });

  worksAsTheRecipeSays(site, 'The crumb is open.');

  for (const [order, held, first, second] of [
    ['after our elements have started', /\/(client|Questions)\./, () => isDefined('article-faq'), isHydrated],
    ['before our script arrives', /\/Article\.astro/, isHydrated, () => isDefined('article-faq')],
  ] as const) {
    it(`takes over an island of React with our elements in it ${order}, without a warning and with the same nodes (C35)`, async () => {
      const rest = gate();
      delay = (path) => (held.test(path) ? rest.passed : undefined);
      await page.goto(development, { waitUntil: 'commit' });
      await expect.poll(first).toBe(true);
      expect(await second()).toBe(false);
      await settle();
      await page.evaluate(() => (window.painted = [...document.querySelectorAll('astro-island *')]));
      rest.open();
      await expect.poll(second).toBe(true);
      await settle();
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => window.painted.filter((node) => !node.isConnected).length)).toBe(0);
      expect(await page.evaluate(() => window.painted.length)).toBeGreaterThan(8);

      // The island lives: it hears the element, and renders into it.
      await expect.poll(() => sees('0 of 3 looked at').isVisible()).toBe(true);
      await question('How long may it wait?').click();
      await expect.poll(() => sees('1 of 3 looked at').isVisible()).toBe(true);
      await question('All questions').click();
      await expect.poll(() => question('Can I freeze it?').isVisible()).toBe(true);
      await question('Can I freeze it?').click();
      await expect.poll(() => sees('Yes, for a month.').isVisible()).toBe(true);
      expect(await sees(FACT).isVisible()).toBe(true);
      expect(complaints).toEqual([]);
    });
  }

  it('would warn if an element touched what the server rendered (C35)', async () => {
    const rest = gate();
    delay = (path) => (/\/(client|Questions)\./.test(path) ? rest.passed : undefined);
    await page.goto(development, { waitUntil: 'commit' });
    await expect.poll(() => isDefined('article-faq')).toBe(true);
    await page.evaluate(() => document.querySelector('article-faq')!.setAttribute('role', 'group'));
    rest.open();
    await expect.poll(isHydrated).toBe(true);
    await expect.poll(() => complaints.join('\n')).toMatch(/hydrat/i);
  });
});
