import { expect } from 'chai';
import { insertLink, toggleLines, toggleWrap, type Edit } from '../../src/content/markdown-edit.js';
import { quote } from '../../src/content/markdown-quote.js';
import { parseMarkdown } from '../../src/content/markdown.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

/** `a [b] c` as a value whose selection is what stands in the brackets; `|` is a caret. */
function read(marked: string): [value: string, start: number, end: number] {
  const caret = marked.indexOf('|');
  if (caret >= 0) return [marked.replace('|', ''), caret, caret];
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return [marked.replace(/[⟦⟧]/g, ''), start, end];
}

function write({ value, start, end }: Edit): string {
  if (start === end) return `${value.slice(0, start)}|${value.slice(start)}`;
  return `${value.slice(0, start)}⟦${value.slice(start, end)}⟧${value.slice(end)}`;
}

const wrap = (marked: string, marker: string) => write(toggleWrap(...read(marked), marker));
const lines = (marked: string, prefix: string) => write(toggleLines(...read(marked), prefix));

describe('a button of the toolbar', () => {
  it('makes the selected words bold, and again not', () => {
    expect(wrap('so ⟦very⟧ true', '**')).to.equal('so **⟦very⟧** true');
    expect(wrap('so **⟦very⟧** true', '**')).to.equal('so ⟦very⟧ true');
    expect(wrap('so ⟦**very**⟧ true', '**')).to.equal('so ⟦very⟧ true');
  });

  it('leaves white space outside', () => {
    expect(wrap('so⟦ very ⟧true', '**')).to.equal('so **⟦very⟧** true');
  });

  it('without a selection waits between its marks, and takes them away again', () => {
    expect(wrap('so |', '**')).to.equal('so **|**');
    expect(wrap('so **|**', '**')).to.equal('so |');
    expect(wrap('|', '`')).to.equal('`|`');
  });

  it('tells bold from italic', () => {
    expect(wrap('**⟦a⟧**', '*')).to.equal('***⟦a⟧***');
    expect(wrap('***⟦a⟧***', '*')).to.equal('**⟦a⟧**');
    expect(wrap('***⟦a⟧***', '**')).to.equal('*⟦a⟧*');
    expect(wrap('*⟦a⟧*', '**')).to.equal('***⟦a⟧***');
  });

  it('quotes and lists every line the selection touches, and again not', () => {
    expect(lines('a\nb⟦b\nc⟧c\nd', '> ')).to.equal('a\n⟦> bb\n> cc⟧\nd');
    expect(lines('⟦> a\n>\n> b⟧', '> ')).to.equal('⟦a\n\nb⟧');
    expect(lines('⟦a\n\nb\n⟧c', '- ')).to.equal('⟦- a\n\n- b⟧\nc');
    expect(lines('⟦a\n- b⟧', '- ')).to.equal('⟦- a\n- b⟧');
    expect(lines('⟦a\nb\nc⟧', '1. ')).to.equal('⟦1. a\n2. b\n3. c⟧');
    expect(lines('⟦1. a\n2) b⟧', '1. ')).to.equal('⟦a\nb⟧');
  });

  it('keeps the caret where it was in its line', () => {
    expect(lines('a\nbc|d', '> ')).to.equal('a\n> bc|d');
    expect(lines('a\n> bc|d', '> ')).to.equal('a\nbc|d');
    expect(lines('|', '- ')).to.equal('- |');
    expect(lines('- |', '- ')).to.equal('|');
  });

  it('links the selected words', () => {
    const link = (marked: string, url: string) => write(insertLink(...read(marked), url));
    expect(link('see ⟦this⟧', 'https://a.example/b_(c) d')).to.equal('see [this](https://a.example/b_%28c%29%20d)|');
    expect(link('see ⟦this⟧.', '')).to.equal('see [this](|).');
    expect(link('see ⟦this⟧.', 'https://')).to.equal('see [this](⟦https://⟧).');
    expect(link('see |.', 'https://a.example')).to.equal('see [|](https://a.example).');
    expect(parseMarkdown(insertLink('a [b] c', 0, 7, 'https://a.example').value)).to.deep.equal([
      {
        type: 'paragraph',
        children: [{ type: 'link', url: 'https://a.example/', children: [{ type: 'text', text: 'a [b] c' }] }],
      },
    ]);
  });

  it('never loses what is there', () => {
    for (const text of HOSTILE_TEXT) {
      const wrapped = toggleWrap(text, 0, text.length, '**');
      const again = toggleWrap(wrapped.value, wrapped.start, wrapped.end, '**');
      if (!text.includes('*')) expect(again.value).to.equal(text);
      const quoted = toggleLines(text, 0, text.length, '> ');
      if (!text.startsWith('>')) expect(toggleLines(quoted.value, quoted.start, quoted.end, '> ').value).to.equal(text);
    }
  });
});

describe('a quoted comment', () => {
  it('is marked on every line, with room for the answer', () => {
    expect(quote('one\r\n\ntwo\n')).to.equal('> one\n>\n> two\n\n');
    expect(parseMarkdown(`${quote('- a\n- b')}No.`).map(({ type }) => type)).to.deep.equal(['quote', 'paragraph']);
  });
});
