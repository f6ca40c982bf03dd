import { expect } from 'chai';
import { parseHtml, richTextToPlain } from '../../src/content/html.js';
import { parseMarkdown } from '../../src/content/markdown.js';
import type { Block, Inline, RichText } from '../../src/ports/rich-text.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

/** The same numbers in every run and every engine, so that what fails once fails again: mulberry32, seeded per round. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MARKDOWN = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '```',
  '\n',
  '\n\n',
  '> ',
  '- ',
  '1. ',
  '[',
  '](',
  ')',
  'http://a.b',
  '\\',
  '<',
  '&',
  ' ',
  '    ',
  '\t',
  'word',
  '…',
  '\u202e',
  '👩‍👩‍👧',
  '\0',
  '\ud800',
  '#',
  '!',
  '|',
  '~~',
];
const HTML = [
  '<p>',
  '</p>',
  '<b',
  '>',
  '<a href="',
  'javascript:',
  'http://a.b',
  '">',
  '</a>',
  '<script>',
  '</script>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&amp',
  '&#x',
  ';',
  '&#38;',
  '<svg ',
  'onload=',
  '<style>',
  '</style',
  '<br/>',
  '<blockquote>',
  '<ul><li>',
  '</',
  '<',
  '"',
  "'",
  '=',
  '\0',
  ' ',
  'word',
  '<template>',
  '<math>',
  '<textarea>',
  '<plaintext>',
  '\u2028',
];
const ROUNDS = 400;

const BLOCKS = ['paragraph', 'quote', 'code-block', 'list'];
const INLINES = ['text', 'break', 'code', 'link', 'strong', 'emphasis', 'strikethrough'];

/** Every node is of the closed set, and every link leads to the web or to a mailbox. */
function check(content: RichText, depth = 0): void {
  expect(depth).to.be.lessThan(200);
  for (const block of content) {
    expect(BLOCKS).to.include(block.type);
    checkBlock(block, depth + 1);
  }
}

function checkBlock(block: Block, depth: number): void {
  if (block.type === 'quote') check(block.children, depth);
  else if (block.type === 'list') block.items.forEach((item) => check(item, depth));
  else if (block.type === 'code-block') expect(block.text).to.be.a('string');
  else block.children.forEach((inline) => checkInline(inline, depth + 1));
}

function checkInline(inline: Inline, depth: number): void {
  expect(INLINES).to.include(inline.type);
  expect(depth).to.be.lessThan(400);
  if (inline.type === 'link') expect(inline.url).to.match(/^(https?:\/\/|mailto:)/);
  if ('children' in inline) inline.children.forEach((child) => checkInline(child, depth + 1));
}

function pieces(tokens: readonly string[], seed: number): string {
  const random = randomFrom(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  const length = 1 + Math.floor(random() * 60);
  return Array.from({ length }, () => (random() < 0.05 ? pick(HOSTILE_TEXT) : pick(tokens))).join('');
}

describe('whatever a reader or a backend sends', () => {
  it(`becomes rich text and nothing else: ${ROUNDS} random pieces of markdown (B16)`, () => {
    for (let seed = 1; seed <= ROUNDS; seed++) check(parseMarkdown(pieces(MARKDOWN, seed)));
  });

  it(`becomes rich text and nothing else: ${ROUNDS} random pieces of HTML (B18)`, () => {
    for (let seed = 1; seed <= ROUNDS; seed++) check(parseHtml(pieces(HTML, seed)));
  });

  it('keeps the words: a word a reader typed is still there, whatever stands around it (B16)', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const text = `${pieces(MARKDOWN, seed)}\n\nzebra ${pieces(MARKDOWN, seed + ROUNDS)}`;
      expect(richTextToPlain(parseMarkdown(text))).to.contain('zebra');
    }
  });

  it('comes to an end, also of twenty thousand signs of each kind (B18)', () => {
    for (const token of [...MARKDOWN, ...HTML]) {
      const long = token.repeat(Math.ceil(20_000 / token.length));
      check(parseMarkdown(long));
      check(parseHtml(long));
    }
  });
});
