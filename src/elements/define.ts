import { html, isServer, render } from 'lit';

let renders: boolean | undefined;
/** Tags whose elements are made by now as they are written. */
const settled = new Set<string>();

/**
 * Whether this page lets Lit make templates. Under enforced Trusted Types with a policy list that lacks `lit-html` it does
 * not, and an element would then only hide the content the publisher wrote into it.
 */
function canRender(): boolean {
  if (renders === undefined) {
    try {
      // No XML either: where the page is XHTML, Firefox would parse every template as such.
      render(html`<p hidden></p>`, document.createDocumentFragment());
      renders = true;
    } catch (cause) {
      renders = false;
      console.warn(
        'Afterword: this page takes no templates, its own content stays (is `lit-html` in its `trusted-types`?)',
        cause,
      );
    }
  }
  return renders;
}

/**
 * For a constructor: whether a reader may have been looking at what the element holds: the page had it before its tag was registered, or it was
 * put around what the page had (`enhance()`). What a page writes in later is new to everybody, although it is connected when it is
 * made (`innerHTML`, a cloned template).
 */
export function wasOnPage(element: HTMLElement): boolean {
  const { localName } = element;
  if (settled.has(localName) && !('enhanced' in element.dataset)) return false;
  // For who registers a tag without `define()`.
  queueMicrotask(() => settled.add(localName));
  return element.isConnected;
}

/**
 * Registers a tag unless it is taken: by another copy of the library, which then serves the page, or by somebody
 * else's element, which the developer is told about.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const taken = customElements.get(tag);
  if (!taken) {
    if (isServer) customElements.define(tag, element);
    // Past `custom-elements-es5-adapter`, which puts a `define` of its own in front of the platform's.
    else if (canRender()) {
      CustomElementRegistry.prototype.define.call(customElements, tag, element);
      settled.add(tag);
    }
  } else if (taken.name !== element.name && !('afterword' in taken)) {
    console.warn(`<${tag}> is already defined by this page; Afterword leaves it alone`);
  }
}
