import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../src/define/article-faq.js';

interface Args {
  open: boolean;
  exclusive: boolean;
  helpful: boolean;
  remember: boolean;
  content: TemplateResult;
}

const headings = html`
  <h2>FAQ</h2>
  <h3>What is the main goal of these peace talks?</h3>
  <p>Exploring potential parameters for ending the conflict, with a focus on a framework for lasting peace and security.</p>
  <h3>Why is American involvement considered so important?</h3>
  <p>Ukraine views the US as a crucial guarantor of its security.</p>
  <h3>Are these talks likely to succeed?</h3>
  <p>It is too early to say. Significant challenges remain, including deep-seated mistrust and conflicting interests.</p>
`;

const meta: Meta<Args> = {
  title: 'article-faq',
  component: 'article-faq',
  tags: ['autodocs'],
  args: { open: false, exclusive: false, helpful: false, remember: false, content: headings },
  argTypes: { content: { control: false } },
  render: ({ open, exclusive, helpful, remember, content }) =>
    html`<article-faq ?open=${open} ?exclusive=${exclusive} ?helpful=${helpful} ?remember=${remember}>${content}</article-faq>`,
};
export default meta;
type Story = StoryObj<Args>;

export const Default: Story = {};

export const Open: Story = { args: { open: true } };

/** Opening an answer closes the others. */
export const Exclusive: Story = { args: { exclusive: true } };

/** Under each open answer; what the reader says is an event, and is posted where there is a `feedback-src`. */
export const Helpful: Story = { args: { open: true, helpful: true } };

/** What the reader opens is open again after a reload, in this tab. */
export const Remember: Story = { args: { remember: true } };

/** The publisher's own `<details>` stay native. */
export const Details: Story = {
  args: {
    content: html`
      <details open>
        <summary>What is the main goal of these peace talks?</summary>
        <p>Exploring potential parameters for ending the conflict.</p>
      </details>
      <details>
        <summary>Why is American involvement considered so important?</summary>
        <p>Ukraine views the US as a crucial guarantor of its security.</p>
      </details>
      <details>
        <summary>Are these talks likely to succeed?</summary>
        <p>It is too early to say.</p>
      </details>
    `,
  },
};

/** Answers in a list of terms are open until the reader closes them. */
export const DefinitionList: Story = {
  args: {
    content: html`<dl>
      <dt>What is the main goal of these peace talks?</dt>
      <dd>Exploring potential parameters for ending the conflict.</dd>
      <dt>Why is American involvement considered so important?</dt>
      <dd>Ukraine views the US as a crucial guarantor of its security.</dd>
    </dl>`,
  },
};

/** Where a reader was looking when the script came, the answers keep the page's own look, so that nothing jumps. */
export const Kept: Story = {
  render: () => html`<div class="place"></div>`,
  play: ({ canvasElement }) => {
    canvasElement.querySelector('.place')!.innerHTML = `<article-faq data-enhanced>
      <h2>FAQ</h2>
      <h3>What is the main goal of these peace talks?</h3>
      <p>Exploring potential parameters for ending the conflict.</p>
      <h3>Are these talks likely to succeed?</h3>
      <p>It is too early to say.</p>
    </article-faq>`;
  },
};

export const LongContent: Story = {
  args: {
    open: true,
    content: html`
      <h3>
        How did a question become so long that it needs several lines on every screen that is not as wide as a desk, and is
        there really a <a href="#somewhere">link</a> in it?
      </h3>
      <p>Answers may be long too. ${'They go on and on. '.repeat(40)}</p>
      <table>
        <tr>
          <th>Round</th>
          <th>Place</th>
        </tr>
        <tr>
          <td>2</td>
          <td>Abu Dhabi</td>
        </tr>
      </table>
    `,
  },
};

export const Nested: Story = {
  args: {
    open: true,
    content: html`
      <h3>Where can I read more?</h3>
      <article-faq>
        <h4>In English?</h4>
        <p>On this site.</p>
        <h4>In Ukrainian?</h4>
        <p>On our sister site.</p>
      </article-faq>
    `,
  },
};

/** One question, and one without an answer, which stays text. */
export const OneQuestion: Story = {
  args: {
    content: html`
      <h3>Why is this one not a button?</h3>
      <h3>Why is this one?</h3>
      <p>It has an answer.</p>
    `,
  },
};

/** From eight questions on, they can be searched. */
export const ManyQuestions: Story = {
  args: {
    content: html`${['Who', 'What', 'When', 'Where', 'Why', 'How', 'Whence', 'Whither'].map(
      (word) =>
        html`<h3>${word} is it?</h3>
          <p>It is what ${word.toLowerCase()} asks for.</p>`,
    )}`,
  },
};

/** Nothing here asks anything: it is shown as written. */
export const NoQuestion: Story = { args: { content: html`<p>We will answer your questions soon.</p>` } };

export const Narrow: Story = { globals: { width: '320px' } };

export const RTL: Story = {
  args: {
    content: html`
      <h2>أسئلة شائعة</h2>
      <h3>ما هو الهدف الرئيسي من محادثات السلام هذه؟</h3>
      <p>استكشاف المعايير المحتملة لإنهاء الصراع.</p>
      <h3>لماذا تعتبر المشاركة الأمريكية مهمة جدا؟</h3>
      <p>تعتبر أوكرانيا الولايات المتحدة ضامنا حاسما لأمنها.</p>
      <h3>هل من المرجح أن تنجح هذه المحادثات؟</h3>
      <p>من السابق لأوانه القول.</p>
    `,
  },
  decorators: [(story) => html`<div dir="rtl" lang="ar">${story()}</div>`],
};

export const Dark: Story = { globals: { theme: 'dark' } };
