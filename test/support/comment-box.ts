import { fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import { until } from './wait.js';

let threads = 0;

/** A thread nobody used before, also not in an earlier run against the same backend. */
export function freshThread(): string {
  return `test-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${++threads}`;
}

/** Comments of several readers for a port in memory, the newest first, a minute apart. */
export const thoughts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    author: `Reader ${index}`,
    text: `Thought ${index}.`,
    createdAt: Date.now() - (index + 1) * 60_000,
  }));

/** The port, changed, and with a key of its own, so that nothing kept for another test belongs to it. */
export const own = <P extends CommentsPort>(port: P, change: Partial<CommentsPort> = {}): P => ({
  ...port,
  ...change,
  key: `own ${freshThread()}`,
});

/** A box on the page, with its list. */
export async function openBox(port: CommentsPort, thread = freshThread()): Promise<CommentBoxElement> {
  const box = await fixture<CommentBoxElement>(html`<comment-box thread=${thread} .port=${port}></comment-box>`);
  await settled(box);
  return box;
}

/** Waits until the first list was answered, one way or the other. */
export async function settled(box: CommentBoxElement): Promise<void> {
  await until(() => box.matches(':state(live), :state(failed)'), 'the list to be there');
  await box.updateComplete;
}

/** Every element a reader meets in there: shadow trees included, what is hidden left out. */
export function* everything(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.closest('[hidden]')) continue;
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

function inside(root: Element): Iterable<HTMLElement> {
  return everything(root.shadowRoot ?? root);
}

const plain = (text: string): string =>
  text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Name of a control as a screen reader says it. */
function nameOf(element: Element): string {
  return plain(element.getAttribute('aria-label') ?? element.textContent ?? '');
}

export function buttons(root: Element): HTMLButtonElement[] {
  return [...inside(root)].filter((element): element is HTMLButtonElement => element.localName === 'button');
}

export function queryButton(root: Element, name: string | RegExp): HTMLButtonElement | undefined {
  return buttons(root).find((button) => (typeof name === 'string' ? nameOf(button) === name : name.test(nameOf(button))));
}

export function button(root: Element, name: string | RegExp): Promise<HTMLButtonElement> {
  return until(() => queryButton(root, name), `a button "${String(name)}"`);
}

export async function press(root: Element, name: string | RegExp): Promise<void> {
  (await button(root, name)).click();
}

/** The text of the whole element as it is shown. */
export function shown(root: Element): string {
  const words: string[] = [];
  const read = (node: Node): void => {
    // By their names: in a frame there are other classes.
    const { data = '', localName, shadowRoot } = node as Partial<Text & Element>;
    if (node.nodeType === Node.TEXT_NODE) words.push(data);
    if (localName && ((node as Element).hasAttribute('hidden') || localName === 'style')) return;
    if (localName === 'slot') (node as HTMLSlotElement).assignedNodes().forEach(read);
    (shadowRoot ?? node).childNodes.forEach(read);
  };
  read(root);
  return plain(words.join(' '));
}

export function articles(box: Element): HTMLElement[] {
  return [...inside(box)].filter((element) => element.localName === 'article');
}

/** The comment that says these words. */
export function article(box: Element, words: string): Promise<HTMLElement> {
  return until(() => articles(box).find((candidate) => shown(candidate).includes(words)), `the comment "${words}"`);
}

export function queryField(root: Element, label: string): HTMLInputElement | HTMLTextAreaElement | undefined {
  for (const element of inside(root)) {
    if (element.localName === 'label' && plain(element.textContent ?? '').startsWith(label)) {
      const { control } = element as HTMLLabelElement;
      if (control?.matches('input, textarea')) return control as HTMLInputElement | HTMLTextAreaElement;
    }
  }
  return undefined;
}

export function field(root: Element, label: string): Promise<HTMLInputElement | HTMLTextAreaElement> {
  return until(() => queryField(root, label), `a field "${label}"`);
}

/** What typing does to a field, all at once. */
export function fill(target: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  target.focus();
  target.value = text;
  target.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
}

/** Opens the form for a new comment and writes. */
export async function write(box: Element, text: string, name = 'Ann'): Promise<HTMLTextAreaElement> {
  if (!queryButton(box, 'Post comment') && !queryButton(box, /^Try again/)) await press(box, 'Write a comment');
  const text_ = (await field(box, 'Your comment')) as HTMLTextAreaElement;
  fill(text_, text);
  if (name) fill(await field(box, 'Name'), name);
  return text_;
}

/** What was said in live regions, in order. */
export function listenTo(box: Element): string[] {
  const said: string[] = [];
  const region = box.shadowRoot!.querySelector('section > [role="status"]')!;
  new MutationObserver(() => {
    const text = plain(region.textContent ?? '');
    if (text) said.push(text);
  }).observe(region, { childList: true, characterData: true, subtree: true });
  return said;
}

/** What has the focus, through shadow trees. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

export function forgetEverything(): void {
  localStorage.clear();
  sessionStorage.clear();
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}

/** Two keys at once. */
export async function chord(modifier: 'Control' | 'Meta', key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ down: key });
  await sendKeys({ up: key });
  await sendKeys({ up: modifier });
}
