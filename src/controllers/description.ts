/**
 * Describes something on the page to search engines, in its head and in place of the description `before`, unless the page has a
 * description of that schema.org type itself, in whatever form. Answers the script that holds it, if any, which stays the same
 * as long as what it says does.
 */
export function putDescription(
  type: string,
  content: object | undefined,
  before: HTMLScriptElement | undefined,
): HTMLScriptElement | undefined {
  // No word of a reader or publisher may end the script element or open a comment in it.
  const json =
    content && JSON.stringify({ '@context': 'https://schema.org', '@type': type, ...content }).replaceAll('<', '\\u003c');
  const isOurs = json !== undefined && !isDescribed(type, before);
  if (isOurs && before?.isConnected && before.textContent === json) return before;
  before?.remove();
  if (!isOurs) return undefined;
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  // Turbo would keep it with the page it caches, and leave it on all others once that is shown again.
  script.dataset['turboTemporary'] = '';
  // A text node, because `textContent` of a script is closed to strings where the page enforces Trusted Types. Browsers report
  // this one to the page all the same, although nothing runs: once for each description.
  script.append(json);
  document.head.append(script);
  return script;
}

function isDescribed(type: string, ours: HTMLScriptElement | undefined): boolean {
  const page = document.documentElement;
  // As a name, an address or with a prefix: "FAQPage", "https://schema.org/FAQPage", "schema:FAQPage".
  const named = new RegExp(`["/:#]${type}"`);
  return (
    page.querySelector(`[itemtype*="${type}"], [typeof*="${type}"]`) !== null ||
    [...page.querySelectorAll('script[type^="application/ld+json"]')].some(
      (script) => script !== ours && named.test(script.textContent),
    )
  );
}
