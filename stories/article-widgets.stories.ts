import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { memory as articles } from '../src/adapters/articles/memory.js';
import { memory as comments } from '../src/adapters/comments/memory.js';
import { memory as newsletter } from '../src/adapters/newsletter/memory.js';
import '../src/define/article-faq.js';
import '../src/define/article-widgets.js';
import '../src/define/comment-box.js';
import '../src/define/comment-composer.js';
import '../src/define/did-you-know.js';
import '../src/define/newsletter-signup.js';
import '../src/define/related-articles.js';

const ports = () => ({
  articles: articles({
    articles: [
      { url: new URL('/guards', location.href).href, title: 'Who guards a ceasefire?' },
      { url: new URL('/room', location.href).href, title: 'The room behind the room' },
    ],
  }),
  comments: comments({ comments: [{ author: 'Tom Whitfield', text: 'The comparison with Camp David is a stretch.' }] }),
  newsletter: newsletter({ list: 'the whole page' }),
});

const meta: Meta = {
  title: 'article-widgets',
  component: 'article-widgets',
  tags: ['autodocs'],
  render: () => {
    const { articles, comments, newsletter } = ports();
    return html`
      <article-widgets .articlesPort=${articles} .commentsPort=${comments} .newsletterPort=${newsletter}>
        <article-faq>
          <h2>FAQ</h2>
          <h3>What is the main goal of these peace talks?</h3>
          <p>Exploring potential parameters for ending the conflict.</p>
          <h3>Are these talks likely to succeed?</h3>
          <p>It is too early to say.</p>
        </article-faq>
        <did-you-know><p>“Track II” is a term of 1981.</p></did-you-know>
        <did-you-know kind="tip"><p>Read the communiqué before the commentary.</p></did-you-know>
        <related-articles></related-articles>
        <newsletter-signup></newsletter-signup>
        <comment-box thread="story"></comment-box>
      </article-widgets>
    `;
  },
};
export default meta;
type Story = StoryObj;

/** The end of an article: what talks to a backend is set up once, around all of it. */
export const Default: Story = {};

export const Narrow: Story = { globals: { width: '320px' } };

export const RTL: Story = { globals: { direction: 'rtl' } };

export const Dark: Story = { globals: { theme: 'dark' } };

/** One element may have settings of its own, which are stronger. */
export const OneOfItsOwn: Story = {
  render: () => html`
    <article-widgets .articlesPort=${ports().articles} .commentsPort=${ports().comments}>
      <related-articles></related-articles>
      <comment-box thread="story" .port=${comments({ comments: [{ author: 'Inês', text: 'For members only.' }] })}>
        <h2 slot="heading">Members talk here</h2>
      </comment-box>
    </article-widgets>
  `,
};
