import type { ReactiveController, ReactiveControllerHost } from 'lit';

const users = new WeakMap<Document | ShadowRoot, Map<CSSStyleSheet, number>>();

/**
 * Adds a style sheet to the tree its host lives in, for what `::slotted()` cannot reach: the inside of slotted nodes. No node
 * and no attribute of the page changes. Rules belong into `:where()`, so that any rule of the page is stronger.
 */
export class PageStylesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #sheet: () => CSSStyleSheet;
  #root: Document | ShadowRoot | undefined;

  constructor(host: ReactiveControllerHost & Element, sheet: () => CSSStyleSheet) {
    this.#host = host;
    this.#sheet = sheet;
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.#host.getRootNode();
    // A style sheet cannot be adopted outside the document it was made in.
    if (this.#host.ownerDocument !== document || !(root instanceof Document || root instanceof ShadowRoot)) return;
    this.#root = root;
    this.#use(root, 1);
  }

  hostDisconnected(): void {
    if (this.#root) this.#use(this.#root, -1);
    this.#root = undefined;
  }

  #use(root: Document | ShadowRoot, by: 1 | -1): void {
    const sheet = this.#sheet();
    let counts = users.get(root);
    if (!counts) users.set(root, (counts = new Map()));
    const count = (counts.get(sheet) ?? 0) + by;
    counts.set(sheet, count);
    const others = root.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
    // First, so that the page's own adopted sheets come after it.
    root.adoptedStyleSheets = count > 0 ? [sheet, ...others] : others;
  }
}
