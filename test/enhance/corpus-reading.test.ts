import { expect } from 'chai';
import { corpus, rowOf, score, type PageScore } from '../../bench/enhance-score.js';

const scores = (kind: 'positives' | 'traps'): Promise<PageScore[]> => Promise.all(corpus(kind).map(score));

describe('what is read in the corpus', () => {
  it('finds nothing in the traps that is not there', async () => {
    const wrong = (await scores('traps')).flatMap(({ page, wrong }) =>
      wrong.map(({ target, rule }) => [page.name, target, rule]),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('finds at least 95 % of what an editor would want, and nothing else', async () => {
    const all = await scores('positives');
    const found = all.flatMap(({ hits }) => hits);
    const missed = all.flatMap(({ page, missed }) => missed.map((expected) => `${page.name}: ${rowOf(expected)}`));
    expect(found.length / (found.length + missed.length), missed.join(', ')).to.be.at.least(0.95);
    expect(all.flatMap(({ page, wrong }) => wrong.map(({ rule }) => [page.name, rule]))).to.deep.equal([]);
  });
});
