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
    [
      'a picture as a link to it',
      '<img src="https://x.example/a.png" alt="a map"> <img src="/b.png" alt=""> <img src="http://x.example/c.png?d">',
      'p([a map](https://x.example/a.png) [x.example/c.png?d](http://x.example/c.png?d))',
    ],
    [
      'a picture in a link, and one that stands for a word',
      '<a href="https://x.example/"><img src="https://x.example/a.png" alt=""></a> <img class="wl-emoji" src="https://x.example/e.png" alt="smile">',
      'p([x.example/a.png](https://x.example/) smile)',
    ],
    [
      'raised and lowered numbers',
      '<p>10<sup>6</sup>, 10<sup>&minus;6 </sup>m, H<sub>2</sub>O, 2<sup>n</sup>, 10<sup>2/3</sup>, x<sub>i+1</sub></p>',
      'p(10⁶, 10⁻⁶ m, H₂O, 2ⁿ, 10^(2/3), x_(i+1))',
    ],
    [
      'raised words, marks and footnotes as they are',
      '<p>1<sup>st</sup> XIX<sup>e</sup> X<sup>®</sup> so<sup><a href="https://x.example/#1">[1]</a></sup> m<sup><b>2</b></sup></p>',
      'p(1st XIXe X® so[[1]](https://x.example/#1) mstrong(²))',
    ],
    ['a quotation in a sentence', '<p>She said <q>no, <b>no</q>.</p>', 'p(She said “no, strong(no)”.)'],
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
      '<sup>',
      '<sup',
      '<q>',
    ]) {
      // Work that grew with the square of this would run into the time-out of the test.
      expect(parseHtml(pattern.repeat(1_000_000 / pattern.length)), pattern).to.be.an('array');
      expect(htmlToText(pattern.repeat(60_000 / pattern.length)), pattern).to.be.a('string');
    }
  });
});

describe('htmlToText', () => {
  it('gives one line with a space between blocks', () => {
    expect(htmlToText('<h2>Talks</h2><p>First&nbsp;round&#8217;s <b>end</b>.</p><ul><li>a</li><li>b</li></ul>')).to.equal(
      'Talks First round’s end. a b',
    );
  });

  it('keeps what raised and lowered numbers say, and the marks of quotations', () => {
    expect(htmlToText('10<sup class="x">6</sup> t of CO<sub>2</sub>, 1<sup>st</sup>, x<sup>2/3</sup>, <q>no</q>')).to.equal(
      '10⁶ t of CO₂, 1st, x^(2/3), “no”',
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
