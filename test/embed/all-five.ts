import { until } from '../support/wait.js';

/**
 * The end of an article, with every element as a publisher writes it, on backends that live in the page. Well-formed, for pages
 * of XHTML.
 */
export const ALL_FIVE = `
  <article-widgets comments="memory" newsletter="memory"></article-widgets>
  <article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p><h3>Who?</h3><p>Everybody.</p></article-faq>
  <did-you-know><p>An octopus has three hearts.</p></did-you-know>
  <newsletter-signup>
    <form action="/post" method="post"><label>E-mail <input type="email" name="email" required="required" /></label> <button>Join</button></form>
  </newsletter-signup>
  <related-articles><h2>You may also like</h2>
    <ul><li><a href="/one">The first story</a></li><li><a href="/two">The second story</a></li></ul>
  </related-articles>
  <comment-box thread="hostile"><h2 slot="heading">What do you think?</h2></comment-box>`;

export const TAGS = ['article-faq', 'did-you-know', 'newsletter-signup', 'related-articles', 'comment-box'] as const;
export type Tag = (typeof TAGS)[number];

/**
 * Milliseconds to wait for what a reader waits for. Once something did not come, this run has failed: what else does not
 * come is then found sooner.
 */
let patience = 30_000;

async function soon<T>(probe: () => T, what: string): Promise<NonNullable<T>> {
  try {
    return await until(probe, what, patience);
  } catch (error) {
    patience = 4000;
    throw error;
  }
}

/** A reader can see it: it has a box on the page, and letters of a size that can be read. */
export function isReadable(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  const { fontSize, visibility } = element.ownerDocument.defaultView!.getComputedStyle(element);
  return width > 8 && height > 8 && parseFloat(fontSize) >= 7 && visibility === 'visible';
}

/** Whether a node is drawn inside another, through slots and shadow roots. */
function isWithin(node: Node | null, around: Element): boolean {
  for (let at = node; at; at = (at as Element).assignedSlot ?? at.parentNode ?? (at as ShadowRoot).host)
    if (at === around) return true;
  return false;
}

/** A reader's pointer reaches it: nothing else lies on its middle. */
function isReachable(element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  let hit = element.ownerDocument.elementFromPoint(x, y);
  while (hit?.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return isWithin(hit, element);
}

export function* everything(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

export function inside<T extends HTMLElement>(element: Element, selector: string): T | undefined {
  return [...everything(element.shadowRoot!)].find((each): each is T => each.matches(selector));
}

/** What grows above an element pushes it out of sight again, where nothing of it is loaded. */
function stayNear(element: Element): void {
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

function readable<T extends HTMLElement>(element: Element, selector: string, what: string): Promise<T> {
  return soon(() => {
    stayNear(element);
    const found = element.querySelector<T>(selector) ?? inside<T>(element, selector);
    return found && isReadable(found) ? found : undefined;
  }, what);
}

/** Presses as a reader would: what cannot be reached is not pressed. */
async function press(element: HTMLElement, what: string): Promise<void> {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  await soon(() => isReachable(element), `nothing to lie on ${what}`);
  element.focus();
  element.click();
}

/** Types as a reader would, past setters that a page put on the field; a key that the page takes for itself writes nothing. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const { HTMLInputElement: Input, HTMLTextAreaElement: Area } = field.ownerDocument.defaultView!;
  const written = [...text].filter((key) =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true })),
  );
  Reflect.set((field instanceof Area ? Area : Input).prototype, 'value', written.join(''), field);
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** What a reader does with each element, and sees when it works. */
const USES: Readonly<Record<Tag, (element: HTMLElement) => Promise<unknown>>> = {
  async 'article-faq'(faq) {
    const answer = faq.querySelector('p')!;
    const question = await readable<HTMLButtonElement>(faq, 'button[aria-expanded]', 'a question to press');
    if (question.getAttribute('aria-expanded') === 'true') return soon(() => isReadable(answer), 'the open answer');
    await press(question, 'the question');
    return soon(() => isReadable(answer), 'the answer to open');
  },
  'did-you-know': (fact) => readable(fact, 'p', 'the fact'),
  async 'related-articles'(related) {
    const link = await readable<HTMLAnchorElement>(related, 'a', 'the links');
    link.scrollIntoView({ block: 'center', behavior: 'instant' });
    return soon(() => isReachable(link), 'nothing to lie on the link');
  },
  async 'newsletter-signup'(signup) {
    const field = await readable<HTMLInputElement>(signup, 'input[type=email]', 'the field');
    const join = await readable(signup, 'form button', 'the button');
    await soon(
      () => signup.matches(':state(ready)') || signup.shadowRoot?.querySelector('[role=status]'),
      'the form to be ours',
    );
    type(field, 'reader@example.org');
    await press(join, 'the button');
    return soon(
      () => [...everything(signup.shadowRoot!)].some((each) => /inbox|افحص/i.test(each.textContent) && isReadable(each)),
      'the word about the inbox',
    );
  },
  async 'comment-box'(box) {
    const open = await soon(() => {
      stayNear(box);
      return [...everything(box.shadowRoot!)].find((each) => each.matches('button, textarea') && isReadable(each));
    }, 'something to write with');
    await press(open, 'what opens the form');
    const field = await readable<HTMLTextAreaElement>(box, 'textarea', 'the field to write in');
    type(field, 'First!');
    await soon(() => field.value === 'First!', 'the words to stay');
    const form = field.form!;
    for (const name of form.querySelectorAll('input')) if (name.required || name.name === 'name') type(name, 'Reader');
    await press(form.querySelector<HTMLButtonElement>('[type=submit]')!, 'the button that sends');
    return soon(
      () =>
        [...everything(box.shadowRoot!)].some(
          (each) => each.matches('article') && /First!/.test(each.textContent) && isReadable(each),
        ),
      'the comment',
    );
  },
};

/** What of a publisher's own page a reader has without us. */
const OWN: Readonly<Record<Tag, (element: HTMLElement) => readonly (Element | null)[]>> = {
  'article-faq': (faq) => [...faq.querySelectorAll('h2, h3, p')],
  'did-you-know': (fact) => [fact.querySelector('p')],
  'newsletter-signup': (signup) => [signup.querySelector('input[type=email]'), signup.querySelector('button')],
  'related-articles': (related) => [...related.querySelectorAll('h2, a')],
  'comment-box': (box) => [box.querySelector('h2')],
};

function find(document: Document, tag: Tag): HTMLElement {
  // Not of the document, whose methods an image can shadow.
  const element = document.documentElement.querySelector<HTMLElement>(tag);
  if (!element) throw new Error(`the page has no <${tag}>`);
  return element;
}

/** Uses the element as a reader would; fails with what is missing. */
export async function use(document: Document, tag: Tag): Promise<void> {
  const element = find(document, tag);
  element.scrollIntoView({ block: 'center' });
  await soon(() => {
    stayNear(element);
    return element.shadowRoot?.childNodes.length;
  }, `<${tag}> to upgrade`);
  await USES[tag](element);
}

/** Expects what the publisher wrote into the element in a reader's sight, as it is without us. */
export async function readOwn(document: Document, tag: Tag): Promise<void> {
  const element = find(document, tag);
  element.scrollIntoView({ block: 'center' });
  await soon(() => OWN[tag](element).every((own) => own && isReadable(own)), `what the page wrote into <${tag}>`);
  const form = element.querySelector('form');
  if (form && (form.method !== 'post' || form.noValidate)) throw new Error('the form is no longer the page’s own');
}
