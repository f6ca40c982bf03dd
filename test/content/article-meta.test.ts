import { expect } from 'chai';
import { articleFromMetadata } from '../../src/content/article-meta.js';

const url = 'https://paper.example/talks';

describe('the article a page says it is', () => {
  it('is read from JSON-LD, also inside a graph, before anything else', () => {
    const article = articleFromMetadata({
      url,
      title: 'Talks | The Paper',
      heading: 'Talks',
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
              inLanguage: 'en-GB',
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
      tags: ['peace talks', 'Ukraine', 'Diplomacy'],
      section: 'World',
      publishedAt: Date.UTC(2026, 1, 5, 7, 30),
      lang: 'en-GB',
    });
  });

  it('is read from Open Graph and other meta elements where there is none', () => {
    const article = articleFromMetadata({
      url,
      title: 'Talks | The Paper',
      meta: [
        ['og:title', 'Talks resume'],
        ['og:description', 'In short'],
        ['article:tag', 'Ukraine'],
        ['article:tag', 'Peace talks'],
        ['keywords', 'ukraine; russia'],
        ['article:section', 'World'],
        ['article:published_time', 'no date'],
      ],
      lang: 'en',
    });
    expect(article).to.deep.include({ title: 'Talks resume', summary: 'In short', section: 'World', lang: 'en' });
    expect(article.tags).to.deep.equal(['Ukraine', 'Peace talks', 'russia']);
    expect(article.publishedAt).to.equal(undefined);
  });

  it('has its title at least', () => {
    expect(articleFromMetadata({ url, title: 'Talks' }).title).to.equal('Talks');
    expect(articleFromMetadata({ url, title: 'Talks', heading: 'Talks resume' }).title).to.equal('Talks resume');
  });

  it('survives whatever a template put there', () => {
    let deep: unknown = { '@type': 'Article', headline: 'Deep' };
    for (let level = 0; level < 5000; level++) deep = { '@graph': deep };
    const article = articleFromMetadata({
      url,
      title: 'Talks',
      jsonLd: [deep, null, 5, { '@type': 'Article', headline: {}, keywords: [null, 7, {}], about: 'x'.repeat(500) }],
    });
    expect(article.title).to.equal('Talks');
    expect(article.tags).to.deep.equal([]);
  });
});
