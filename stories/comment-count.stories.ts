import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { memory } from '../src/adapters/comments/memory.js';
import '../src/define/comment-count.js';
import type { CommentsPort } from '../src/ports/comments.js';

interface Args {
  port: CommentsPort;
}

const index = (port: CommentsPort | undefined): TemplateResult => html`
  <h2>Latest</h2>
  <ul>
    ${['The room behind the room', 'Who guards a ceasefire?', 'Bread that waits for you'].map(
      (title, at) => html`
        <li>
          <a href="#story-${at}">${title}</a> ·
          <a href="#story-${at}-comments"><comment-count thread="story-${at}" .port=${port}>Comments</comment-count></a>
        </li>
      `,
    )}
  </ul>
`;

const meta: Meta<Args> = {
  title: 'comment-count',
  component: 'comment-count',
  tags: ['autodocs'],
  args: { port: memory({ comments: [{ text: 'One.' }, { text: 'Two.' }, { text: 'Three.' }] }) },
  argTypes: { port: { control: false } },
  render: ({ port }) => index(port),
};
export default meta;
type Story = StoryObj<Args>;

/** All the counts of a page are asked for in one request. */
export const Default: Story = {};

/** While nothing is known, what the page wrote stays: here the backend does not answer. */
export const Unknown: Story = { args: { port: memory({ failWith: 'server' }) } };

export const RTL: Story = { globals: { direction: 'rtl' } };

export const Dark: Story = { globals: { theme: 'dark' } };
