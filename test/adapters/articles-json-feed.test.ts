import { expect } from 'chai';
import { fromSrc, jsonFeed, toArticles } from '../../src/adapters/articles/json-feed.js';
import type { AfterwordError } from '../../src/ports/errors.js';
import { articlesContract } from '../contracts/articles.js';

const SRC = 'https://paper.example/feeds/all.json';
const page = { url: 'https://paper.example/story' };
const signal = new AbortController().signal;

const FEED = {
  version: 'https://jsonfeed.org/version/1.1',
  title: 'The Paper',
  language: 'en-GB',
  authors: [{ name: 'The desk' }],
  items: [
    {
      id: '1',
      url: '../one?a=1',
      title: 'Q&amp;A: “peace”  talks &#8211; day&nbsp;one',
      summary: 'In short',
      content_html: '<p>First &amp;amp; <b>bold</b></p><script>alert(1)</script><p>Second</p>',
      image: '/images/one.jpg',
      date_published: '2026-02-05T07:30:00+01:00',
      authors: [{ name: 'Ann' }, { name: 'Bo' }],
      tags: ['World', ' peace talks ', 'World', 7, ''],
      language: 'de',
    },
    { id: 'https://paper.example/two', title: 'Two', content_text: 'Plain <b>text</b>', date_published: 'soon' },
  ],
};

const answering =
  (body: string, init: ResponseInit = {}): typeof fetch =>
  (_url, options) => {
    options?.signal?.throwIfAborted();
    return Promise.resolve(new Response(body, init));
  };
const withItems = (...items: unknown[]): ReturnType<typeof toArticles> => toArticles({ items }, SRC);
const fails = async (fetch: typeof globalThis.fetch): Promise<string> =>
  jsonFeed({ src: SRC, fetch })
    .list(page, signal)
    .then(
      () => 'answered',
      (error: AfterwordError) => error.code,
    );

describe('articles adapter json-feed', () => {
  const contract = articlesContract({
    make: () => jsonFeed({ src: SRC, fetch: answering(JSON.stringify(FEED)) }),
    makeBroken: () => jsonFeed({ src: SRC, fetch: () => Promise.reject(new TypeError('no network')) }),
    makeSlow: () =>
      jsonFeed({
        src: SRC,
        fetch: (_url, options) =>
          new Promise((_resolve, reject) => {
            options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason as Error));
          }),
      }),
  });
  for (const { name, run } of contract) it(`contract: ${name}`, run);

  it('reads an item as an article: addresses against the feed, references decoded once, HTML as its text', async () => {
    const { articles, skipped } = await jsonFeed({ src: SRC, fetch: answering(JSON.stringify(FEED)) }).list(page, signal);
    expect(skipped).to.equal(0);
    expect(articles[0]).to.deep.equal({
      url: 'https://paper.example/one?a=1',
      title: 'Q&A: “peace” talks – day one',
      summary: 'In short',
      text: 'First &amp; bold Second',
      image: 'https://paper.example/images/one.jpg',
      tags: ['World', 'peace talks'],
      author: 'Ann, Bo',
      publishedAt: Date.UTC(2026, 1, 5, 6, 30),
      lang: 'de',
    });
    expect(articles[1]).to.deep.include({ url: 'https://paper.example/two', text: 'Plain <b>text</b>', author: 'The desk' });
    expect(articles[1]!.publishedAt).to.equal(undefined);
    expect(articles[1]!.lang).to.equal('en-GB');
  });

  it('reads version 1 too', () => {
    const { articles } = toArticles(
      {
        version: 'https://jsonfeed.org/version/1',
        author: { name: 'Site' },
        items: [
          { id: 'a', external_url: 'https://elsewhere.example/a', title: 'A', author: { name: 'Cy' }, banner_image: 'b.png' },
        ],
      },
      SRC,
    );
    expect(articles[0]).to.deep.include({
      url: 'https://elsewhere.example/a',
      author: 'Cy',
      image: 'https://paper.example/feeds/b.png',
    });
  });

  it('skips and counts what has no title or no web address', () => {
    const { articles, skipped } = withItems(
      null,
      7,
      [],
      {},
      { url: '/a' },
      { url: '/a', title: '   ' },
      { url: '/a', title: { html: 'x' } },
      { url: 'javascript:alert(1)', title: 'Script' },
      { url: 'data:text/html,x', title: 'Data' },
      { url: 'https://bank.example@evil.example/', title: 'Another host' },
      { id: 'tag:paper.example,2026:1', title: 'No address' },
      { url: '/good', title: 'Good' },
    );
    expect(articles.map(({ title }) => title)).to.deep.equal(['Good']);
    expect(skipped).to.equal(11);
  });

  it('takes hostile values for what they are, or leaves them out', () => {
    const items = JSON.parse(
      `[{"__proto__":{"polluted":1},"constructor":"x","url":"/a","title":"<img src=x onerror=alert(1)>","image":"javascript:alert(1)",
         "tags":{"length":3},"authors":"x","date_published":{},"summary":["x"],"content_text":5}]`,
    ) as unknown[];
    const { articles } = withItems(...items, { url: '/b', title: 'x'.repeat(1_000_000), content_html: '<p>'.repeat(200_000) });
    expect(articles[0]!.title).to.equal('<img src=x onerror=alert(1)>');
    expect(articles[0]).to.deep.include({ image: undefined, tags: undefined, author: undefined, summary: undefined });
    expect(articles[1]!.title).to.have.length(300);
    expect(({} as { polluted?: number }).polluted).to.equal(undefined);
  });

  it('reads the first of many thousands of items only', () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({ url: `/${index}`, title: `Article ${index}` }));
    expect(withItems(...items).articles).to.have.length(200);
  });

  it('reads the last of them where the feed begins with the oldest, and the first where no date says so', () => {
    const dated = (from: number, step: number): unknown[] =>
      Array.from({ length: 5000 }, (_, index) => ({
        url: `/${index}`,
        title: `Article ${index}`,
        date_published: new Date(from + index * step).toISOString(),
      }));
    const titles = (...items: unknown[]): string[] => withItems(...items).articles.map(({ title }) => title);
    expect(titles(...dated(Date.UTC(2010), 3_600_000))[0]).to.equal('Article 4999');
    expect(titles(...dated(Date.UTC(2026), -3_600_000))[0]).to.equal('Article 0');
    expect(titles(null, ...dated(Date.UTC(2010), 3_600_000))[0]).to.equal('Article 0');
  });

  it('keeps no language that is longer than any is', () => {
    expect(withItems({ url: '/a', title: 'A', language: 'x'.repeat(200_000) }).articles[0]!.lang).to.have.length(80);
  });

  it('says what is wrong with a feed that is none', async () => {
    expect(await fails(answering('<!doctype html><title>Sign in</title>'))).to.equal('unreadable');
    expect(await fails(answering(''))).to.equal('unreadable');
    expect(await fails(answering('{"items":[{"url":"/a",'))).to.equal('unreadable');
    expect(await fails(answering('[]'))).to.equal('unreadable');
    expect(await fails(answering('{"items":"none"}'))).to.equal('unreadable');
    expect(await fails(answering('{}', { status: 404 }))).to.equal('not-found');
    expect(await fails(answering('', { status: 500 }))).to.equal('server');
    expect(await fails(answering('', { status: 429, headers: { 'Retry-After': '9' } }))).to.equal('rate-limited');
    expect(await fails(answering('{"items":[]}'))).to.equal('answered');
  });

  it('is made from the address of a src attribute, and refuses one that cannot be fetched', () => {
    expect(fromSrc(new URL(SRC)).key).to.equal(`json-feed ${SRC}`);
    for (const src of ['file:///etc/passwd', 'javascript:alert(1)', '/feed.json']) {
      expect(() => jsonFeed({ src }))
        .to.throw()
        .with.property('code', 'misconfigured');
    }
  });
});
