import { expect } from '@open-wc/testing';
import { until } from '../support/wait.js';

/** The demo's article in a frame, built scripts and real backend included, as a reader has it in front of them. */
async function openPage(path = '/article.html'): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.title = 'The article';
  Object.assign(frame.style, { position: 'fixed', inset: '0', inlineSize: '100vw', blockSize: '100vh', border: '0' });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = path;
  document.body.append(frame);
  await loaded;
  return frame;
}

async function reload(frame: HTMLIFrameElement): Promise<void> {
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.contentWindow!.location.reload();
  await loaded;
}

/** All elements a selector matches, in shadow trees too: what a reader sees has no borders. */
function all<E extends HTMLElement>(root: ParentNode, selector: string): E[] {
  const found = [...root.querySelectorAll<E>(selector)];
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) found.push(...all<E>(shadowRoot, selector));
  return found;
}

/** As {@link all}, below one element and its own shadow tree. */
function within<E extends HTMLElement>(element: HTMLElement, selector: string): E[] {
  return [...all<E>(element, selector), ...(element.shadowRoot ? all<E>(element.shadowRoot, selector) : [])];
}

/** Text as it is seen: slots show what is assigned to them. */
function seenText(node: Node): string {
  if (node instanceof Text || node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  const element = node as HTMLElement;
  if (
    element.nodeType === Node.ELEMENT_NODE &&
    !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })
  ) {
    if (element.localName !== 'slot') return '';
  }
  const children =
    element.localName === 'slot' && (element as HTMLSlotElement).assignedNodes().length
      ? (element as HTMLSlotElement).assignedNodes()
      : [...(element.shadowRoot ?? element).childNodes];
  return children.map(seenText).join(' ').replace(/\s+/g, ' ');
}

/** The widget, once it is upgraded; comes near it first and then to it, as a reader would. */
async function widget(frame: HTMLIFrameElement, selector: string): Promise<HTMLElement> {
  const found = await until(() => frame.contentDocument!.querySelector<HTMLElement>(selector), selector);
  const view = frame.contentWindow!;
  await until(() => {
    // Until everything above has its size, the place moves. A frame clips what is only near, so a little of it has to show.
    view.scrollBy(0, found.getBoundingClientRect().top - view.innerHeight + 20);
    return found.shadowRoot?.childElementCount;
  }, `${selector} to be upgraded`);
  found.scrollIntoView({ block: 'center' });
  return found;
}

function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: text, inputType: 'insertText' }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const visibleOnes = <E extends HTMLElement>(elements: E[]): E[] => elements.filter((one) => one.getClientRects().length > 0);
const visible = <E extends HTMLElement>(elements: E[]): E | undefined => visibleOnes(elements)[0];

/** The conversation once it is live: until then the page's own comments and form stand in its place. */
async function conversation(frame: HTMLIFrameElement): Promise<HTMLElement> {
  const box = await widget(frame, 'comment-box');
  await until(() => box.matches(':state(live)'), 'the conversation');
  expect(seenText(box)).to.contain('Margit Solberg');
  return box;
}

const named = (buttons: HTMLElement[], name: RegExp): HTMLElement | undefined =>
  buttons.find((button) => name.test(button.getAttribute('aria-label') ?? seenText(button)));

/** What the last test needs of the frame's window. */
interface AxeWindow {
  axe: { run(): Promise<{ violations: { id: string; nodes: object[] }[] }> };
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
  };
}

describe('The demo article, read with the built scripts', () => {
  let frame: HTMLIFrameElement;
  const errors: string[] = [];

  before(async function () {
    // The first request starts the demo, whose database takes a while on a busy machine.
    this.timeout(90_000);
    expect((await fetch('/article.html')).status).to.equal(200);
  });
  beforeEach(async () => {
    errors.length = 0;
    frame = await openPage();
    frame.contentWindow!.addEventListener('error', (event) => errors.push(event.message));
    frame.contentDocument!.addEventListener('securitypolicyviolation', (event) =>
      errors.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  afterEach(() => {
    frame?.remove();
    expect(errors).to.deep.equal([]);
  });

  it('closes and opens a question when the reader asks it', async () => {
    const faq = await widget(frame, 'article-faq');
    const question = await until(() => named(within(faq, 'button'), /main goal of these peace talks/), 'the question');
    // Answers that were on screen before the script came stay open, so that nothing jumps.
    if (question.getAttribute('aria-expanded') === 'true') question.click();
    await until(() => question.getAttribute('aria-expanded') === 'false', 'the answer to close');
    await until(() => !seenText(faq).includes('exploring potential parameters'), 'the answer to be gone');
    question.click();
    await until(() => question.getAttribute('aria-expanded') === 'true', 'the answer to open');
    await until(() => seenText(faq).includes('exploring potential parameters'), 'the answer to be seen');
  });

  it('shows the fact and the tip, each with its label', async () => {
    for (const [kind, label, text] of [
      ['fact', /did you know/i, 'Track II diplomacy'],
      ['tip', /tip/i, 'Follow reputable sources'],
    ] as const) {
      const note = await widget(frame, `did-you-know[kind="${kind}"]`);
      await until(() => label.test(seenText(note)), `the label of the ${kind}`);
      expect(seenText(note)).to.contain(text);
    }
  });

  it('leads to three other articles that exist', async () => {
    const related = await widget(frame, 'related-articles');
    const links = await until(() => {
      const found = within<HTMLAnchorElement>(related, 'a[href]').filter((link) => link.getClientRects().length > 0);
      return found.length >= 3 ? found : undefined;
    }, 'three links');
    for (const link of links) {
      const { pathname, origin } = new URL(link.href);
      expect(origin).to.equal(location.origin);
      expect(pathname).to.match(/^\/articles\//);
      expect((await fetch(link.href)).status, link.href).to.equal(200);
    }
  });

  it('shows what others have said, takes a comment, and still has it after a reload', async () => {
    const text = `Written by a test at ${performance.timeOrigin + performance.now()}`;
    let box = await conversation(frame);
    named(within(box, 'button'), /write a comment/i)!.click();
    const field = await until(() => visible(within<HTMLTextAreaElement>(box, 'textarea')), 'a field to write in');
    type(field, text);
    type(
      await until(() => visible(within<HTMLInputElement>(box, 'input[autocomplete="name"]')), 'a field for the name'),
      'A visitor',
    );
    named(visibleOnes(within(box, 'button')), /^\s*post/i)!.click();
    await until(() => within(box, '[role="listitem"]').some((comment) => seenText(comment).includes(text)), 'the comment');

    await reload(frame);
    box = await conversation(frame);
    const sort = within<HTMLSelectElement>(box, 'select')[0]!;
    sort.value = 'newest';
    sort.dispatchEvent(new Event('change', { bubbles: true }));
    await until(
      () => within(box, '[role="listitem"]').some((comment) => seenText(comment).includes(text)),
      'the comment after the reload',
    );
  });

  it('takes an address, says to look into the inbox, and confirms by the link in the mail', async () => {
    const email = `reader.${Math.round(performance.timeOrigin + performance.now())}@example.org`;
    const signup = await widget(frame, 'newsletter-signup');
    const field = signup.querySelector<HTMLInputElement>('input[type="email"]')!;
    type(field, email);
    signup.querySelector<HTMLButtonElement>('form button')!.click();
    await until(() => /inbox/i.test(seenText(signup)), 'word of the mail');

    const outbox = await (await fetch('/outbox')).text();
    expect(outbox).to.contain(email);
    const mail = outbox.slice(outbox.indexOf(email));
    const link = /[^\s"'<>]*\/subscriptions\/confirm\?token=[\w.~-]+/.exec(mail)![0];
    const { pathname, search } = new URL(link, location.href);
    const page = await (await fetch(pathname + search)).text();
    const form = new DOMParser().parseFromString(page, 'text/html').querySelector('form')!;
    expect(form.method).to.equal('post');
    const answer = await fetch(pathname + search, {
      method: 'POST',
      body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    });
    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.match(/confirmed|subscribed|thank/i);
  });

  it('has no accessibility fault that axe knows', async () => {
    for (const tag of ['article-faq', 'did-you-know', 'newsletter-signup', 'related-articles', 'comment-box']) {
      await widget(frame, tag);
    }
    const script = frame.contentDocument!.createElement('script');
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve, { once: true }));
    // The page demands trusted types of every script, of this one too.
    const view = frame.contentWindow as unknown as AxeWindow;
    const source = '/node_modules/axe-core/axe.min.js';
    script.src = view.trustedTypes?.createPolicy('axe', { createScriptURL: (url) => url }).createScriptURL(source) ?? source;
    frame.contentDocument!.head.append(script);
    await loaded;
    const { axe } = view;
    const { violations } = await axe.run();
    expect(violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes)}`)).to.deep.equal([]);
  });
});
