import { expect } from 'chai';
import { decodeEntities } from '../../src/content/entities.js';
import { htmlToText } from '../../src/content/html-text.js';
import { parseHtml } from '../../src/content/html.js';
import type { Block, Inline, RichText } from '../../src/ports/rich-text.js';

const inline = (node: Inline): string => {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return '⏎';
    case 'code':
      return `\`${node.text}\``;
    case 'link':
      return `[${node.children.map(inline).join('')}](${node.url})`;
    default:
      return `${node.type}(${node.children.map(inline).join('')})`;
  }
};
const block = (node: Block): string => {
  switch (node.type) {
    case 'paragraph':
      return `p(${node.children.map(inline).join('')})`;
    case 'quote':
      return `quote(${show(node.children)})`;
    case 'code-block':
      return `pre(${node.text})`;
    case 'list':
      return `${node.ordered ? 'ol' : 'ul'}(${node.items.map(show).join(' | ')})`;
  }
};
const show = (content: RichText): string => content.map(block).join(' ');

describe('parseHtml', () => {
  const cases: [string, string, string][] = [
    ['paragraphs and line breaks', '<p>One<br />two</p>\n<p>Three</p>', 'p(One⏎two) p(Three)'],
    ['text without any markup', 'Just text', 'p(Just text)'],
    ['formats', '<p><b>a</b> <em>b</em> <del>c</del> <code>d</code></p>', 'p(strong(a) emphasis(b) strikethrough(c) `d`)'],
    [
      'a link, its entities decoded once',
      '<a href="https://x.example/?a=1&amp;b=2">R&amp;D &amp;amp;</a>',
      'p([R&D &amp;](https://x.example/?a=1&b=2))',
    ],
    ['lists with lists inside', '<ul><li>a<ol><li>b</li></ol></li><li>c</ul>', 'ul(p(a) ol(p(b)) | p(c))'],
    ['list items that are never closed', '<ol><li>a<li>b</ol>after', 'ol(p(a) | p(b)) p(after)'],
    ['quotes', '<blockquote><p>said</p></blockquote><p>so</p>', 'quote(p(said)) p(so)'],
    ['preformatted text as it is', '<pre><code>a\n  b &lt;c&gt;</code></pre>', 'pre(a\n  b <c>)'],
    ['headings as strong paragraphs', '<h3>Title</h3>text', 'p(strong(Title)) p(text)'],
    ['an image as its alternative text', 'see <img src=x onerror=alert(1) alt="a map">', 'p(see a map)'],
    ['white space as a browser would show it', ' <p>  a \n <b> b</b>  </p> ', 'p(a strong( b))'],
    ['formats closed in the wrong order', '<b>a<i>b</b>c</i>', 'p(strong(aemphasis(b))c)'],
    ['unknown elements as their text', '<font color=red>red</font> <x-y>thing</x-y>', 'p(red thing)'],
  ];
  for (const [name, html, expected] of cases) {
    it(`reads ${name}`, () => expect(show(parseHtml(html))).to.equal(expected));
  }

  const dead: [string, string][] = [
    ['<script>alert(1)</script>ok', 'p(ok)'],
    ['<scr<script>ipt>alert(1)</script>ok', 'p(ipt>alert(1)ok)'],
    ['<style>p{}</style>ok', 'p(ok)'],
    ['<svg><script>alert(1)</script><a href="javascript:x">no</a></svg>ok', 'p(ok)'],
    ['<iframe src=//evil.example>in</iframe>ok', 'p(ok)'],
    ['<a href="javascript:alert(1)">x</a>', 'p(x)'],
    ['<a href="java\nscript:alert(1)">x</a>', 'p(x)'],
    ['<a href="&#106;avascript:alert(1)">x</a>', 'p(x)'],
    ['<a href=" data:text/html,x">x</a>', 'p(x)'],
    ['<a href="//evil.example">x</a>', 'p(x)'],
    ['<a href="https://a@evil.example">x</a>', 'p(x)'],
    ['<a title="href=https://no.example" onclick=x>x</a>', 'p(x)'],
    ['<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>', ''],
    ['<!--><img src=x onerror=alert(1)>-->ok', 'p(-->ok)'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">ok', 'p(">ok)'],
    ['a < b and c > d', 'p(a < b and c > d)'],
    ['1<2', 'p(1<2)'],
    ['text <b unfinished', 'p(text)'],
    ['</b></p></ul>ok', 'p(ok)'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', 'p(<script>alert(1)</script>)'],
  ];
  for (const [html, expected] of dead) {
    it(`leaves nothing alive of ${JSON.stringify(html)}`, () => expect(show(parseHtml(html))).to.equal(expected));
  }

  it('resolves relative links against the page they came from', () => {
    expect(show(parseHtml('<a href="/a">x</a>', { base: 'https://news.example/b' }))).to.equal(
      'p([x](https://news.example/a))',
    );
  });

  it('takes a megabyte of any one hostile pattern in its stride', () => {
    for (const pattern of [
      '<',
      '<b>',
      '<ul><li>',
      '<blockquote>',
      '</',
      '<a href="',
      '<!--',
      '&#',
      "<a b='",
      '<p',
      '&amp;amp',
      '<script',
      '<script>',
      '<pre>',
      '<svg>',
    ]) {
      // Work that grew with the square of this would run into the time-out of the test.
      expect(parseHtml(pattern.repeat(1_000_000 / pattern.length)), pattern).to.be.an('array');
    }
  });
});

describe('htmlToText', () => {
  it('gives one line with a space between blocks', () => {
    expect(htmlToText('<h2>Talks</h2><p>First&nbsp;round&#8217;s <b>end</b>.</p><ul><li>a</li><li>b</li></ul>')).to.equal(
      'Talks First round’s end. a b',
    );
  });
});

describe('decodeEntities', () => {
  const cases: [string, string][] = [
    ['&amp;lt;', '&lt;'],
    ['&#8217;&#x1F600;', '’😀'],
    ['&#150;', '–'],
    ['&#0;&#xD800;&#x110000;', '\uFFFD\uFFFD\uFFFD'],
    ['&eacute;&Uuml;&ntilde;&ccedil;&szlig;', 'éÜñçß'],
    ['&unknown; &constructor; AT&T &copy', '&unknown; &constructor; AT&T &copy'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => expect(decodeEntities(text)).to.equal(expected));
  }
});
