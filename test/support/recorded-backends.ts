import { atom } from '../../src/adapters/articles/atom.js';
import { feed } from '../../src/adapters/articles/feed.js';
import { ghost as ghostArticles } from '../../src/adapters/articles/ghost.js';
import { jsonFeed } from '../../src/adapters/articles/json-feed.js';
import { rss } from '../../src/adapters/articles/rss.js';
import { wordpress as wordpressArticles } from '../../src/adapters/articles/wordpress.js';
import { bluesky } from '../../src/adapters/comments/bluesky.js';
import { ghost } from '../../src/adapters/comments/ghost.js';
import { isso } from '../../src/adapters/comments/isso.js';
import { mastodon } from '../../src/adapters/comments/mastodon.js';
import { remark42 } from '../../src/adapters/comments/remark42.js';
import { rest } from '../../src/adapters/comments/rest.js';
import { staticComments } from '../../src/adapters/comments/static.js';
import { waline } from '../../src/adapters/comments/waline.js';
import { wordpress } from '../../src/adapters/comments/wordpress.js';
import { form } from '../../src/adapters/newsletter/form.js';
import { ghost as ghostNewsletter } from '../../src/adapters/newsletter/ghost.js';
import { hubspot } from '../../src/adapters/newsletter/hubspot.js';
import { kit } from '../../src/adapters/newsletter/kit.js';
import { listmonk } from '../../src/adapters/newsletter/listmonk.js';
import { mailchimp } from '../../src/adapters/newsletter/mailchimp.js';
import { rest as restNewsletter } from '../../src/adapters/newsletter/rest.js';
import type { ArticlesPort } from '../../src/ports/articles.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import type { NewsletterPort } from '../../src/ports/newsletter.js';
import type { PageIdentity } from '../../src/ports/page.js';
import { recorded, toResponse, type Call, type Recorded } from './recorded.js';

type Fetch = typeof globalThis.fetch;

/** A backend that answers as it was recorded, or as its documentation says, and remembers nothing. */
export interface RecordedBackend<P> {
  make: (fetch: Fetch) => P;
  /** Name of the fixture that answers a call. */
  route: (call: Call) => string;
  page: PageIdentity;
  /** Changes an answer on its way, as a real server would have for this call. */
  adapt?: (answer: Recorded, call: Call) => Recorded;
}

const story = { url: 'https://paper.example/story', title: 'A story' };
const coral = { url: 'https://news.example/2026/10/coral-mwrrd2bk/', title: 'Coral' };

/** The recorded comments of one post, as WordPress would give them out: by parent, with its headers. */
function wordpressLevel(answer: Recorded, { url }: Call): Recorded {
  const { body } = answer.response;
  const parent = url.searchParams.get('parent');
  if (!Array.isArray(body) || parent === null || !url.pathname.endsWith('/comments')) return answer;
  const items: unknown[] = body;
  const field = (item: unknown, name: string): unknown => (item as Record<string, unknown> | null)?.[name];
  const parents = new Set(items.map((item) => String(field(item, 'parent'))));
  const level = items
    .filter((item) => typeof item !== 'object' || item === null || parent.split(',').includes(String(field(item, 'parent'))))
    .map((item) => (parents.has(String(field(item, 'id'))) ? { ...(item as object), _links: { children: [{}] } } : item));
  return { ...answer, response: { ...answer.response, headers: { 'x-wp-totalpages': '1' }, body: level } };
}

export const commentsBackends: Readonly<Record<string, RecordedBackend<CommentsPort>>> = {
  bluesky: {
    make: (fetch) => bluesky({ src: 'https://bsky.app/profile/desk.example/post/3k', fetch }),
    route: ({ url }) => (url.pathname.endsWith('resolveHandle') ? 'bluesky/handle.documented' : 'bluesky/thread.documented'),
    page: story,
  },
  ghost: {
    make: (fetch) => ghost({ src: 'http://127.0.0.1:2368/', origin: 'http://127.0.0.1:2368', fetch }),
    route: ({ method, url }) => {
      if (url.pathname.endsWith('/member/')) return 'ghost/members-me';
      if (url.pathname.endsWith('/counts/')) return 'ghost/comments-counts';
      if (url.pathname.endsWith('/replies/')) return 'ghost/comments-replies';
      if (method !== 'GET') return 'ghost/comments-add';
      return url.pathname.includes('/post/') ? 'ghost/comments-list' : 'ghost/comments-read';
    },
    page: { id: '6b02d66d8fd770055c97bd0e', url: 'http://127.0.0.1:2368/coral/' },
  },
  isso: {
    make: (fetch) => isso({ src: 'http://127.0.0.1:8380/', fetch }),
    route: ({ method, url }) => {
      if (url.pathname.endsWith('/count')) return 'isso/count-post';
      if (url.pathname.endsWith('/new')) return 'isso/new';
      if (/like$/.test(url.pathname)) return 'isso/like-own';
      if (method !== 'GET') return 'isso/edit-cookie';
      return url.searchParams.has('parent') ? 'isso/list-parent' : 'isso/list';
    },
    page: coral,
  },
  mastodon: {
    make: (fetch) => mastodon({ src: 'https://social.example/@desk/109', fetch }),
    route: () => 'mastodon/context.documented',
    page: story,
  },
  remark42: {
    make: (fetch) => remark42({ src: 'http://127.0.0.1:8480/', site: 'lab', getToken: () => 'token', fetch }),
    route: ({ method, url }) => {
      if (url.pathname.endsWith('/counts')) return 'remark42/counts';
      return method === 'GET' ? 'remark42/find-plain' : 'remark42/comment-reply';
    },
    page: { url: 'https://news.example/2026/10/coral-mwrrnf9y' },
  },
  rest: {
    make: (fetch) => rest({ src: 'https://service.example/api', fetch }),
    route: ({ method, url }) => {
      if (url.pathname.endsWith('/counts')) return 'rest/counts.documented';
      if (url.pathname.endsWith('/vote')) return 'rest/vote.documented';
      if (url.pathname.endsWith('/replies')) return 'rest/replies.documented';
      if (method !== 'GET') return 'rest/post.documented';
      return /\/comments$/.test(url.pathname) ? 'rest/list.documented' : 'rest/comment.documented';
    },
    page: story,
  },
  static: {
    make: (fetch) => staticComments({ src: 'https://paper.example/comments/talks.json', fetch }),
    route: () => 'static/comments.documented',
    page: story,
  },
  waline: {
    make: (fetch) => waline({ src: 'http://127.0.0.1:8360/', fetch }),
    route: ({ method, url }) => {
      if (url.searchParams.get('type') === 'count') return 'waline/count-many';
      return method === 'GET' ? 'waline/list' : method === 'PUT' ? 'waline/like' : 'waline/add';
    },
    page: coral,
  },
  wordpress: {
    make: (fetch) => wordpress({ root: 'http://127.0.0.1:8068/wp-json/', post: 4, fetch }),
    route: ({ method, url }) => {
      if (method !== 'GET') return 'wordpress/rest-anon-approved';
      if (url.pathname.endsWith('/posts/4')) return 'wordpress/posts-by-slug';
      return url.searchParams.has('parent') ? 'wordpress/comments-tree-flat' : 'wordpress/comments-head-count';
    },
    adapt: wordpressLevel,
    page: { url: 'http://127.0.0.1:8068/2026/10/coral-reefs-rebound-after-cooler-summer/' },
  },
};

export const newsletterBackends: Readonly<Record<string, RecordedBackend<NewsletterPort>>> = {
  form: {
    make: (fetch) => form({ src: 'https://service.example/subscribe', origin: 'https://service.example', fetch }),
    route: () => 'rest/subscribed.documented',
    page: story,
  },
  ghost: {
    make: (fetch) => ghostNewsletter({ src: 'http://127.0.0.1:2368/', fetch }),
    route: ({ url }) => (url.pathname.includes('integrity-token') ? 'ghost/integrity-token' : 'ghost/magic-link-signup'),
    page: story,
  },
  hubspot: {
    make: (fetch) => hubspot({ portal: '77', form: 'abc-def', fetch }),
    route: () => 'hubspot/success.documented',
    page: story,
  },
  kit: { make: (fetch) => kit({ form: '1234', fetch }), route: () => 'kit/success.documented', page: story },
  listmonk: {
    make: (fetch) => listmonk({ src: 'https://lists.example', lists: ['a1'], fetch }),
    route: ({ method }) => (method === 'GET' ? 'listmonk/lists.documented' : 'listmonk/optin.documented'),
    page: story,
  },
  mailchimp: {
    // Its answers come by script; here by what stands in for one.
    make: (fetch) =>
      mailchimp({
        src: 'https://paper.us1.list-manage.com/subscribe/post?u=abc&id=def',
        jsonp: async (url, signal) => {
          try {
            return (await (await fetch(url, { signal })).json()) as unknown;
          } catch (thrown) {
            // What is no answer calls nothing; what cannot be reached answers nothing.
            return thrown instanceof TypeError ? undefined : {};
          }
        },
      }),
    route: () => 'mailchimp/confirm.documented',
    page: story,
  },
  rest: {
    make: (fetch) => restNewsletter({ src: 'https://service.example/api', fetch }),
    route: ({ method }) => (method === 'GET' ? 'rest/topics.documented' : 'rest/subscribed.documented'),
    page: story,
  },
};

const FEED = 'https://paper.example/feed';

export const articlesBackends: Readonly<Record<string, RecordedBackend<ArticlesPort>>> = {
  atom: { make: (fetch) => atom({ src: FEED, fetch }), route: () => 'wordpress/feed-atom', page: story },
  feed: { make: (fetch) => feed({ src: FEED, fetch }), route: () => 'wordpress/feed-rss', page: story },
  ghost: {
    make: (fetch) => ghostArticles({ src: 'http://127.0.0.1:2368/', key: 'k', fetch }),
    route: () => 'ghost/content-posts',
    page: story,
  },
  'json-feed': { make: (fetch) => jsonFeed({ src: FEED, fetch }), route: () => 'feeds/json-feed.documented', page: story },
  rss: { make: (fetch) => rss({ src: FEED, fetch }), route: () => 'wordpress/feed-rdf', page: story },
  wordpress: {
    make: (fetch) => wordpressArticles({ root: 'http://127.0.0.1:8068/wp-json/', fetch }),
    route: () => 'wordpress/posts-embed',
    page: story,
  },
};

/** A `fetch` that answers as the backend was recorded; `change` may put something else in an answer's place. */
export function answering(
  backend: Pick<RecordedBackend<unknown>, 'route' | 'adapt'>,
  change: (name: string, answer: Recorded) => Recorded | Response = (_name, answer) => answer,
): Fetch {
  return async (input, init) => {
    init?.signal?.throwIfAborted();
    const call: Call = { method: init?.method ?? 'GET', url: new URL(String(input)), body: String(init?.body ?? '') };
    const name = backend.route(call);
    const changed = change(name, await recorded(name));
    init?.signal?.throwIfAborted();
    return changed instanceof Response ? changed : toResponse(backend.adapt?.(changed, call) ?? changed);
  };
}

/** A `fetch` of a backend that nobody can reach; a new one each time, which has not failed before. */
export const unreachable = (): Fetch => (_input, init) =>
  init?.signal?.aborted ? Promise.reject(init.signal.reason as Error) : Promise.reject(new TypeError('Failed to fetch'));

/** A `fetch` of a backend that never answers. */
export const silent: Fetch = (_input, init) =>
  new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error)));
