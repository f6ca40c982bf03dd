import { toArticle as fromGhost } from '../../adapters/articles/ghost.js';
import { toArticle as fromWordPress } from '../../adapters/articles/wordpress.js';
import { isObject } from '../../adapters/http.js';
import { wordpressEndpoint } from '../../adapters/wordpress-endpoint.js';
import { htmlToText } from '../../content/html-text.js';
import { UsageError } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError, type Web } from '../web.js';
import { articleEntry } from './feed.js';
import type { Source, SourceOptions } from './source.js';

const PAGE = 100;
const LONGEST_HTML = 100_000;
const WORDPRESS_FIELDS =
  'id,link,title,excerpt,content,date_gmt,_links.wp:featuredmedia,_links.wp:term,_links.author,_embedded';

async function json(url: string, web: Web): Promise<{ value: unknown; headers: Headers }> {
  const { bytes, headers } = await web.get(url, { accept: 'application/json', most: MOST_BYTES.list });
  try {
    return { value: JSON.parse(decode(bytes)) as unknown, headers };
  } catch (cause) {
    throw new UnreadableError('answered something that is not JSON', undefined, cause);
  }
}

/** All public posts of a WordPress site over its REST API, a hundred at a time, oldest first so that new ones move nothing. */
export function wordpress(root: string, { web, isMine }: Pick<SourceOptions, 'web' | 'isMine'>): Source {
  const source: Source = {
    name: `WordPress ${root}`,
    complete: true,
    parted: true,
    async *entries() {
      for (let page = 1, pages = 1; page <= pages; page++) {
        // Whole pages are the parts of a split; the first one says how many there are.
        const mine = isMine(`page ${page}`);
        if (!mine && page > 1) continue;
        const query = {
          per_page: String(PAGE),
          page: String(page),
          orderby: 'id',
          order: 'asc',
          _fields: WORDPRESS_FIELDS,
          _embed: 'wp:featuredmedia,wp:term,author',
        };
        const { value, headers } = await json(wordpressEndpoint(root, 'wp/v2/posts', query), web);
        if (!Array.isArray(value)) throw new UsageError(`${root} does not answer with posts. Is its REST API closed?`);
        pages = Number(headers.get('X-WP-TotalPages')) || (value.length === PAGE ? page + 1 : page);
        source.count = Number(headers.get('X-WP-Total')) || undefined;
        if (!mine) continue;
        for (const post of (value as unknown[]).filter(isObject)) {
          const article = fromWordPress(post);
          const { content } = post;
          const html = isObject(content) && typeof content['rendered'] === 'string' ? content['rendered'] : '';
          if (article) yield articleEntry({ ...article, text: htmlToText(html.slice(0, LONGEST_HTML)) || undefined }, web);
        }
      }
    },
  };
  return source;
}

/** All public posts of a Ghost site over its Content API, a hundred at a time. */
export function ghost(site: string, key: string, { web, isMine }: Pick<SourceOptions, 'web' | 'isMine'>): Source {
  const source: Source = {
    name: `Ghost ${site}`,
    complete: true,
    parted: true,
    async *entries() {
      const folder = site.replace(/\/+$/, '');
      for (let page = 1, pages = 1; page <= pages; page++) {
        const mine = isMine(`page ${page}`);
        if (!mine && page > 1) continue;
        const query = new URLSearchParams({
          key,
          limit: String(PAGE),
          page: String(page),
          include: 'tags,authors',
          filter: 'visibility:public',
          order: 'created_at asc',
          formats: 'plaintext',
        });
        let answer: unknown;
        try {
          answer = (await json(`${folder}/ghost/api/content/posts/?${query.toString()}`, web)).value;
        } catch (thrown) {
          if (thrown instanceof UnreadableError && (thrown.status === 401 || thrown.status === 403))
            throw new UsageError(`${site} does not take this Content API key. Ghost Admin → Integrations shows the right one.`);
          throw thrown;
        }
        const { posts, meta } = isObject(answer) ? answer : {};
        if (!Array.isArray(posts)) throw new UsageError(`${site} does not answer as Ghost's Content API does.`);
        const pagination = isObject(meta) && isObject(meta['pagination']) ? meta['pagination'] : {};
        pages = Number(pagination['pages']) || 1;
        source.count = Number(pagination['total']) || undefined;
        if (!mine) continue;
        for (const post of (posts as unknown[]).filter(isObject)) {
          const article = fromGhost(post);
          const text = typeof post['plaintext'] === 'string' ? post['plaintext'] : undefined;
          if (article) yield articleEntry({ ...article, text }, web);
        }
      }
    },
  };
  return source;
}
