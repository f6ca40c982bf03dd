import { expect } from 'chai';
import { list } from '../../src/adapters/articles/list.js';
import { memory, type MemoryArticlesOptions } from '../../src/adapters/articles/memory.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { articlesContract } from '../contracts/articles.js';

const page = { url: 'https://paper.example/story' };
const signal = new AbortController().signal;
const articles = [
  { url: 'https://paper.example/a', title: 'A', tags: ['x'], publishedAt: 5 },
  { url: 'https://paper.example/b', title: 'B' },
];

describe('articles adapter memory', () => {
  const contract = articlesContract({
    make: () => memory({ articles }),
    makeBroken: () => memory({ failWith: 'server' }),
    makeSlow: () => memory({ articles, delay: 5000 }),
  });
  for (const { name, run } of contract) it(`contract: ${name}`, run);

  it('fails as told until told otherwise, and notes who asked', async () => {
    const options: MemoryArticlesOptions = { articles, failWith: new AfterwordError('not-found', 'gone'), ranked: true };
    const port = memory(options);
    expect(await port.list(page, signal).catch((error: AfterwordError) => error.code)).to.equal('not-found');
    options.failWith = undefined;
    expect(await port.list(page, signal)).to.deep.include({ articles, ranked: true });
    expect(port.asked).to.deep.equal([page, page]);
  });
});

describe('articles adapter list', () => {
  for (const { name, run } of articlesContract({ make: () => list(articles) })) it(`contract: ${name}`, run);

  it('skips what has no title or no web address', async () => {
    const port = list([
      ...articles,
      { url: 'javascript:alert(1)', title: 'C' },
      { url: 'https://paper.example/d', title: ' ' },
      ...([{ url: 'https://paper.example/e' }, { url: 7, title: 8 }, null] as unknown as typeof articles),
    ]);
    expect(await port.list(page, signal)).to.deep.equal({ articles, skipped: 5 });
  });

  it('is another port for another list, and the same for the same', () => {
    const renamed = articles.map((article) => ({ ...article, title: `${article.title}!` }));
    expect(list([...articles]).key).to.equal(list(articles).key);
    expect(list(renamed).key).not.to.equal(list(articles).key);
    expect(list(articles.slice(1)).key).not.to.equal(list(articles).key);
  });
});
