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

/**
 * The conversation as HTML, for readers without scripts and for search engines. Each comment is a child of `<comment-box>`
 * with `comment-` and its id as its own `id`, so that it stays on the page when the element shows the living list. The server
 * asks its own API, as any publisher's server could.
 */
export async function saidIn(thread: string, api: Hono): Promise<string> {
  const answer = await api.request(`/comments?sort=oldest&limit=50&thread=${encodeURIComponent(thread)}`);
  if (!answer.ok) return '';
  const { comments } = (await answer.json()) as { comments: Comment[] };
  return String(html`${list(comments, null)}`);
}

function list(comments: readonly Comment[], parentId: string | null, depth = 0): Html[] {
  return comments
    .filter((comment) => comment.parentId === parentId)
    .flatMap((comment) => [one(comment, depth), ...list(comments, comment.id, depth + 1)]);
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
      <span class="author">${author.name}</span> ${marks.map((mark) => html`<span class="mark">${mark}</span> `)}
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
