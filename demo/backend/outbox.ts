import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Mailer } from './mails.js';
import { linkified, page, time } from './pages.js';

/** The mails a demo without a mail server would have sent. */
export function createOutbox(mailer: Mailer): Hono {
  const app = new Hono();
  app.get('/', async () => {
    const mails = await mailer.outbox();
    if (!mails) return page('No outbox', html`<p>Mails are sent by SMTP.</p>`, { status: 404 });
    if (mails.length === 0) return page('Outbox', html`<p>No mails yet. Subscribe on an article page to see one.</p>`);
    return page(
      'Outbox',
      html`<p class="quiet">No mail server is configured (SMTP_URL), so mails end here. Newest first.</p>
        ${mails.map(
          (mail) =>
            html`<article>
              <h2>${mail.subject}</h2>
              <p class="quiet">To ${mail.recipient}, ${time(mail.created_at)}</p>
              <p class="text">${linkified(mail.text)}</p>
            </article>`,
        )}`,
    );
  });
  return app;
}
