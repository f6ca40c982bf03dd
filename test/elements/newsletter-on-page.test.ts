import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { memory } from '../../src/adapters/newsletter/memory.js';
import type { NewsletterSignupElement } from '../../src/elements/newsletter-signup/newsletter-signup.js';
import { until } from '../support/wait.js';

const FORM = `<form method="post" action="/never-posted">
  <label>E-mail <input type="email" name="email" required></label> <button>Sign me up</button></form>
  <p slot="note"><a href="#privacy">Privacy</a></p>`;
const TOPICS = [
  { id: 'world', label: 'World' },
  { id: 'arts', label: 'Arts' },
];

interface Page {
  element: NewsletterSignupElement;
  port: ReturnType<typeof memory>;
  document: Document;
  window: Window & typeof globalThis;
  /** Where what follows the element begins. */
  below: () => number;
  /** Loads the library, as late as a slow network would. */
  upgrade: () => Promise<void>;
  /** Moves the mouse there, and waits until the backend was asked for its topics and the page was drawn. */
  hover: (target: Element) => Promise<void>;
  /** Presses the mouse there as slowly as people do: the page is drawn between press and release. */
  press: (target: Element) => Promise<void>;
}

let frame: HTMLIFrameElement | undefined;
beforeEach(() => localStorage.clear());
afterEach(async () => {
  frame?.remove();
  await sendMouse({ type: 'move', position: [1, 1] });
});

/** A page on the screen that has the element before its script comes. */
async function open(attributes: string, content = FORM, topics: typeof TOPICS = []): Promise<Page> {
  const html = `<!doctype html><html lang="en"><title>Page</title><body style="margin: 0; font: 16px/1.5 sans-serif"><p>Above</p>
    <newsletter-signup ${attributes}>${content}</newsletter-signup><p><a href="#below">Below</a></p></body>`;
  frame = document.createElement('iframe');
  frame.style.cssText = 'position: fixed; inset: 0; width: 780px; height: 560px; border: 0; background: white; z-index: 9';
  frame.src = `/page?${new URLSearchParams({ html }).toString()}`;
  await new Promise((resolve) => {
    frame!.onload = resolve;
    document.body.append(frame!);
  });
  const page = frame.contentDocument!;
  const view = frame.contentWindow as Page['window'] & { ready?: Page['port']; answered?: boolean };
  const element = page.querySelector<NewsletterSignupElement>('newsletter-signup')!;
  const drawn = (): Promise<unknown> =>
    new Promise((resolve) => view.requestAnimationFrame(() => view.requestAnimationFrame(resolve)));

  const at = (target: Element): [number, number] => {
    const { left, top, width, height } = target.getBoundingClientRect();
    return [Math.round(left + Math.min(width / 2, 40)), Math.round(top + height / 2)];
  };
  const hover = async (target: Element): Promise<void> => {
    await sendMouse({ type: 'move', position: at(target) });
    if (element.contains(target) || element.shadowRoot!.contains(target)) await until(() => view.answered, 'the topics');
    await drawn();
  };
  await drawn();
  return {
    element,
    document: page,
    window: view,
    below: () => page.querySelector('[href="#below"]')!.getBoundingClientRect().top,
    hover,
    async press(target) {
      await hover(target);
      const before = target.getBoundingClientRect().top;
      await sendMouse({ type: 'down' });
      await drawn();
      const pressed = target.getBoundingClientRect().top;
      await sendMouse({ type: 'up' });
      await drawn();
      expect(pressed, 'where it is before it is released').to.be.closeTo(before, 1);
    },
    get port() {
      return view.ready!;
    },
    async upgrade() {
      const script = Object.assign(page.createElement('script'), { type: 'module' });
      script.textContent = `import { memory } from '/src/adapters/newsletter/memory.ts';
        const port = memory({ list: '${performance.now()}', topics: ${JSON.stringify(topics)} });
        const { topics } = port;
        port.topics = async (signal) => {
          const answer = await topics(signal);
          setTimeout(() => (window.answered = true));
          return answer;
        };
        const element = document.querySelector('newsletter-signup');
        element.port = port;
        await import('/src/define/newsletter-signup.ts');
        await element.updateComplete;
        window.ready = port;`;
      page.head.append(script);
      await until(() => view.ready, 'the element');
      await drawn();
    },
  };
}

const inside = (element: Element, selector: string): HTMLElement | null => element.shadowRoot!.querySelector(selector);
const named = (element: Element, name: string): HTMLElement | undefined =>
  [...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
const box = (element: Element): HTMLInputElement => inside(element, '[name="consent"]') as HTMLInputElement;
const topics = (element: Element): string[] =>
  [...element.shadowRoot!.querySelectorAll('[name="topics"]')].map((one) => one.parentElement!.textContent.trim());

describe('<newsletter-signup> that a reader looks at when its script comes', () => {
  it('takes the first press of the mouse on its consent box', async () => {
    const { element, upgrade, press } = await open('consent-text="I agree"', '');
    await upgrade();
    await press(box(element));
    expect(box(element).checked).to.equal(true);
  });

  it('takes the first press of the mouse on "No, thanks"', async () => {
    const { element, upgrade, press } = await open('dismissible', '');
    await upgrade();
    await press(named(element, 'No, thanks')!);
    await until(() => inside(element, '.message')?.textContent.includes('You said no, thanks'), 'the answer');
  });

  it('takes the first press of the mouse on the publisher’s link, and on a box that came with the one before', async () => {
    const { element, document: page, window: view, upgrade, press } = await open('dismissible consent-text="I agree"');
    await upgrade();
    await press(page.querySelector('[href="#privacy"]')!);
    expect(view.location.hash).to.equal('#privacy');
    await press(page.querySelector('input')!);
    await press(box(element));
    expect(box(element).checked).to.equal(true);
    await press(named(element, 'No, thanks')!);
    await until(() => inside(element, '.message')?.textContent.includes('You said no, thanks'), 'the answer');
  });

  it('moves nothing before the reader does something in it: not with its script, not for a mouse that passes by', async () => {
    const page = await open('dismissible consent-text="I agree"', FORM, TOPICS);
    const { element, below } = page;
    const before = below();
    await page.upgrade();
    expect(below(), 'with the script').to.equal(before);
    await page.hover(element.querySelector('button')!);
    expect([below(), topics(element)], 'under the mouse').to.deep.equal([before, []]);
    await page.press(element.querySelector('input')!);
    await sendKeys({ type: 'ann@example.org' });
    await until(() => topics(element).join(' ') === 'World Arts', 'the topics');
    expect([named(element, 'No, thanks') !== undefined, box(element).checked]).to.deep.equal([true, false]);
    await page.press(inside(element, '[value="arts"]')!);
    await page.press(element.querySelector('button')!);
    await until(() => page.port.received.length, 'the request');
    expect(page.port.received[0]).to.deep.include({ email: 'ann@example.org', topics: ['arts'] });
    expect(page.port.received[0]!.consent).to.include({ text: 'I agree', given: false });
  });

  it('asks for consent it requires also when sending is the first that is done in it', async () => {
    const filled = FORM.replace('type="email"', 'type="email" value="ann@example.org"');
    const page = await open('consent-required consent-text="I agree"', filled);
    await page.upgrade();
    const { element, port } = page;
    const form = element.querySelector('form')!;
    await page.hover(element.querySelector('button')!);
    expect(Boolean(box(element)), 'a box').to.equal(false);
    form.requestSubmit();
    await until(() => inside(element, '[role="alert"]')!.textContent.includes('tick the box'), 'the reason');
    expect(port.received).to.have.length(0);
    box(element).click();
    form.requestSubmit();
    await until(() => port.received.length, 'the request');
    expect(port.received[0]!.consent).to.include({ text: 'I agree', given: true });
  });
});
