import { html } from 'hono/html';
import type { Filter, ModeratedComment, ModeratedThread } from './moderation.js';
import { page, time, type Markup } from './pages.js';

export function loginPage(failure?: { status: number; message: string }): Promise<Response> {
  return page(
    'Moderation',
    html`${failure ? html`<p class="error" role="alert">${failure.message}</p>` : ''}
      <form method="post">
        <label>Token <input name="token" type="password" autocomplete="current-password" required /></label>
        <p><button>Sign in</button></p>
      </form>`,
    { status: failure?.status ?? 200 },
  );
}

export interface ModerationPageData {
  /** Where the page is, without a slash at the end. */
  path: string;
  filter: Filter;
  comments: readonly ModeratedComment[];
  counts: { pending: number; reported: number };
  threads: readonly ModeratedThread[];
  /** Words that they all hold. */
  article: string;
  siteIsModerated: boolean;
  subscriberCount: number;
  /** More comments follow the last one. */
  more: boolean;
  csrf: string;
}

const EMPTY: Readonly<Record<Filter, string>> = {
  pending: 'Nothing waits.',
  reported: 'Nothing is reported.',
  all: 'No comments yet.',
};

export function moderationPage(data: ModerationPageData): Promise<Response> {
  const tab = (filter: Filter, label: string) =>
    html`<a href="?filter=${filter}" ${filter === data.filter ? html`aria-current="page"` : ''}>${label}</a>`;
  return page(
    'Moderation',
    html`<nav aria-label="Comments">
        ${tab('pending', `Waiting (${data.counts.pending})`)} ${tab('reported', `Reported (${data.counts.reported})`)}
        ${tab('all', 'All')}
      </nav>
      ${data.comments.length === 0 ? html`<p>${EMPTY[data.filter]}</p>` : ''}
      ${data.comments.map((comment) => commentMarkup(comment, data.csrf))}
      ${data.more ? html`<p><a href="?filter=${data.filter}&before=${data.comments.at(-1)?.id ?? ''}">Older</a></p>` : ''}
      <h2>Site</h2>
      <p>
        ${data.siteIsModerated ? 'New comments wait for a moderator.' : 'New comments appear at once.'}
        ${act(
          data.csrf,
          data.siteIsModerated ? 'trust-site' : 'moderate-site',
          {},
          data.siteIsModerated ? 'Let them appear at once' : 'Let them wait',
        )}
      </p>
      <h2>Subscribers</h2>
      <p>
        ${data.subscriberCount} confirmed.
        ${data.subscriberCount ? html`<a href="${data.path}/subscribers.csv" download>Download them as a CSV file</a>` : ''}
      </p>
      <h2>Articles</h2>
      <form>
        <input type="hidden" name="filter" value="${data.filter}" />
        <label>Words of a title or an address <input name="article" type="search" value="${data.article}" /></label>
        <p><button>Find</button></p>
      </form>
      ${data.threads.length === 0 && data.article ? html`<p>No article has these words.</p>` : ''}
      <ul>
        ${data.threads.map((thread) => threadMarkup(thread, data.csrf))}
      </ul>
      ${act(data.csrf, 'logout', {}, 'Sign out')}`,
  );
}

/** Instead of a decision about what the moderator has not read. */
export function changedPage(comment: ModeratedComment, csrf: string, status: number): Promise<Response> {
  return page(
    'Please read it again',
    html`<p class="error" role="alert">
        This comment was changed after you read it, so nothing was done. Below is what it says now.
      </p>
      ${commentMarkup(comment, csrf)}
      <p><a href="?">Back to the list</a></p>`,
    { status },
  );
}

function commentMarkup(comment: ModeratedComment, csrf: string): Markup {
  const button = (name: string, label: string) => act(csrf, name, { id: comment.id, version: comment.version }, label);
  const waits = comment.status === 'pending' || comment.publishedText !== null;
  return html`<article>
    <p class="quiet">
      <strong><bdi>${comment.name || 'Anonymous'}</bdi></strong> on ${link(comment.threadUrl, comment.threadTitle)},
      ${time(comment.createdAt)} (${comment.publishedText === null ? comment.status : 'edited, the old text is published'})
    </p>
    <p class="text" dir="auto">${comment.text}</p>
    ${
      comment.reports.length === 0
        ? ''
        : html`<p>
            Reported${comment.reportCount > comment.reports.length ? ` ${comment.reportCount} times, the first ${comment.reports.length}` : ''}:
            ${comment.reports.map(({ reason, note }, n) => html`${n ? '; ' : ''}${reason}${note ? html` (<bdi>${note}</bdi>)` : ''}`)}
          </p>`
    }
    <p>
      ${waits || comment.reports.length > 0 || comment.status === 'rejected' ? button('approve', 'Approve') : ''}
      ${waits ? button('reject', 'Reject') : ''} ${button('remove', 'Remove for good')}
      ${comment.status === 'published' ? (comment.pinned ? button('unpin', 'Unpin') : button('pin', 'Pin')) : ''}
    </p>
  </article>`;
}

function threadMarkup(thread: ModeratedThread, csrf: string): Markup {
  const button = (name: string, label: string) => act(csrf, name, { thread: thread.thread }, label);
  return html`<li>
    ${link(thread.url, thread.title)}
    <span class="quiet">
      (${thread.total}
      published${thread.closed ? ', closed' : ''}${
        thread.moderated === null ? '' : thread.moderated ? ', new ones wait' : ', new ones appear at once'
      })
    </span>
    ${thread.closed ? button('open', 'Open') : button('close', 'Close')}
    ${thread.moderated === true ? '' : button('moderate', 'Moderate')}
    ${thread.moderated === false ? '' : button('trust', 'Do not moderate')}
    ${thread.moderated === null ? '' : button('as-site', 'As the site')}
  </li>`;
}

/** A reader says which page a thread belongs to, so its address is a link only when it is one of the web. */
function link(url: string, label: string): Markup {
  return /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noreferrer"><bdi>${label}</bdi></a>`
    : html`<bdi>${label}</bdi>`;
}

function act(csrf: string, name: string, fields: Readonly<Record<string, string>>, label: string): Markup {
  return html`<form class="act" method="post">
    <input type="hidden" name="csrf" value="${csrf}" />
    ${Object.entries(fields).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)}
    <button name="do" value="${name}">${label}</button>
  </form>`;
}
