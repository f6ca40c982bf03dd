import { expect } from 'chai';
import type { Article } from '../../src/ports/articles.js';
import { comparableUrl } from '../../src/relevance/comparable-url.js';
import { rank } from '../../src/relevance/rank-at-once.js';
import { ranking } from '../../src/relevance/rank.js';
import { explained } from '../../src/relevance/reasons.js';
import { pairTerm, tagTerm, wordsOf, wordTerm } from '../../src/relevance/terms.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 1, 5);
let count = 0;
const article = (title: string, more: Partial<Article> = {}): Article => ({
  url: `https://paper.example/${++count}`,
  title,
  publishedAt: NOW - count * DAY,
  ...more,
});
const titles = (ranked: ReturnType<typeof rank>): string[] => ranked.map((entry) => entry.article.title);

const CURRENT = article('Ukraine peace talks resume in Abu Dhabi', {
  text: 'Delegations from Kyiv and Moscow met in Abu Dhabi. The talks were about security guarantees.',
  tags: ['Peace talks', 'Ukraine'],
});
const OTHERS = [
  article('Why tides are late this year'),
  article('How to bake bread at altitude'),
  article('The room behind the room', { summary: 'Backchannels between Kyiv and Moscow meet in Abu Dhabi hotels.' }),
  article('Who guards a ceasefire?', { tags: ['peace-talks'], summary: 'What security guarantees are worth.' }),
  article('Chess clubs are back'),
  article('Street trees after lunch'),
];

describe('which article to read next', () => {
  it('puts what is about the same first and the rest by date, latest first', () => {
    const ranked = rank(CURRENT, OTHERS);
    expect(titles(ranked).slice(0, 2)).to.have.members(['Who guards a ceasefire?', 'The room behind the room']);
    expect(titles(ranked).slice(2)).to.deep.equal([
      'Why tides are late this year',
      'How to bake bread at altitude',
      'Chess clubs are back',
      'Street trees after lunch',
    ]);
    expect(ranked[0]!.score).to.be.above(ranked[2]!.score);
  });

  it('says why, as one would write it, and gives no reason for what is not related', () => {
    const ranked = rank(CURRENT, OTHERS);
    const because = (title: string): readonly string[] => ranked.find((entry) => entry.article.title === title)!.because;
    expect(because('The room behind the room')).to.include('Abu Dhabi');
    expect(because('Who guards a ceasefire?')).to.include('peace talks');
    expect(because('Chess clubs are back')).to.deep.equal([]);
  });

  it('drops the current article and repetitions, whatever was added to their addresses', () => {
    const ranked = rank({ ...CURRENT, url: 'https://www.paper.example/talks/' }, [
      article('The same, from the feed', { url: 'http://paper.example/talks?utm_source=feed#top' }),
      article('Once', { url: 'https://paper.example/once?id=5' }),
      article('Twice', { url: 'https://paper.example/once/?fbclid=x&id=5' }),
      article('Another', { url: 'https://paper.example/once?id=6' }),
    ]);
    expect(titles(ranked)).to.deep.equal(['Once', 'Another']);
  });

  it('shows one version of a story, and every part of a series', () => {
    const ranked = rank(CURRENT, [
      article('Peace talks in Abu Dhabi end without a deal'),
      article('UPDATE: Peace talks in Abu Dhabi end without a deal'),
      article('Peace talks in Abu Dhabi end without a deal.'),
      article('Peace talks explained, part 1'),
      article('Peace talks explained, part 2'),
    ]);
    expect(titles(ranked)).to.have.length(3);
    expect(titles(ranked).filter((title) => title.includes('part'))).to.have.length(2);
  });

  it('prefers the nearer in time among equals, and does without dates', () => {
    const near = article('Abu Dhabi hotels, spring guests', { publishedAt: CURRENT.publishedAt! + DAY });
    const far = article('Abu Dhabi hotels, summer guests', { publishedAt: CURRENT.publishedAt! - 900 * DAY });
    const undated = article('Abu Dhabi hotels, autumn guests', { publishedAt: undefined });
    expect(titles(rank(CURRENT, [undated, far, near, ...OTHERS.slice(0, 2)])).slice(0, 3)).to.deep.equal(
      [near, far, undated].map(({ title }) => title),
    );
    expect(rank({ ...CURRENT, publishedAt: undefined }, [far, undated])).to.have.length(2);
    const scores = rank(CURRENT, [undated, article('x', { publishedAt: NaN })]).map(({ score }) => score);
    expect(scores.some(Number.isNaN)).to.equal(false);
  });

  it('is empty only when there is nothing but the current article', () => {
    expect(rank(CURRENT, [])).to.deep.equal([]);
    expect(rank(CURRENT, [CURRENT])).to.deep.equal([]);
    expect(titles(rank(article('!?'), [article('…')]))).to.deep.equal(['…']);
  });

  it('calls nothing related below the threshold', () => {
    expect(rank(CURRENT, OTHERS, { threshold: 2 }).every(({ because }) => because.length === 0)).to.equal(true);
  });

  it('ranks scripts without spaces', () => {
    const chinese = rank(article('乌克兰和平谈判在阿布扎比恢复', { text: '代表团讨论了安全保障和停火。' }), [
      article('如何在高原烤面包'),
      article('谁来保障停火？', { summary: '和平谈判取决于安全保障。' }),
      article('象棋俱乐部回来了'),
    ]);
    expect(titles(chinese)[0]).to.equal('谁来保障停火？');
    const thai = rank(article('การเจรจาสันติภาพยูเครนกลับมาที่อาบูดาบี'), [
      article('วิธีอบขนมปังบนที่สูง'),
      article('ใครรับประกันการเจรจาสันติภาพ'),
      article('หมากรุกกลับมาแล้ว'),
    ]);
    expect(titles(thai)[0]).to.equal('ใครรับประกันการเจรจาสันติภาพ');
  });

  it('reads words in any script', () => {
    expect(wordsOf('Łódź’s iPhone 15, ЖЖ-блог')).to.deep.equal(['Łódź', 's', 'iPhone', '15', 'ЖЖ', 'блог']);
    expect(wordsOf('東京タワー 2025')).to.deep.equal(['東', '京', 'タ', 'ワ', 'ー', '2025']);
    expect(wordsOf('iPhone発売')).to.deep.equal(['iPhone', '発', '売']);
    expect(wordsOf('ไทย').join('')).to.equal('ไทย');
    expect(wordsOf('')).to.deep.equal([]);
  });

  it('tells words apart that differ in their last letter, as years do', () => {
    const words = ['2024', '2025', '2026', '2027', 'them', 'then', 'cap', 'car', 'cas'];
    expect(new Set(words.map((word) => wordTerm(word)))).to.have.length(words.length);
    const pairs = words.flatMap((first) => words.map((second) => pairTerm(wordTerm(first), wordTerm(second))));
    expect(new Set(pairs)).to.have.length(pairs.length);
    const [best] = rank(article('Budget 2026'), [article('Budget 2025'), article('Budget 2026, explained'), ...OTHERS]);
    expect(best!.article.title).to.equal('Budget 2026, explained');
  });

  it('says why in scripts without spaces, and in signs of full width', () => {
    const because = (one: string, other: string): readonly string[] =>
      rank(article(one), [article(other), article('象棋俱乐部回来了'), article('如何在高原烤面包'), article('街边的树')])[0]!
        .because;
    expect(because('乌克兰和平谈判恢复', '谁来保障和平谈判？')).to.deep.equal(['和平谈判']);
    expect(because('ＡＢＣ銀行が東京で開業', '東京の桜')).to.deep.equal(['東京']);
  });

  it('takes the spellings of a tag for one tag', () => {
    expect(new Set(['Peace talks', 'peace-talks', '#peace_talks'].map(tagTerm))).to.have.length(1);
    expect(tagTerm('peace')).not.to.equal(tagTerm('talks'));
  });

  it('survives hostile articles', () => {
    const hostile = [
      article('__proto__ constructor toString'),
      article('x'.repeat(1_000_000)),
      article('peace talks '.repeat(100_000), { tags: ['__proto__', '', '#'], text: '('.repeat(1_000_000) }),
      article('[a-z]*(peace', { section: '\\' }),
      article('Peace', { url: 'not an address' }),
    ];
    expect(rank(article('constructor (peace [a-z]* talks', { tags: ['__proto__'] }), hostile)).to.have.length(5);
    expect(({} as { polluted?: number }).polluted).to.equal(undefined);
  });

  it('can be done in steps, with the same outcome', () => {
    const steps = ranking(CURRENT, OTHERS);
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    expect(pauses).to.be.above(OTHERS.length);
    expect(explained(CURRENT, step.value)).to.deep.equal(rank(CURRENT, OTHERS));
  });
});

describe('the address of an article as a key', () => {
  it('ignores where the reader came from and keeps what names the article', () => {
    const same = [
      'https://paper.example/a',
      'http://www.paper.example/a/',
      'https://paper.example/a/index.html?utm_medium=x&UTM_SOURCE=y',
      'https://paper.example/a?gclid=1&mc_cid=2&fbclid=3&ref=home&_ga=4#comments',
      'https://paper.example/a?msclkid=1&gbraid=2&wbraid=3&gad_source=4&mkt_tok=5&CMP=6&igsh=7&srsltid=8&piwik_kwd=9',
    ];
    expect(new Set(same.map(comparableUrl))).to.have.length(1);
    const different = ['/a?id=1', '/a?id=2', '/a?p=1', '/b', '/a/b', '/A'].map((path) => `https://paper.example${path}`);
    expect(new Set([...same, ...different].map(comparableUrl))).to.have.length(7);
    expect(comparableUrl('nonsense')).to.equal('nonsense');
  });

  it('is the same however the signs of another script are escaped', () => {
    const [lower, upper, plain] = ['%d9%85%d9%82', '%D9%85%D9%82', 'مق'].map((slug) => `https://paper.example/${slug}`);
    expect(new Set([lower!, upper!, plain!].map(comparableUrl))).to.have.length(1);
  });
});
