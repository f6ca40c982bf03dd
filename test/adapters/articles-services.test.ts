import { expect } from 'chai';
import * as ghost from '../../src/adapters/articles/ghost.js';
import * as wordpress from '../../src/adapters/articles/wordpress.js';
import type { Article } from '../../src/ports/articles.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay } from '../support/recorded.js';

const page = { url: 'http://127.0.0.1:8068/talks' };
const signal = new AbortController().signal;

describe('wordpress() for articles', () => {
  const root = 'http://127.0.0.1:8068/wp-json/';

  it('lists the latest posts with section, tags, author and date, and asks only for what it shows', async () => {
    const { fetch, calls } = replay(() => recorded('wordpress/posts-embed'));
    const { articles, skipped } = await wordpress.wordpress({ root, fetch }).list(page, signal);
    expect(calls[0]!.url.searchParams.get('_fields')).to.contain('_links.wp:featuredmedia');
    expect(articles[0]).to.deep.include({
      url: 'http://127.0.0.1:8068/2026/10/deep-sea-vents-and-the-origin-of-life/',
      title: 'Deep sea vents and the origin of life',
      section: 'Science',
      author: 'editor',
      publishedAt: Date.UTC(2026, 9, 6, 9),
    });
    expect([articles.length, skipped]).to.deep.equal([3, 0]);
  });

  it('decodes titles once and drops posts without an address', async () => {
    const body = [
      { link: '/relative', title: { rendered: 'x' } },
      { link: 'https://n.example/a', title: { rendered: 'R&#038;D &amp;amp; &lt;b&gt;' } },
      { link: 'javascript:x', title: { rendered: 'y' } },
      7,
    ];
    const { fetch } = replay(() => new Response(JSON.stringify(body)));
    const { articles, skipped } = await wordpress.wordpress({ root, fetch }).list(page, signal);
    expect([articles.map(({ title }) => title), skipped]).to.deep.equal([['R&D &amp; <b>'], 3]);
  });

  it('calls anything but a list unreadable', async () => {
    for (const body of ['{}', '<!doctype html>', '']) {
      const { fetch } = replay(() => new Response(body));
      expect((await failure(wordpress.wordpress({ root, fetch }).list(page, signal))).code).to.equal('unreadable');
    }
  });

  it('takes its options from the source', () => {
    expect(wordpress.fromSrc(new URL(`${root}?limit=12`)).key).to.equal(`wordpress ${root}`);
    expect(() => wordpress.fromSrc(new URL(`${root}?limit=all`))).to.throw(AfterwordError, 'limit=all');
  });
});

describe('ghost() for articles', () => {
  const src = 'http://127.0.0.1:2368/';

  it('lists the latest public posts with their tags', async () => {
    const { fetch, calls } = replay(() => recorded('ghost/content-posts'));
    const { articles } = await ghost.ghost({ src, key: 'k', fetch }).list(page, signal);
    expect(calls[0]!.url.searchParams.get('filter')).to.equal('visibility:public');
    expect(articles[1]).to.deep.include({
      title: 'Deep sea vents and the origin of life',
      tags: ['Ocean', 'Biology'],
      section: 'Ocean',
      author: 'Ed Itor',
    });
  });

  for (const name of ['content-bad-key', 'content-no-key']) {
    it(`tells the developer about ${name}`, async () => {
      const { fetch } = replay(() => recorded(`ghost/${name}`));
      expect((await failure(ghost.ghost({ src, key: 'k', fetch }).list(page, signal))).code).to.equal('misconfigured');
    });
  }

  it('wants its key in the source', () => {
    expect(ghost.fromSrc(new URL(`${src}?key=abc`)).key).to.equal('ghost http://127.0.0.1:2368/ghost/api/content/posts/');
    expect(() => ghost.fromSrc(new URL(src))).to.throw(AfterwordError, '?key=');
  });
});

describe('an article of sizes nobody wrote', () => {
  const long = 'ab '.repeat(70_000);
  const posts: Readonly<Record<string, () => Article | undefined>> = {
    ghost: () =>
      ghost.toArticle({
        url: page.url,
        title: long,
        custom_excerpt: long,
        feature_image_alt: long,
        tags: Array.from({ length: 500 }, () => ({ name: long })),
        authors: [{ name: long }],
        reading_time: -1,
      }),
    wordpress: () =>
      wordpress.toArticle({
        link: page.url,
        title: { rendered: long },
        excerpt: { rendered: long },
        _embedded: {
          author: [{ name: long }],
          'wp:featuredmedia': [{ alt_text: long }],
          'wp:term': ['category', 'post_tag'].map((taxonomy) => Array.from({ length: 500 }, () => ({ taxonomy, name: long }))),
        },
      }),
  };
  for (const [name, post] of Object.entries(posts)) {
    it(`is shown by its beginning, from ${name} (D46)`, () => {
      const { title, summary, imageAlt, tags, section, author, readingMinutes } = post()!;
      const lengths = [title, summary, imageAlt, section, author].map((text) => text!.length);
      expect(lengths.map((length) => length > 100 && length <= 1000)).to.deep.equal(lengths.map(() => true));
      expect([title.length, tags!.length]).to.deep.equal([300, 30]);
      expect(Math.max(...tags!.map((tag) => tag.length))).to.be.at.most(200);
      expect(readingMinutes).to.equal(undefined);
    });
  }
});
