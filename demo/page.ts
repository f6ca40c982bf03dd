import { html, raw } from 'hono/html';
import { SEED, type DemoArticle } from './articles.js';

const SITE = 'The Long View';

type Listed = Pick<DemoArticle, keyof typeof SEED>;
type Region = 'head' | 'story' | 'related' | 'conversation' | 'said';

/** The page of an article: the seed article's own page with its marked regions written anew. */
export function articlePage(template: string, article: DemoArticle, others: readonly Listed[], said: string): string {
  const page = fill(template, {
    head: () => headOf(article),
    story: () => storyOf(article),
    related: () => relatedTo(article, others),
    conversation: (of) => of.replaceAll(SEED.slug, article.slug).replaceAll(SEED.path, article.path),
  });
  return seedPage(page, said);
}

/** The seed article's page as it lies on disk, with what readers have said so far. */
export function seedPage(template: string, said: string): string {
  return fill(template, { said: () => said }).replace(/[ \t]*<!-- \[\/?\w+\] -->\n/g, '');
}

/** The seed article's paragraphs and headings as plain text. */
export function storyText(template: string): string {
  const story = /<!-- \[story\] -->([^]*?)<article-faq>/.exec(template)?.[1] ?? '';
  const blocks = [...story.matchAll(/<(h2|p)>([^]*?)<\/\1>/g)].map(([, , inner = '']) => inner.replace(/<[^>]*>/g, ''));
  return blocks.map((block) => block.replace(/\s+/g, ' ').trim()).join('\n\n');
}

/** Writes the named regions anew, those between `<!-- [name] -->` and `<!-- [/name] -->`, and takes their marks out. */
function fill(template: string, regions: Partial<Record<Region, (content: string) => string>>): string {
  const marked = new RegExp(`<!-- \\[(${Object.keys(regions).join('|')})\\] -->([^]*?)<!-- \\[/\\1\\] -->`, 'g');
  return template.replace(marked, (_, name: Region, content: string) => regions[name]!(content));
}

function headOf(article: DemoArticle): string {
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.summary,
    datePublished: article.published,
    inLanguage: 'en-GB',
    articleSection: article.section,
    keywords: article.tags,
    author: { '@type': 'Person', name: article.author },
    publisher: { '@type': 'NewsMediaOrganization', name: SITE },
    mainEntityOfPage: article.path,
  };
  // "</script>" in a title would end the block early.
  const data = JSON.stringify(jsonLd).replaceAll('<', '\\u003c');
  return String(
    html`<title>${article.title} · ${SITE}</title>
      <meta name="description" content="${article.summary}" />
      <meta name="author" content="${article.author}" />
      <link rel="canonical" href="${article.path}" />
      <meta property="og:type" content="article" />
      <meta property="og:site_name" content="${SITE}" />
      <meta property="og:title" content="${article.title}" />
      <meta property="og:description" content="${article.summary}" />
      <meta property="og:url" content="${article.path}" />
      <meta property="article:published_time" content="${article.published}" />
      <meta property="article:author" content="${article.author}" />
      <meta property="article:section" content="${article.section}" />
      ${article.tags.map((tag) => html`<meta property="article:tag" content="${tag}" />`)}
      <script type="application/ld+json">
        ${raw(data)}
      </script>`,
  );
}

function storyOf(article: DemoArticle): string {
  return String(
    html`<header class="headline">
        <p class="kicker">${article.section}</p>
        <h1>${article.title}</h1>
        <p class="standfirst">${article.summary}</p>
        <p class="byline">
          <span>by <span class="author">${article.author}</span></span> ${dateOf(article)}
        </p>
      </header>
      ${raw(article.body)}
      <article-faq>
        <h2>Questions and answers</h2>
        ${article.questions.map(
          ({ question, answer }) =>
            html`<h3>${question}</h3>
              ${raw(answer)}`,
        )}
      </article-faq>
      ${article.notes.map((note) => html`<did-you-know kind="${note.kind}">${raw(note.html)}</did-you-know>`)}`,
  );
}

function relatedTo(article: DemoArticle, others: readonly Listed[]): string {
  const shared = (other: Listed): number =>
    other.tags.filter((tag) => article.tags.includes(tag)).length + (other.section === article.section ? 1 : 0);
  const links = others
    .filter((other) => other.slug !== article.slug)
    .sort((a, b) => shared(b) - shared(a))
    .slice(0, 3);
  return String(
    html`<ul>
      ${links.map((other) => html`<li><a href="${other.path}">${other.title}</a></li>`)}
    </ul>`,
  );
}

/** A date as the paper writes it. */
function dateOf(article: Listed): ReturnType<typeof html> {
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(article.published));
  return html`<time datetime="${article.published}">${words}</time>`;
}

/** The front page: every article, the first as its lead, with the number of comments each has. */
export function frontPage(articles: readonly Listed[], counts: Readonly<Record<string, number>>): string {
  return String(
    html`<!doctype html>
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${SITE}</title>
          <meta name="description" content="The demo of Afterword: articles that end with five working widgets." />
          <link rel="canonical" href="/" />
          <link rel="alternate" type="application/feed+json" title="${SITE}" href="/feed.json" />
          <link rel="stylesheet" href="/site.css" />
          <script type="module" src="/cdn/embed.js"></script>
        </head>
        <body>
          <article-widgets comments-src="/api"></article-widgets>
          <header class="masthead">
            <a class="masthead-name" href="/">${SITE}</a>
            <nav aria-label="Site">
              <a href="/outbox">Outbox</a>
              <a href="/moderation">Moderation</a>
            </nav>
          </header>
          <main>
            <h1 class="visually-hidden">All articles</h1>
            ${articles.map((article) => teaser(article, counts[article.slug] ?? 0))}
          </main>
          <footer class="colophon">
            <p>The Long View is the demo of Afterword: an invented paper around five real widgets.</p>
          </footer>
        </body>
      </html>`,
  );
}

function teaser(article: Listed, comments: number): ReturnType<typeof html> {
  const count = comments === 1 ? '1 comment' : `${comments} comments`;
  return html`<article class="teaser">
    <p class="kicker">${article.section}</p>
    <h2><a href="${article.path}">${article.title}</a></h2>
    <p>${article.summary}</p>
    <p class="byline">
      <span>by <span class="author">${article.author}</span></span> ${dateOf(article)}
      <a href="${article.path}#conversation"><comment-count thread="${article.slug}">${count}</comment-count></a>
    </p>
  </article>`;
}

/** Where an unknown address leads. */
export function notFoundPage(): string {
  return String(
    html`<!doctype html>
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Not found · ${SITE}</title>
          <link rel="stylesheet" href="/site.css" />
        </head>
        <body>
          <header class="masthead"><a class="masthead-name" href="/">${SITE}</a></header>
          <main>
            <h1>There is no such page</h1>
            <p><a href="/">All articles</a></p>
          </main>
        </body>
      </html>`,
  );
}

/** All articles as JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/. */
export function jsonFeed(articles: readonly (Listed & { text?: string })[], site: string): unknown {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: SITE,
    home_page_url: new URL('/', site).href,
    feed_url: new URL('/feed.json', site).href,
    language: 'en-GB',
    items: articles.map((article) => ({
      id: new URL(article.path, site).href,
      url: new URL(article.path, site).href,
      title: article.title,
      summary: article.summary,
      content_text: article.text ?? article.summary,
      date_published: article.published,
      authors: [{ name: article.author }],
      tags: [...new Set([...article.tags, article.section])],
    })),
  };
}
