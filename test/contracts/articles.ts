import type { Article, ArticlesPort } from '../../src/ports/articles.js';
import { assert, fails, rejects, signal, type ContractCase } from './assert.js';

/** What an articles adapter brings to be measured. Nothing here needs a test framework: run each case and await it. */
export interface ArticlesContractSetup {
  /** A port on a source that works and has articles. Called anew for each case. */
  make: () => ArticlesPort | Promise<ArticlesPort>;
  /** The same port on a source that is down, when that can be had. */
  makeBroken?: () => ArticlesPort | Promise<ArticlesPort>;
  /** The same port on a source that answers late or never, when that can be had. */
  makeSlow?: () => ArticlesPort | Promise<ArticlesPort>;
}

const PAGE = Object.freeze({ url: 'https://paper.example/story', title: 'A story' });
const TEXTS = ['summary', 'text', 'imageAlt', 'section', 'author', 'lang'] as const;

/** The promises of `ArticlesPort`, one case each; `run` rejects when one is broken. */
export function articlesContract(setup: ArticlesContractSetup): ContractCase[] {
  const cases: ContractCase[] = [
    {
      name: 'has a key that is the same on every page load',
      async run() {
        const [one, two] = [await setup.make(), await setup.make()];
        assert(typeof one.key === 'string' && one.key.length > 0, 'the key is empty');
        assert(one.key === two.key, `the key changed from ${one.key} to ${two.key}`);
      },
    },
    {
      name: 'answers articles with a title and an absolute web address',
      async run() {
        const { articles, skipped } = await (await setup.make()).list(PAGE, signal());
        assert(articles.length > 0, 'there are none');
        for (const article of articles) checkArticle(article);
        assert(skipped === undefined || (Number.isInteger(skipped) && skipped >= 0), `skipped ${skipped}`);
      },
    },
    {
      name: 'answers the same to the same question, and leaves the page identity alone',
      async run() {
        const port = await setup.make();
        const [one, two] = [await port.list(PAGE, signal()), await port.list(PAGE, signal())];
        assert(JSON.stringify(one) === JSON.stringify(two), 'the two answers differ');
      },
    },
    {
      name: 'does nothing once its signal is aborted',
      async run() {
        const reason = new Error('the element is gone');
        const port = await setup.make();
        const thrown = await rejects(() => port.list(PAGE, AbortSignal.abort(reason)), 'listing');
        assert(thrown === reason, `it rejected with ${String(thrown)}`);
      },
    },
  ];
  const { makeBroken, makeSlow } = setup;
  if (makeBroken) {
    cases.push({
      name: 'rejects with an AfterwordError when its source is down',
      async run() {
        const port = await makeBroken();
        await fails(() => port.list(PAGE, signal()));
      },
    });
  }
  if (makeSlow) {
    cases.push({
      name: 'stops waiting when its signal is aborted on the way',
      async run() {
        const controller = new AbortController();
        const reason = new Error('the reader left');
        const port = await makeSlow();
        setTimeout(() => controller.abort(reason), 20);
        const thrown = await rejects(() => port.list(PAGE, controller.signal), 'listing');
        assert(thrown === reason, `it rejected with ${String(thrown)}`);
      },
    });
  }
  return cases;
}

function checkArticle(article: Article): void {
  const { protocol } = new URL(article.url);
  assert(protocol === 'http:' || protocol === 'https:', `${article.url} is no web address`);
  assert(typeof article.title === 'string' && article.title.trim().length > 0, `${article.url} has no title`);
  if (article.image !== undefined) assert(/^https?:/.test(article.image), `${article.image} is no web address`);
  for (const name of TEXTS) {
    const value = article[name];
    assert(value === undefined || typeof value === 'string', `${name} of ${article.url} is no text`);
  }
  for (const tag of article.tags ?? []) assert(typeof tag === 'string' && tag.length > 0, `${article.url} has an empty tag`);
  const { publishedAt } = article;
  assert(publishedAt === undefined || Number.isFinite(publishedAt), `${article.url} has an unreadable date`);
}
