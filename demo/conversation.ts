import type { Hono } from 'hono';
import { html } from 'hono/html';
import { parseMarkdown } from '../src/content/markdown.js';
import type { Block, Inline } from '../src/ports/rich-text.js';

type Html = ReturnType<typeof html>;

/** What this page needs of the contract's comment, docs/rest-api.yaml. */
interface Comment {
  id: string;
  parentId: string | null;
  author: { name: string; badge?: string };
  pinned: boolean;
  text: string | null;
  createdAt: string;
}

interface Page {
  comments: Comment[];
  cursor: string | null;
  moreReplies: { parentId: string; cursor: string; remaining: number }[];
}

/**
 * The conversation as HTML, for readers without scripts and for search engines. Each comment is a child of `<comment-box>`
 * with `comment-` and its id as its own `id`, so that it stays on the page when the element shows the living list. The server
 * asks its own API, as any publisher's server could. What has no room leads on by plain links: `?comments=` and a cursor, or
 * `?replies=` and a comment's id.
 */
export async function saidIn(thread: string, query: Readonly<Record<string, string>>, api: Hono): Promise<string> {
  const ask = async (path: string, parameters: Readonly<Record<string, string>> = {}): Promise<Page | undefined> => {
    const answer = await api.request(`${path}?${new URLSearchParams({ thread, ...parameters })}`);
    return answer.ok ? ((await answer.json()) as Page) : undefined;
  };
  // The newest first: a form leads back to the first page, and there is the comment it was.
  const pageOf = (cursor?: string) => ask('/comments', { sort: 'newest', limit: '50', ...(cursor && { cursor }) });
  const { replies, after, comments } = query;
  const part = replies ? await repliesOf(replies, after, ask) : comments ? await pageOf(comments) : undefined;
  const page = part ?? (await pageOf());
  if (!page) return '';
  // Not always `null`: a chain may be longer than what the API gives of it.
  const top = page.comments[0]?.parentId ?? null;
  const older = page.cursor === null ? '' : more({ comments: page.cursor }, 'conversation', 'Earlier comments');
  return String(html`${part ? more({}, 'conversation', 'The newest comments') : ''}${list(page, top)}${older}`);
}

/** A comment below what it answers, and those replies to it for which its page has no room. */
async function repliesOf(
  id: string,
  cursor: string | undefined,
  ask: (path: string, parameters?: Readonly<Record<string, string>>) => Promise<Page | undefined>,
): Promise<Page | undefined> {
  const path = `/comments/${encodeURIComponent(id)}`;
  const [around, replies] = await Promise.all([ask(path), ask(`${path}/replies`, cursor ? { cursor } : {})]);
  const place = around?.comments.findIndex((comment) => comment.id === id) ?? -1;
  if (!around || !replies || place < 0) return undefined;
  return {
    comments: [...around.comments.slice(0, place + 1), ...replies.comments],
    cursor: null,
    moreReplies: replies.moreReplies,
  };
}

function list(page: Page, parentId: string | null, depth = 0): Html[] {
  const rest = page.moreReplies.find((replies) => replies.parentId === parentId);
  return [
    ...page.comments
      .filter((comment) => comment.parentId === parentId)
      .flatMap((comment) => [one(comment, depth), ...list(page, comment.id, depth + 1)]),
    ...(rest
      ? [
          more(
            { replies: rest.parentId, after: rest.cursor },
            `comment-${rest.parentId}`,
            rest.remaining === 1 ? 'One more reply' : `${rest.remaining} more replies`,
            depth,
          ),
        ]
      : []),
  ];
}

/** A link to another part of the same conversation; a query alone keeps the page's path. */
function more(query: Readonly<Record<string, string>>, hash: string, label: string, depth = 0): Html {
  return html`<p class="said" data-level="${Math.min(depth, 3)}">
    <a href="?${new URLSearchParams(query)}#${hash}" rel="nofollow">${label}</a>
  </p>`;
}

function one({ id, author, text, createdAt, pinned }: Comment, depth: number): Html {
  const level = Math.min(depth, 3);
  if (text === null)
    return html`<div class="said" data-level="${level}" id="comment-${id}"><p>This comment was deleted.</p></div>`;
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(createdAt));
  const marks = [author.badge === 'author' && 'Author', author.badge === 'staff' && 'Staff', pinned && 'Pinned'].filter(
    Boolean,
  );
  return html`<div class="said" data-level="${level}" id="comment-${id}">
    <p class="byline">
      <bdi class="author">${author.name}</bdi> ${marks.map((mark) => html`<span class="mark">${mark}</span> `)}
      <time datetime="${createdAt}">${day}</time>
    </p>
    ${parseMarkdown(text).map(block)}
  </div>`;
}

function block(of: Block): Html {
  switch (of.type) {
    case 'paragraph':
      return html`<p dir="auto">${of.children.map(inline)}</p>`;
    case 'quote':
      return html`<blockquote>${of.children.map(block)}</blockquote>`;
    case 'code-block':
      return html`<pre><code>${of.text}</code></pre>`;
    case 'list': {
      const items = of.items.map((item) => html`<li>${item.map(block)}</li>`);
      return of.ordered
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
  }
}

function inline(of: Inline): Html | string {
  switch (of.type) {
    case 'text':
      return of.text;
    case 'break':
      return html`<br />`;
    case 'strong':
      return html`<strong>${of.children.map(inline)}</strong>`;
    case 'emphasis':
      return html`<em>${of.children.map(inline)}</em>`;
    case 'strikethrough':
      return html`<s>${of.children.map(inline)}</s>`;
    case 'code':
      return html`<code>${of.text}</code>`;
    case 'link':
      return html`<a href="${of.url}" rel="ugc nofollow noopener">${of.children.map(inline)}</a>`;
  }
}
