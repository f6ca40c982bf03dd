import type { LitElement } from 'lit';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { ownListRules } from './related-articles.styles.js';

export interface LinkNote {
  /** The `href` as written. */
  href: string;
  /** What is known about the article, in one line; may be empty. */
  note: string;
  /** Place in the order, from 0; the written order when absent. */
  order?: number | undefined;
  /** Leads to the page it stands on. */
  current?: boolean | undefined;
}

/**
 * Says something about the links of the publisher's own list, puts the nearest first, and hides the one that leads to this
 * very page. The list stays in the page's tree with its nodes and attributes untouched, so all of that is style rules.
 */
export class LinkNotes {
  #sheet: CSSStyleSheet | undefined;
  #rules: string | undefined;

  constructor(host: LitElement) {
    new PageStylesController(host, () => (this.#sheet ??= new CSSStyleSheet()));
  }

  show(notes: readonly LinkNote[]): void {
    const rules = ownListRules + notes.map(toRules).join('\n');
    if (rules === this.#rules) return;
    this.#rules = rules;
    (this.#sheet ??= new CSSStyleSheet()).replaceSync(rules);
  }
}

/** All in `:where()`, so that any rule of the page is stronger. */
function toRules({ href, note, order, current }: LinkNote): string {
  const item = `related-articles:defined > :is(ul, ol) > li:has(> a[href=${quoted(href)}])`;
  if (current) return `:where(${item}){display:none}`;
  const place = order === undefined ? '' : `:where(${item}){order:${order}}`;
  return note ? `${place}:where(${item})::after{content:${quoted(note)};${NOTE_STYLE}}` : place;
}

const NOTE_STYLE =
  'display:block;font-size:.85em;line-height:1.5;color:var(--afterword-muted,color-mix(in oklab,currentColor 72%,transparent))';

/** Text as a CSS string: everything but letters, digits and plain punctuation as its code point. */
function quoted(text: string): string {
  const escaped = text.replace(/[^\p{L}\p{N}\p{M} .,:;!?()/%=&+#~_@-]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `);
  return `"${escaped}"`;
}
