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
  text: string | null;
  createdAt: string;
}

/**
 * The conversation as HTML, for readers without scripts and for search engines: what `<comment-box>` holds until it has
 * loaded its own. The server asks its own API, as any publisher's server could.
 */
export async function saidIn(thread: string, api: Hono): Promise<string> {
  const answer = await api.request(`/comments?sort=oldest&limit=50&thread=${encodeURIComponent(thread)}`);
  if (!answer.ok) return '';
  const { comments } = (await answer.json()) as { comments: Comment[] };
  return comments.length ? String(list(comments, null)) : '';
}

function list(comments: readonly Comment[], parentId: string | null): Html | '' {
  const here = comments.filter((comment) => comment.parentId === parentId);
  if (!here.length) return '';
  return html`<ol class="said">
    ${here.map((comment) => html`<li>${one(comment)} ${list(comments, comment.id)}</li>`)}
  </ol>`;
}

function one({ id, author, text, createdAt }: Comment): Html {
  if (text === null) return html`<p id="comment-${id}">This comment was deleted.</p>`;
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(createdAt));
  return html`<article id="comment-${id}">
    <p class="byline"><span class="author">${author.name}</span> <time datetime="${createdAt}">${day}</time></p>
    ${parseMarkdown(text).map(block)}
  </article>`;
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
