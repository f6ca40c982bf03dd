import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { memory, type MemoryNewsletterOptions } from '../src/adapters/newsletter/memory.js';
import '../src/define/newsletter-signup.js';
import { AfterwordError } from '../src/ports/errors.js';

interface Args extends MemoryNewsletterOptions {
  /** What the story types and sends, as a reader would. */
  send?: string;
}

let lists = 0;

const publisherForm = (target?: string): TemplateResult => {
  const id = `story-mail-${++lists}`;
  return html`
    <h2 slot="heading">The Long View, by e-mail</h2>
    <p>Regular updates and expert commentary, once a week.</p>
    <form method="post" action="/api/subscriptions" target=${ifDefined(target)}>
      <label for=${id}>E-mail address</label>
      <input id=${id} type="email" name="email" autocomplete="email" required />
      <button>Subscribe</button>
    </form>
    <p slot="note">We use your address for this letter only. One click ends it.</p>
  `;
};

const render = ({ send: _, ...options }: Args, content: unknown = publisherForm()): TemplateResult =>
  html`<newsletter-signup .port=${memory({ list: `story ${++lists}`, ...options })}>${content}</newsletter-signup>`;

/** Types the address and sends the form, so that the story shows what comes of it. */
async function act(canvas: HTMLElement, address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const element = canvas.querySelector('newsletter-signup')!;
  await element.updateComplete;
  const input = element.querySelector<HTMLInputElement>('input[type="email"]') ?? element.shadowRoot!.querySelector('#email');
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.value = address;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  input.form?.requestSubmit();
  // What is checked of a story is what comes of it, which not every story waits for.
  for (let times = 0; times < 50 && !element.matches(':is(:state(done), :state(failed))'); times++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * The element styles what it draws. The publisher's own fields keep the page's look; this plain CSS is all they need to
 * stand in one row that wraps on a phone:
 *
 * ```css
 * newsletter-signup form { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; }
 * newsletter-signup input[type='email'] { flex: 1 1 14em; min-width: 0; font: inherit; padding: 0.45em 0.65em; }
 * newsletter-signup form button { font: inherit; padding: 0.45em 1.25em; }
 * ```
 */
const meta: Meta<Args> = {
  title: 'newsletter-signup',
  component: 'newsletter-signup',
  tags: ['autodocs'],
  play: ({ canvasElement, args }) => act(canvasElement, args.send),
};
export default meta;

type Story = StoryObj<Args>;

export const Default: Story = { render: (args) => render(args) };

/** Where the publisher wrapped no form, the element brings one. */
export const OwnForm: Story = {
  render: (args) =>
    render(
      args,
      html`<h2 slot="heading">The Long View, by e-mail</h2>
        <p slot="note">One click ends it.</p>`,
    ),
};

export const TopicsAndConsent: Story = {
  args: {
    topics: [
      { id: 'world', label: 'World' },
      { id: 'diplomacy', label: 'Diplomacy' },
      { id: 'security', label: 'Security and defence' },
    ],
  },
  render: (args) => html`
    <newsletter-signup
      consent-text="I agree to get one letter a week."
      consent-required
      dismissible
      .port=${memory({ list: `story ${++lists}`, ...args })}
    ></newsletter-signup>
  `,
  play: ({ canvasElement }) =>
    canvasElement.querySelector('newsletter-signup')?.shadowRoot?.querySelector<HTMLElement>('#email')?.focus(),
};

export const Sending: Story = { args: { delay: 600_000, send: 'ann@example.org' }, render: (args) => render(args) };

export const CheckInbox: Story = { args: { send: 'ann@gmail.com' }, render: (args) => render(args) };

/** The hint never stands in the way, so it is still there after the address was sent. */
export const TypoHint: Story = { args: { send: 'ann@gmial.com' }, render: (args) => render(args) };

export const Subscribed: Story = { args: { outcome: 'subscribed', send: 'ann@example.org' }, render: (args) => render(args) };

export const AlreadySubscribed: Story = {
  args: { outcome: 'already-subscribed', send: 'ann@example.org' },
  render: (args) => render(args),
};

export const Unknown: Story = { args: { outcome: 'unknown', send: 'ann@example.org' }, render: (args) => render(args) };

export const Invalid: Story = { args: { send: 'ann' }, render: (args) => render(args, '') };

export const Refused: Story = {
  args: { failWith: new AfterwordError('invalid', 'no such domain', { field: 'email' }), send: 'ann@nowhere.example' },
  render: (args) => render(args),
};

export const RateLimited: Story = {
  args: { failWith: new AfterwordError('rate-limited', 'slow down', { retryAfter: 90 }), send: 'ann@example.org' },
  render: (args) => render(args),
};

export const Offline: Story = { args: { failWith: 'offline', send: 'ann@example.org' }, render: (args) => render(args) };

export const ServerError: Story = { args: { failWith: 'server', send: 'ann@example.org' }, render: (args) => render(args) };

export const Closed: Story = { args: { failWith: 'closed', send: 'ann@example.org' }, render: (args) => render(args) };

/** The service wants to see a person on a page of its own: the browser posts the form, here into a frame. */
export const CaptchaNeeded: Story = {
  args: { failWith: 'captcha-needed', send: 'ann@example.org' },
  render: (args) => html`${render(args, publisherForm('service'))}<iframe name="service" title="The service" hidden></iframe>`,
};

/** A reader who signed up before, on this list, in this browser. */
export const Remembered: Story = {
  args: { list: 'remembered story' },
  beforeEach: () => localStorage.setItem('afterword.list memory remembered story', `subscribed ${Date.now()}`),
  render: (args) => render(args),
};

/** In the middle of the text that it is written after, once that is below the screen. */
export const MidArticle: Story = {
  render: (args) =>
    html`<article>
      ${Array.from({ length: 16 }, () => html`<p>${'Negotiations take time, and time takes patience. '.repeat(12)}</p>`)}
      <newsletter-signup placement="auto" .port=${memory({ list: `story ${++lists}`, ...args })}
        >${publisherForm()}</newsletter-signup
      >
    </article>`,
};

/** With a consent box, whose wording has a version for the receipt. */
export const Consent: Story = {
  render: (args) =>
    html`<newsletter-signup
      consent-text="I agree to get a letter a week."
      consent-version="2026-11"
      consent-required
      .port=${memory({ list: `story ${++lists}`, ...args })}
      >${publisherForm()}</newsletter-signup
    >`,
};

/** Where a reader was looking when the script came, the form keeps the page's own look, so that nothing jumps. */
export const Kept: Story = {
  render: () => html`<div class="place"></div>`,
  play: ({ canvasElement }) => {
    canvasElement.querySelector('.place')!.innerHTML = `<newsletter-signup data-enhanced>
      <h2>The Long View, by e-mail</h2>
      <form method="post" action="/api/subscriptions">
        <label>E-mail address <input type="email" name="email" autocomplete="email" required></label>
        <button>Subscribe</button>
      </form>
    </newsletter-signup>`;
  },
};

export const LongContent: Story = {
  args: { send: `${'a-very-long-name.'.repeat(3)}@${'long-domain-'.repeat(4)}x.example.org` },
  render: (args) => render(args),
};

export const Narrow: Story = {
  args: { send: 'ann@gmail.com' },
  globals: { width: '320px' },
  render: (args) => render(args, ''),
};

export const RTL: Story = {
  args: { send: 'ann@gmail.com' },
  globals: { direction: 'rtl' },
  render: (args) => render(args, ''),
};

export const Dark: Story = { globals: { theme: 'dark' }, render: (args) => render(args, '') };
