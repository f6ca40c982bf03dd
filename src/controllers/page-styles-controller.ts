import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Adds a style sheet to the tree its host lives in, for what `::slotted()` cannot reach: the inside of slotted nodes. No node
 * and no attribute of the page changes. Rules belong into `:where()`, so that any rule of the page is stronger.
 */
export class PageStylesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #sheet: () => CSSStyleSheet;
  #root: DocumentOrShadowRoot | undefined;

  /** Hosts may share a sheet: it then stands in the list once for each of them. */
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
    // First, so that the page's own adopted sheets come after it.
    root.adoptedStyleSheets = [this.#sheet(), ...root.adoptedStyleSheets];
  }

  hostDisconnected(): void {
    const sheets = [...(this.#root?.adoptedStyleSheets ?? [])];
    const at = sheets.indexOf(this.#sheet());
    if (at >= 0) this.#root!.adoptedStyleSheets = sheets.toSpliced(at, 1);
    this.#root = undefined;
  }
}
