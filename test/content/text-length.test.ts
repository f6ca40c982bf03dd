import { expect } from 'chai';
import { codePoints } from '../../src/content/text-length.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

describe('the length of a text', () => {
  it('is counted as backends count it, in code points', () => {
    const lengths: [string, number][] = [
      ['', 0],
      ['abc', 3],
      ['é', 1],
      ['e\u0301', 2],
      ['🦉', 1],
      ['👩‍👩‍👧‍👦', 7],
      ['🇺🇳', 2],
      ['\ud800', 1],
      ['\udc00\ud800', 2],
      ['\ud800\ud83e\udd89\udc00', 3],
    ];
    for (const [text, length] of lengths) expect(codePoints(text), text).to.equal(length);
    for (const text of HOSTILE_TEXT) expect(codePoints(text), text).to.equal([...text].length);
  });

  it('counts a megabyte', () => {
    const text = '🦉a'.repeat(333_334);
    expect(codePoints(text)).to.equal(666_668);
  });
});
