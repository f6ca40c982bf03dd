import { expect } from 'chai';
import { toJson } from '../../src/content/to-json.js';

const VALUES: readonly unknown[] = [
  [],
  ['a', [1, [null, undefined, true]], { in: [{ deep: ['er'] }] }],
  { topics: ['world'], at: new Date(0), gone: undefined, text: 'plain', '': [''] },
  'text',
  null,
  0,
  { toJSON: () => ({ own: ['way'] }) },
];

describe('toJson', () => {
  it('writes what JSON.stringify writes', () => {
    for (const value of VALUES) expect(toJson(value)).to.equal(JSON.stringify(value));
  });

  it('writes the same where an old library of the page makes strings of arrays', () => {
    const right = VALUES.map((value) => JSON.stringify(value));
    const prototype = Array.prototype as { toJSON?: unknown };
    prototype.toJSON = function (this: unknown[]) {
      return `[${this.map((item) => JSON.stringify(item)).join(', ')}]`;
    };
    try {
      expect(JSON.stringify(['a'])).to.equal('"[\\"a\\"]"');
      expect(VALUES.map(toJson)).to.deep.equal(right);
    } finally {
      delete prototype.toJSON;
    }
  });
});
