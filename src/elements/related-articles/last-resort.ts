import { webUrl } from '../../content/urls.js';

interface Link {
  url: string;
  title: string;
}

/** Links elsewhere on the page, for a publisher who names them, or what holds them. */
export function pageLinks(host: Element, selector: string): readonly Element[] {
  const anchors = [...document.documentElement.querySelectorAll(`a:is(${selector}), :is(${selector}) a`)];
  return anchors.filter((anchor) => !host.contains(anchor));
}

/** The section this page is in, as its breadcrumbs say it, or a link that is marked as one. */
export function sectionLink(): Link | undefined {
  const marked = document.documentElement.querySelector<HTMLAnchorElement>('a[rel~="up"], a[rel~="category"], a[rel~="tag"]');
  return breadcrumbs()[0] ?? (marked ? toLink(marked.href, marked.textContent)[0] : undefined);
}

function toLink(address: unknown, name: unknown): Link[] {
  const url = webUrl(address, document.baseURI);
  const title = typeof name === 'string' ? name.replace(/\s+/g, ' ').trim() : '';
  // Home is no section, and this page none either.
  return url && title && !['/', location.pathname].includes(new URL(url).pathname) ? [{ url, title }] : [];
}

interface Thing {
  '@type'?: unknown;
  '@graph'?: unknown;
  '@id'?: unknown;
  breadcrumb?: unknown;
  itemListElement?: unknown;
  item?: unknown;
  name?: unknown;
  url?: unknown;
}

/** The page's crumbs (https://schema.org/BreadcrumbList) that lead somewhere but home and here, the nearest first. */
function breadcrumbs(): readonly Link[] {
  return [...document.documentElement.querySelectorAll('script[type="application/ld+json"]')].flatMap(({ textContent }) => {
    try {
      return crumbs(JSON.parse(textContent));
    } catch {
      // The page's own mistake, and none of the reader's business.
      return [];
    }
  });
}

function crumbs(value: unknown): readonly Link[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap(crumbs);
  const thing = (value ?? {}) as Thing;
  if (thing['@type'] !== 'BreadcrumbList') {
    return [thing['@graph'], thing.breadcrumb].flatMap((inner) => (inner ? crumbs(inner) : []));
  }
  return [thing.itemListElement]
    .flat()
    .flatMap((entry) => {
      const crumb = (entry ?? {}) as Thing;
      const item = (typeof crumb.item === 'string' ? { url: crumb.item } : (crumb.item ?? {})) as Thing;
      return toLink(item['@id'] ?? item.url, crumb.name ?? item.name);
    })
    .reverse();
}
