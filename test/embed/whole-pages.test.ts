import { expect } from '@open-wc/testing';
import { ALL_FIVE, TAGS, use } from './all-five.js';
import { once, unexpected } from './conditions.js';
import { closePages, openWholePage, script, wholePages } from './pages.js';

const names = await wholePages();

describe('hostile pages', () => {
  describe('of publishers’ systems, whole (C28)', () => {
    for (const name of names) {
      describe(name, () => {
        const open = once(() => openWholePage(name, `<div lang="en">${ALL_FIVE}</div>${script()}`));

        after(() => {
          closePages();
          localStorage.clear();
        });

        for (const tag of TAGS) it(`<${tag}> works`, async () => use((await open()).document, tag));

        it('the page goes on without a fault', async () => {
          // What the page itself would have loaded from elsewhere is refused by its policy.
          expect(unexpected(await open(), /^[\w-]+-src(-\w+)? http/)).to.deep.equal([]);
        });
      });
    }
  });
});

describe('the whole pages', () => {
  it('are at least thirty', () => {
    expect(names).to.have.lengthOf.at.least(30);
  });
});
