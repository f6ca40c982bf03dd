import { until } from '../support/wait.js';
import { frames, type Page } from './pages.js';

/** The end of an article, with every element as a publisher writes it, on backends that live in the page. */
export const ALL_FIVE = `
  <article-widgets comments="memory" newsletter="memory"></article-widgets>
  <article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p><h3>Who?</h3><p>Everybody.</p></article-faq>
  <did-you-know><p>An octopus has three hearts.</p></did-you-know>
  <newsletter-signup>
    <form action="/post" method="post"><label>E-mail <input type="email" name="email" required></label> <button>Join</button></form>
  </newsletter-signup>
  <related-articles><h2>You may also like</h2>
    <ul><li><a href="/one">The first story</a></li><li><a href="/two">The second story</a></li></ul>
  </related-articles>
  <comment-box thread="hostile"><h2 slot="heading">What do you think?</h2></comment-box>`;

export const TAGS = ['article-faq', 'did-you-know', 'newsletter-signup', 'related-articles', 'comment-box'] as const;
type Tag = (typeof TAGS)[number];

/** What {@link score} answers of a page on which everything works. */
export const ALL_ALIVE = Object.fromEntries(TAGS.map((tag) => [tag, 'works']));

/** A reader can see it: it has a box on the page, and letters of a size that can be read. */
function isReadable(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  const { fontSize, visibility } = element.ownerDocument.defaultView!.getComputedStyle(element);
  return width > 8 && height > 8 && parseFloat(fontSize) >= 7 && visibility === 'visible';
}

function* everything(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

function inside<T extends HTMLElement>(element: Element, selector: string): T | undefined {
  return [...everything(element.shadowRoot!)].find((each): each is T => each.matches(selector));
}

function readable<T extends HTMLElement>(element: Element, selector: string, what: string): Promise<T> {
  return until(() => {
    const found = element.querySelector<T>(selector) ?? inside<T>(element, selector);
    return found && isReadable(found) ? found : undefined;
  }, what);
}

/** Types as a reader would, past setters that a page put on the field. */
function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const { HTMLInputElement: Input, HTMLTextAreaElement: Area } = field.ownerDocument.defaultView!;
  Reflect.set((field instanceof Area ? Area : Input).prototype, 'value', text, field);
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** What a reader does with each element, and sees when it works. */
const USES: Readonly<Record<Tag, (element: HTMLElement) => Promise<unknown>>> = {
  async 'article-faq'(faq) {
    const answer = faq.querySelector('p')!;
    const question = await readable<HTMLButtonElement>(faq, 'button[aria-expanded]', 'a question to press');
    if (question.getAttribute('aria-expanded') === 'true') return until(() => isReadable(answer), 'the open answer');
    question.click();
    return until(() => isReadable(answer), 'the answer to open');
  },
  'did-you-know': (fact) => readable(fact, 'p', 'the fact'),
  'related-articles': (related) => readable(related, 'a', 'the links'),
  async 'newsletter-signup'(signup) {
    const field = await readable<HTMLInputElement>(signup, 'input[type=email]', 'the field');
    await readable(signup, 'form button', 'the button');
    await until(
      () => signup.matches(':state(ready)') || signup.shadowRoot?.querySelector('[role=status]'),
      'the form to be ours',
    );
    type(field, 'reader@example.org');
    field.form!.requestSubmit();
    return until(
      () => [...everything(signup.shadowRoot!)].some((each) => /inbox|افحص/i.test(each.textContent) && isReadable(each)),
      'the word about the inbox',
    );
  },
  async 'comment-box'(box) {
    const open = await until(
      () => [...everything(box.shadowRoot!)].find((each) => each.matches('button, textarea') && isReadable(each)),
      'something to write with',
    );
    open.focus();
    open.click();
    const field = await readable<HTMLTextAreaElement>(box, 'textarea', 'the field to write in');
    type(field, 'First!');
    return until(() => field.value === 'First!', 'the words to stay');
  },
};

/** Uses every element on the page; answers for each tag `works` or what was missing. */
export async function score(page: Page, tags: readonly Tag[] = TAGS): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const tag of tags) {
    const element = page.find(tag);
    element.scrollIntoView({ block: 'center' });
    try {
      await until(() => element.shadowRoot?.childNodes.length, 'it to upgrade');
      await USES[tag](element);
      answers[tag] = 'works';
    } catch (error) {
      answers[tag] = (error as Error).message;
    }
  }
  await frames(page, 2);
  return answers;
}
