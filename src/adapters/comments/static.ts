import { webUrl } from '../../content/urls.js';
import type { CommentsPort } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { failureFromStatus, jsonObject, request } from '../http.js';
import { toPage } from './rest.js';
import { sortThreads } from './sort-threads.js';

export interface StaticCommentsOptions {
  /**
   * Address of a JSON file with the comments of one page, `{"comments": […]}` as in the REST contract. `{slug}` in it becomes
   * the page's `thread`, or the last part of its path, so that one setting serves a whole site.
   */
  src: string;
  fetch?: typeof fetch;
}

/** `{` and `}` as `URL` writes them. */
const SLUG = /\{slug\}|%7Bslug%7D/gi;

/** Comments that were put into a file when the site was built: a closed conversation, to be read. */
export function staticComments(options: StaticCommentsOptions): CommentsPort {
  const src = webUrl(options.src);
  if (!src) throw new AfterwordError('misconfigured', `"${options.src}" is not the absolute http(s) address of a file`);
  const isPattern = new RegExp(SLUG).test(src);
  return {
    key: `static ${src}`,
    sorts: ['oldest', 'newest', 'best', 'replies'],

    async list(page, { sort }, signal) {
      const answer = await request(src.replace(SLUG, encodeURIComponent(slugOf(page))), {
        signal,
        ...(options.fetch && { fetch: options.fetch }),
      });
      // Nobody has commented there, or there would be a file.
      if (isPattern && answer.status === 404) return { comments: [], thread: { total: 0, closed: true } };
      if (!answer.ok) throw failureFromStatus(answer);
      const read = await toPage(jsonObject(answer), signal);
      if (!read) throw new AfterwordError('unreadable', `${answer.url} is not {"comments": […]}`, { status: answer.status });
      // Nobody waits for a moderator here, and nobody is known as the author.
      const comments = read.comments
        .filter(({ status }) => status !== 'pending')
        .map((comment) => ({ ...comment, own: false, source: undefined, editableUntil: undefined }));
      return {
        comments: sortThreads(comments, sort),
        skipped: read.skipped,
        thread: { total: comments.filter(({ status }) => status === 'published').length, closed: true },
      };
    },
  };
}

/** `src` is the address of the file, or its pattern. */
export function fromSrc(src: URL): CommentsPort {
  return staticComments({ src: src.href });
}

function slugOf(page: PageIdentity): string {
  if (page.id) return page.id;
  const path = URL.canParse(page.url) ? new URL(page.url).pathname : '';
  const last =
    path
      .split('/')
      .filter(Boolean)
      .at(-1)
      ?.replace(/\.html?$/, '') ?? '';
  return decodeURIComponent(last.replace(/%(?![\da-f]{2})/gi, '%25')) || 'index';
}
