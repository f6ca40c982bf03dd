import { Hono } from 'hono';
import { html } from 'hono/html';
import { page } from './pages.js';
import type { Purpose, Subscriptions, TokenState } from './subscriptions.js';

const QUESTION: Readonly<Record<Purpose, { title: string; text: string; button: string }>> = {
  confirm: {
    title: 'Confirm your subscription',
    text: 'One click, and our articles come to your inbox.',
    button: 'Subscribe',
  },
  unsubscribe: { title: 'Unsubscribe', text: 'We will not write to this address any more.', button: 'Unsubscribe' },
};

const DONE: Readonly<Record<Purpose, { title: string; text: string }>> = {
  confirm: { title: 'You are subscribed', text: 'Thank you. Each mail has a link to unsubscribe.' },
  unsubscribe: { title: 'You are unsubscribed', text: 'Nothing more will be sent to this address.' },
};

const TOO_OLD: Readonly<Record<Purpose, string>> = {
  confirm: 'Links to confirm work for two days. Subscribe again on any article, and a new one comes.',
  unsubscribe: 'If you never confirmed a subscription, nothing is sent to you. Otherwise use the link in a newer mail.',
};

/**
 * Where the links in mails lead. Scanners of mail providers follow links, so following one only shows a button; pressing it
 * does the work, and so does the one-click POST of a mail program (RFC 8058).
 */
export function createSubscriptionPages(
  subscriptions: Subscriptions,
  siteUrl: () => string,
  onError: (error: unknown) => void,
): Hono {
  const app = new Hono();
  app.onError((error) => {
    onError(error);
    return page(
      'That did not work',
      html`<p>Something went wrong on our side. Nothing was changed: please try again in a few minutes.</p>`,
      { status: 500 },
    );
  });
  for (const purpose of ['confirm', 'unsubscribe'] as const) {
    app.get(`/${purpose}`, async (c) => {
      const state = await subscriptions.inspect(purpose, c.req.query('token') ?? '');
      if (state !== 'valid') return answer(purpose, state, siteUrl());
      const { title, text, button } = QUESTION[purpose];
      return page(
        title,
        html`<p>${text}</p>
          <form method="post"><button>${button}</button></form>`,
      );
    });
    app.post(`/${purpose}`, async (c) =>
      answer(purpose, await subscriptions.redeem(purpose, c.req.query('token') ?? ''), siteUrl()),
    );
  }
  return app;
}

function answer(purpose: Purpose, state: TokenState, siteUrl: string): Promise<Response> {
  const back = html`<p><a href="${siteUrl}">To the front page</a></p>`;
  if (state === 'valid' || state === 'used') {
    const { title, text } = DONE[purpose];
    return page(
      title,
      html`<p>${text}</p>
        ${back}`,
    );
  }
  if (state === 'expired') {
    return page(
      'This link is too old',
      html`<p>${TOO_OLD[purpose]}</p>
        ${back}`,
      { status: 410 },
    );
  }
  return page(
    'This link does not work',
    html`<p>It may have been cut off. Copy it from the mail as a whole.</p>
      ${back}`,
    {
      status: 404,
    },
  );
}
