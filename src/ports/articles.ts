import type { PageIdentity } from './page.js';

export interface Article {
  /** Absolute, `http:` or `https:`. */
  url: string;
  title: string;
  summary?: string | undefined;
  /** Plain text of the whole article, when the source has it. */
  text?: string | undefined;
  image?: string | undefined;
  imageAlt?: string | undefined;
  /** The same picture in several widths, in pixels. */
  imageSet?: readonly { url: string; width: number }[] | undefined;
  tags?: readonly string[] | undefined;
  section?: string | undefined;
  author?: string | undefined;
  /** Milliseconds since the epoch; absent when the source's date cannot be read. */
  publishedAt?: number | undefined;
  readingMinutes?: number | undefined;
  /** BCP 47 tag of the article's language. */
  lang?: string | undefined;
  /** Somebody paid for its place: it is labelled so wherever it is shown. */
  sponsored?: boolean | undefined;
  /** Where the source ranked: what this article and the asked page are both about, most telling first. */
  because?: readonly string[] | undefined;
}

export interface ArticleList {
  articles: readonly Article[];
  /** The source's order already is relevance for the asked page: it is not ranked again. */
  ranked?: boolean | undefined;
  /** Items dropped because they had no readable title or address. */
  skipped?: number | undefined;
}

/** Where candidates for the next read come from. Rejects with an `AfterwordError` and honours its signal. */
export interface ArticlesPort {
  /** Names the source and its address: an element that is given another port of the same key keeps what it shows. */
  readonly key: string;
  /**
   * The articles that may be read after `page`, all in one answer; the page's own may be among them. A source without articles is an
   * empty list. `not-found`, `offline`, `timeout`, `unreadable` and `server` say why there is none; once aborted, it rejects with the
   * signal's reason.
   */
  list(page: PageIdentity, signal: AbortSignal): Promise<ArticleList>;
}
