import { expect } from 'chai';
import { fromSrc, index, toArticles } from '../../src/adapters/articles/index.js';
import type { AfterwordError } from '../../src/ports/errors.js';
import { comparableUrl } from '../../src/relevance/comparable-url.js';
import { INDEX_VERSION, keyInShard, shardOf, shardPath } from '../../src/relevance/shard.js';
import { articlesContract } from '../contracts/articles.js';

const page = { url: 'https://paper.example/story' };
const signal = new AbortController().signal;
const SHARD = {
  version: INDEX_VERSION,
  base: 'https://paper.example',
  cards: [
    ['/talks', 'Peace talks', 29_500_000, 'World', '/talks.jpg', 'Ann', 4, 'en'],
    ['https://other.example/bread', 'Bread'],
    ['javascript:alert(1)', 'Bad'],
    ['/untitled', ''],
  ],
  articles: { [keyInShard(page.url)]: [[1, 'sourdough'], [0], [2], [3], [99], 'x', [null]] },
};

const answering =
  (body: string, init: ResponseInit = {}, asked: string[] = []): typeof fetch =>
  (url, options) => {
    options?.signal?.throwIfAborted();
    asked.push(String(url));
    return Promise.resolve(new Response(body, init));
  };
const made = (fetch: typeof globalThis.fetch) => index({ src: 'https://paper.example/related/', shards: 6250, fetch });
const fails = async (fetch: typeof globalThis.fetch): Promise<string> =>
  made(fetch)
    .list(page, signal)
    .then(
      () => 'answered',
      (error: AfterwordError) => error.code,
    );

describe('articles adapter index', () => {
  const contract = articlesContract({
    make: () => made(answering(JSON.stringify(SHARD))),
    makeBroken: () => made(() => Promise.reject(new TypeError('no network'))),
    makeSlow: () =>
      made(
        (_url, options) =>
          new Promise((_resolve, reject) => {
            options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason as Error));
          }),
      ),
  });
  for (const { name, run } of contract) it(`contract: ${name}`, run);

  it('asks for one small file, at an address that follows from that of the article', async () => {
    const asked: string[] = [];
    const port = made(answering(JSON.stringify(SHARD), {}, asked));
    await port.list({ url: 'http://www.paper.example/story/?utm_source=x#top' }, signal);
    await port.list(page, signal);
    const shard = shardOf('https://paper.example/story', 6250);
    expect(asked).to.deep.equal(Array(2).fill(`https://paper.example/related/${shardPath(shard)}`));
  });

  it('spreads articles evenly over the files, and never more than a thousand to a folder', () => {
    const counts = new Array<number>(100).fill(0);
    for (let at = 0; at < 10_000; at++) counts[shardOf(`https://paper.example/2024/story-${at}`, 100)]!++;
    expect(Math.min(...counts)).to.be.above(60);
    expect(Math.max(...counts)).to.be.below(145);
    expect([0, 999, 1000, 6249].map(shardPath)).to.deep.equal(['0/0.json', '0/999.json', '1/0.json', '6/249.json']);
  });

  it('stays where published indexes expect it: addresses hash as they always did', () => {
    expect(shardOf('https://paper.example/story', 6250)).to.equal(4317);
    expect(keyInShard('https://paper.example/story')).to.equal('1r1o0ia');
    expect(comparableUrl('https://www.paper.example/story/')).to.equal('paper.example/story');
  });

  it('tells the articles of a file apart, however alike their addresses are', () => {
    const addresses = Array.from({ length: 10_000 }, (_, at) => `https://paper.example/2024/story-${at}`);
    expect(new Set(addresses.map(keyInShard)).size).to.equal(10_000);
    expect(keyInShard('http://www.paper.example/story/?utm_source=x')).to.equal(keyInShard(page.url));
  });

  it('answers in the order of the index, with the reasons, and leaves out what cannot be shown', async () => {
    const { articles, ranked, skipped } = await made(answering(JSON.stringify(SHARD))).list(page, signal);
    expect(ranked).to.equal(true);
    expect(skipped).to.equal(5);
    expect(articles.map(({ title }) => title)).to.deep.equal(['Bread', 'Peace talks']);
    expect(articles[0]!.because).to.deep.equal(['sourdough']);
    expect(articles[1]).to.deep.equal({
      url: 'https://paper.example/talks',
      title: 'Peace talks',
      publishedAt: 29_500_000 * 60_000,
      section: 'World',
      image: 'https://paper.example/talks.jpg',
      author: 'Ann',
      readingMinutes: 4,
      lang: 'en',
      because: [],
    });
  });

  it('says of a card whose place was paid for that it was, and takes cards of before and after it', async () => {
    const cards = [
      ['/paid', 'Paid', 0, '', '', '', 0, '', 1],
      ['/of-before', 'Of before'],
      ['/later', 'Later', 0, '', '', '', 0, '', 0, 'a place of later'],
      ['/odd', 'Odd', 0, '', '', '', 0, '', 'true'],
    ];
    const shard = { ...SHARD, cards, articles: { [keyInShard(page.url)]: [[0], [1], [2], [3]] } };
    const { articles } = await made(answering(JSON.stringify(shard))).list(page, signal);
    expect(articles.map(({ title, sponsored }) => [title, sponsored])).to.deep.equal([
      ['Paid', true],
      ['Of before', undefined],
      ['Later', undefined],
      ['Odd', undefined],
    ]);
  });

  it('takes no text of a card that is longer than anybody reads', () => {
    const card = ['/long', 't'.repeat(200_000), 0, 's'.repeat(200_000), '', 'a'.repeat(200_000)];
    const shard = { ...SHARD, cards: [card], articles: { [keyInShard(page.url)]: [[0, 'r'.repeat(200_000)]] } };
    const [article] = toArticles(shard, page.url, 'x').articles;
    const texts = [article!.title, article!.section, article!.author, ...article!.because!];
    expect(texts.map((text) => text!.length)).to.deep.equal([300, 300, 300, 300]);
  });

  it('has an empty list for an article the index does not know yet', async () => {
    for (const url of ['https://paper.example/new', 'https://paper.example/__proto__', 'constructor']) {
      expect((await made(answering(JSON.stringify(SHARD))).list({ url }, signal)).articles).to.deep.equal([]);
    }
  });

  it('says what is wrong with a broken shard, so that other links can be shown', async () => {
    expect(await fails(answering('Not found', { status: 404 }))).to.equal('not-found');
    expect(await fails(answering('<!doctype html><p>Our site', { status: 200 }))).to.equal('unreadable');
    expect(await fails(answering(JSON.stringify(SHARD).slice(0, 80)))).to.equal('unreadable');
    expect(await fails(answering('', { status: 503 }))).to.equal('server');
    for (const wrong of [{ version: 1 }, { version: undefined }, { cards: null }, { articles: [] }, { articles: 'x' }])
      expect(await fails(answering(JSON.stringify({ ...SHARD, ...wrong }))), JSON.stringify(wrong)).to.equal('unreadable');
  });

  it('survives any value in any place', () => {
    for (const value of [null, 0, 7, '', 'x', [], {}, true, '/'.repeat(10_000)]) {
      for (const place of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
        const card = [...SHARD.cards[0]!, 1].with(place, value as string);
        const { articles } = toArticles({ ...SHARD, cards: [card, SHARD.cards[1]] }, page.url, 'x');
        expect(articles.at(0)?.title).to.equal('Bread');
      }
      expect(() =>
        toArticles({ ...SHARD, base: value, articles: { [keyInShard(page.url)]: value } }, page.url, 'x'),
      ).not.to.throw();
    }
  });

  it('takes the folder and the number of shards from src, and says when they are missing', () => {
    const src = (address: string): string => {
      try {
        return fromSrc(new URL(address)).key;
      } catch (error) {
        return (error as AfterwordError).code;
      }
    };
    expect(src('https://paper.example/related?shards=12')).to.equal('index https://paper.example/related/ 12');
    expect(src('https://paper.example/related/?v=3&shards=12')).to.equal('index https://paper.example/related/?v=3 12');
    for (const bad of ['', '?shards=', '?shards=0', '?shards=1.5', '?shards=many', '?shards=-4'])
      expect(src(`https://paper.example/related/${bad}`), bad).to.equal('misconfigured');
    expect(src('ftp://paper.example/related/?shards=12')).to.equal('misconfigured');
  });
});
