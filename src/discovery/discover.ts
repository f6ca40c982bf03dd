import { canonicalAddress, canonicalLink } from '../context/places.js';
import { knowsAdapter, resolvePort } from '../context/adapters.js';
import type { PortName, Ports } from '../context/settings.js';
import { tellDeveloper } from '../controllers/console.js';
import { AfterwordError, type ErrorCode } from '../ports/errors.js';

/** A backend that the page itself names, as its `provider` and `src` would. */
export interface Discovered {
  provider: string;
  src: string;
}

const FEEDS: readonly (readonly [type: string, provider: string])[] = [
  ['application/feed+json', 'json-feed'],
  ['application/atom+xml', 'atom'],
  ['application/rss+xml', 'rss'],
];

/**
 * The backends of the page's own site that its markup names, the best first: WordPress by the link to its REST API, Ghost by the
 * scripts every theme has, feeds by their links. Reads the page and asks nobody. `here` is the page's address.
 */
export function discover(port: PortName, page: Document = document, here = location.href): readonly Discovered[] {
  const all = <E extends Element>(selector: string): E[] => [
    // Not of the document: an `<img name="querySelectorAll">` of the page would stand before the method itself.
    ...page.documentElement.querySelectorAll<E>(selector),
  ];
  const own = (address: string | null | undefined): URL | undefined => ownAddress(address, page.baseURI, here);
  const found = [...wordpress(port, page, all, own), ...ghost(port, all, own)];
  return port === 'articles' ? [...found, ...feeds(all, own)] : found;
}

/** Sources that turned out to be closed, by the element that asked them. */
const closed = new WeakMap<Element, Set<string>>();

/**
 * The port of the best backend that the page's own markup names and that is known here; read once the markup is whole. `onClosed`
 * is called when it turns out to be closed: asked again, this answers the next.
 */
export async function portOfPage<N extends PortName>(
  name: N,
  host: Element,
  onClosed: () => void,
): Promise<Ports[N] | undefined> {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  // Settings that are on their way are stronger than whatever the page's markup says.
  if (document.documentElement.querySelector('article-widgets:not(:defined)'))
    await customElements.whenDefined('article-widgets');
  const shut = closed.get(host) ?? new Set();
  closed.set(host, shut);
  const found = discover(name).find(({ provider, src }) => knowsAdapter(name, provider) && !shut.has(src));
  const port = found && (await resolvePort(name, found, document.baseURI));
  return (
    port &&
    untilClosed(port, host, () => {
      shut.add(found.src);
      onClosed();
    })
  );
}

/** What a backend answers that lets no reader in, or that is not where the page says. */
const CLOSED: ReadonlySet<ErrorCode> = new Set([
  'forbidden',
  'login-needed',
  'closed',
  'not-found',
  'misconfigured',
  'unreadable',
]);
const READS = ['list', 'counts'] as const;

/**
 * The port of a backend that nobody configured. One that turns out to be closed, before it has answered anything, is as good as
 * none: `onClosed` is called before the failure arrives, and the developer told.
 */
function untilClosed<P extends object>(port: P, host: Element, onClosed: () => void): P {
  let isOpen = false;
  const guarded: Partial<Record<(typeof READS)[number], unknown>> = {};
  for (const name of READS) {
    const read: unknown = name in port && port[name as keyof P];
    if (typeof read !== 'function') continue;
    guarded[name] = async (...args: unknown[]): Promise<unknown> => {
      try {
        const answer: unknown = await read.apply(port, args);
        isOpen = true;
        return answer;
      } catch (thrown) {
        const { code, message } = AfterwordError.from(thrown);
        if (!isOpen && CLOSED.has(code)) {
          tellDeveloper(host, `leaves out what this page names as its backend, which is closed to readers: ${message}`);
          onClosed();
        }
        throw thrown;
      }
    };
  }
  return { ...port, ...guarded };
}

type All = <E extends Element>(selector: string) => E[];
type Own = (address: string | null | undefined) => URL | undefined;

/** An address on the page's own site: its host, one above or one below it. */
function ownAddress(address: string | null | undefined, base: string, here: string): URL | undefined {
  if (!address || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  const [host, ours] = [url.hostname, new URL(here).hostname].map((name) => name.replace(/^www\./, '')) as [string, string];
  const isOwn = host === ours || host.endsWith(`.${ours}`) || (ours.endsWith(`.${host}`) && host.includes('.'));
  return isOwn && /^https?:$/.test(url.protocol) ? url : undefined;
}

function wordpress(port: PortName, page: Document, all: All, own: Own): Discovered[] {
  const root = own(all<HTMLLinkElement>('link[rel="https://api.w.org/"]')[0]?.getAttribute('href'));
  if (!root || port === 'newsletter') return [];
  if (port === 'articles') return [{ provider: 'wordpress', src: root.href }];
  const post = postOf(page, all);
  if (!post) return [];
  const src = new URL(root);
  src.searchParams.set('post', post);
  // Where WordPress itself lies: in a folder of its own it says so for other editors.
  const site = own(all('link[rel="EditURI"]')[0]?.getAttribute('href')) ?? new URL(siteOf(root), root);
  // Stock WordPress takes guests' comments by its classic form only.
  const form = own(all('#commentform')[0]?.getAttribute('action')) ?? new URL('wp-comments-post.php', site);
  src.searchParams.set('form', form.href);
  if (/(^|\s)logged-in(\s|$)/.test(page.body.className))
    src.searchParams.set('nonce', new URL('wp-admin/admin-ajax.php?action=rest-nonce', site).href);
  return [{ provider: 'wordpress', src: src.href }];
}

/** The path of the site whose API that is: `wp-json` has another name where the publisher gave it one. */
function siteOf({ pathname, searchParams }: URL): string {
  return pathname.replace(searchParams.has('rest_route') ? /index\.php$/ : /(index\.php\/)?[^/]+\/?$/, '');
}

/** The number of the post, by what themes and WordPress itself write; a page that lists posts has none. */
function postOf(page: Document, all: All): string | undefined {
  // Where a script has swapped the page for another and left the head and the body's classes, only what was swapped is of this one.
  const isStale = page === document && canonicalLink() && !canonicalAddress();
  const classes = isStale ? '' : page.body.className;
  if (/(^|\s)(home|blog|archive|search|page)(\s|$)/.test(classes) && !/(^|\s)postid-/.test(classes)) return undefined;
  const places: readonly (readonly [RegExp, string | null | undefined])[] = [
    [/^(\d+)$/, all('#commentform [name="comment_post_ID"]')[0]?.getAttribute('value')],
    [/(?:^|\s)postid-(\d+)/, classes],
    [/\/posts\/(\d+)$/, all('link[rel~="alternate"][type="application/json"]')[0]?.getAttribute('href')],
    [/[?&]p=(\d+)/, all('link[rel~="shortlink"]')[0]?.getAttribute('href')],
  ];
  for (const [pattern, text] of isStale ? places.slice(0, 1) : places) {
    // With plain permalinks the route is encoded in a parameter.
    const id = pattern.exec((text ?? '').replace(/%2F/gi, '/'))?.[1];
    if (id && id !== '0') return id;
  }
  return undefined;
}

/** The service's own domain, where it keeps the posts of all its sites, whatever domain their pages have. */
const GHOST_SERVICE = /^https:\/\/[\w-]+\.ghost\.io\/ghost\/api\/content\/?$/;

function ghost(port: PortName, all: All, own: Own): Discovered[] {
  const found = all<HTMLScriptElement>('script[data-ghost],script[data-ghost-comments]').flatMap(({ dataset }) => {
    const site = own(dataset['ghost'] ?? dataset['ghostComments']);
    if (!site || port === 'newsletter') return site ?? [];
    const { api = '', key, postId } = dataset;
    const [name, value] = port === 'comments' ? ['post', postId] : ['key', key];
    if (!value) return [];
    const home = api.replace(/\/ghost\/api\/content\/?$/, '/');
    const src = port === 'comments' ? site : GHOST_SERVICE.test(api) ? new URL(home) : (own(home) ?? site);
    src.searchParams.set(name, value);
    return src;
  });
  return found.slice(0, 1).map(({ href }) => ({ provider: 'ghost', src: href }));
}

/** Feeds of articles; WordPress names those of comments beside them. */
function feeds(all: All, own: Own): Discovered[] {
  const links = all<HTMLLinkElement>('link[rel~="alternate"][href]');
  return FEEDS.flatMap(([type, provider]) =>
    links.flatMap((link) => {
      const url = own(link.getAttribute('href'));
      const isOfComments = /\bcomments?\b/i.test(`${url?.pathname ?? ''}${url?.search ?? ''} ${link.title}`);
      return link.type.toLowerCase() === type && url && !isOfComments ? [{ provider, src: url.href }] : [];
    }),
  );
}
