import { expect } from 'chai';
import { decodeText } from '../../src/content/decode-text.js';

describe('the encoding of a feed', () => {
  const feed = (encoding: string, title: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?><title>${title}</title>`;
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  // "Привет" and "你好", each byte as one character.
  const russian = bytes(feed('windows-1251', '\xCF\xF0\xE8\xE2\xE5\xF2'));
  const chinese = bytes(feed('GBK', '\xC4\xE3\xBA\xC3'));

  for (const charset of ['', '; charset=UTF-8', '; charset="utf8"', '; charset=ISO-8859-1', '; charset=klingon']) {
    it(`is what it says itself where its server says${charset || ' nothing'} (D41)`, () => {
      expect(decodeText(russian, `text/xml${charset}`)).to.contain('>Привет<');
      expect(decodeText(chinese, `text/xml${charset}`)).to.contain('>你好<');
    });
  }

  it('is what its server says where that knows a particular one, and Windows-1252 where nobody does (D41)', () => {
    expect(decodeText(bytes(feed('utf-8', '\xCF\xF0\xE8\xE2\xE5\xF2')), 'text/xml; charset=windows-1251')).to.contain(
      '>Привет<',
    );
    expect(decodeText(bytes(feed('utf-8', 'Zo\xEB')), 'text/xml; charset=utf-8')).to.contain('>Zoë<');
    expect(decodeText(bytes(feed('klingon', 'Zo\xEB')), 'text/xml; charset=klingon')).to.contain('>Zoë<');
  });
});
