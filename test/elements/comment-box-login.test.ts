import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import { registerAdapter } from '../../src/context/adapters.js';
import '../../src/define/article-widgets.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { GetToken } from '../../src/ports/comments.js';
import {
  article,
  button,
  forgetEverything,
  freshThread,
  openBox,
  press,
  queryButton,
  settled,
  shown,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

/** What the demo's backend takes for the token of one person, and of another. */
const ADA = `guest.${'a'.repeat(43)}`;
const BEN = `guest.${'b'.repeat(43)}`;

async function open(thread: string, getToken: GetToken): Promise<CommentBoxElement> {
  const box = await fixture<CommentBoxElement>(
    html`<comment-box src="/api" thread=${thread} .getToken=${getToken}></comment-box>`,
  );
  await settled(box);
  return box;
}

// The first request starts the demo, which takes its time on a busy machine.
await fetch('/api/comments?thread=warm-up');

describe('<comment-box>, readers who are signed in on the publisher’s site', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('writes as whoever the page’s `getToken` says, to the backend that an address names', async () => {
    const thread = freshThread();
    const box = await open(thread, () => Promise.resolve(ADA));
    await write(box, `Signed ${thread}`);
    await press(box, 'Post comment');
    expect(await button(await article(box, `Signed ${thread}`), 'Delete')).to.be.instanceOf(HTMLElement);
    box.remove();
    forgetEverything();
    const asBen = await open(thread, () => BEN);
    expect(queryButton(await article(asBen, `Signed ${thread}`), 'Delete')).to.equal(undefined);
    asBen.remove();
    forgetEverything();
    const asAda = await open(thread, () => ADA);
    expect(await button(await article(asAda, `Signed ${thread}`), 'Delete')).to.be.instanceOf(HTMLElement);
  });

  it('takes the token from the whole page, asks for it each time, and lists once however often the function is a new one', async () => {
    const port = memory({ comments: [{ author: 'Marta', text: 'Ask me.' }] });
    const asked: (string | undefined)[] = [];
    registerAdapter('comments', 'with-login', () => (_src, getToken) => ({
      ...port,
      list: async (...request) => {
        asked.push(await getToken?.());
        return port.list(...request);
      },
      vote: async (...request) => {
        asked.push(await getToken?.());
        return port.vote!(...request);
      },
    }));
    const page = await fixture<HTMLElementTagNameMap['article-widgets']>(html`
      <article-widgets comments="with-login" comments-src="/login" .getToken=${() => 'first'}>
        <comment-box thread=${freshThread()}></comment-box>
      </article-widgets>
    `);
    const box = page.querySelector('comment-box')!;
    await settled(box);
    expect(asked).to.deep.equal(['first']);
    page.getToken = () => 'second';
    await page.updateComplete;
    await box.updateComplete;
    await press(await article(box, 'Ask me.'), 'Vote up the comment by Marta');
    await until(() => asked.length > 1, 'the vote');
    expect(asked).to.deep.equal(['first', 'second']);
    page.getToken = undefined;
    await until(() => asked.length > 2, 'the list as a guest sees it');
    expect(asked[2]).to.equal(undefined);
  });

  it('gives the page’s token to nobody but the page’s backend', async () => {
    let asked = 0;
    const page = await fixture(html`
      <article-widgets comments-src="/api" .getToken=${() => void asked++}>
        <comment-box src="/fault/status.500/api" thread=${freshThread()}></comment-box>
      </article-widgets>
    `);
    await settled(page.querySelector('comment-box')!);
    expect(asked).to.equal(0);
  });

  it('leads nowhere where the page signs readers in itself, says why nothing was posted, and asks the page each time', async () => {
    const box = await openBox(memory({ failWith: { post: 'login-needed' } }));
    box.loginUrl = '/login';
    let asked = 0;
    let isTakenCareOf = true;
    box.addEventListener('comment-box-login', (event) => {
      asked++;
      if (isTakenCareOf) event.preventDefault();
    });
    const link = () => box.shadowRoot!.querySelector('comment-composer')!.shadowRoot!.querySelector('a');
    await write(box, 'Who am I?');
    await press(box, 'Post comment');
    for (const times of [1, 2]) {
      await until(() => asked === times && shown(box).includes('Sign in to post. Your text stays here.'), 'the words');
      await button(box, 'Try again');
      expect(Boolean(link())).to.equal(false);
      isTakenCareOf = times < 2;
      await press(box, 'Try again');
    }
    await until(() => link(), 'the link, when the page does nothing');
  });

  for (const failWith of ['login-needed', 'session-expired'] as const) {
    it(`leads to where readers sign in when the answer is "${failWith}", and keeps the text for when they are back`, async () => {
      const port = memory({ failWith: { post: failWith } });
      const signIn = async (thread: string, loginUrl: string): Promise<Element | null> => {
        const box = await openBox(port, thread);
        box.loginUrl = loginUrl;
        await write(box, 'Who am I?');
        await press(box, 'Post comment');
        await until(() => /[Ss]ign in/.test(shown(box)), 'the words');
        return box.shadowRoot!.querySelector('comment-composer')!.shadowRoot!.querySelector('a');
      };
      expect(await signIn(freshThread(), '')).to.equal(null);
      const thread = freshThread();
      const link = await signIn(thread, '/login?back=%2Fstory');
      expect(link?.getAttribute('href')).to.equal('/login?back=%2Fstory');
      expect(link!.textContent).to.equal('Sign in');
      expect(link!.closest('p')!.id, 'read with the field').to.equal('text-error');
      const box = document.querySelector<CommentBoxElement>(`comment-box[thread="${thread}"]`)!;
      await expect(box).to.be.accessible();
      box.remove();
      const back = await openBox(port, thread);
      await until(
        () => back.shadowRoot!.querySelector('comment-composer')?.shadowRoot?.querySelector('textarea')?.value === 'Who am I?',
        'the text',
      );
    });
  }
});
