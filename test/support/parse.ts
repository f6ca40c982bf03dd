import type * as Linkedom from 'linkedom';
import type * as Parse5 from 'parse5';

/**
 * A whole page as a browser would parse it: by the browser itself, or in Node by the parser of the HTML standard and a small
 * DOM over what it made of it. Their modules are named so that no bundler for browsers follows them.
 */
export async function parse(html: string): Promise<Document> {
  if (typeof DOMParser !== 'undefined') return new DOMParser().parseFromString(html, 'text/html');
  const parse5 = (await import(String('parse5'))) as typeof Parse5;
  const linkedom = (await import(String('linkedom'))) as typeof Linkedom;
  return linkedom.parseHTML(parse5.serialize(parse5.parse(html))).document as unknown as Document;
}
