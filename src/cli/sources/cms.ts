import { toArticle as fromGhost } from '../../adapters/articles/ghost.js';
import { toArticle as fromWordPress } from '../../adapters/articles/wordpress.js';
import { isObject } from '../../adapters/http.js';
import { wordpressEndpoint } from '../../adapters/wordpress-endpoint.js';
import { htmlToText } from '../../content/html-text.js';
import type { Article } from '../../ports/articles.js';
import { UsageError } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError, type Web } from '../web.js';
import { articleEntry } from './feed.js';
import type { Source, SourceOptions } from './source.js';

const PAGE = 100;
const LONGEST_HTML = 100_000;
const WORDPRESS_FIELDS =
  'id,link,title,excerpt,content,date_gmt,_links.wp:featuredmedia,_links.wp:term,_links.author,_embedded';

/** Pages in a row that cannot be had, after which no more are asked for. */
const MOST_MISSING = 3;

interface Posts {
  posts: readonly unknown[];
  /** Pages there are. */
  pages: number;
  /** Posts there are. */
  total: number | undefined;
}

interface Api {
  name: string;
  /** Where a page of posts is, counted from 1; their order is one in which new ones move nothing. */
  address: (page: number) => string;
  /** What an answer holds, or `undefined` when it is none of this API's. */
  read: (value: unknown, headers: Headers, page: number) => Posts | undefined;
  toArticle: (post: Record<string, unknown>) => Article | undefined;
  /** What may help when the first page cannot be had. */
  hint: (status: number | undefined) => string;
}

type Asking = Pick<SourceOptions, 'web' | 'isMine'>;

/** The posts of an API that has them by pages. A page that cannot be had is noted: the others are worth having without it. */
function paged({ name, address, read, toArticle, hint }: Api, { web, isMine }: Asking): Source {
  const source: Source = {
    name,
    complete: true,
    parted: true,
    async *entries() {
      let missing = 0;
      for (let page = 1, pages = 1; page <= pages; page++) {
        // Whole pages are the parts of a split; the first one says how many there are.
        const mine = isMine(`page ${page}`);
        if (!mine && page > 1) continue;
        let found: Posts;
        try {
          found = await ask(address(page), (value, headers) => read(value, headers, page), web);
        } catch (thrown) {
          if (!(thrown instanceof UnreadableError)) throw thrown;
          if (page === 1) throw new UsageError(`${name} ${thrown.message}. ${hint(thrown.status)}`.trim());
          yield { key: `${name}, page ${page}`, gap: thrown.message };
          // 400: there are fewer pages than the first one said, because posts were deleted meanwhile.
          if (thrown.status === 400 || ++missing === MOST_MISSING) return;
          continue;
        }
        missing = 0;
        pages = found.pages;
        source.count = found.total;
        if (!mine) continue;
        for (const post of found.posts.filter(isObject)) {
          const article = toArticle(post);
          if (article) yield articleEntry(article, web);
        }
      }
    },
  };
  return source;
}

async function ask(url: string, read: (value: unknown, headers: Headers) => Posts | undefined, web: Web): Promise<Posts> {
  const { bytes, headers } = await web.get(url, { accept: 'application/json', most: MOST_BYTES.list });
  let value: unknown;
  try {
    value = JSON.parse(decode(bytes));
  } catch (cause) {
    throw new UnreadableError('answered something that is not JSON', undefined, cause);
  }
  const found = read(value, headers);
  if (!found) throw new UnreadableError('does not answer with posts');
  return found;
}

/** All public posts of a WordPress site over its REST API, a hundred at a time. */
export function wordpress(root: string, asking: Asking): Source {
  return paged(
    {
      name: `WordPress ${root}`,
      address: (page) =>
        wordpressEndpoint(root, 'wp/v2/posts', {
          per_page: String(PAGE),
          page: String(page),
          orderby: 'id',
          order: 'asc',
          _fields: WORDPRESS_FIELDS,
          _embed: 'wp:featuredmedia,wp:term,author',
        }),
      read: (posts, headers, page) =>
        Array.isArray(posts)
          ? {
              posts,
              pages: Number(headers.get('X-WP-TotalPages')) || (posts.length === PAGE ? page + 1 : page),
              total: Number(headers.get('X-WP-Total')) || undefined,
            }
          : undefined,
      toArticle: (post) => {
        const article = fromWordPress(post);
        const { content } = post;
        const html = isObject(content) && typeof content['rendered'] === 'string' ? content['rendered'] : '';
        return article && { ...article, text: htmlToText(html.slice(0, LONGEST_HTML)) || undefined };
      },
      hint: () => 'Is its REST API closed?',
    },
    asking,
  );
}

/** All public posts of a Ghost site over its Content API, a hundred at a time. */
export function ghost(site: string, key: string, asking: Asking): Source {
  const folder = site.replace(/\/+$/, '');
  return paged(
    {
      name: `Ghost ${site}`,
      address: (page) => {
        const query = new URLSearchParams({
          key,
          limit: String(PAGE),
          page: String(page),
          include: 'tags,authors',
          filter: 'visibility:public',
          order: 'created_at asc',
          formats: 'plaintext',
        });
        return `${folder}/ghost/api/content/posts/?${query.toString()}`;
      },
      read: (answer) => {
        const { posts, meta } = isObject(answer) ? answer : {};
        if (!Array.isArray(posts)) return undefined;
        const { pages, total } = isObject(meta) && isObject(meta['pagination']) ? meta['pagination'] : {};
        return { posts, pages: Number(pages) || 1, total: Number(total) || undefined };
      },
      toArticle: (post) => {
        const article = fromGhost(post);
        return article && { ...article, text: typeof post['plaintext'] === 'string' ? post['plaintext'] : undefined };
      },
      hint: (status) =>
        status === 401 || status === 403
          ? 'It does not take this Content API key. Ghost Admin → Integrations shows the right one.'
          : '',
    },
    asking,
  );
}
