import { html } from 'hono/html';

const DAY = 24 * 60 * 60_000;
/** Milliseconds that the links in a mail work, as its text says. */
export const CONFIRM_LIFETIME = 2 * DAY;

export interface MailLinks {
  confirm: string;
  unsubscribe: string;
}

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** To an address that is not subscribed, or not any more. */
export function confirmMail(links: MailLinks, topics: readonly string[]): MailText {
  return compose('Please confirm your subscription', [
    `Somebody, we hope you, asked to send our articles to this address${about(topics)}.`,
    { label: 'Yes, subscribe me', url: links.confirm },
    'The link works for two days. If it was not you, do nothing: nothing will be sent.',
    { label: 'No, forget this request', url: links.unsubscribe },
  ]);
}

/** To an address that is subscribed. Only its owner learns so. */
export function alreadyMail(links: MailLinks, topics: readonly string[]): MailText {
  return compose('You are already subscribed', [
    'Somebody, we hope you, asked to subscribe this address. It is subscribed already, and nothing has changed.',
    `To change your subscription to what was asked for now${about(topics)}:`,
    { label: 'Change my subscription', url: links.confirm },
    'The link works for two days.',
    { label: 'Unsubscribe', url: links.unsubscribe },
  ]);
}

function about(topics: readonly string[]): string {
  return topics.length === 0 ? '' : ` (${topics.join(', ')})`;
}

function compose(subject: string, parts: readonly (string | { label: string; url: string })[]): MailText {
  const paragraphs = parts.map((part) =>
    typeof part === 'string' ? html`<p>${part}</p>` : html`<p><a href="${part.url}">${part.label}</a></p>`,
  );
  return {
    subject,
    text: `${parts.map((part) => (typeof part === 'string' ? part : `${part.label}:\n${part.url}`)).join('\n\n')}\n`,
    html: String(
      html`<!doctype html>
        <html lang="en">
          <title>${subject}</title>
          <body>
            ${paragraphs}
          </body>
        </html>`,
    ),
  };
}
