import { html, nothing, type TemplateResult } from 'lit';
import { relativeTime } from '../../content/time.js';
import { webUrl } from '../../content/urls.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { RankedArticle } from '../../relevance/rank.js';
import type { relatedArticlesWords } from './related-articles.words.js';

type ArticleWords = WordsController<typeof relatedArticlesWords>;

/** A title is a line or three; what is longer is a mistake or an attack, and would take the whole page. */
const LONGEST_TITLE = 300;
/** A clock may run ahead and a newsroom may be in another time zone; beyond a day a date is wrong and is not shown. */
const DAY = 86_400_000;

/** One article as a list item; the link covers all of it. `media` keeps the place of a picture, whether there is one or not. */
export function articleRow(row: RankedArticle, words: ArticleWords, media: boolean): TemplateResult {
  const { lang, title, url } = row.article;
  const image = webUrl(row.article.image);
  const facts = factsOf(row, words);
  const reason = reasonOf(row, words);
  // A list that a developer made may hold anything; only web addresses become links.
  return html`<li part="item">
    <div class="text">
      <a class="title" part="link" lang=${lang || nothing} href=${webUrl(url) ?? nothing}
        ><bdi>${title.slice(0, LONGEST_TITLE)}</bdi></a
      >
      <p class="meta muted" part="meta">
        ${facts}${reason ? html`<span class="reason" part="reason">${facts ? ' · ' : ''}${reason}</span>` : nothing}
      </p>
    </div>
    ${
      media
        ? html`<span class="media" part="media"
            >${
              image
                ? html`<img src=${image} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide} />`
                : nothing
            }</span
          >`
        : nothing
    }
  </li>`;
}

/** The place of an article to come. */
export const emptyRow = html`<li>
  <div class="text">
    <span class="title">&nbsp;</span>
    <p class="meta">&nbsp;</p>
  </div>
</li>`;

/** What is known of a link the publisher wrote, in one line. */
export function noteOf(row: RankedArticle, words: ArticleWords): string {
  return [factsOf(row, words), reasonOf(row, words)].filter(Boolean).join(' · ');
}

function factsOf({ article }: RankedArticle, words: ArticleWords): string {
  const { section, publishedAt = Infinity, readingMinutes = 0 } = article;
  const now = Date.now();
  const date = publishedAt < now + DAY && relativeTime(publishedAt, now, words.lang);
  return [section, date, readingMinutes > 0 && words.t('readingTime', { n: Math.ceil(readingMinutes) })]
    .filter(Boolean)
    .join(' · ');
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
