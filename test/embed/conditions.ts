import { expect } from '@open-wc/testing';
import { can, type CANNOT } from '../support/engines.js';
import { ALL_FIVE, readOwn, TAGS, use, type Tag } from './all-five.js';
import { closePages, frames, openPage, script, type Page, type PageOptions } from './pages.js';

/** What a page does to its widgets; a line of the table of hostile pages. */
export interface Condition extends Omit<PageOptions, 'body'> {
  /** As the end of the sentence "works on a page …". */
  name: string;
  /** Row of the fault matrix. */
  row: string;
  /** Around the five elements. */
  before?: string;
  after?: string;
  /** The five elements, when they are not written as usual. */
  five?: string;
  /** The script tag; the loader's at the end of the page when absent. */
  tag?: string;
  /** Faults that are the condition itself. */
  expected?: RegExp;
  /** How the page is opened, when its HTML is not all. */
  open?: () => Promise<Page>;
  /** What happens on the page before a reader uses it. */
  happens?: (page: Page) => unknown;
  /** Elements that cannot come alive there, whose content has to stay readable. */
  stays?: readonly Tag[] | ((page: Page) => readonly Tag[]);
  /** Elements that are not to be seen there, and leave no gap. */
  hidden?: readonly Tag[];
  /** What else holds on such a page. */
  also?: (page: Page) => unknown;
  /** What the engine must be able to express. */
  needs?: keyof typeof CANNOT;
}

/** Makes what is expensive when it is first asked for, so that each test that needs it fails of its own. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Faults of a page but for those that its condition consists of. */
export function unexpected(page: Page, expected?: RegExp): string[] {
  return page.faults.filter((fault) => !expected?.test(fault));
}

/**
 * A test for each element and one for the page itself, on one page for all of them. The table of hostile pages is made of their
 * names: keep "hostile pages" around them.
 */
export function proveCondition({
  name,
  row,
  expected,
  happens,
  stays = [],
  hidden = [],
  also,
  open: arrive,
  needs,
  ...rest
}: Condition): void {
  if (needs && !can(needs)) return;
  const { before: start = '', after: end = '', five = ALL_FIVE, tag = script(), ...options } = rest;
  describe(`${name} (${row})`, () => {
    const open = once(async () => {
      const page = await (arrive?.() ?? openPage({ ...options, body: `${start}${five}${end}${tag}` }));
      await happens?.(page);
      return page;
    });

    after(() => {
      closePages();
      // What one page's reader subscribed to or began to write is nothing to the next.
      localStorage.clear();
    });

    for (const each of hidden) {
      it(`<${each}> leaves no gap`, async () => {
        const page = await open();
        await frames(page, 6);
        expect(page.find(each).getBoundingClientRect().height).to.equal(0);
      });
    }

    for (const each of TAGS.filter((tag) => !hidden.includes(tag))) {
      it(`<${each}> works`, async () => {
        const page = await open();
        const kept = typeof stays === 'function' ? stays(page) : stays;
        await (kept.includes(each) ? readOwn : use)(page.document, each);
      });
    }

    it('the page goes on without a fault', async () => {
      const page = await open();
      await frames(page, 2);
      await also?.(page);
      expect(unexpected(page, expected)).to.deep.equal([]);
    });
  });
}
