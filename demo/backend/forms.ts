import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { WireComment } from './listing.js';
import { page, type Markup } from './pages.js';
import type { Problem } from './problems.js';
import type { Topic } from './types.js';

/** Readers without JavaScript: what their forms mean, and pages that answer them without losing a word. */
export function commentFromForm(form: FormData, base: string): Record<string, unknown> {
  const url = field(form, 'url');
  return {
    id: field(form, 'id') || randomUUID(),
    thread: field(form, 'thread'),
    url: url && URL.canParse(url, base) ? new URL(url, base).href : url,
    title: field(form, 'title'),
    parentId: field(form, 'parentId') || null,
    name: field(form, 'name'),
    text: field(form, 'text'),
    website: field(form, 'website'),
  };
}

export function subscriptionFromForm(form: FormData): Record<string, unknown> {
  return {
    email: field(form, 'email'),
    name: field(form, 'name'),
    topics: all(form, 'topics'),
    page: field(form, 'page'),
    website: field(form, 'website'),
  };
}

const BECAME: Readonly<Record<WireComment['status'], { title: string; text: string }>> = {
  published: { title: 'Your comment is published', text: 'Thank you.' },
  pending: { title: 'Your comment is waiting', text: 'Thank you. A moderator reads it before it appears.' },
  deleted: { title: 'Your comment does not appear', text: 'A moderator decided against it.' },
};

export function commentPage(status: WireComment['status'], back: string): Promise<Response> {
  const { title, text } = BECAME[status];
  return page(
    title,
    html`<p>${text}</p>
      <p><a href="${back}">${status === 'published' ? 'To the front page' : 'Back to the article'}</a></p>`,
    { status: status === 'pending' ? 202 : 200 },
  );
}

export function failedComment(form: FormData, problem: Problem, formTargets: readonly string[]): Promise<Response> {
  const hidden = ['id', 'thread', 'url', 'title', 'parentId'].filter((name) => form.has(name));
  return page(
    'Your comment was not posted',
    html`<p class="error" role="alert">${reason(problem)}</p>
      ${
        problem.status === 413
          ? html`<p>Go back one page: your browser still has your text there.</p>`
          : html`<form method="post">
              ${hidden.map((name) => html`<input type="hidden" name="${name}" value="${field(form, name)}" />`)}
              <label>Your name <input name="name" autocomplete="name" required value="${field(form, 'name')}" /></label>
              <label>Your comment <textarea name="text" required>${newline}${field(form, 'text')}</textarea></label>
              ${trap}
              <p><button>Send again</button></p>
            </form>`
      }`,
    { status: problem.status, headers: problem.headers(), formTargets },
  );
}

export function subscriptionPage(email: string): Promise<Response> {
  return page(
    'Check your inbox',
    html`<p>We sent a mail to ${email}. Your subscription starts when you click the link in it.</p>
      <p class="quiet">Nothing there after a few minutes? Look among the junk mail.</p>`,
    { status: 202 },
  );
}

export function failedSubscription(form: FormData, problem: Problem, topics: readonly Topic[]): Promise<Response> {
  const chosen = all(form, 'topics');
  return page(
    'You are not subscribed yet',
    html`<p class="error" role="alert">
        ${problem.code === 'closed' ? 'This list takes no new readers at the moment.' : reason(problem)}
      </p>
      <form method="post">
        ${form.has('page') ? html`<input type="hidden" name="page" value="${field(form, 'page')}" />` : ''}
        <label>Your e-mail address <input name="email" autocomplete="email" required value="${field(form, 'email')}" /></label>
        ${
          form.has('name')
            ? html`<label>Your name <input name="name" autocomplete="name" value="${field(form, 'name')}" /></label>`
            : ''
        }
        ${topics.map(
          (topic) =>
            html`<p>
              <input
                id="topic-${topic.id}"
                type="checkbox"
                name="topics"
                value="${topic.id}"
                ${chosen.includes(topic.id) ? 'checked' : ''}
              />
              <label for="topic-${topic.id}">${topic.label}</label>
            </p>`,
        )}
        ${trap}
        <p><button>Send again</button></p>
      </form>`,
    { status: problem.status, headers: problem.headers() },
  );
}

/** The parser drops a line break right after `<textarea>`; one that the reader typed must not be that one. */
const newline = '\n';

/** People do not see it. Empty again, so that whoever filled it in by accident gets through. */
const trap: Markup = html`<p class="trap" aria-hidden="true">
  <label>Leave empty <input name="website" tabindex="-1" autocomplete="off" /></label>
</p>`;

function reason(problem: Problem): string {
  switch (problem.code) {
    case 'invalid':
      if (problem.status === 413) return 'It is too long.';
      return REASONS[problem.field ?? ''] ?? 'Something in the form cannot be read.';
    case 'rate-limited':
      return `That was a bit fast. Please try again in ${problem.retryAfter === 1 ? 'a second' : `${problem.retryAfter ?? 60} seconds`}.`;
    case 'closed':
      return 'Comments on this article are closed.';
    case 'duplicate':
      return 'This comment was posted already.';
    case 'filtered':
      return 'It looked as if a robot had filled in the form. If you are not one, please send it again.';
    case 'not-found':
      return 'The comment you answer does not exist any more.';
    case 'forbidden':
      return 'This form was sent from a site that may not post here.';
    default:
      return 'Something went wrong on our side. Nothing is lost: please try again.';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  text: 'A comment needs between 1 and 10,000 characters.',
  name: 'Please give a name of up to 80 characters.',
  email: 'This does not look like an e-mail address.',
  topics: 'One of the topics does not exist any more.',
  parentId: 'The comment you answer is not published yet.',
  thread: 'The form does not say which article it belongs to.',
  url: 'The form does not say which article it belongs to.',
};

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function all(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}
