import { html, nothing, type TemplateResult } from 'lit';
import { relativeTime } from '../../content/time.js';
import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import type { RankedArticle } from '../../relevance/rank.js';
import type { ArticleWords } from './features.js';

/** A title is a line or three; what is longer is a mistake or an attack, and would take the whole page. */
const LONGEST_TITLE = 300;

/** Stays on the line of what it follows. */
const SEPARATOR = '\u00a0· ';

/** Pictures in a list are small. `auto`: a browser that knows it looks at the place itself. */
const SIZES = { list: 'auto, 8em', cards: 'auto, (min-width: 40em) 20em, 100vw' };

/** One article as a list item; the link covers all of it. `layout` is given where pictures have a place, whether there is one or not. */
export function articleRow(row: RankedArticle, words: ArticleWords, layout?: keyof typeof SIZES): TemplateResult {
  const { lang, sponsored, title, url } = row.article;
  const facts = factsOf(row.article, words);
  const reason = reasonOf(row, words);
  return html`<li part="item">
    <div class="text">
      <a class="title" part="link" lang=${lang || nothing} rel=${sponsored ? 'sponsored' : nothing} href=${url}
        ><bdi>${title.slice(0, LONGEST_TITLE)}</bdi></a
      >
      <p class="meta muted" part="meta">
        ${sponsored ? html`<b part="label">${words.t('sponsored')}</b>${facts.length ? SEPARATOR : ''}` : nothing}${facts.map(
          (fact, at) => html`${at ? SEPARATOR : ''}<bdi>${fact}</bdi>`,
        )}${
          reason
            ? html`<span class="reason" part="reason">${sponsored || facts.length ? SEPARATOR : ''}<bdi>${reason}</bdi></span>`
            : nothing
        }
      </p>
    </div>
    ${layout ? html`<span class="media" part="media">${renderImage(row.article, SIZES[layout])}</span>` : nothing}
  </li>`;
}

function renderImage({ image, imageSet }: Article, sizes: string): TemplateResult | typeof nothing {
  const src = webUrl(image);
  if (!src) return nothing;
  const sources: readonly ({ url: string; width: number } | null)[] = Array.isArray(imageSet) ? imageSet : [];
  const set = sources.flatMap((source) => {
    const url = webUrl(source?.url);
    return url && source!.width > 0 ? `${url} ${Math.round(source!.width)}w` : [];
  });
  return html`<img
    src=${src}
    srcset=${set.join(', ') || nothing}
    sizes=${set.length ? sizes : nothing}
    alt=""
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    @error=${hide}
  />`;
}

/** What is known of a link the publisher wrote, in one line. */
export function noteOf(row: RankedArticle, words: ArticleWords): string {
  const facts = [...factsOf(row.article, words), reasonOf(row, words)].filter(Boolean);
  // Each in a direction of its own, which nothing inside can end.
  return facts.map((fact) => `\u2068${fact.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`).join(SEPARATOR);
}

function factsOf({ section, author, publishedAt = Infinity, readingMinutes = 0 }: Article, words: ArticleWords): string[] {
  return [
    section,
    author,
    // A publisher's clock or time zone may be ahead.
    relativeTime(publishedAt, Math.max(publishedAt, Date.now()), words.lang),
    readingMinutes > 0 && words.t('readingTime', { n: Math.ceil(readingMinutes) }),
  ].filter((fact) => typeof fact === 'string' && fact !== '') as string[];
}

/** The strongest reason that the title and section do not say already; a reader can read those. */
function reasonOf({ article, because }: RankedArticle, words: ArticleWords): string {
  const said = `${article.title}\n${article.section}`.toLowerCase();
  const topic = because.find((reason) => !said.includes(reason.toLowerCase())) ?? because[0];
  return topic ? words.t('sameTopic', { topic }) : '';
}

/** A picture that does not come leaves its place empty. */
function hide({ target }: Event): void {
  (target as HTMLElement).style.visibility = 'hidden';
}
