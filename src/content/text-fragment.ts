/** Words at each end by which a long passage is known. */
const ENDS = 5;

/** The address of a passage on a page (Text Fragments, WICG): browsers that know them go there and mark it. */
export function textFragmentUrl(page: string, passage: string): string {
  const words = passage.trim().split(/\s+/);
  const parts = words.length > 2 * ENDS ? [words.slice(0, ENDS), words.slice(-ENDS)] : [words];
  return `${page.split('#')[0]!}#:~:text=${parts.map((part) => encode(part.join(' '))).join()}`;
}

/** A hyphen has a meaning of its own in a text directive. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D');
}
