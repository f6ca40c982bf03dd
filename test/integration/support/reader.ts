import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findBrowsers } from '../../../scripts/lib/browsers.mjs';

const CDN = process.env['AFTERWORD_CDN'] ?? '';
/** Milliseconds until what a reader waits for must be there, on a machine that is busy with other things. */
const WAIT = 45_000;
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** A publisher's site on a host name of its own, and a browser that finds it there. */
export class Publisher {
  /** Answers asked for by a page's path. */
  readonly #pages = new Map<string, string>();
  #server: Server | undefined;
  #browser: Browser | undefined;
  #origin = '';

  async open(): Promise<void> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://news.example');
      const page = this.#pages.get(pathname);
      if (page !== undefined) {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(page);
        return;
      }
      readFile(join(CDN, pathname.replace(/^\/afterword\//, ''))).then(
        (file) => {
          response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'application/octet-stream');
          response.setHeader('Access-Control-Allow-Origin', '*');
          response.end(file);
        },
        () => {
          response.statusCode = 404;
          response.end();
        },
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#server = server;
    this.#origin = `http://news.example:${(server.address() as AddressInfo).port}`;
    const { chromium: executablePath } = findBrowsers();
    this.#browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      // A made-up name: a page on localhost is trusted by servers and browsers where a real one is not.
      args: [...CHROMIUM_FLAGS, '--no-proxy-server', '--host-resolver-rules=MAP news.example 127.0.0.1'],
    });
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  /** The script tag for pages of other servers that load our files from here. */
  get script(): string {
    return `<script type="module" src="${this.#origin}/afterword/embed.js"></script>`;
  }

  /** A reader with a browser profile of their own. */
  async reader(): Promise<Page> {
    const context = await this.#browser!.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT);
    page.on('pageerror', ({ stack = '' }) => stack.includes('/afterword/') && console.error('in the page:', stack));
    return page;
  }

  /** Publishes a page and sends a reader there. */
  async visit(body: string, path = '/story'): Promise<Page> {
    const page = await this.reader();
    this.#pages.set(
      path,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>The story</title>
       <script type="module" src="/afterword/embed.js"></script><article><h1>The story</h1>${body}</article>`,
    );
    await page.goto(this.#origin + path);
    return page;
  }
}

/** The text of what stands somewhere on the page, once it does. */
export async function sees(page: Page | Locator, text: string | RegExp): Promise<void> {
  const found = page.getByText(text).filter({ visible: true }).first();
  await found.waitFor({ timeout: WAIT });
}

export interface Words {
  text: string;
  name?: string;
  email?: string;
}

/** Opens the form, types as a reader does, and sends it. */
export async function comment(page: Page, words: Words): Promise<void> {
  if (!(await textField(page).isVisible())) await page.getByRole('button', { name: 'Write a comment' }).click();
  await type(page, words);
  await page.getByRole('button', { name: /^Post (comment|reply)$/ }).click();
}

export async function type(page: Page, { text, name, email }: Words): Promise<void> {
  const field = textField(page);
  await field.click();
  await field.fill('');
  await page.keyboard.type(text);
  if (name !== undefined) await ours(page).getByRole('textbox', { name: /^Name/ }).fill(name);
  if (email !== undefined)
    await ours(page)
      .getByRole('textbox', { name: /^E-mail/ })
      .fill(email);
}

/** The site's own form may stand beside ours. */
function ours(page: Page): Locator {
  return page.locator('comment-box');
}

export function textField(page: Page): Locator {
  return ours(page).getByRole('textbox', { name: /^Your (comment|reply)/ });
}

/** A comment on the page, by its author. */
export function by(page: Page, name: string): Locator {
  return page.getByRole('article', { name: new RegExp(`(Comment|Reply) by \\u2068?${name}\\u2069?( |$)`) });
}

/** Asks again until the answer is the one that is waited for; answers what it was in the end. */
export async function eventually<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + WAIT;
  for (;;) {
    const answer = await ask();
    if (isIt(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
