import { expect } from '@open-wc/testing';
import { ALL_ALIVE, ALL_FIVE, score } from './all-five.js';
import { closePages, openWholePage, script, wholePages } from './pages.js';

const names = await wholePages();

describe('at the end of the story of a whole page, every element works', () => {
  afterEach(() => {
    closePages();
    localStorage.clear();
  });

  it('on at least thirty pages', () => {
    expect(names).to.have.lengthOf.at.least(30);
  });

  for (const name of names) {
    it(`${name} (C28)`, async () => {
      const page = await openWholePage(name, `<div lang="en">${ALL_FIVE}</div>${script()}`);
      expect(await score(page)).to.deep.equal(ALL_ALIVE);
      // What the page itself would have loaded from elsewhere is refused by its policy.
      expect(page.faults.filter((fault) => !/^[\w-]+-src(-\w+)? http/.test(fault))).to.deep.equal([]);
    });
  }
});
