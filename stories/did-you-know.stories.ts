import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { DidYouKnowElement } from '../src/elements/did-you-know/did-you-know.js';
import { AfterwordError } from '../src/ports/errors.js';
import type { Fact } from '../src/ports/facts.js';
import '../src/define/did-you-know.js';

interface Args {
  kind: string;
  label: string;
  src: string;
  pick: string;
  share: boolean;
  helpful: boolean;
  content: TemplateResult;
}

const facts: Fact[] = [
  {
    text: 'The first hotline between Washington and Moscow was a teletype, not a telephone.',
    source: 'Arms Control Association',
  },
  { text: 'Camp David took thirteen days.', source: 'US National Archives', url: 'https://www.archives.gov/' },
  { text: 'Read the communiqué before the commentary.', kind: 'tip' },
];

/** Stories never touch the network: the address says what happens. */
DidYouKnowElement.loadFacts = async (url, signal) => {
  if (url.endsWith('/never.json')) {
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('removed'))));
  }
  if (url.endsWith('/offline.json')) throw new AfterwordError('offline', 'a story about being offline');
  return url.endsWith('/none.json') ? [] : facts;
};

const meta: Meta<Args> = {
  title: 'did-you-know',
  component: 'did-you-know',
  tags: ['autodocs'],
  args: {
    kind: 'fact',
    label: '',
    src: '',
    pick: 'first',
    share: false,
    helpful: false,
    content: html`<p>
      The concept of “Track II diplomacy” – informal, unofficial discussions – often precedes and complements formal peace
      negotiations.
    </p>`,
  },
  argTypes: {
    kind: { control: 'inline-radio', options: ['fact', 'tip'] },
    pick: { control: 'inline-radio', options: ['first', 'day', 'unseen'] },
    content: { control: false },
  },
  render: ({ kind, label, src, pick, share, helpful, content }) =>
    html`<did-you-know kind=${kind} label=${label} src=${src} pick=${pick} ?share=${share} ?helpful=${helpful}
      >${content}</did-you-know
    >`,
};
export default meta;
type Story = StoryObj<Args>;

const list = html`<ul>
  <li>The first hotline between Washington and Moscow was a teletype. <cite>Arms Control Association</cite></li>
  <li>
    Camp David took thirteen days, twenty-three drafts, and a great many walks in the woods that nobody wrote down, which is why
    so little is known about them.
  </li>
  <li>“Track II” is a term of 1981.</li>
</ul>`;

export const Default: Story = {};

export const Tip: Story = {
  args: { kind: 'tip', content: html`<p>Follow reputable sources and be wary of unverified information.</p>` },
};

export const CustomLabel: Story = { args: { label: 'By the numbers' } };

/** The text has its own lead-in, which is not said twice. */
export const LeadIn: Story = {
  args: { content: html`<p><strong>Did you know?</strong> Back channels are older than embassies.</p>` },
};

export const Pool: Story = { args: { content: list } };

export const PoolOfParagraphs: Story = {
  args: {
    content: html`<p>Camp David took thirteen days.</p>
      <p>“Track II” is a term of 1981.</p>`,
  },
};

/** The same fact for all readers on one day. */
export const PickOfTheDay: Story = { args: { pick: 'day', content: list } };

/** Through the device, else as a link that leads to the words of the fact. */
export const Share: Story = { args: { share: true, content: list } };

/** What the reader says is an event, and is posted where there is a `feedback-src`. */
export const Helpful: Story = { args: { helpful: true, content: list } };

export const FromJson: Story = { args: { src: '/facts.json', content: html`` } };

export const Loading: Story = { args: { src: '/never.json', content: html`` } };

/** The pool is not loaded before the reader asks. */
export const OnClick: Story = {
  render: () => html`<did-you-know src="/facts.json" loading="click"></did-you-know>`,
};

export const Failed: Story = { args: { src: '/offline.json', content: html`` } };

/** The pool failed, the written fact stays. */
export const FailedWithFallback: Story = { args: { src: '/offline.json' } };

/** Nothing to show takes no space. */
export const Empty: Story = { args: { src: '/none.json', content: html`` } };

/** Where a reader was looking when the script came, the fact keeps the page's own look, so that nothing jumps. */
export const Kept: Story = {
  render: () => html`<div class="place"></div>`,
  play: ({ canvasElement }) => {
    canvasElement.querySelector('.place')!.innerHTML = `<did-you-know share data-enhanced>
      <p>“Track II” is a term of 1981.</p>
    </did-you-know>`;
  },
};

export const LongContent: Story = { args: { content: html`<p>${'Negotiations take time. '.repeat(60)}</p>` } };

export const Narrow: Story = { args: { content: list }, globals: { width: '320px' } };

export const RTL: Story = {
  args: { label: 'هل تعلم؟', content: html`<p>غالبا ما تسبق دبلوماسية المسار الثاني مفاوضات السلام الرسمية.</p>` },
  decorators: [(story) => html`<div dir="rtl" lang="ar">${story()}</div>`],
};

export const Dark: Story = { args: { content: list }, globals: { theme: 'dark' } };
