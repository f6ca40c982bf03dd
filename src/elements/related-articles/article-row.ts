import { html, nothing, type TemplateResult } from 'lit';
import { isoTime, relativeTime } from '../../content/time.js';
import { webUrl } from '../../content/urls.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Article } from '../../ports/articles.js';
import type { RankedArticle } from '../../relevance/rank.js';
import type { relatedArticlesWords } from './related-articles.words.js';

type ArticleWords = WordsController<typeof relatedArticlesWords>;

/** A title is a line or three; what is longer is a mistake or an attack, and would take the whole page. */
const LONGEST_TITLE = 300;
/** A clock may run ahead and a newsroom may be in another time zone; beyond a day a date is wrong and is not shown. */
const DAY = 86_400_000;

export interface RowOptions {
  words: ArticleWords;
  /** Keeps the picture's place in every row once one of the articles has a picture. */
  media: boolean;
  brokenImages: ReadonlySet<string>;
  onSelect: (event: Event) => void;
  onBroken: (image: string) => void;
}

/** One article as a list item; the link covers all of it. */
export function articleRow({ article, because }: RankedArticle, options: RowOptions): TemplateResult {
  const { words, media, brokenImages, onBroken } = options;
  const image = webUrl(article.image);
  const reason = tellingReason(article, because);
  // A list that a developer made may hold anything; only web addresses become links.
  const url = webUrl(article.url);
  return html`
    <li part="item" class=${media ? 'with-media' : ''}>
      ${
        media
          ? html`<span class="media" part="media"
              >${
                image
                  ? html`<img
                      class=${brokenImages.has(image) ? 'broken' : ''}
                      src=${image}
                      alt=""
                      width="3"
                      height="2"
                      loading="lazy"
                      decoding="async"
                      referrerpolicy="no-referrer"
                      @error=${() => onBroken(image)}
                    />`
                  : nothing
              }</span
            >`
          : nothing
      }
      <div class="text">
        <a
          part="link"
          lang=${article.lang || nothing}
          href=${url ?? nothing}
          @click=${options.onSelect}
          @auxclick=${options.onSelect}
          ><bdi>${article.title.slice(0, LONGEST_TITLE)}</bdi></a
        >
        ${metaOf(article, words)}
        ${reason ? html`<p class="reason muted" part="reason">${sameTopic(reason, words)}</p>` : nothing}
      </div>
    </li>
  `;
}

function metaOf(article: Article, words: ArticleWords): TemplateResult | typeof nothing {
  const date = dateOf(article, words);
  const minutes = readingTime(article, words);
  if (!article.section && !date && !minutes) return nothing;
  return html`<p class="meta muted" part="meta">
    ${article.section ? html`<span>${article.section}</span>` : nothing}${
      date ? html`<time datetime=${isoTime(article.publishedAt!) ?? nothing}>${date}</time>` : nothing
    }${minutes ? html`<span>${minutes}</span>` : nothing}
  </p>`;
}

function dateOf({ publishedAt }: Article, words: ArticleWords): string {
  const now = Date.now();
  return publishedAt === undefined || publishedAt > now + DAY ? '' : relativeTime(publishedAt, now, words.lang);
}

function readingTime({ readingMinutes }: Article, words: ArticleWords): string {
  return readingMinutes && readingMinutes > 0 ? words.t('readingTime', { n: Math.ceil(readingMinutes) }) : '';
}

/** The strongest reason that the title and section do not say already; a reader can read those. */
export function tellingReason({ title, section }: Article, because: readonly string[]): string | undefined {
  const said = `${title}\n${section ?? ''}`.toLowerCase();
  return because.find((reason) => !said.includes(reason.toLowerCase())) ?? because[0];
}

/** What is known of a link the publisher wrote, in one line. */
export function noteOf({ article, because }: RankedArticle, words: ArticleWords): string {
  const topic = tellingReason(article, because);
  return [article.section, dateOf(article, words), readingTime(article, words), topic && sameTopic(topic, words)]
    .filter(Boolean)
    .join(' · ');
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

function sameTopic(topic: string, words: ArticleWords): string {
  // A topic that runs against the direction of the sentence around it would drag its punctuation along (FSI … PDI).
  const isAlien = RIGHT_TO_LEFT.test(topic) !== RIGHT_TO_LEFT.test(words.t('sameTopic', { topic: '' }));
  return words.t('sameTopic', { topic: isAlien ? `\u2068${topic}\u2069` : topic });
}
