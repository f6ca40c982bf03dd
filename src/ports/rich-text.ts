/**
 * Formatted text as data. Adapters parse what their backend sends (markdown, an HTML subset, plain text) into this tree and
 * elements build nodes from it, so that no string of a reader or of a backend is ever parsed as HTML by the browser.
 */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'strong' | 'emphasis' | 'strikethrough'; children: readonly Inline[] }
  | { type: 'code'; text: string }
  /** `url` is absolute and `http:`, `https:` or `mailto:`; parsers drop every other link and keep its text. */
  | { type: 'link'; url: string; children: readonly Inline[] };

export type Block =
  | { type: 'paragraph'; children: readonly Inline[] }
  | { type: 'quote'; children: readonly Block[] }
  | { type: 'code-block'; text: string }
  | { type: 'list'; ordered: boolean; items: readonly (readonly Block[])[] };

export type RichText = readonly Block[];
