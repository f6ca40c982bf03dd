import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { memory, type MemoryArticlesOptions } from '../src/adapters/articles/memory.js';
import '../src/define/related-articles.js';
import type { Article } from '../src/ports/articles.js';

interface Args extends MemoryArticlesOptions {
  layout: 'list' | 'compact' | 'cards';
  limit: number;
  more: boolean;
  pictures: boolean;
  inside: TemplateResult;
}

const DAY = 86_400_000;
const story = (title: string, age: number, more: Partial<Article>): Article => ({
  url: new URL(`/stories/${title.toLowerCase().replace(/\W+/g, '-')}`, location.href).href,
  title,
  publishedAt: Date.now() - age * DAY,
  ...more,
});

const ARTICLES = [
  story('Bread that waits for you', 1, { section: 'Food', summary: 'Dough that rises while you sleep.' }),
  story('The room behind the room', 9, {
    section: 'World',
    author: 'Leila Haddad',
    summary: 'Backchannel diplomacy between Kyiv and Moscow often begins in Abu Dhabi hotels.',
    tags: ['diplomacy', 'peace talks'],
    readingMinutes: 7,
  }),
  story('Who guards a ceasefire?', 60, {
    section: 'World',
    summary: 'Security guarantees decide whether peace talks hold.',
    tags: ['peace talks'],
  }),
  story('Small states, big tables: the rise of the Gulf mediators', 120, {
    section: 'World',
    summary: 'How Abu Dhabi and Doha became the places where wars are talked over.',
    tags: ['diplomacy'],
    readingMinutes: 11,
  }),
  story('Chess clubs are back', 3, { section: 'Sport', summary: 'Openings, endings and tea.' }),
];

const picture = (hue: number): string => {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path fill="hsl(${hue} 30% 55%)" d="M0 0h6v4H0z"/></svg>`;
  return URL.createObjectURL(new Blob([drawing], { type: 'image/svg+xml' }));
};

const meta: Meta<Args> = {
  title: 'related-articles',
  component: 'related-articles',
  tags: ['autodocs'],
  args: {
    layout: 'list',
    limit: 3,
    more: false,
    pictures: false,
    articles: ARTICLES,
    inside: html`<h2>You may also like</h2>`,
  },
  argTypes: { layout: { control: 'select', options: ['list', 'compact', 'cards'] }, inside: { control: false } },
  render: ({ layout, limit, more, inside, pictures, articles = [], ...rest }) => html`
    <article>
      <h1>Ukraine peace talks resume in Abu Dhabi</h1>
      <p>Delegations from Kyiv and Moscow met in Abu Dhabi for talks about diplomacy, a ceasefire and security guarantees.</p>
      <related-articles
        layout=${layout}
        limit=${limit}
        ?more=${more}
        .port=${memory({
          ...rest,
          articles: pictures ? articles.map((article, index) => ({ ...article, image: picture(index * 70) })) : articles,
        })}
        >${inside}</related-articles
      >
    </article>
  `,
};
export default meta;

type Story = StoryObj<Args>;

export const Default: Story = {};

export const WithPictures: Story = { args: { pictures: true } };

export const Compact: Story = { args: { layout: 'compact', limit: 4 } };

export const Cards: Story = { args: { layout: 'cards', pictures: true } };

export const OwnLinks: Story = {
  name: 'Publisher’s own links first',
  args: {
    limit: 4,
    inside: html`
      <h2>Read next</h2>
      <ul>
        <li><a href="/stories/chess-clubs-are-back">Chess clubs are back</a></li>
        <li><a href="/stories/who-guards-a-ceasefire-">Who guards a ceasefire?</a></li>
      </ul>
    `,
  },
};

export const CardsWithoutPictures: Story = { args: { layout: 'cards', limit: 4 } };

export const OwnLinksAsCards: Story = { args: { ...OwnLinks.args!, layout: 'cards', pictures: true } };

export const Sponsored: Story = {
  name: 'Sponsored: labelled, in the list and among own links',
  args: {
    limit: 5,
    articles: ARTICLES.map((article, index) => ({ ...article, sponsored: index === 2 })),
    inside: html`
      <h2>Read next</h2>
      <ul>
        <li><a rel="sponsored" href="/stories/hotel">A hotel for people who talk</a></li>
      </ul>
    `,
  },
};

export const ShowMore: Story = { args: { limit: 2, more: true } };

/** No source hears of the reader before the reader asks. */
export const OnClick: Story = {
  render: ({ articles }) =>
    html`<article>
      <related-articles loading="click" .port=${memory({ articles })}></related-articles>
    </article>`,
};

export const Loading: Story = { args: { delay: 600_000 } };

export const ErrorState: Story = { name: 'Error', args: { failWith: 'server' } };

export const ErrorWithOwnLinks: Story = { args: { failWith: 'server', inside: OwnLinks.args!.inside! } };

export const Empty: Story = { name: 'Empty: takes no space', args: { articles: [] } };

export const Latest: Story = { name: 'Nothing related: the latest', args: { articles: [ARTICLES[0]!, ARTICLES[4]!] } };

/** Where a reader was looking when the script came, the list keeps the page's own look, so that nothing jumps. */
export const Kept: Story = {
  render: () => html`<div class="place"></div>`,
  play: ({ canvasElement }) => {
    canvasElement.querySelector('.place')!.innerHTML = `<related-articles data-enhanced>
      <h2>You may also like</h2>
      <ul>
        <li><a href="/guards">Who guards a ceasefire?</a></li>
        <li><a href="/room">The room behind the room</a></li>
      </ul>
    </related-articles>`;
  },
};

export const LongContent: Story = {
  args: {
    articles: ARTICLES.map((article) => ({
      ...article,
      title: `${article.title}, and `.repeat(9),
      section: 'A section '.repeat(9),
    })),
  },
};

export const MixedScripts: Story = {
  args: {
    articles: [
      story('محادثات السلام: Ukraine peace talks في أبوظبي', 2, { section: 'العالم', author: 'ليلى حداد', readingMinutes: 7 }),
      story('アブダビの和平交渉 — what comes next', 3, { section: 'World', author: '中村 M.' }),
    ],
  },
};

export const CardsLoading: Story = { args: { layout: 'cards', delay: 600_000 } };

export const Narrow: Story = { args: { pictures: true }, globals: { width: '320px' } };

export const RTL: Story = {
  args: { pictures: true },
  decorators: [(inner) => html`<div dir="rtl" lang="ar">${inner()}</div>`],
};

export const Dark: Story = { args: { pictures: true }, globals: { theme: 'dark' } };
