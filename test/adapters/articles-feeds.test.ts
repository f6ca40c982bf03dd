import { expect } from 'chai';
import { atom, toArticles as readAtom } from '../../src/adapters/articles/atom.js';
import { feed, fromSrc, kindOf } from '../../src/adapters/articles/feed.js';
import { rss, toArticles as readRss } from '../../src/adapters/articles/rss.js';
import { feedDate } from '../../src/adapters/feed-values.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { ensureDomParser } from '../support/dom-parser.js';
import { failure } from '../support/failure.js';
import { recorded, replay } from '../support/recorded.js';

const AT = 'https://paper.example/feeds/all.xml';
const page = { url: 'https://paper.example/story' };
const signal = new AbortController().signal;

const NAMESPACES = `xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"`;
const rssFeed = (items: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" ${NAMESPACES} ${more}><channel><title>The Paper</title>
   <link>https://paper.example/</link><language>en-GB</language>${items}</channel></rss>`;
const atomFeed = (entries: string, more = ''): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" ${more}><title>Die Zeitung</title>
   <author><name>Die Redaktion</name></author>${entries}</feed>`;

await ensureDomParser();

describe('rss()', () => {
  it('reads an item: addresses against the feed, references decoded once, HTML as its text (D47)', () => {
    const { articles, skipped } = readRss(
      rssFeed(`<item>
        <title>Q&amp;amp;A: R&amp;#38;D &amp;amp;lt;b&amp;amp;gt;</title>
        <link> ../one?a=1&amp;b=2 </link>
        <description><![CDATA[<p>In&nbsp;short &amp;amp; <b>good</b></p><script>alert(1)</script>]]></description>
        <content:encoded><![CDATA[<p>First</p><style>p{}</style><p>Second</p>]]></content:encoded>
        <dc:creator>Ann</dc:creator><category>World</category><category><![CDATA[Q&A]]></category><category>World</category>
        <pubDate>Thu, 05 Feb 2026 07:30:00 +0100</pubDate>
        <media:thumbnail url="/images/one.jpg"/>
      </item>`),
      AT,
    );
    expect(skipped).to.equal(0);
    expect(articles).to.deep.equal([
      {
        url: 'https://paper.example/one?a=1&b=2',
        title: 'Q&A: R&D &lt;b&gt;',
        summary: 'In short &amp; good',
        text: 'First Second',
        image: 'https://paper.example/images/one.jpg',
        tags: ['World', 'Q&A'],
        author: 'Ann',
        publishedAt: Date.UTC(2026, 1, 5, 6, 30),
        lang: 'en-GB',
      },
    ]);
  });

  it('reads 0.91 with its document type, 0.90 and 1.0 in RDF, and a channel without its rss element (D47)', () => {
    const old = `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
      <rss version="0.91"><channel><item><title>Caf&eacute;</title><link>https://paper.example/a</link></item></channel></rss>`;
    const rdf = (
      namespace: string,
    ): string => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="${namespace}"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel>
      <item rdf:about="https://paper.example/b"><title>B</title><dc:date>2026-02-05T06:30:00Z</dc:date><dc:subject>Sea</dc:subject></item></rdf:RDF>`;
    expect(readRss(old, AT).articles[0]).to.deep.include({ title: 'Café', url: 'https://paper.example/a' });
    for (const namespace of ['http://purl.org/rss/1.0/', 'http://my.netscape.com/rdf/simple/0.9/']) {
      const [article] = readRss(rdf(namespace), AT).articles;
      expect(article).to.deep.include({
        url: 'https://paper.example/b',
        title: 'B',
        tags: ['Sea'],
        publishedAt: Date.UTC(2026, 1, 5, 6, 30),
      });
    }
    expect(readRss('<channel><item><title>A</title><link>/a</link></item></channel>', AT).articles).to.have.length(1);
  });

  it('finds the address in the link, an Atom link or a permanent guid, and the picture in a medium or an enclosure (D47)', () => {
    const { articles } = readRss(
      rssFeed(`
        <item><title>a</title><guid>https://paper.example/a</guid><enclosure type="audio/mpeg" url="/a.mp3"/><enclosure type="image/png" url="/a.png"/></item>
        <item><title>b</title><atom:link rel="self" href="/no"/><atom:link href="/b"/><media:group><media:content medium="image" url="/b.jpg"/></media:group></item>
        <item><title>c</title><guid isPermaLink="false">https://paper.example/no</guid></item>
        <item><title>d</title><link></link><guid isPermaLink="true">https://paper.example/d</guid><author>d@paper.example (Dee)</author></item>
        <item xml:base="https://cdn.example/x/"><title>e</title><link>e</link></item>`),
      AT,
    );
    expect(articles.map(({ url, image, author }) => [url, image, author])).to.deep.equal([
      ['https://paper.example/a', 'https://paper.example/a.png', undefined],
      ['https://paper.example/b', 'https://paper.example/b.jpg', undefined],
      ['https://paper.example/d', undefined, 'Dee'],
      ['https://cdn.example/x/e', undefined, undefined],
    ]);
  });

  it('skips and counts items without a title or a web address, and drops dates that are none (D47)', () => {
    const { articles, skipped } = readRss(
      rssFeed(`<item/><item><title>x</title></item><item><link>/x</link></item>
        <item><title>Script</title><link>javascript:alert(1)</link></item>
        <item><title>Data</title><link>data:text/html,x</link></item>
        <item><title>Good</title><link>/good</link><pubDate>Thu, 32 Feb 2026 07:30:00 GMT</pubDate></item>`),
      AT,
    );
    expect([articles.map(({ title, publishedAt }) => [title, publishedAt]), skipped]).to.deep.equal([[['Good', undefined]], 5]);
  });

  it('reads feeds that are not well-formed as well as they can be read (D47)', () => {
    const good = '<item><title>Good</title><link>/good</link></item>';
    const broken: [string, string][] = [
      ['text before the declaration', `\n\n  ${rssFeed(good)}`],
      ['a stray ampersand', rssFeed(`<item><title>Q & A</title><link>/q?a=1&b=2</link></item>${good}`)],
      ['names of HTML', rssFeed(`<item><title>Caf&eacute;&nbsp;bar</title><link>/c</link></item>${good}`)],
      ['a prefix nobody declared', rssFeed(`<item><title>P</title><link>/p</link><geo:lat>1</geo:lat></item>${good}`)],
      ['a control character', rssFeed(`<item><title>A\u0008B</title><link>/p</link></item>${good}`)],
      [
        'a tag that is never closed',
        rssFeed(`<item><title>T</title><link>/t</link><description><b>x</description></item>${good}`),
      ],
      [
        'an end in the middle',
        rssFeed(`${good}<item><title>Cut</title><link>/cut</link><description>so`).split('</channel>')[0]!,
      ],
    ];
    for (const [what, text] of broken) {
      const { articles } = readRss(text, AT);
      expect(
        articles.some(({ url, title }) => url === 'https://paper.example/good' && title === 'Good'),
        what,
      ).to.equal(true);
    }
    expect(readRss(broken[1]![1], AT).articles[0]).to.include({ title: 'Q & A', url: 'https://paper.example/q?a=1&b=2' });
    expect(readRss(broken[2]![1], AT).articles[0]!.title).to.equal('Café bar');
  });

  it('expands no entities of a feed’s own, and fetches none (D47)', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>T &b; &x;</title><link>/t</link></item></channel></rss>`;
    expect(readRss(bomb, AT).articles[0]!.title).to.equal('T &b; &x;');
  });

  it('reads thousands of nested elements without a stack, and the first of many items only (D47)', () => {
    const deep = rssFeed(`<item><title>A</title><link>/a</link>${'<b>'.repeat(3000)}${'</b>'.repeat(3000)}</item>`);
    expect(() => readRss(deep, AT)).not.to.throw();
    const many = rssFeed(Array.from({ length: 1000 }, (_, n) => `<item><title>${n}</title><link>/${n}</link></item>`).join(''));
    expect(readRss(many, AT).articles).to.have.length(200);
  });

  it('reads the latest articles of an archive that begins with the oldest, RSS and Atom (D47)', () => {
    const day = (n: number): string => new Date(Date.UTC(2020, 0, 1 + n)).toISOString();
    const write = (item: (n: number) => string): string => Array.from({ length: 1000 }, (_, n) => item(n)).join('');
    const old = rssFeed(write((n) => `<item><title>${n}</title><link>/${n}</link><dc:date>${day(n)}</dc:date></item>`));
    const oldAtom = atomFeed(
      write((n) => `<entry><title>${n}</title><link href="/${n}"/><updated>${day(n)}</updated></entry>`),
    );
    for (const { articles } of [readRss(old, AT), readAtom(oldAtom, AT)]) {
      expect(articles).to.have.length(200);
      expect([articles[0]!.title, articles[199]!.title]).to.deep.equal(['999', '800']);
    }
  });
});

describe('atom()', () => {
  it('reads an entry: the alternate link, text, html and xhtml, xml:base, people and categories (D47)', () => {
    const { articles } = readAtom(
      atomFeed(
        `<entry xml:base="2026/">
          <id>tag:paper.example,2026:1</id>
          <link rel="self" href="/self"/><link rel="alternate" type="application/json" href="/one.json"/>
          <link rel="alternate" type="text/html" href="one"/><link rel="enclosure" type="image/png" href="one.png"/>
          <title type="html">R&amp;amp;D &amp;lt;b&amp;gt; &lt;i&gt;now&lt;/i&gt;</title>
          <summary type="text">1 &lt; 2 &amp;amp; so on</summary>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>First <b>bold</b></p></div></content>
          <category term="sea" label="The Sea"/><category term="fish"/>
          <author><name>Ann</name></author><author><name>Bo</name></author>
          <published>2026-02-05T07:30:00+01:00</published><updated>2026-03-01T00:00:00Z</updated>
        </entry>
        <entry xml:lang="fr"><id>https://paper.example/two</id><title>Two</title><updated>soon</updated></entry>
        <entry><title>Nowhere</title><id>urn:x</id></entry>
        <entry><title>Script</title><link href="javascript:alert(1)"/></entry>`,
        'xml:base="https://paper.example/news/"',
      ),
      AT,
    );
    expect(articles).to.deep.equal([
      {
        url: 'https://paper.example/news/2026/one',
        title: 'R&D <b> now',
        summary: '1 < 2 &amp; so on',
        text: 'First bold',
        image: 'https://paper.example/news/2026/one.png',
        tags: ['The Sea', 'fish'],
        author: 'Ann, Bo',
        publishedAt: Date.UTC(2026, 1, 5, 6, 30),
        lang: 'de',
      },
      {
        url: 'https://paper.example/two',
        title: 'Two',
        summary: undefined,
        text: undefined,
        image: undefined,
        tags: undefined,
        author: 'Die Redaktion',
        publishedAt: undefined,
        lang: 'fr',
      },
    ]);
  });

  it('reads markup in its place as its paragraphs and lines, and no scripts (D47)', () => {
    const entry = (summary: string): string => `<entry><title>A</title><link href="/a"/>${summary}</entry>`;
    const xhtml = '<div xmlns="http://www.w3.org/1999/xhtml">';
    const read = (inner: string): string | undefined =>
      readAtom(atomFeed(entry(`<summary type="xhtml">${xhtml}${inner}</div></summary>`)), AT).articles[0]!.summary;
    expect(read('<h2>Head</h2><p>First <b>sen</b>tence.</p><p>Second<br/>line</p><ul><li>one</li><li>two</li></ul>')).to.equal(
      'Head First sentence. Second line one two',
    );
    expect(read('R&amp;D &amp;amp; 1 &lt; 2<script>no()</script><!-- no --> 10<sup>6</sup> <q>so</q>')).to.equal(
      'R&D &amp; 1 < 2 10⁶ “so”',
    );
    const deep = readAtom(
      atomFeed(entry(`<content type="xhtml">${xhtml}${'<i>'.repeat(3000)}x${'</i>'.repeat(3000)}</div></content>`)),
      AT,
    );
    expect(deep.articles[0]!.text).to.equal('x');
  });

  it('reads a broken feed, one with a prefix and one of version 0.3 too (D47)', () => {
    const broken = atomFeed('<entry><title>Q & A</title><link href="/a"><updated>2026-01-01</updated></entry>');
    const prefixed = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>P</a:title><a:link href="/p"/></a:entry></a:feed>`;
    const old = `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">O &amp;amp; K</title><link rel="alternate" href="/o"/><issued>2004-01-02T03:04:05Z</issued></entry></feed>`;
    expect(readAtom(broken, AT).articles[0]).to.include({ title: 'Q & A', url: 'https://paper.example/a' });
    // The library that parses in Node knows no namespaces; browsers do.
    if ('document' in globalThis)
      expect(readAtom(prefixed, AT).articles[0]).to.include({ title: 'P', url: 'https://paper.example/p' });
    expect(readAtom(old, AT).articles[0]).to.include({ title: 'O & K', publishedAt: Date.UTC(2004, 0, 2, 3, 4, 5) });
  });
});

describe('a feed of unnamed kind', () => {
  const json = JSON.stringify({ items: [{ url: '/j', title: 'J' }] });
  const bodies: [string, string, string, string][] = [
    ['a JSON Feed', json, 'text/plain', 'J'],
    ['RSS', rssFeed('<item><title>R</title><link>/r</link></item>'), 'text/html', 'R'],
    ['RSS after a comment', `<!-- <feed> -->${rssFeed('<item><title>R</title><link>/r</link></item>')}`, 'text/xml', 'R'],
    ['RDF', '<rdf:RDF><item><title>D</title><link>/d</link></item></rdf:RDF>', 'text/xml', 'D'],
    ['Atom', atomFeed('<entry><title>A</title><link href="/a"/></entry>'), 'text/xml', 'A'],
  ];
  for (const [what, body, type, title] of bodies) {
    it(`is read as what it is: ${what}, whatever its type says (D41)`, async () => {
      const { fetch } = replay(() => new Response(body, { headers: { 'Content-Type': type } }));
      expect((await feed({ src: AT, fetch }).list(page, signal)).articles.map((article) => article.title)).to.deep.equal([
        title,
      ]);
    });
  }

  it('is unreadable when it is a page of HTML, text or nothing, and says which reader it should have been (D41)', async () => {
    for (const body of [
      '<!doctype html><title>Sign in</title><p>Accept the terms',
      'sorry',
      '',
      '[]',
      '7',
      '<svg/>',
      '<x><feed',
    ]) {
      const { fetch } = replay(() => new Response(body));
      for (const port of [feed({ src: AT, fetch }), rss({ src: AT, fetch }), atom({ src: AT, fetch })]) {
        const outcome = await port.list(page, signal).catch((thrown: AfterwordError) => thrown);
        if (outcome instanceof AfterwordError) expect(outcome.code, body).to.equal('unreadable');
        else expect(outcome.articles, body).to.deep.equal([]);
      }
    }
    const swapped = replay(() => new Response(atomFeed('')));
    expect((await failure(rss({ src: AT, fetch: swapped.fetch }).list(page, signal))).message).to.contain('no RSS');
  });

  it('is made from a src attribute, and refuses one that cannot be fetched', () => {
    expect(fromSrc(new URL(AT)).key).to.equal(`feed ${AT}`);
    for (const make of [feed, rss, atom]) {
      expect(() => make({ src: 'file:///etc/passwd' })).to.throw(AfterwordError, 'not an absolute');
    }
    expect(kindOf({ text: '', json: undefined, headers: new Headers({ 'Content-Type': 'application/atom+xml' }) })).to.equal(
      'atom',
    );
  });
});

describe('the title of an RSS item', () => {
  const titles: readonly (readonly [xml: string, title: string])[] = [
    ['How to write &lt;main&gt; &amp; why', 'How to write <main> & why'],
    ['5 &lt; 7 &gt; 3', '5 < 7 > 3'],
    ['&lt;b&gt;Bold&lt;/b&gt; words', 'Bold words'],
    ['<![CDATA[Two<br>lines &amp; more]]>', 'Two lines & more'],
    ['Caf&amp;eacute; &amp;#8211; R&amp;amp;D', 'Café – R&D'],
  ];
  for (const [xml, title] of titles) {
    it(`is plain text unless it shows that it is HTML: ${title} (D47)`, () => {
      expect(readRss(rssFeed(`<item><title>${xml}</title><link>/a</link></item>`), AT).articles[0]!.title).to.equal(title);
    });
  }
});

describe('recorded feeds', () => {
  it('of Ghost and WordPress are read, though their recordings end in the middle of a section (D47)', async () => {
    for (const [name, count] of [
      ['ghost/feed-rss', 2],
      ['wordpress/feed-rss', 1],
    ] as const) {
      const { fetch } = replay(() => recorded(name));
      const { articles } = await feed({ src: AT, fetch }).list(page, signal);
      expect(articles.length, name).to.equal(count);
      for (const { publishedAt } of articles) expect(new Date(publishedAt!).getUTCFullYear()).to.equal(2026);
    }
  });

  for (const [name, read] of [
    ['feed-atom', atom],
    ['feed-rdf', rss],
    ['feed-rss-0.92', rss],
  ] as const) {
    it(`of WordPress say the same in each format: ${name} (D47)`, async () => {
      const { fetch } = replay(() => recorded(`wordpress/${name}`));
      const { articles, skipped } = await read({ src: AT, fetch }).list(page, signal);
      expect([articles.length, skipped]).to.deep.equal([9, 0]);
      const tides = articles.find(({ title }) => title === 'Tides & <currents> by RSS 0.92')!;
      expect(tides.url).to.equal('http://127.0.0.1:8068/2026/11/tides-currents-by-rss-0-92/');
      expect(tides.summary).to.equal('Why “water” moves & where.');
      expect(articles.map(({ title }) => title)).to.include('Deep sea vents & the origin of life');
      // The oldest format has neither.
      const isDated = name !== 'feed-rss-0.92';
      expect(tides.publishedAt).to.equal(isDated ? Date.UTC(2026, 10, 20, 8, 30) : undefined);
      expect(tides.author).to.equal(isDated ? 'editor' : undefined);
    });
  }
});

describe('dates of feeds', () => {
  const dates: [string, string | undefined][] = [
    ['2026-02-05T07:30:00Z', '2026-02-05T07:30:00.000Z'],
    ['2026-02-05T07:30:00.123+01:00', '2026-02-05T06:30:00.000Z'],
    ['2026-02-05 07:30', '2026-02-05T07:30:00.000Z'],
    ['2026-02-05', '2026-02-05T00:00:00.000Z'],
    ['2026-02', '2026-02-01T00:00:00.000Z'],
    ['Thu, 05 Feb 2026 07:30:00 GMT', '2026-02-05T07:30:00.000Z'],
    ['5 Feb 26 07:30 EST', '2026-02-05T12:30:00.000Z'],
    ['Thursday, 05-Feb-2026 07:30:00 UTC', '2026-02-05T07:30:00.000Z'],
    ['05 February 1999', '1999-02-05T00:00:00.000Z'],
    ['Thu, 29 Feb 2026 07:30:00 GMT', undefined],
    ['2026-13-01', undefined],
    ['2026-02-05T25:00:00Z', undefined],
    ['Thu, 05 Feb 2026 07:30:00 MARS', undefined],
    ['05 Foo 2026', undefined],
    ['1770000000', undefined],
    ['soon', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of dates) {
    it(`read ${JSON.stringify(text)} as ${expected ?? 'no date'} in every browser (D47)`, () => {
      const at = feedDate(text);
      expect(at === undefined ? undefined : new Date(at).toISOString()).to.equal(expected);
    });
  }
});
