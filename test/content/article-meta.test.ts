import { expect } from 'chai';
import { articleFromMetadata } from '../../src/content/article-meta.js';

const url = 'https://paper.example/talks';

describe('the article a page says it is', () => {
  it('is read from JSON-LD, also inside a graph, before anything else', () => {
    const article = articleFromMetadata({
      url,
      title: 'Talks',
      meta: [],
      jsonLd: [
        undefined,
        'nonsense',
        [{ '@type': 'WebSite', headline: 'The Paper' }],
        {
          '@graph': [
            { '@type': 'BreadcrumbList' },
            {
              '@type': ['NewsArticle'],
              headline: 'Talks resume',
              description: 'In short',
              keywords: 'peace talks, Ukraine',
              about: [{ name: 'Diplomacy' }, { name: 'ukraine' }],
              articleSection: ['World', 'Europe'],
              datePublished: '2026-02-05T07:30:00Z',
              author: ['https://paper.example/people/ada', { '@type': 'Person', name: 'Ada Byline' }],
            },
          ],
        },
      ],
      text: 'The story.',
    });
    expect(article).to.deep.equal({
      url,
      title: 'Talks resume',
      summary: 'In short',
      text: 'The story.',
      tags: ['peace talks', ' Ukraine', 'Diplomacy', 'ukraine'],
      author: 'Ada Byline',
      section: 'World',
      publishedAt: Date.UTC(2026, 1, 5, 7, 30),
    });
  });

  it('is read from Open Graph and other meta elements where there is none', () => {
    const article = articleFromMetadata({
      url,
      title: 'Talks | The Paper',
      text: '',
      jsonLd: [],
      meta: [
        ['og:title', 'Talks resume'],
        ['og:description', 'In short'],
        ['article:tag', 'Ukraine'],
        ['article:tag', 'Peace talks'],
        ['keywords', 'ukraine; russia'],
        ['article:section', 'World'],
        ['article:published_time', 'no date'],
      ],
    });
    expect(article).to.deep.include({ title: 'Talks resume', summary: 'In short', section: 'World' });
    expect(article.tags).to.deep.equal(['Ukraine', 'Peace talks', 'ukraine', ' russia']);
    expect(article.publishedAt).to.equal(undefined);
  });

  it('has its title at least', () => {
    expect(articleFromMetadata({ url, title: 'Talks', text: '', jsonLd: [], meta: [] }).title).to.equal('Talks');
  });

  it('survives whatever a template put there', () => {
    let deep: unknown = { '@type': 'Article', headline: 'Deep' };
    for (let level = 0; level < 5000; level++) deep = { '@graph': deep };
    const article = articleFromMetadata({
      url,
      title: 'Talks',
      text: '',
      meta: [],
      jsonLd: [deep, null, 5, { '@type': 'Article', headline: {}, keywords: [null, 7, {}], about: 'x'.repeat(500) }],
    });
    expect(article.title).to.equal('Talks');
    expect(article.tags).to.deep.equal(['x'.repeat(500)]);
  });
});
