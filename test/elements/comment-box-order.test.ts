import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { memory, type MemoryPort } from '../../src/adapters/comments/memory.js';
import { registerAdapter } from '../../src/context/adapters.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { Comment, CommentsPort } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import {
  article,
  articles,
  button,
  field,
  fill,
  forgetEverything,
  freshThread,
  openBox,
  own,
  press,
  queryButton,
  queryField,
  settled,
  shown,
  thoughts,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

/** A comment with answers, of which the backend sends two at a time. */
const answered = (answers: number) =>
  memory({
    repliesSize: 2,
    comments: [
      ...thoughts(1),
      ...Array.from({ length: answers }, (_, index) => ({
        id: `a${index}`,
        parentId: 's0',
        author: 'Bea',
        text: `Answer ${index}.`,
        createdAt: Date.now() - 60_000 + index * 1000,
      })),
    ],
  });

const said = (box: Element): string[] =>
  articles(box).map((one) => /(Thought|Answer) \w+\./.exec(shown(one))?.[0] ?? /Mine\./.exec(shown(one))?.[0] ?? shown(one));

async function chooseOrder(box: Element, sort: string): Promise<void> {
  const select = await until(() => box.shadowRoot!.querySelector('select'), 'the orders');
  select.value = sort;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A port whose list in one order fails until the test lets it succeed. */
function failsIn(sort: string, port: MemoryPort): { port: MemoryPort; asked: string[]; mend: () => void } {
  let isBroken = true;
  const asked: string[] = [];
  const list: CommentsPort['list'] = (page, options, signal) => {
    asked.push(String(options.sort));
    if (isBroken && options.sort === sort) return Promise.reject(new AfterwordError('server', 'down'));
    return port.list(page, options, signal);
  };
  return { port: own(port, { list }), asked, mend: () => (isBroken = false) };
}

describe('<comment-box>, the order of a conversation', () => {
  beforeEach(forgetEverything);
  afterEach(() => {
    forgetEverything();
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('asks for the order the reader chose when it is tried again', async () => {
    const { port, asked, mend } = failsIn('oldest', memory({ comments: thoughts(3) }));
    const box = await openBox(port);
    await chooseOrder(box, 'oldest');
    await until(() => shown(box).includes('could not be loaded'), 'the failure');
    const select = box.shadowRoot!.querySelector('select')!;
    expect(select.value, 'what is shown is in this order').to.not.equal('oldest');
    mend();
    await press(box, 'Try again');
    await until(() => said(box)[0] === 'Thought 2.', 'the oldest first');
    expect(asked.at(-1)).to.equal('oldest');
    expect(box.shadowRoot!.querySelector('select')!.value).to.equal('oldest');
  });

  it('gives a reply that a link led to its place among those that are loaded later', async () => {
    const port = answered(7);
    const thread = freshThread();
    history.replaceState(null, '', '#comment-a4');
    const box = await openBox(own(port), thread);
    await article(box, 'Answer 4.');
    for (let presses = 0; presses < 3 && queryButton(box, /^Show .*more repl/); presses++) {
      const before = articles(box).length;
      await press(box, /^Show .*more repl/);
      await until(() => articles(box).length > before, 'more replies');
      const replies = said(box).filter((text) => text.startsWith('Answer'));
      expect(replies).to.deep.equal([...replies].sort());
    }
    expect(said(box)).to.deep.equal(['Thought 0.', ...Array.from({ length: 7 }, (_, index) => `Answer ${index}.`)]);
  });

  it('keeps an own reply behind those that were there before it', async () => {
    const box = await openBox(own(answered(5)));
    await press((await article(box, 'Thought 0.'))!, /^Reply to/);
    fill(await field(box, 'Your reply to'), 'Mine.');
    fill(await field(box, 'Name'), 'Ann');
    await press(box, 'Post reply');
    await article(box, 'Mine.');
    for (let presses = 0; presses < 3 && queryButton(box, /^Show .*more repl/); presses++) {
      const before = articles(box).length;
      await press(box, /^Show .*more repl/);
      await until(() => articles(box).length > before, 'more replies');
      expect(said(box).at(-1)).to.equal('Mine.');
    }
    expect(said(box)).to.deep.equal(['Thought 0.', ...[0, 1, 2, 3, 4].map((index) => `Answer ${index}.`), 'Mine.']);
  });

  it('keeps the name that was typed, and how long the backend asked to wait, when another order is chosen', async () => {
    const port = memory({ comments: thoughts(3) });
    const post = () => Promise.reject(new AfterwordError('rate-limited', 'too fast', { retryAfter: 90 }));
    const box = await openBox(own(port, { post }));
    await press((await article(box, 'Thought 1.'))!, /^Reply to/);
    fill(await field(box, 'Your reply to'), 'Half an answer');
    fill(await field(box, 'Name'), 'Ann of the typed name');
    await press(box, 'Post reply');
    await button(box, /^Try again in \d+/);
    await chooseOrder(box, 'oldest');
    await until(() => said(box)[0]?.startsWith('Thought 2.'), 'the oldest first');
    expect((await field(box, 'Your reply to')).value).to.equal('Half an answer');
    expect((await field(box, 'Name')).value).to.equal('Ann of the typed name');
    await button(box, /^Try again in \d+/);
  });

  it('closes an answer with the button that opened it, and keeps its words', async () => {
    const box = await openBox(own(memory({ comments: thoughts(2) })));
    const place = (await article(box, 'Thought 1.'))!;
    const reply = await button(place, /^Reply to/);
    reply.click();
    fill(await field(place, 'Your reply to'), 'Half an answer');
    expect(reply.getAttribute('aria-expanded')).to.equal('true');
    reply.click();
    await until(() => !queryField(place, 'Your reply to'), 'the form to close');
    expect(reply.getAttribute('aria-expanded')).to.equal('false');
    expect(box.shadowRoot!.activeElement).to.equal(reply);
    reply.click();
    expect((await field(place, 'Your reply to')).value).to.equal('Half an answer');
  });

  it('opens no form that its reader has closed, and has their words when they open it', async () => {
    const box = await openBox(own(memory({ comments: thoughts(2) })));
    await press((await article(box, 'Thought 1.'))!, /^Reply to/);
    fill(await field(box, 'Your reply to'), 'Half an answer');
    await press(box, 'Cancel');
    await write(box, 'Half a comment');
    await press(box, 'Cancel');
    await until(() => !queryButton(box, 'Cancel'), 'the forms to close');
    for (const [sort, first] of [
      ['oldest', 'Thought 1.'],
      ['newest', 'Thought 0.'],
    ] as const) {
      await chooseOrder(box, sort);
      await until(() => said(box)[0]?.startsWith(first), sort);
      await box.updateComplete;
      expect(Boolean(queryButton(box, 'Cancel'))).to.equal(false);
    }
    await press(box, 'Write a comment');
    expect((await field(box, 'Your comment')).value).to.equal('Half a comment');
    await chooseOrder(box, 'oldest');
    await until(() => said(box)[0]?.startsWith('Thought 1.'), 'the oldest first');
    expect((await field(box, 'Your comment')).value).to.equal('Half a comment');
  });

  it('does not close a form whose words are on their way', async () => {
    let answer: () => void = () => undefined;
    const port = memory({ comments: thoughts(2) });
    const post: CommentsPort['post'] = async (...asked) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return port.post!(...asked);
    };
    const box = await openBox(own(port, { post }));
    const place = (await article(box, 'Thought 1.'))!;
    const reply = await button(place, /^Reply to/);
    reply.click();
    fill(await field(place, 'Your reply to'), 'Mine.');
    fill(await field(place, 'Name'), 'Ann');
    await press(place, 'Post reply');
    await button(place, /^Sending/);
    reply.click();
    await nextFrame();
    expect(queryField(place, 'Your reply to')?.value).to.equal('Mine.');
    answer();
    await until(() => said(box).includes('Mine.'), 'the answer');
  });

  it('shows the others where an item has no name or no text', async () => {
    const port = memory({ comments: thoughts(2) });
    const list: CommentsPort['list'] = async (...asked) => {
      const page = await port.list(...asked);
      const broken = [{ author: {} }, { content: 'words' }, { author: { name: 7 } }, { content: undefined }].map(
        (change, index) => ({ ...page.comments[0]!, id: `broken-${index}`, ...change }) as unknown as Comment,
      );
      return { ...page, comments: [...broken, ...page.comments] };
    };
    const box = await openBox(own(port, { list }));
    await article(box, 'Thought 1.');
    expect(articles(box).length).to.equal(2);
    expect(shown(box)).to.contain('4 comments');
  });

  it('describes the conversation to search engines after it was moved on the page', async () => {
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()} structured-data .port=${own(memory({ comments: thoughts(2) }))}></comment-box>`,
    );
    await settled(box);
    const described = () =>
      [...document.querySelectorAll('script[type="application/ld+json"]')].filter((script) =>
        script.textContent.includes('Thought 1.'),
      ).length;
    await until(() => described() === 1, 'the description');
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    try {
      elsewhere.append(box);
      await until(() => described() === 1, 'the description after the move');
      box.remove();
      await until(() => described() === 0, 'nothing described that is not there');
    } finally {
      elsewhere.remove();
    }
  });

  describe('a port that never answers', () => {
    const { setTimeout: platform } = window;
    beforeEach(() => {
      // Half a minute and more passes at once.
      window.setTimeout = ((run: () => void, milliseconds = 0) =>
        platform(run, milliseconds >= 30_000 ? 30 : milliseconds)) as unknown as typeof setTimeout;
    });
    afterEach(() => {
      window.setTimeout = platform;
    });

    it('says so instead of waiting for ever, and tries again', async () => {
      const port = memory({ comments: thoughts(2) });
      let tries = 0;
      const list: CommentsPort['list'] = (...asked) => (tries++ ? port.list(...asked) : new Promise<never>(() => undefined));
      const box = await openBox(own(port, { list }));
      expect(shown(box)).to.contain('took too long');
      await press(box, 'Try again');
      await article(box, 'Thought 1.');
    });

    it('gives the reader their words back, and sends them again under the same id', async () => {
      const port = memory({ comments: thoughts(2) });
      const ids: string[] = [];
      const post: CommentsPort['post'] = (page, comment, signal) => {
        ids.push(comment.id);
        return ids.length < 3 ? new Promise<never>(() => undefined) : port.post!(page, comment, signal);
      };
      const box = await openBox(own(port, { post }));
      const text = await write(box, 'Mine.');
      await press(box, 'Post comment');
      await button(box, 'Try again');
      expect(text.value).to.equal('Mine.');
      await press(box, 'Try again');
      await until(() => said(box).includes('Mine.'), 'the comment');
      expect(new Set(ids).size).to.equal(1);
    });

    it('is told apart from nothing where it is the file of a backend, or of the form, that hangs', async () => {
      registerAdapter('comments', 'hanging', () => new Promise<never>(() => undefined));
      const reading = await fixture<CommentBoxElement>(html`<comment-box provider="hanging" src="/x"></comment-box>`);
      await until(() => shown(reading).includes('could not be loaded'), 'the list to be given up');
      const { composerLoader } = CommentBoxElement;
      CommentBoxElement.composerLoader = () => new Promise<never>(() => undefined);
      try {
        const writing = await openBox(own(memory({ comments: thoughts(1) })));
        await press(writing, 'Write a comment');
        await until(() => shown(writing).includes('The form could not be loaded'), 'the form to be given up');
      } finally {
        CommentBoxElement.composerLoader = composerLoader;
      }
    });
  });
});
