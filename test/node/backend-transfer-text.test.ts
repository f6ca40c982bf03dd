import { expect } from 'chai';
import { htmlToMarkdown } from '../../demo/backend/transfer/markdown.js';
import { parseHtml, richTextToPlain } from '../../src/content/html.js';
import { parseMarkdown } from '../../src/content/markdown.js';

const cases: readonly (readonly [says: string, html: string, markdown: string])[] = [
  ['bold, italic, struck and code', '<b>a</b> <em>b</em> <del>c</del> <code>d*</code>', '**a** *b* ~~c~~ `d*`'],
  ['a link', '<a href="https://a.example/x">words</a>', '[words](https://a.example/x)'],
  [
    'a link that is written as its address',
    '<a href="https://a.example/x_y/z">https://a.example/x_y/z</a>',
    'https://a.example/x_y/z',
  ],
  [
    'a link whose address was shortened for the eye',
    '<a href="https://a.example/long/way">https://a.example/lo...</a>',
    'https://a.example/long/way',
  ],
  ['a link whose address ends like a sentence', '<a href="https://a.example/(x)">so</a>', '[so](https://a.example/%28x%29)'],
  ['a mail address', '<a href="mailto:ada@a.example">write</a>', '[write](mailto:ada@a.example)'],
  ['a link that runs something, as its words', '<a href="javascript:alert(1)">click</a>', 'click'],
  ['a script, as nothing', 'a<script>alert("</b>")</script><style>p{}</style>b', 'ab'],
  [
    'what only looks like markup',
    '*a* __b__ `c` [d](https://e.example) ~~f~~',
    '\\*a\\* \\_\\_b\\_\\_ \\`c\\` \\[d\\](https://e.example) \\~\\~f\\~\\~',
  ],
  [
    'what cannot be taken for markup, as it is',
    'snake_case, 2 * 3, a-b, C:\\dir #1 (1) x > y',
    'snake_case, 2 * 3, a-b, C:\\dir #1 (1) x > y',
  ],
  ['lines that begin like quotes and lists', '&gt; a<br>- b<br>+ c<br>1. d', '\\> a\n\\- b\n\\+ c\n1.\u00A0d'],
  ['tags that were typed', '&lt;b&gt; &amp;amp;', '<b> &amp;'],
  ['paragraphs and lines', '<p>a<br>b</p><p>c</p>d<br><br>e', 'a\nb\n\nc\n\nd\n\ne'],
  ['a quote in a quote', '<blockquote>a<blockquote>b</blockquote></blockquote>c', '> a\n>\n> > b\n\nc'],
  [
    'lists, one after another',
    '<ul><li>a<li>b</ul><ul><li>c</ul><ol><li>d<li>e<p>f</ol>',
    '- a\n- b\n\n+ c\n\n1. d\n2. e\n\n   f',
  ],
  ['code with fences in it', '<pre>a\n```\n  b</pre>', '````\na\n```\n  b\n````'],
  ['code with backticks', '<code>`a`</code>', '`` `a` ``'],
  ['formats with space at their edges', 'a<b> b </b>c <b></b><i> </i>d', 'a **b** c d'],
  ['bold twice, and bold next to bold', '<b>a<strong>b</strong></b><b>c</b>', '**abc**'],
  ['italics inside a word, as the word', 'un<i>believ</i>able <b>yes</b>', 'unbelievable **yes**'],
  ['a fence of two lines that are harmless alone', '<p>```</p><p>a</p><p>```</p>', '\\`\\`\\`\n\na\n\n\\`\\`\\`'],
  [
    'a picture, by what it shows',
    '<img src="https://a.example/i.png" alt="A cat" onerror="alert(1)">',
    '[A cat](https://a.example/i.png)',
  ],
];

describe('what another system keeps as HTML', () => {
  for (const [says, html, markdown] of cases) {
    it(`becomes markdown of ours: ${says}`, () => {
      expect(htmlToMarkdown(html)).to.equal(markdown);
    });
  }

  it('says the same words to readers, however it is mangled', () => {
    const pieces =
      '*x*|_y_|snake_case|**|~~|`|[l](u)|](|http://e.example/a_b_|1. one|- dash|> q|```|\\|&amp;|&lt;b&gt;|日本|h|.|,'.split(
        '|',
      );
    const tags = 'b|i|s|code|p|blockquote|ul|li|ol|pre|div|h2'.split('|');
    let seed = 20_261_123;
    const pick = (list: readonly string[]) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return list[Math.floor((seed / 2 ** 32) * list.length)]!;
    };
    const words = (text: string) =>
      text
        .replace(/https?:\/\//g, '')
        .replace(/\s+/g, ' ')
        .trim();
    for (let round = 0; round < 2000; round++) {
      const [a, b] = [pick(tags), pick(tags)];
      const html = `${pick(pieces)} <${a}>${pick(pieces)}${pick(pieces)} <${b}>${pick(pieces)}</${b}>${pick(pieces)}</${a}>${pick(pieces)}<br>${pick(pieces)}`;
      const markdown = htmlToMarkdown(html);
      expect(words(richTextToPlain(parseMarkdown(markdown))), html).to.equal(words(richTextToPlain(parseHtml(html))));
    }
  });
});
