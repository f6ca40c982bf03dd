import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { rest } from '../../src/adapters/newsletter/rest.js';
import '../../src/define/newsletter-signup.js';
import type { NewsletterSignupElement } from '../../src/elements/newsletter-signup/newsletter-signup.js';
import { newsletterContract } from '../contracts/newsletter.js';
import { until } from '../support/wait.js';

const api = (fault = ''): string => new URL(`${fault && `/fault/${fault}`}/api`, location.href).href;

const alertOf = (element: HTMLElement): string =>
  [...element.shadowRoot!.querySelectorAll('[role="alert"]')].map((region) => region.textContent.trim()).join('');

const message = (element: HTMLElement): string =>
  element.shadowRoot!.querySelector('[part="message"]')?.textContent.replace(/\s+/g, ' ') ?? '';

let readers = 0;

async function send(src: string): Promise<NewsletterSignupElement> {
  const element = await fixture<NewsletterSignupElement>(html`
    <newsletter-signup src=${src}>
      <form method="post" action=${src}/subscriptions>
        <label>E-mail <input type="email" name="email" required /></label><button>Subscribe</button>
      </form>
    </newsletter-signup>
  `);
  element.querySelector('input')!.focus();
  await sendKeys({ type: `reader-${Date.now()}-${++readers}@example.org` });
  await sendKeys({ press: 'Enter' });
  return element;
}

describe('<newsletter-signup> and the demo’s backend', () => {
  const { warn } = console;

  before(async function () {
    // The demo's database takes a moment to start on a busy machine.
    this.timeout(60_000);
    await fetch(`${api()}/subscriptions/topics`);
  });
  beforeEach(() => {
    localStorage.clear();
    console.warn = () => undefined;
  });
  afterEach(() => {
    console.warn = warn;
  });

  const contract = newsletterContract({
    make: () => rest({ src: api() }),
    makeBroken: () => rest({ src: api('status.503') }),
    validates: true,
  });
  for (const { name, run } of contract) it(`contract: ${name}`, run);

  it('signs a reader up and says to check the inbox', async () => {
    const element = await send(api());
    await until(() => message(element).includes('check your inbox'), 'the answer');
    expect(message(element)).to.contain(element.querySelector('input')!.value);
  });

  it('does not reveal whether an address is on the list', async () => {
    const port = rest({ src: api() });
    const request = { email: `twice-${Date.now()}@example.org`, page: { url: location.href } };
    const { signal } = new AbortController();
    const first = await port.subscribe(request, signal);
    expect(await port.subscribe(request, signal)).to.deep.equal(first);
    expect(first).to.deep.equal({ status: 'confirm-by-mail' });
  });

  for (const [fault, words] of [
    ['status.500', /has a problem right now/],
    ['status.404', /our mistake, not yours/],
    ['html', /could not read the answer/],
    ['empty', /could not read the answer/],
    ['truncated', /could not read the answer/],
    ['refuse', /mail service did not answer/],
    ['cut', /mail service did not answer/],
    ['retry.429.30', /a lot of tries/],
  ] as const) {
    it(`keeps the address and says why when the backend does this: ${fault}`, async () => {
      const element = await send(api(fault));
      await until(() => words.test(alertOf(element)), `${words}, not: ${alertOf(element)}`);
      expect(element.querySelector('input')!.value).to.contain('@example.org');
      expect(message(element)).to.equal('');
      if (fault.includes('429')) expect(element.shadowRoot!.textContent).to.match(/Try again\s+\((30|29|28)\)/);
    });
  }

  it('signs the reader up with the second try once the backend is back', async () => {
    const element = await send(api(`once.${Date.now()}.status.502`));
    await until(() => alertOf(element).includes('has a problem'), 'the failure');
    const again = [...element.shadowRoot!.querySelectorAll('button')].find((one) => /Try again/.test(one.textContent));
    again!.click();
    await until(() => message(element).includes('check your inbox'), 'the answer');
  });

  it('waits for a slow backend, and lets go of one that hangs when the element is removed', async () => {
    const slow = await send(api('slow.400'));
    await until(() => /Sending/.test(slow.shadowRoot!.textContent), 'the wait');
    await until(() => message(slow).includes('check your inbox'), 'the answer');

    const aborted: boolean[] = [];
    const { fetch } = window;
    window.fetch = (url, init) => {
      init?.signal?.addEventListener('abort', () => aborted.push(true));
      return fetch(url, init);
    };
    try {
      const hung = await send(api('hang'));
      await until(() => /Sending/.test(hung.shadowRoot!.textContent), 'the wait');
      hung.remove();
      // The sign-up, and the list of topics.
      await until(() => aborted.length === 2, 'both requests to be let go');
    } finally {
      window.fetch = fetch;
    }
  });

  describe('through the publisher’s plain form', () => {
    const plain = async (action: string, onNative: () => void = () => undefined): Promise<NewsletterSignupElement> => {
      const onSubmit = (event: Event): void => {
        if (!event.defaultPrevented) onNative();
      };
      const root = await fixture(html`
        <div @submit=${onSubmit}>
          <newsletter-signup provider="form">
            <form method="post" action=${action} target="answer">
              <label>E-mail <input type="email" name="email" required /></label><button>Subscribe</button>
            </form>
          </newsletter-signup>
          <iframe name="answer" title="Answer"></iframe>
        </div>
      `);
      const element = root.querySelector('newsletter-signup')!;
      element.querySelector('input')!.focus();
      await sendKeys({ type: `plain-${Date.now()}-${++readers}@example.org` });
      await sendKeys({ press: 'Enter' });
      return element;
    };

    it('sends it to where the form posts, and claims nothing from the page of HTML that answers', async () => {
      const element = await plain('/api/subscriptions');
      await until(() => message(element).includes('could not read the answer'), 'the answer');
      await expect(element).to.be.accessible();
    });

    it('lets the browser post it, once, where no script may', async () => {
      const foreign = new URL('/never-there', location.href);
      foreign.hostname = foreign.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
      let posted = 0;
      const element = await plain(foreign.href, () => posted++);
      const frame = element.parentElement!.querySelector('iframe')!;
      await until(() => message(element).includes('could not read the answer'), 'the hand-over');
      await until(() => {
        try {
          return frame.contentWindow!.location.href !== 'about:blank';
        } catch {
          // Another origin: the browser went there.
          return true;
        }
      }, 'the browser’s own post');
      expect(posted).to.equal(1);
    });
  });
});
