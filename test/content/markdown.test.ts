import { expect } from 'chai';
import { parseMarkdown } from '../../src/content/markdown.js';
import type { Block, Inline, RichText } from '../../src/ports/rich-text.js';
import { FLOODS, HOSTILE_TEXT } from './hostile-strings.js';

/** A short notation, so that an expectation can be read. */
function show(content: RichText): string {
  return content.map(showBlock).join('|');
}

function showBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.children.map(showInline).join('');
    case 'quote':
      return `quote{${show(block.children)}}`;
    case 'code-block':
      return `pre{${block.text}}`;
    case 'list':
      return `${block.ordered ? 'ol' : 'ul'}{${block.items.map(show).join(';')}}`;
  }
}

function showInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return '⏎';
    case 'code':
      return `code{${inline.text}}`;
    case 'link':
      return `link<${inline.url}>{${inline.children.map(showInline).join('')}}`;
    default:
      return `${inline.type}{${inline.children.map(showInline).join('')}}`;
  }
}

const EXAMPLES: readonly [what: string, markdown: string, shown: string][] = [
  ['bold', 'so **very** true', 'so strong{very} true'],
  ['names with underscores', 'so __init__ and __proto__', 'so __init__ and __proto__'],
  ['italic', 'so *very* true, _really_', 'so emphasis{very} true, emphasis{really}'],
  ['both', '***loud***', 'emphasis{strong{loud}}'],
  ['italic in bold', '**a *b* c**', 'strong{a emphasis{b} c}'],
  ['bold at the end of italic', '*a **b***', 'emphasis{a strong{b}}'],
  ['emphasis over a line end', '*a\nb*', 'emphasis{a⏎b}'],
  ['bold in the middle of a word', 'un**believ**able', 'unstrong{believ}able'],
  ['emphasis in scripts without spaces', '**「重要」**です、*強調*する', 'strong{「重要」}です、emphasis{強調}する'],
  ['no emphasis within a paragraph’s border', '*a\n\nb*', '*a|b*'],
  ['emphasis nobody closes', '**half *way', '**half *way'],
  ['emphasis closed by the wrong mark', '*a_ _b*', 'emphasis{a_ _b}'],
  ['strikethrough', 'it was ~~blue~~ red', 'it was strikethrough{blue} red'],
  ['code', 'use `a * b` and ``c`d``', 'use code{a * b} and code{c`d}'],
  ['code before emphasis', '*a `b* c`', '*a code{b* c}'],
  ['code that nobody closes', 'a `b', 'a `b'],
  ['a code block', '```js\nlet a = "<b>";\n\n  b\n```\nafter', 'pre{let a = "<b>";\n\n  b}|after'],
  ['a code block between tildes', '~~~\n```\n~~~', 'pre{```}'],
  ['a fence that nobody closes', '```\nnot *code*', '```⏎not emphasis{code}'],
  ['an indented code block', 'see:\n\n    a\n\n      b\n\nend', 'see:|pre{a\n\n  b}|end'],
  ['a paragraph’s own indent', 'a\n    b', 'a⏎    b'],
  ['a line end', 'one\ntwo\r\nthree\rfour', 'one⏎two⏎three⏎four'],
  ['paragraphs', 'one\n\n\n \ntwo', 'one|two'],
  ['a quote and the answer to it', '> said\n> again\nNo!', 'quote{said⏎again}|No!'],
  ['quotes in quotes', '> > first\n> second\n\nthird', 'quote{quote{first}|second}|third'],
  ['a quote of several paragraphs', '> a\n>\n> b', 'quote{a|b}'],
  ['a list', '- a\n- b\n\n- c', 'ul{a;b;c}'],
  ['a list right under its sentence', 'Points:\n* a\n* b\nThat is all.', 'Points:|ul{a;b}|That is all.'],
  ['a list in a list', '- a\n  - b\n  - c\n- d', 'ul{a|ul{b;c};d}'],
  ['an item of several paragraphs', '1. a\n\n   b\n2. c', 'ol{a|b;c}'],
  ['an item with code', '- a\n\n      code\n- b', 'ul{a|pre{code};b}'],
  ['an ordered list', '1. a\n2. b\n3. c', 'ol{a;b;c}'],
  ['an ordered list with brackets', '1) a\n2) b', 'ol{a;b}'],
  ['numbers that would change if they were a list', '1. a\n3. b\n\n1984. c', 'ol{a}|3. b|1984. c'],
  ['two lists', '- a\n- b\n+ c', 'ul{a;b}|ul{c}'],
  ['a link', 'see [the *talks*](https://a.example/b?c=d#e)', 'see link<https://a.example/b?c=d#e>{the emphasis{talks}}'],
  ['a link to write to', '[us](mailto:us@a.example)', 'link<mailto:us@a.example>{us}'],
  ['a link with brackets in it', '[x](https://a.example/b_(c))', 'link<https://a.example/b_(c)>{x}'],
  ['a link without words', '[](https://a.example)', 'link<https://a.example/>{https://a.example}'],
  ['an image, as the link to it', '![Map](https://a.example/m.png)', 'link<https://a.example/m.png>{Map}'],
  ['no link in a link', '[https://a.example](https://b.example)', 'link<https://b.example/>{https://a.example}'],
  ['emphasis across a link’s border', '*a [b* c](https://a.example)', '*a link<https://a.example/>{b* c}'],
  ['a bare address', 'At https://a.example/b.', 'At link<https://a.example/b>{https://a.example/b}.'],
  ['a bare address in brackets', '(https://a.example/b_(c))', '(link<https://a.example/b_(c)>{https://a.example/b_(c)})'],
  ['a bare address in bold', '**https://a.example/**', 'strong{link<https://a.example/>{https://a.example/}}'],
  ['a bare address with underscores', 'https://a.example/_b_c_', 'link<https://a.example/_b_c>{https://a.example/_b_c}_'],
  [
    'a bare address in a sentence without spaces',
    '見てhttps://a.example/b。はい',
    '見てlink<https://a.example/b>{https://a.example/b}。はい',
  ],
  ['escapes', '\\*a\\* \\`b\\` \\[c](https://a.example)', '*a* `b` [c](link<https://a.example/>{https://a.example})'],
  ['an escaped list', '\\- a', '- a'],
  ['a backslash before anything else', 'C:\\dir\\.git \\d+ \\"', 'C:\\dir\\.git \\d+ \\"'],
];

describe('our markdown shows', () => {
  for (const [what, markdown, shown] of EXAMPLES) {
    it(what, () => expect(show(parseMarkdown(markdown))).to.equal(shown));
  }

  it('nothing for nothing', () => {
    for (const text of ['', ' ', '\n', '\t\n \r\n']) expect(parseMarkdown(text)).to.deep.equal([]);
  });
});

/** All text in order, a line end for a break, an empty line between blocks. */
function plain(content: RichText): string {
  const text = (inline: Inline): string =>
    inline.type === 'break' ? '\n' : 'text' in inline ? inline.text : inline.children.map(text).join('');
  return content
    .map((block) => {
      if (block.type === 'paragraph') return block.children.map(text).join('');
      if (block.type === 'code-block') return block.text;
      return block.type === 'quote' ? plain(block.children) : block.items.map(plain).join('\n\n');
    })
    .join('\n\n');
}

/** Every part with its depth, without recursion. */
function* parts(content: RichText): Generator<{ part: Block | Inline; depth: number }> {
  const open: { part: Block | Inline; depth: number }[] = content.map((part) => ({ part, depth: 1 }));
  for (let at = open.pop(); at; at = open.pop()) {
    yield at;
    const { part, depth } = at;
    const children = part.type === 'list' ? part.items.flat() : 'children' in part ? part.children : [];
    for (const child of children) open.push({ part: child, depth: depth + 1 });
  }
}

describe('whatever a reader pastes', () => {
  it(`is shown as it was typed (${HOSTILE_TEXT.length} hostile strings)`, () => {
    for (const text of HOSTILE_TEXT) {
      const content = parseMarkdown(text);
      expect(plain(content), JSON.stringify(text)).to.equal(text);
      const types = new Set([...parts(content)].map(({ part }) => part.type));
      types.delete('paragraph');
      types.delete('text');
      types.delete('break');
      if (/https?:\/\/\w/.test(text)) types.delete('link');
      expect([...types], JSON.stringify(text)).to.deep.equal([]);
    }
  });

  it('becomes a link only to the web or to a mailbox', () => {
    const addresses = HOSTILE_TEXT.flatMap((text) => [
      `[x](${text})`,
      `[x](<${text}>)`,
      `![x](${text})`,
      `<${text}>`,
      `https://${text}`,
    ]);
    for (const text of addresses) {
      for (const { part } of parts(parseMarkdown(text))) {
        if (part.type !== 'link') continue;
        expect(part.url).to.match(/^(https?|mailto):/);
        expect(new URL(part.url).username).to.equal('');
      }
    }
  });

  it('leaves all objects as they were', () => {
    for (const text of HOSTILE_TEXT) parseMarkdown(text);
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  it('loses no letter when it is put between our marks', () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}<>"'=&;/]/gu, '');
    for (const text of HOSTILE_TEXT) {
      for (const around of [`**${text}**`, `- ${text}`, `*${text}* ~~${text}~~`, `\`\`\`\n${text}\n\`\`\``]) {
        expect(letters(plain(parseMarkdown(around))).replaceAll('>', '')).to.equal(letters(around).replaceAll('>', ''));
      }
    }
  });

  for (const flood of FLOODS) {
    const size = ['>', '*', '['].includes(flood) ? 1_000_000 : 250_000;
    it(`${size / 1000} kB of ${JSON.stringify(flood)} are read to the end and stay shallow`, () => {
      const text = `${flood.repeat(Math.ceil(size / flood.length))}*)\`]~~\n\`\`\`\n`;
      // Work that grew with the square of this would run into the time-out of the test.
      const content = parseMarkdown(text);
      let deepest = 0;
      for (const { depth } of parts(content)) deepest = Math.max(deepest, depth);
      expect(deepest).to.be.below(100);
    });
  }

  it('is no work when it is full of fences that nobody closes', () => {
    const shrinking = Array.from({ length: 600 }, (_, n) => `${'`'.repeat(603 - n)}js`).join('\n');
    for (const text of ['```js\n'.repeat(60_000), '~~~ x\n> ```y\n'.repeat(30_000), shrinking]) {
      expect(parseMarkdown(text)).to.have.length.above(0);
    }
  });

  it('nested 50,000 times is still a bounded tree', () => {
    for (const [open, close] of [
      ['**', '**'],
      ['*a ', ' a*'],
      ['[', '](https://a.example)'],
      ['> ', ''],
      ['- ', ''],
    ] as const) {
      const content = parseMarkdown(`${open.repeat(50_000)}x${close.repeat(50_000)}`);
      expect(Math.max(...[...parts(content)].slice(0, 50_000).map(({ depth }) => depth))).to.be.below(100);
    }
  });
});
