import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { memory, type SeedComment } from '../src/adapters/comments/memory.js';
import '../src/define/comment-box.js';
import '../src/define/comment-composer.js';
import { DraftStore } from '../src/content/drafts.js';
import { safeLocalStorage } from '../src/controllers/storage.js';
import type { CommentsPort } from '../src/ports/comments.js';
import type { ErrorCode } from '../src/ports/errors.js';

interface Args {
  port: CommentsPort;
  content: TemplateResult;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (milliseconds: number): number => Date.now() - milliseconds;

const talk: readonly SeedComment[] = [
  {
    id: 'marta',
    author: 'Marta Kowalczyk',
    badge: 'author',
    pinned: true,
    text: 'Thanks for reading. I will be here for an hour: ask me about **guarantees** or the *format* of the talks.',
    createdAt: ago(5 * HOUR),
    score: 42,
  },
  {
    id: 'tom',
    author: 'Tom Whitfield',
    text: 'The comparison with Camp David is a stretch.\n\n> direct negotiation, facilitated by a third party\n\nTrue, but only *after* a ceasefire.',
    createdAt: ago(4 * HOUR),
    score: 17,
  },
  { id: 'ines', parentId: 'tom', author: 'Inês', text: 'Five years after, to be exact.', createdAt: ago(3 * HOUR), score: 3 },
  { id: 'tom2', parentId: 'ines', author: 'Tom Whitfield', text: 'Fair point.', createdAt: ago(2 * HOUR), score: 1 },
  {
    id: 'staff',
    parentId: 'tom',
    author: 'Moderator',
    badge: 'staff',
    text: 'Please keep to the subject:\n\n- talks\n- guarantees\n- `ceasefire` terms',
    createdAt: ago(HOUR),
  },
  { id: 'own', author: 'You', own: true, text: 'I wrote this a moment ago.', createdAt: ago(2 * MINUTE) },
  { id: 'gone', author: 'Gone', status: 'deleted', text: '', createdAt: ago(6 * HOUR) },
  { id: 'rest', parentId: 'gone', author: 'Anna', text: 'An answer to somebody who left.', createdAt: ago(5.5 * HOUR) },
];

const question = html`<h2 slot="heading">What are your thoughts on a peaceful resolution?</h2>`;

const meta: Meta<Args> = {
  title: 'comment-box',
  component: 'comment-box',
  tags: ['autodocs'],
  args: { port: memory({ comments: talk }), content: question },
  argTypes: { port: { control: false }, content: { control: false } },
  render: ({ port, content }) => html`<comment-box thread="story" .port=${port}>${content}</comment-box>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Changes the fragment of the address, as a link does, until the next story. */
function goTo(hash: string): () => void {
  history.replaceState(null, '', hash);
  return () => history.replaceState(null, '', location.pathname + location.search);
}

/** Waits for a control inside the element and presses it. */
async function press(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const box = canvas.querySelector('comment-box')?.shadowRoot;
    const found =
      box?.querySelector<HTMLElement>(selector) ??
      box?.querySelector('comment-composer')?.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) {
      found.click();
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function write(canvas: HTMLElement, text: string): Promise<void> {
  await press(canvas, '.opener');
  const field = (await press(canvas, 'textarea')) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const name = canvas
    .querySelector('comment-box')!
    .shadowRoot!.querySelector('comment-composer')!
    .shadowRoot!.querySelector<HTMLInputElement>('#name');
  if (!name) return;
  name.value = 'Ann';
  name.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

export const Default: Story = {};

/** Rules or a privacy note stand above the form. */
export const Guidelines: Story = {
  args: {
    content: html`${question}
      <p slot="guidelines">Be kind, and disagree with ideas rather than with people.</p>`,
  },
};

/** Space is kept, and the publisher's own content stays where there is some. */
export const Loading: Story = { args: { port: memory({ comments: talk, delay: 1_000_000 }) } };

export const Empty: Story = { args: { port: memory() } };

export const Failed: Story = { args: { port: memory({ failWith: 'server' }) } };

export const Offline: Story = { args: { port: memory({ failWith: 'offline' }) } };

export const Closed: Story = { args: { port: memory({ comments: talk, closed: true }) } };

/** The form, with a toolbar, a limit and a preview. */
export const Writing: Story = {
  args: { port: { ...memory({ comments: talk.slice(0, 1) }), key: 'memory writing' } },
  play: ({ canvasElement }) => write(canvasElement, 'I think **guarantees** come first.'),
};

export const Preview: Story = {
  args: { port: { ...memory({ comments: talk.slice(0, 1) }), key: 'memory preview' } },
  play: async ({ canvasElement }) => {
    await write(canvasElement, 'I think **guarantees** come first.\n\n> real security guarantees\n\nBut *whose*?');
    await press(canvasElement, '.preview-toggle');
  },
};

/** A text that the backend does not take; nothing is cleared. */
const refused = (code: ErrorCode, text: string): Story => ({
  args: { port: { ...memory({ comments: talk.slice(0, 1), failWith: { post: code } }), key: `memory ${code}` } },
  play: async ({ canvasElement }) => {
    await write(canvasElement, text);
    await press(canvasElement, '.main');
  },
});

/** The backend wants to know who it is; the page hears `comment-box-login` and may ask. */
export const SignInNeeded: Story = refused('login-needed', 'Who am I to say?');

export const SessionExpired: Story = refused('session-expired', 'I have been writing this for an hour.');

export const Duplicate: Story = refused('duplicate', 'I said this before.');

export const CaptchaNeeded: Story = refused('captcha-needed', 'I am not a robot.');

export const ClosedMeanwhile: Story = refused('closed', 'A moment too late.');

/** What was sent is asked for before the reader is asked to send it again. */
export const NotSent: Story = refused('offline', 'Written in a tunnel.');

export const Sending: Story = {
  args: {
    port: { ...memory({ comments: talk.slice(0, 1) }), key: 'memory sending', post: () => new Promise(() => undefined) },
  },
  play: async ({ canvasElement }) => {
    await write(canvasElement, 'On its way.');
    await press(canvasElement, '.main');
  },
};

/** What a reader wrote before the page was closed. */
export const Restored: Story = {
  args: { port: { ...memory({ comments: talk.slice(0, 1) }), key: 'memory restored' } },
  beforeEach: () => {
    const draft = { text: 'I think **guarantees** come', commentId: crypto.randomUUID(), savedAt: Date.now() };
    new DraftStore(safeLocalStorage()).save({ backend: 'memory restored', thread: 'story' }, draft);
  },
};

/** Nothing is cleared, and nothing is sent before the time is over. */
export const TooFast: Story = {
  args: { port: { ...memory({ failWith: { post: 'rate-limited' }, retryAfter: 3000 }), key: 'memory too fast' } },
  play: async ({ canvasElement }) => {
    await write(canvasElement, 'Again, and again.');
    await press(canvasElement, '.main');
  },
};

export const Refused: Story = {
  args: { port: { ...memory({ failWith: { post: 'filtered' } }), key: 'memory refused' } },
  play: async ({ canvasElement }) => {
    await write(canvasElement, 'Something the filter does not like.');
    await press(canvasElement, '.main');
  },
};

/** Only its author sees a comment that waits for a moderator. */
export const Pending: Story = {
  args: { port: { ...memory({ comments: talk.slice(0, 2), moderated: true }), key: 'memory pending' } },
  play: async ({ canvasElement }) => {
    await write(canvasElement, 'Please let this through.');
    await press(canvasElement, '.main');
  },
};

export const Moderated: Story = { args: { port: memory({ comments: talk.slice(0, 1), moderated: true }) } };

export const Replying: Story = {
  args: { port: { ...memory({ comments: talk }), key: 'memory replying' } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'article[data-id="tom"] .reply');
    await press(canvasElement, 'textarea');
  },
};

export const Editing: Story = {
  args: { port: { ...memory({ comments: talk }), key: 'memory editing' } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'article[data-id="own"] .edit');
    await press(canvasElement, 'textarea');
  },
};

/** For a few seconds it can be undone. */
export const Deleted: Story = {
  args: { port: { ...memory({ comments: talk }), key: 'memory deleted' } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'article[data-id="own"] .delete');
  },
};

/** Mail is asked for where the backend wants it, and remembered only with consent. */
export const NameAndMail: Story = {
  args: {
    port: {
      ...memory({ comments: talk.slice(0, 1) }),
      key: 'memory mail',
      composer: { name: 'required', email: 'optional', maxLength: 60, formatting: 'plain' },
    },
  },
  play: ({ canvasElement }) => write(canvasElement, 'A text that is very near to the limit of this site.'),
};

export const Report: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.more');
    await press(canvasElement, '.report');
  },
};

/** What this reader does not want to read from somebody; only this browser knows. */
export const HiddenPerson: Story = {
  args: { port: { ...memory({ comments: talk }), key: 'story of a hidden person' } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'article[data-id="tom"] .more');
    await press(canvasElement, 'article[data-id="tom"] .report + button');
  },
};

/** Somebody wrote meanwhile. Nothing moves before the reader asks for it. */
export const NewComments: Story = {
  render: () => {
    const port = memory({ comments: talk });
    const post = (): unknown =>
      port.as('Bea').post!(
        { id: 'story', url: location.href },
        { id: crypto.randomUUID(), text: 'I just came in.', name: 'Bea' },
        new AbortController().signal,
      );
    return html`<comment-box thread="story" .port=${port} @comment-box-loaded=${post}>${question}</comment-box>`;
  },
  play: async ({ canvasElement }) => {
    const root = canvasElement.querySelector('comment-box')!;
    while (!root.shadowRoot!.querySelector('.new')) await new Promise((resolve) => setTimeout(resolve, 50));
  },
};

/** Rows of the publisher's server stay on the page, in their places; what readers can do comes under them. */
export const ServerRendered: Story = {
  args: {
    content: html`${question}
      <div id="comment-tom">
        <p><b>Tom Whitfield</b>, this morning</p>
        <p>The comparison with Camp David is a stretch.</p>
        <blockquote>direct negotiation, facilitated by a third party</blockquote>
        <p>True, but only <em>after</em> a ceasefire.</p>
      </div>
      <div id="comment-ines">
        <p><b>Inês</b></p>
        <p>Five years after, to be exact.</p>
      </div>`,
  },
};

/** No backend hears of the reader before the reader asks. */
export const OnClick: Story = {
  render: ({ port, content }) => html`<comment-box thread="story" loading="click" .port=${port}>${content}</comment-box>`,
};

/** Hearts instead of arrows where the backend knows likes only; no control for what it cannot do. */
export const LikesOnly: Story = {
  args: { port: { ...memory({ comments: talk, without: ['report', 'edit', 'remove'] }), lowestVote: 0, sorts: ['newest'] } },
};

export const ReadOnly: Story = {
  args: { port: memory({ comments: talk, without: ['post', 'vote', 'report', 'edit', 'remove'] }) },
};

/** What its author or a moderation service warns of is shown on demand. */
export const ContentWarnings: Story = {
  args: {
    port: memory({
      comments: [
        { author: 'Tom Whitfield', warning: 'Spoiler for part two', text: 'They sign in the end.' },
        { author: 'Inês', warning: 'graphic-media', text: 'A description that not everybody wants to read.' },
      ],
    }),
  },
};

/** A conversation that can only be read here says where it can be joined. */
export const JoinElsewhere: Story = {
  args: {
    port: memory({ comments: talk, without: ['post'], elsewhere: { url: 'https://social.example/@site/1', name: 'Mastodon' } }),
  },
};

/** Where a change is possible for ever, no time is counted down. */
export const EditableForEver: Story = { args: { port: memory({ comments: talk, editWindow: Infinity }) } };

/** The address of the page leads to a comment. */
export const Linked: Story = {
  beforeEach: () => goTo('#comment-ines'),
};

/** The address of the page leads to a comment that is gone. */
export const LinkedToNothing: Story = {
  beforeEach: () => goTo('#comment-nobody'),
};

/** A comment that cannot be read never hides the others. */
export const SomeUnreadable: Story = {
  render: ({ content }) => {
    const port = memory({ comments: talk.slice(0, 2) });
    const list: CommentsPort['list'] = async (...asked) => ({ ...(await port.list(...asked)), skipped: 2 });
    return html`<comment-box thread="story" .port=${{ ...port, list }}>${content}</comment-box>`;
  },
};

export const Pages: Story = {
  args: {
    port: memory({
      pageSize: 3,
      repliesSize: 1,
      comments: [
        ...talk,
        ...Array.from({ length: 12 }, (_, index) => ({ author: `Reader ${index + 1}`, text: `Thought ${index + 1}.` })),
      ],
    }),
  },
};

/** Beyond the width there is, depth is said in words. */
export const DeepThread: Story = {
  args: {
    port: memory({
      comments: Array.from({ length: 12 }, (_, index) => ({
        id: `level ${index}`,
        author: index % 2 ? 'Inês' : 'Tom',
        text: `Level ${index + 1}.`,
        ...(index && { parentId: `level ${index - 1}` }),
      })),
    }),
  },
};

/** Long words, stacked marks and turned text stay inside their box. */
export const LongContent: Story = {
  args: {
    port: memory({
      comments: [
        {
          author: 'A very long name that nobody stopped anybody from choosing, and that goes on',
          text: 'Donaudampfschiff'.repeat(20),
        },
        { author: '\u202eturned', text: `Za\u0338\u034e\u0360lgo ${'\u0338\u034e\u0360'.repeat(30)} and on.` },
        { author: 'يوسف', text: 'أعتقد أن المقارنة مفيدة رغم ذلك.' },
        { author: 'Coder', text: `\`\`\`\n${'const answer = 42; '.repeat(12)}\n\`\`\`` },
      ],
    }),
  },
};

export const Narrow: Story = { globals: { width: '320px' } };

export const RTL: Story = { globals: { direction: 'rtl' } };

export const Dark: Story = { globals: { theme: 'dark' } };

/** Readable without JavaScript: what the publisher renders is shown until the conversation is there. */
export const WithoutBackend: Story = {
  render: () => html`
    <comment-box>
      ${question}
      <form method="post" action="/comments">
        <label>Your comment <textarea name="text"></textarea></label>
        <button>Post</button>
      </form>
    </comment-box>
  `,
};
