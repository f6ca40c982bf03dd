import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 1.0625rem/1.55 Georgia, 'Times New Roman', serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.15rem; margin-top: 2.5rem; }
nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
nav a, button { min-height: 2rem; line-height: 2rem; }
a[aria-current] { font-weight: bold; text-decoration: none; }
label { display: block; margin-top: 1rem; }
input, textarea { box-sizing: border-box; width: 100%; padding: .4rem; font: inherit; }
textarea { min-height: 10rem; }
button { margin-block: .15rem; padding: 0 .8rem; font: inherit; }
form.act { display: inline; }
article, li { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .75rem 0; }
ul { list-style: none; padding: 0; }
.text { white-space: pre-wrap; }
.error { border-inline-start: .25rem solid #b3261e; padding-inline-start: .75rem; }
.quiet { opacity: .75; font-size: .9em; }
.trap { position: absolute; inset-inline-start: -100vw; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
/** One string, so that no formatter puts white space into what the policy's hash is of. */
const STYLE_ELEMENT = raw(`<style>${STYLE}</style>`);

/**
 * A whole page for people. Nothing in it runs, whatever was typed: `html` escapes every value and the policy
 * allows no script, no image and no frame. `formTargets` are origins a form's answer may redirect to.
 */
export async function page(
  title: string,
  body: Markup,
  options: { status?: number; headers?: Record<string, string>; formTargets?: readonly string[] } = {},
): Promise<Response> {
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
  return new Response(String(document), {
    status: options.status ?? 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'${(options.formTargets ?? []).map((origin) => ` ${origin}`).join('')}; base-uri 'none'; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      // Not `no-referrer`: a form's Origin would be `null`, and the addresses carry secrets only this server knows already.
      'Referrer-Policy': 'same-origin',
      ...options.headers,
    },
  });
}

/** Text with its addresses as links. */
export function linkified(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter(Boolean)
    .map((part) => (/^https?:\/\//.test(part) ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

/** As it is on every page here: readable and unambiguous, whoever reads it where. */
export function time(date: Date): Markup {
  const iso = date.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** Leads from the address with a slash at the end, as people type it, to the page. */
export function withoutSlash(app: Hono, path: string): void {
  app.get(`${path}/`, (c) => c.redirect(path + new URL(c.req.url).search, 308));
}
