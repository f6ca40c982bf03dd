import { expect } from 'chai';
import { addressOf, corpus, rowOf, score, type CorpusPage, type PageScore } from '../../bench/enhance-score.js';
import type { Reading } from '../../src/enhance/finding.js';
import { languagesOf } from '../../src/enhance/language-of.js';
import { Lexicon } from '../../src/enhance/languages.js';
import { read } from '../../src/enhance/read.js';
import { readInSteps } from '../../src/enhance/reader.js';
import { loadWords } from '../../src/enhance/words/load.js';
import { parse } from '../support/parse.js';

/** See real/README.md: these pages were written before the rules were mended by them, and go on being measured. */
describe('what is read in markup that publishers wrote', () => {
  const scored: Promise<readonly PageScore[]> = Promise.all(corpus('real').map(score));

  it('holds enough pages, most of them with nothing to find', async () => {
    const scores = await scored;
    expect(scores.length).to.be.at.least(60);
    const ordinary = scores.filter(({ page }) => page.expectation.findings.every(({ optional }) => optional));
    expect(ordinary.length).to.be.greaterThan(scores.length / 2);
  });

  it('finds nothing that an editor would not want', async () => {
    const scores = await scored;
    const wrong = scores.flatMap((each) => each.wrong.map(({ target, rule }) => [each.page.name, target, rule]));
    expect(wrong).to.deep.equal([]);
  });

  it('finds nine in ten of what an editor would want', async () => {
    const scores = await scored;
    const found = scores.flatMap(({ hits }) => hits.filter(({ expected }) => !expected.optional));
    const missed = scores.flatMap(({ page, missed: all }) => all.map((expected) => `${page.name}: ${rowOf(expected)}`));
    expect(found.length / (found.length + missed.length), missed.join(', ')).to.be.at.least(0.9);
  });
});

describe('what is read with the words of the page’s own languages', () => {
  const pages = (['positives', 'traps', 'real'] as const).flatMap(corpus);

  async function both(page: CorpusPage, html: string): Promise<readonly (readonly string[])[]> {
    const parsed = await parse(html);
    const options = {
      url: addressOf(page),
      lang: page.expectation.lang,
      sources: { comments: true, articles: true, newsletter: true },
    };
    const steps = readInSteps(parsed, options, new Lexicon(await loadWords(languagesOf(parsed))));
    let step = steps.next();
    while (!step.done) step = steps.next();
    return [read(parsed, options), step.value].map(names);
  }

  function names({ findings }: Reading): string[] {
    return findings.map(({ target, rule, nodes }) => `${target} ${rule} ${nodes[0].textContent?.slice(0, 40)}`);
  }

  it('is what is read with everybody’s', async () => {
    for (const page of pages) {
      const [all, own] = await both(page, page.html);
      expect(own, page.name).to.deep.equal(all);
    }
  });

  it('is the same where the page does not say its language', async () => {
    for (const page of pages) {
      const [all, own] = await both(page, page.html.replace(/<html[^>]*>/i, '<html>'));
      expect(own, page.name).to.deep.equal(all);
    }
  });
});
