import { executeServerCommand } from '@web/test-runner-commands';
import { until } from '../support/wait.js';

/** A page of its own around the built files, with what went wrong in it. */
export interface Page {
  document: Document;
  window: Window & typeof globalThis;
  /** Uncaught errors, rejected promises and violated policies, as text. */
  faults: string[];
  /** Everything the page wrote to its console as a warning or error. */
  warnings: string[];
  /** Addresses the page has loaded. */
  requests: () => string[];
  find: (selector: string) => HTMLElement;
}

export interface PageOptions {
  head?: string;
  body?: string;
  /** Attributes of the `<html>` element. */
  root?: string;
  csp?: string;
  hash?: string;
  doctype?: string;
  charset?: string;
  /** Media type of the page when it is not HTML. */
  type?: string;
  /** What the page may do when it may not do everything; it is read from outside all the same. */
  sandbox?: string;
}

/** Listens before any other script of the page. Strict policies of the tests know its nonce. */
const LISTENER = `<script nonce="n1">//<![CDATA[
  window.faults = [];
  window.warnings = [];
  addEventListener('error', (event) => faults.push(event.message));
  addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) => faults.push(event.violatedDirective + ' ' + event.blockedURI));
  for (const level of ['warn', 'error']) console[level] = (...args) => warnings.push(args.map(String).join(' '));
//]]></script>`;

const open = new Set<HTMLIFrameElement>();

/** Opens a page with that HTML in a frame of 800 × 600 pixels. */
export async function openPage({
  head = '',
  body = '',
  root = 'lang="en"',
  csp = '',
  hash = '',
  doctype = '<!doctype html>',
  type = '',
  charset = '<meta charset="utf-8">',
  sandbox,
}: PageOptions): Promise<Page> {
  const html = `${doctype}<html ${root}><head>${charset}<title>Page</title>${LISTENER}${head}</head><body>${body}</body></html>`;
  return openFrame(`/page?${new URLSearchParams({ html, csp, type }).toString()}${hash}`, sandbox);
}

/** Puts HTML under that address of the test server, for pages that load one another. */
export function putPage(path: string, head: string, body: string): Promise<unknown> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title>${LISTENER}${head}</head><body>${body}</body></html>`;
  return executeServerCommand('site', { path, html });
}

/** Opens a page that is there under an address, see {@link putPage}. */
export function openAddress(path: string): Promise<Page> {
  return openFrame(path);
}

/** Names of whole pages as publishers' systems write them, for {@link openWholePage}. */
export function wholePages(): Promise<readonly string[]> {
  return executeServerCommand('whole-pages');
}

/** Opens a page of the corpus with that HTML at the end of its story. */
export function openWholePage(name: string, end: string): Promise<Page> {
  return openFrame(`/whole-page/${name}?${new URLSearchParams({ head: LISTENER, end }).toString()}`);
}

async function openFrame(address: string, sandbox?: string): Promise<Page> {
  const { pathname } = new URL(address, location.href);
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 800px; height: 600px; border: 0';
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  frame.src = address;
  document.body.append(frame);
  open.add(frame);
  const window = (await until(() => {
    const candidate = frame.contentWindow as (Window & typeof globalThis) | null;
    return candidate?.location.pathname === pathname && candidate;
  }, 'the page')) as Window & typeof globalThis;
  await until(() => window.document.readyState === 'complete', 'the page to load');
  const heard = window as unknown as Partial<Record<'faults' | 'warnings', string[]>>;
  // Where scripts run, what listens for faults has run first.
  if (!heard.faults && !(sandbox !== undefined && !sandbox.includes('allow-scripts')))
    throw new Error('nobody listens for faults');
  const { faults = [], warnings = [] } = heard;
  return {
    document: window.document,
    window,
    faults,
    warnings,
    requests: () => window.performance.getEntriesByType('resource').map(({ name }) => name),
    find(selector) {
      const found = window.document.documentElement.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`the page has no ${selector}`);
      return found;
    },
  };
}

/** Closes what a test opened. */
export function closePages(): void {
  for (const frame of open) frame.remove();
  open.clear();
}

/** Waits until the element has upgraded and drawn itself. */
export function upgraded(page: Page, selector: string): Promise<Element> {
  return until(() => {
    const element = page.document.querySelector(selector);
    return element?.shadowRoot && element.shadowRoot.childNodes.length > 0 ? element : undefined;
  }, `${selector} to upgrade`);
}

/** Scrolls to an element until it has upgraded: what grows above it pushes it out of sight again. */
export async function approach(page: Page, selector: string): Promise<void> {
  await until(() => {
    page.find(selector).scrollIntoView();
    return page.find(selector).shadowRoot?.childNodes.length;
  }, `${selector} to upgrade`);
}

/** The script tag of a file of `cdn/` under the name of one copy. */
export function script(file = 'embed.js', { copy = 'first', attributes = '' } = {}): string {
  return `<script type="module" src="/copy/${copy}/${file}" ${attributes}></script>`;
}

/** Address of a server on another origin that serves the files of `cdn/`. */
export function otherOrigin(): Promise<string> {
  return executeServerCommand('other-origin');
}

/** Lets the page draw a few frames: enough for an observer that has something to say. */
export async function frames(page: Page, count = 6): Promise<void> {
  const { defaultView } = page.document;
  // A page that runs no scripts calls nobody back.
  const window = 'faults' in defaultView! ? defaultView : globalThis;
  for (let n = 0; n < count; n++) await new Promise((resolve) => window.requestAnimationFrame(resolve));
}

export const FAQ = `<article-faq><details><summary>Why?</summary><p>Because.</p></details></article-faq>`;
export const SIGNUP = `<newsletter-signup><form action="/post" method="post"><label>E-mail <input type="email" name="email" required></label><button>Join</button></form></newsletter-signup>`;
export const FAR = `<div style="height: 5000px"></div>`;
