import { describe, expect, it } from 'vitest';
import { compareWithAll, emptyNearest, findNearest, LIMIT, offer, Rarity } from '../../src/cli/archive/neighbours.js';
import { packTerms } from '../../src/cli/archive/store.js';
import { articles } from './support.js';

const all = articles(300);
const packed = all.map((article) => packTerms(article));
const archive = { size: all.length, terms: (at: number) => packed[at]!, date: (at: number) => Date.parse(all[at]!.date) };
const rarity = new Rarity(archive);
const everything = Int32Array.from(all.keys());
describe('the nearest articles of an archive', () => {
  it('are as near when the archive comes in many blocks as when it is in memory at once', () => {
    const whole = findNearest(archive, rarity, everything);
    const inBlocks = findNearest(archive, rarity, everything, undefined, 70);
    // More is compared in full where there are more blocks, so what they find is as near or nearer.
    for (const [place, score] of whole.scores.entries()) expect(inBlocks.scores[place]).toBeGreaterThan(score - 1e-3);
  });

  it('are those that a comparison with every article finds', () => {
    const few = [3, 150, 299];
    const found = findNearest(archive, rarity, Int32Array.from(few));
    const exact = emptyNearest(few.length);
    compareWithAll(archive, few, rarity, (one, other, score) => offer(exact, few.indexOf(one), other, score));
    for (const [row] of few.entries()) {
      const of = (ids: Int32Array): number[] => [...ids.subarray(row * LIMIT, row * LIMIT + 6)];
      const missing = of(exact.ids).filter((id) => !of(found.ids).includes(id));
      expect(missing.length).toBeLessThan(2);
    }
  });

  it('are told apart by how telling a term is, however many terms share a count', () => {
    expect(packed.every(({ terms }) => terms.every((term) => rarity.of(term) >= 0))).toBe(true);
    // Two that are in every article and share a count come to more than there are articles.
    expect(rarity.ofCount(archive.size * 2)).toBe(rarity.ofCount(archive.size));
  });
});
