import { expect } from 'chai';
import { readFacts } from '../../src/content/facts.js';
import { hasLeadIn } from '../../src/content/lead-in.js';
import { pickOfTheDay, pickUnseen } from '../../src/content/pick.js';

const DAY = 86_400_000;

describe('a pool of facts', () => {
  it('is read with its sources, and what has no text is left out', () => {
    const pool = {
      facts: [
        { text: ' One ', source: 'UN', url: '/un', kind: 'tip' },
        'Two',
        { text: '' },
        null,
        7,
        { source: 'nobody' },
        { text: 'Three', url: 'javascript:alert(1)', kind: 'other', source: 3 },
      ],
    };
    expect(readFacts(pool, 'https://news.example/facts.json')).to.deep.equal([
      { text: 'One', source: 'UN', url: 'https://news.example/un', kind: 'tip' },
      { text: 'Two', source: undefined, url: undefined, kind: undefined },
      { text: 'Three', source: undefined, url: undefined, kind: undefined },
    ]);
  });

  it('is no pool when it is anything else', () => {
    for (const other of [undefined, null, 'x', [], {}, { facts: {} }, 1])
      expect(readFacts(other, 'https://a.example')).to.equal(undefined);
    expect(readFacts({ facts: [] }, 'https://a.example')).to.deep.equal([]);
  });
});

describe('a lead-in in the text itself', () => {
  it('is recognised in any case and punctuation, at the start only', () => {
    const labels = ['Did you know?', 'Pro tip'];
    for (const text of ['Did you know? Yes.', 'DID YOU KNOW: yes', '“Did you know” that', '💡 Pro Tip: follow', 'Pro tip']) {
      expect(hasLeadIn(text, labels), text).to.equal(true);
    }
    for (const text of ['Yes. Did you know?', 'Did you knowingly do it?', 'Pro tips', '', 'Tip']) {
      expect(hasLeadIn(text, labels), text).to.equal(false);
    }
    expect(hasLeadIn('anything', [''])).to.equal(false);
  });
});

describe('the pick of the day', () => {
  it('is the same through one UTC day, whatever the time zone of the reader', () => {
    const start = Date.UTC(2026, 1, 3);
    const picks = new Set([0, 1, DAY / 2, DAY - 1].map((offset) => pickOfTheDay(7, start + offset, 'https://a.example/x')));
    expect(picks.size).to.equal(1);
  });

  it('shows every fact once before any comes again, and never the same on two days running', () => {
    for (const count of [2, 3, 5, 7, 30]) {
      // Whole rounds, counted from the epoch.
      const first = Math.ceil(20_000 / count) * count;
      let before = -1;
      for (let round = 0; round < 20; round++) {
        const seen = new Set<number>();
        for (let day = 0; day < count; day++) {
          const pick = pickOfTheDay(count, (first + round * count + day) * DAY, 'seed');
          expect(pick, `${count} facts, round ${round}, day ${day}`).to.not.equal(before);
          seen.add((before = pick));
        }
        expect(seen.size).to.equal(count);
      }
    }
  });

  it('differs between pages, and copes with one, none, and dates before 1970', () => {
    const picks = new Set(Array.from({ length: 40 }, (_, page) => pickOfTheDay(30, 0, `https://a.example/${page}`)));
    expect(picks.size).to.be.above(10);
    expect(pickOfTheDay(1, 5, 'x')).to.equal(0);
    expect(pickOfTheDay(0, 5, 'x')).to.equal(0);
    expect(pickOfTheDay(5, -1, 'x')).to.be.within(0, 4);
  });
});

describe('facts not seen yet', () => {
  it('come one after the other until all were seen, then begin again without a repeat', () => {
    const facts = ['a', 'b', 'c'];
    const seen: string[] = [];
    for (let visit = 0; visit < 7; visit++) seen.push(facts[pickUnseen(facts, seen)]!);
    expect(seen.slice(0, 3)).to.have.members(facts);
    expect(new Set(seen.slice(3, 6)).size).to.equal(3);
    for (let at = 1; at < seen.length; at++) expect(seen[at]).to.not.equal(seen[at - 1]);
  });

  it('include one that was added', () => {
    expect(pickUnseen(['a', 'b', 'new'], ['a', 'b'])).to.equal(2);
    expect(pickUnseen(['only'], ['only'])).to.equal(0);
  });
});
