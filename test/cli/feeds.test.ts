import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../src/cli/sources/feed.js';
import { openSource } from '../../src/cli/sources/open.js';
import { UnreadableError, Web } from '../../src/cli/web.js';
import type { Article } from '../../src/ports/articles.js';
import { temporaryFolder, write } from './support.js';

const AT = 'https://paper.example/feeds/all.xml';
const rss = (items: string): string => `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>Paper</title>${items}</channel></rss>`;
const atom = (entries: string, more = ''): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" ${more}><title>Paper</title>${entries}</feed>`;
const only = (text: string): Article => {
  const { articles } = readFeed(text, AT);
  expect(articles).toHaveLength(1);
  return articles[0]!;
};

describe('a feed on the command line', () => {
  const one = '<link>https://paper.example/1</link>';
  const cases: readonly (readonly [says: string, xml: string, article: Partial<Article>])[] = [
    [
      'angle brackets of a title',
      rss(`<item><title>How to write &lt;main&gt; and &lt;nav&gt;</title>${one}</item>`),
      { title: 'How to write <main> and <nav>' },
    ],
    [
      'a title in a section of characters',
      rss(`<item><title><![CDATA[Tom & Jerry <b>bold</b> &amp; co]]></title>${one}</item>`),
      { title: 'Tom & Jerry bold & co' },
    ],
    [
      'markup in an Atom title in its order',
      atom(
        '<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>big</em> story</div></title><link href="/1"/></entry>',
      ),
      { title: 'The big story' },
    ],
    [
      'references in an Atom title once',
      atom('<entry><title>Use &lt;main&gt; &amp;amp; go</title><link href="/1"/></entry>'),
      { title: 'Use <main> &amp; go' },
    ],
    ['references that only HTML knows', rss(`<item><title>Caf&eacute;&nbsp;bar</title>${one}</item>`), { title: 'Café bar' }],
    [
      'numbers of signs, of two units too',
      rss(`<item><title>A &#8211; B &#x1F600;</title>${one}</item>`),
      { title: 'A – B 😀' },
    ],
    [
      'an address against xml:base',
      rss('<item xml:base="https://other.example/base/"><title>A</title><link>rel/1</link></item>'),
      { url: 'https://other.example/base/rel/1' },
    ],
    [
      'an address against nested xml:base',
      atom('<entry xml:base="sub/"><title>N</title><link href="one"/></entry>', 'xml:base="https://b.example/x/"'),
      { url: 'https://b.example/x/sub/one' },
    ],
    [
      'an address that is an Atom link',
      rss('<item><title>A</title><atom:link href="/1" rel="alternate"/></item>'),
      { url: 'https://paper.example/1' },
    ],
    [
      'the address before a service counted clicks',
      rss(
        '<item><title>A</title><link>https://clicks.example/1</link><feedburner:origLink>https://paper.example/1</feedburner:origLink></item>',
      ),
      { url: 'https://paper.example/1' },
    ],
    [
      'a day that does not exist as none',
      rss(`<item><title>A</title>${one}<pubDate>Tue, 31 Feb 2026 10:00:00 GMT</pubDate></item>`),
      { publishedAt: undefined },
    ],
    [
      'a picture, and no film for one',
      rss(
        `<item><title>A</title>${one}<media:content url="/v.mp4" medium="video"/><media:content url="/i.jpg" medium="image"/></item>`,
      ),
      { image: 'https://paper.example/i.jpg' },
    ],
    [
      'the name behind the address of a mailbox',
      rss(`<item><title>A</title>${one}<author>joe@paper.example (Joe D)</author></item>`),
      { author: 'Joe D' },
    ],
    ['a subject as a tag', rss(`<item><title>A</title>${one}<dc:subject>Sea</dc:subject></item>`), { tags: ['Sea'] }],
    [
      'Atom with a prefix',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>P</a:title><a:link href="/p"/></a:entry></a:feed>',
      { title: 'P', url: 'https://paper.example/p' },
    ],
    [
      'RDF with a prefix of its own',
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>R</title><link>/r</link></item></r:RDF>',
      { title: 'R' },
    ],
    [
      'a prefix that means another vocabulary',
      `<rss xmlns:x="http://purl.org/dc/elements/1.1/"><channel><item><title>A</title>${one}<x:creator>Ann</x:creator></item></channel></rss>`,
      { author: 'Ann' },
    ],
    [
      'no entity of the feed’s own',
      `<!DOCTYPE rss [<!ENTITY b "aaa">]>${rss(`<item><title>T &b; &x;</title>${one}</item>`)}`,
      { title: 'T &b; &x;' },
    ],
    [
      'a stray ampersand',
      rss('<item><title>Q & A</title><link>/q?a=1&b=2</link></item>'),
      { title: 'Q & A', url: 'https://paper.example/q?a=1&b=2' },
    ],
    ['a control character as nothing', rss(`<item><title>A\u0008B</title>${one}</item>`), { title: 'AB' }],
    [
      'text that is nothing but names of objects',
      rss(
        `<item><title>__proto__</title>${one}<constructor toString="1" __proto__="x">x</constructor><__proto__>x</__proto__><hasOwnProperty/></item>`,
      ),
      { title: '__proto__' },
    ],
  ];
  for (const [says, xml, article] of cases) {
    it(`reads ${says}, as in a browser`, () => expect(only(xml)).toMatchObject(article));
  }

  it('does not take what is no permanent address for one', () => {
    expect(
      readFeed(rss('<item><title>A</title><guid isPermaLink="False">https://paper.example/guid</guid></item>'), AT),
    ).toMatchObject({ articles: [], skipped: 1 });
  });

  it('reads what is not well-formed as well as it can be read', () => {
    const good = '<item><title>Good</title><link>/good</link></item>';
    for (const text of [
      rss(`<item><title>T</title><link>/t</link><description><b>x</description></item>${good}`),
      rss(`${good}<item><title>Cut</title><link>/cut</link><description>so`).split('</channel>')[0]!,
    ])
      expect(readFeed(text, AT).articles.map(({ url, title }) => [url, title])).toContainEqual([
        'https://paper.example/good',
        'Good',
      ]);
  });

  it('reads all of its items, however many, and however deep they nest', () => {
    const many = Array.from({ length: 450 }, (_, at) => `<item><title>Story ${at}</title><link>/${at}</link></item>`).join('');
    expect(readFeed(rss(many), AT).articles).toHaveLength(450);
    const deep = `<item><title>A</title><link>/a</link>${'<b>'.repeat(3000)}x${'</b>'.repeat(3000)}</item>`;
    expect(readFeed(rss(deep), AT).articles).toHaveLength(1);
    const items = Array.from({ length: 450 }, (_, at) => ({ url: `/${at}`, title: `Story ${at}` }));
    expect(readFeed(JSON.stringify({ items }), AT).articles).toHaveLength(450);
  });

  it('names the page that comes next', () => {
    expect(readFeed(atom('<link rel="next" href="?page=2"/><entry><title>A</title><link href="/1"/></entry>'), AT).next).toBe(
      `${AT}?page=2`,
    );
    expect(readFeed(rss(`<atom:link rel="next" href="/2.xml"/><item><title>A</title>${one}</item>`), AT).next).toBe(
      'https://paper.example/2.xml',
    );
    // The address a search would be at is no page of the feed.
    expect(readFeed(rss(`<item><title>A</title>${one}<atom:link rel="next" href="/no.xml"/></item>`), AT).next).toBe(undefined);
  });

  it('is known by how it begins, whatever its prefix', async () => {
    const folder = temporaryFolder();
    const web = new Web({ signal: new AbortController().signal });
    write(folder, {
      'prefixed.xml':
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>P</a:title><a:link href="/p"/></a:entry></a:feed>',
      'bare.xml': '<channel><item><title>A</title><link>https://paper.example/a</link></item></channel>',
    });
    for (const name of ['prefixed.xml', 'bare.xml']) {
      const source = await openSource(join(folder, name), { web, isMine: () => true, warn: () => undefined, site: AT });
      expect(source.name).toBe(`feed ${AT}`);
    }
  });

  it('says when it is none', () => {
    for (const text of ['<html><p>x</p></html>', '<svg/>', 'sorry', '', '<x><feed'])
      expect(() => readFeed(text, AT), text).toThrow(UnreadableError);
    // Not well-formed, and too deep to be repaired.
    expect(() => readFeed(`<rss><channel>${'<b>'.repeat(3000)}`, AT)).toThrow(/^https.* nests more than/);
  });
});
