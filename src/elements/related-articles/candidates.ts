import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';

/** More candidates than a reader would ever look at cost time and find nothing better. */
const MOST = 100;
/** A clock may run ahead and a newsroom may be in another time zone; beyond a day a date is wrong and counts as none. */
const DAY = 86_400_000;

/**
 * What of a list may be offered, in its order: readable, with a web address, each article once.
 *
 * @param taken comparable addresses that are never offered; those of the answer are added
 * @param exclude addresses with `*` for any characters, separated by spaces; relative ones resolve against `base`
 */
export function candidates(
  articles: readonly Article[],
  taken: Set<string>,
  exclude: string,
  base: string,
): readonly Article[] {
  const excluded = toPattern(exclude, base);
  const latest = Date.now() + DAY;
  const found: Article[] = [];
  // A list that a developer made may hold anything.
  for (const article of articles as readonly (Article | null)[]) {
    const url = webUrl(article?.url);
    if (!article || !url || typeof article.title !== 'string' || !/[^\s\p{Cf}]/u.test(article.title)) continue;
    const key = comparableUrl(url);
    if (taken.has(key) || excluded.test(key)) continue;
    taken.add(key);
    found.push({ ...article, url, publishedAt: article.publishedAt! < latest ? article.publishedAt : undefined });
    if (found.length === MOST) break;
  }
  return found;
}

function toPattern(exclude: string, base: string): RegExp {
  const patterns = exclude.split(/\s+/).flatMap((address) => {
    const url = address && webUrl(address, base);
    return url
      ? comparableUrl(url)
          .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')
      : [];
  });
  // Without any, nothing matches.
  return new RegExp(`^(?:${patterns.join('|') || '(?!)'})$`);
}
