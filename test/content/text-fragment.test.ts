import { expect } from 'chai';
import { textFragmentUrl } from '../../src/content/text-fragment.js';

describe('the address of a passage', () => {
  it('names a short passage whole, in place of any other fragment', () => {
    expect(textFragmentUrl('https://a.example/b?c#d', ' Bread  rises ')).to.equal(
      'https://a.example/b?c#:~:text=Bread%20rises',
    );
  });

  it('names a long passage by its ends', () => {
    expect(textFragmentUrl('https://a.example/', 'a b c d e f g h i j k')).to.equal(
      'https://a.example/#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k',
    );
  });

  it('keeps the signs that mean something in such an address', () => {
    expect(textFragmentUrl('https://a.example/', 'well-known, & so')).to.equal(
      'https://a.example/#:~:text=well%2Dknown%2C%20%26%20so',
    );
  });
});
