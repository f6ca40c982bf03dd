import { comments } from '../comments/pages.mjs';

/** One article end, written plainly and for each of its widgets, with the same words everywhere. */
const COMMENTS = 20;
const QUESTIONS = [
  [
    'What is the main goal of these peace talks?',
    'The primary goal appears to be exploring potential parameters for ending the conflict, with a focus on a framework for lasting peace.',
  ],
  [
    'Why is American involvement considered so important?',
    'Ukraine views the US as a crucial guarantor of its security and believes oversight is essential for an agreement that holds.',
  ],
  [
    'Are these talks likely to succeed?',
    'It is too early to say. The talks represent a positive step, but significant challenges remain, including deep-seated mistrust.',
  ],
];
const FACTS = [
  ['fact', 'The concept of “Track II diplomacy” often precedes and complements formal peace negotiations.'],
  ['tip', 'Follow reputable sources of international news and analysis to stay informed.'],
];
const ARTICLES = ['The room behind the room', 'Who guards a ceasefire?', 'Small states, big tables'].map((title, index) => ({
  id: `/articles/${index}`,
  url: `/articles/${index}`,
  title,
  date_published: `2026-01-0${index + 1}T08:00:00Z`,
}));
const SAID = comments(COMMENTS);

export const feed = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Bench', items: ARTICLES });

const links = ARTICLES.map(({ url, title }) => `<li><a href="${url}">${title}</a></li>`).join('');
const signupForm = `<form method="post" action="/api/subscriptions"><label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="email" required><button>Subscribe</button></form>`;
const commentForm = `<form method="post" action="/api/comments"><input type="hidden" name="thread" value="bench">
<label for="name">Name</label><input id="name" name="name" maxlength="80" required>
<label for="text">Comment</label><textarea id="text" name="text" rows="5" maxlength="10000" required></textarea>
<button>Post comment</button></form>`;
const said = SAID.map(
  ({ id, parentId, name, text, createdAt }) =>
    `<div class="said" data-level="${parentId ? 1 : 0}" id="comment-${id}"><p class="byline"><span class="author">${name}</span>
<time datetime="${createdAt}">${createdAt.slice(0, 10)}</time></p><p dir="auto">${text}</p></div>`,
).join('');

const NATIVE = {
  faq: `<section><h2>FAQ</h2>${QUESTIONS.map(([question, answer]) => `<details><summary>${question}</summary><p>${answer}</p></details>`).join('')}</section>`,
  facts: FACTS.map(([, fact]) => `<aside><p>${fact}</p></aside>`).join(''),
  signup: `<section><h2>By e-mail</h2><p>Once a week. One click ends it.</p>${signupForm}</section>`,
  related: `<section><h2>You may also like</h2><ul>${links}</ul></section>`,
  comments: `<section><h2>Leave a Comment</h2>${commentForm}${said}</section>`,
};
const OURS = {
  faq: `<article-faq><h2>FAQ</h2>${QUESTIONS.map(([question, answer]) => `<details><summary>${question}</summary><p>${answer}</p></details>`).join('')}</article-faq>`,
  headings: `<article-faq><h2>FAQ</h2>${QUESTIONS.map(([question, answer]) => `<h3>${question}</h3><p>${answer}</p>`).join('')}</article-faq>`,
  facts: FACTS.map(([kind, fact]) => `<did-you-know kind="${kind}"><p>${fact}</p></did-you-know>`).join(''),
  signup: `<newsletter-signup><h2>By e-mail</h2><p>Once a week. One click ends it.</p>${signupForm}</newsletter-signup>`,
  related: `<related-articles limit="3"><h2>You may also like</h2><ul>${links}</ul></related-articles>`,
  comments: `<comment-box thread="bench"><h2 slot="heading">Leave a Comment</h2>${said}${commentForm}</comment-box>`,
};
export const PARTS = ['faq', 'facts', 'signup', 'related', 'comments'];

export function shell(head, body) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{font:16px/1.5 Georgia,serif;max-width:44em;margin:1em auto;padding:0 1em}.said{padding:.5em 0}.said[data-level="1"]{margin-inline-start:1.4em}label,input,textarea{display:block;font:inherit}</style>
${head}</head><body><article><h1>An article</h1><p>Reports of a second round of talks signal a shift in the approach.</p></article>
${body}</body></html>`;
}

export function nativePage(parts) {
  return shell('', parts.map((part) => NATIVE[part]).join('\n'));
}

/** @param {string} script the file of `cdn/` that brings the elements */
export function ownPage(parts, script) {
  return shell(
    `<link rel="stylesheet" href="/cdn/afterword.css"><script type="module" src="/cdn/${script}"></script>`,
    `<article-widgets comments-src="/api" newsletter-src="/api" articles-src="/feed.json"></article-widgets>
${parts.map((part) => OURS[part]).join('\n')}`,
  );
}

/** What must be seen before a page says what it has to say, and before all of it is in its last form. `>>` enters a shadow root or a frame. */
const READ = {
  native: { faq: 'summary', headings: 'h3', facts: 'aside p', signup: '#email', related: 'li a', comments: '.said' },
  own: { faq: 'summary', headings: 'h3', facts: 'did-you-know p', signup: '#email', related: 'li a', comments: '.said' },
};
const DONE = {
  faq: 'article-faq >> .item',
  headings: 'article-faq >> .item',
  facts: 'did-you-know >> slot',
  signup: 'newsletter-signup >> slot',
  related: 'related-articles >> *',
  comments: 'comment-box >> article',
};

export function nativeChecks(parts) {
  const read = parts.map((part) => READ.native[part]);
  return { read, done: read, ...inputs(parts, '') };
}

export function ownChecks(parts) {
  return { read: parts.map((part) => READ.own[part]), done: parts.map((part) => DONE[part]), ...inputs(parts, '.opener') };
}

function inputs(parts, opener) {
  return {
    question: parts.includes('faq') ? 'summary' : parts.includes('headings') ? 'article-faq .question' : '',
    opener: parts.includes('comments') ? opener : '',
    field: parts.includes('comments') ? (opener ? 'comment-composer textarea' : 'textarea') : '',
  };
}

export const questions = QUESTIONS;
export const commentCount = COMMENTS;
