/** Elements around the middle that are looked at, on each side. */
const REACH = 4;
/** Blocks of text there must be before and after the place, else the text is too short to have a middle. */
const AROUND = 3;
/** Letters a paragraph has that a text may pause after. */
const LONG = 80;

/**
 * The element before which something may stand in the middle of a text, by the rule of the Guardian's newsletter blocks: after a
 * block of text, before another one, within four elements of the middle, never within three elements after a float, never beside
 * a heading, a list or anything else. `undefined` where there is no such place.
 */
export function placeIn(text: Element, guest: Element): Element | undefined {
  const body = bodyOf(text);
  const blocks = [...body.children].filter((block) => block !== guest && block.getClientRects().length > 0);
  const lengths = blocks.map((block) => block.textContent.trim().length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let read = 0;
  const middle = lengths.findIndex((length) => (read += length) >= total / 2) + 1;
  const isText = (at: number): boolean => blocks[at]?.localName === 'p' && !isFloating(blocks[at]);
  const candidates = blocks
    .map((_, at) => at)
    .filter(
      (at) =>
        Math.abs(at - middle) <= REACH &&
        at >= AROUND &&
        at <= blocks.length - AROUND &&
        isText(at - 1) &&
        lengths[at - 1]! >= LONG &&
        isText(at) &&
        !blocks.slice(Math.max(0, at - 3), at + 1).some(holdsFloat),
    )
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return candidates.length ? blocks[candidates[0]!] : undefined;
}

/** What has paragraphs that are not the text's own. */
const ASIDES = 'aside, blockquote, dd, details, figure, footer, form, li, table, comment-box, newsletter-signup';

/** The element with most of the paragraphs. */
function bodyOf(text: Element): Element {
  const counts = new Map<Element, number>();
  for (const { parentElement } of text.querySelectorAll(`p:not(:scope :is(${ASIDES}) p)`)) {
    counts.set(parentElement!, (counts.get(parentElement!) ?? 0) + 1);
  }
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), [text, 0] as [Element, number])[0];
}

function isFloating(element: Element): boolean {
  return getComputedStyle(element).float !== 'none';
}

function holdsFloat(block: Element): boolean {
  return (
    isFloating(block) || [...block.querySelectorAll('img, figure, aside, picture, iframe, table, span, div')].some(isFloating)
  );
}
