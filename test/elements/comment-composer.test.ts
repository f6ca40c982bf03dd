import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import {
  article,
  button,
  everything,
  field,
  fill,
  focused,
  forgetEverything,
  freshThread,
  listenTo,
  openBox,
  own,
  press,
  queryButton,
  queryField,
  settled,
  shown,
  write,
} from '../support/comment-box.js';
import { hold } from '../support/hold.js';
import { until } from '../support/wait.js';

const SEED = [
  { id: 'a', author: 'Marta', text: 'Ask me anything.' },
  { id: 'b', parentId: 'a', author: 'Tom', text: 'Who won?' },
];

const SPACED = '* { line-height: 2 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }';

/** A backend that refuses what is posted, when it is told to answer. */
function refusing(): { port: CommentsPort; release: () => void } {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const post = (): Promise<never> => held.then(() => Promise.reject(new AfterwordError('forbidden', 'told to refuse')));
  return { port: own(memory({ comments: SEED }), { post }), release };
}

const REFUSED = 'The site does not let you post here.';

/** Sends a reply to Tom, whose answer is kept back. */
async function reply(box: CommentBoxElement): Promise<void> {
  await press(await article(box, 'Who won?'), 'Reply to Tom');
  fill(await field(box, 'Your reply to Tom'), 'Nobody did.');
  fill(await field(box, 'Name'), 'Ann');
  await press(box, 'Post reply');
  await button(box, 'Sending…');
}

describe('<comment-composer>', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  describe('a reply fails after its form was taken away', () => {
    for (const [how, takeAway] of [
      [
        'for a report',
        async (box: CommentBoxElement) => {
          const about = await article(box, 'Who won?');
          await press(about, 'More for the comment by Tom');
          await press(about, 'Report');
        },
      ],
      ['with its thread, which was folded', (box: CommentBoxElement) => press(box, 'Hide 1 reply')],
    ] as const) {
      it(`${how}: the reader sees and hears it, and the text comes back with the form`, async () => {
        const { port, release } = refusing();
        const box = await openBox(port);
        const said = listenTo(box);
        const failed: string[] = [];
        box.addEventListener('comment-box-error', ({ error }) => failed.push(error.code));
        await reply(box);
        await takeAway(box);
        await until(() => !queryField(box, 'Your reply to Tom'), 'the form to be gone');
        release();
        await until(() => said.some((text) => text.startsWith(REFUSED)), 'what is said');
        expect(shown(await article(box, 'Who won?'))).to.contain(REFUSED);
        expect(failed).to.deep.equal(['forbidden']);
        if (!queryField(box, 'Your reply to Tom')) await press(await article(box, 'Who won?'), 'Reply to Tom');
        expect((await field(box, 'Your reply to Tom')).value).to.equal('Nobody did.');
      });
    }

    it('and came back: the form alone tells of it, once', async () => {
      const { port, release } = refusing();
      const box = await openBox(port);
      const failed: string[] = [];
      box.addEventListener('comment-box-error', ({ error }) => failed.push(error.code));
      await reply(box);
      await press(box, 'Hide 1 reply');
      await press(box, 'Show 1 reply');
      await field(box, 'Your reply to Tom');
      release();
      await until(() => shown(box).includes(REFUSED), 'what is said');
      await box.updateComplete;
      expect(failed).to.deep.equal(['forbidden']);
      const notes = [...everything(box.shadowRoot!)].filter(
        (one) => one.localName === 'p' && one.textContent!.includes(REFUSED),
      );
      expect(notes.filter((one) => one.getRootNode() === box.shadowRoot)).to.have.lengthOf(0);
    });

    it('as the box turned to another article: nothing is said there', async () => {
      const { port, release } = refusing();
      const box = await openBox(port);
      const said = listenTo(box);
      await reply(box);
      box.thread = freshThread();
      await until(() => !queryField(box, 'Your reply to Tom'), 'the form to be gone');
      await settled(box);
      release();
      await press(box, 'Write a comment');
      await field(box, 'Your comment');
      // Longer than it takes for anything to be said.
      const before = performance.now();
      await until(() => performance.now() - before > 200, 'the time');
      expect(said.join()).not.to.contain(REFUSED);
      expect(shown(box)).not.to.contain(REFUSED);
    });
  });

  it('sends after the box was moved in the middle of a composition, which no browser ends', async () => {
    const port = memory();
    const box = await openBox(port);
    const text = await write(box, 'にほん');
    text.dispatchEvent(new CompositionEvent('compositionstart'));
    box.parentElement!.prepend(document.createElement('p'), box);
    fill(await field(box, 'Your comment'), '日本語');
    await press(box, 'Post comment');
    await article(box, '日本語');
  });

  it('sends after the field was left in the middle of a composition', async () => {
    const box = await openBox(memory());
    const text = await write(box, 'にほん', '');
    text.focus();
    text.dispatchEvent(new CompositionEvent('compositionstart'));
    (await field(box, 'Name')).focus();
    fill(await field(box, 'Name'), 'Ann');
    await press(box, 'Post comment');
    await article(box, 'にほん');
  });

  it('keeps what a dictation tool writes while the text is being sent, as a change of it', async () => {
    const { port, release } = hold(own(memory()), 'post');
    const box = await openBox(port);
    const text = await write(box, 'First sentence.');
    await press(box, 'Post comment');
    await button(box, 'Sending…');
    fill(text, 'First sentence. Second sentence.');
    release();
    const posted = await article(box, 'An earlier version of your text was already posted.');
    const changed = await field(posted, 'Change your comment');
    expect(changed.value).to.equal('First sentence. Second sentence.');
    await press(posted, 'Save change');
    await until(() => shown(posted).includes('First sentence. Second sentence.') && !queryField(box, 'Change your'), 'it');
  });

  it('keeps it as a new text where the backend lets nobody change a comment, and takes a blank for nothing', async () => {
    for (const [written, kept] of [
      ['First sentence. Second sentence.', true],
      ['First sentence. ', false],
    ] as const) {
      const { port, release } = hold(own(memory({ without: ['edit'] })), 'post');
      const box = await openBox(port);
      const text = await write(box, 'First sentence.');
      await press(box, 'Post comment');
      await button(box, 'Sending…');
      fill(text, written);
      release();
      await article(box, 'First sentence.');
      await until(() => Boolean(queryButton(box, 'Write a comment')) !== kept, 'the form, or none');
      if (kept) expect((await field(box, 'Your comment')).value).to.equal(written);
      box.remove();
    }
  });

  it('posts and reports from a frame in which no form may be sent', async () => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts', 'allow-same-origin');
    frame.srcdoc = `<!doctype html><html lang="en"><comment-box thread="framed"></comment-box><script type="module">
      import '/src/define/comment-box.ts';
      import '/src/define/comment-composer.ts';
      import { memory } from '/src/adapters/comments/memory.ts';
      document.querySelector('comment-box').port = memory({ comments: [{ id: 'a', author: 'Marta', text: 'Ask me.' }] });
    </script></html>`;
    document.body.append(frame);
    try {
      await until(() => frame.contentDocument?.querySelector('comment-box')?.shadowRoot, 'the element in the frame');
      const box = frame.contentDocument!.querySelector('comment-box')!;
      await press(box, 'More for the comment by Marta');
      await press(box, 'Report');
      await press(box, 'Send report');
      await until(() => shown(box).includes('Choose a reason first.'), 'what is missing');
      await press(box, 'Write a comment');
      fill(await field(box, 'Your comment'), 'From a frame.');
      fill(await field(box, 'Name'), 'Ann');
      await press(box, 'Post comment');
      await article(box, 'From a frame.');
    } finally {
      frame.remove();
    }
  });

  it('goes to the comment that was posted in a shadow tree that is closed, and nowhere when the reader is elsewhere', async () => {
    for (const isElsewhere of [false, true]) {
      const page = await fixture(
        html`<div>
          <input aria-label="Elsewhere" />
          <p></p>
        </div>`,
      );
      const root = page.querySelector('p')!.attachShadow({ mode: 'closed' });
      const { port, release } = hold(own(memory()), 'post');
      const box = document.createElement('comment-box');
      Object.assign(box, { thread: freshThread(), port });
      root.append(box);
      await settled(box);
      await press(box, 'Write a comment');
      const text = await field(box, 'Your comment');
      fill(text, 'From the dark.');
      fill(await field(box, 'Name'), 'Ann');
      text.focus();
      await press(box, 'Post comment');
      await button(box, 'Sending…');
      if (isElsewhere) page.querySelector('input')!.focus();
      release();
      const posted = await article(box, 'From the dark.');
      await until(() => !queryField(box, 'Your comment'), 'the form to go');
      await box.updateComplete;
      if (isElsewhere) expect(document.activeElement === page.querySelector('input')).to.equal(true);
      else await until(() => box.shadowRoot!.activeElement === posted, 'the focus on it');
      page.remove();
    }
  });

  it('keeps the reader at its place until it is there, and leaves who went on elsewhere alone', async () => {
    let arrive: () => void = () => undefined;
    class SlowBox extends CommentBoxElement {
      static override composerLoader: typeof CommentBoxElement.composerLoader = async () => {
        await new Promise<void>((resolve) => (arrive = resolve));
        return (await import('../../src/elements/comment-box/comment-composer.js')).CommentComposerElement;
      };
    }
    if (!customElements.get('slow-box')) customElements.define('slow-box', SlowBox);
    for (const isElsewhere of [false, true]) {
      const page = await fixture(html`<div><input aria-label="Elsewhere" /></div>`);
      const elsewhere = page.querySelector('input')!;
      const box = document.createElement('slow-box') as CommentBoxElement;
      Object.assign(box, { thread: freshThread(), port: memory() });
      page.append(box);
      await settled(box);
      (await button(box, 'Write a comment')).focus();
      await press(box, 'Write a comment');
      await until(() => focused()?.textContent?.includes('Opening the form'), 'the focus on what is said meanwhile');
      if (isElsewhere) elsewhere.focus();
      arrive();
      const text = await field(box, 'Your comment');
      if (isElsewhere) {
        await (box as { updateComplete: Promise<unknown> }).updateComplete;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        expect(focused() === elsewhere).to.equal(true);
      } else await until(() => focused() === text, 'the focus in the text');
      page.remove();
    }
  });

  it('asks in the direction of the page, and takes that of the words that are written', async () => {
    const page = await fixture(html`<div dir="rtl"></div>`);
    const box = document.createElement('comment-box');
    Object.assign(box, { thread: freshThread(), port: memory() });
    page.append(box);
    await settled(box);
    await press(box, 'Write a comment');
    for (const label of ['Your comment', 'Name']) {
      const one = await field(box, label);
      expect(one.matches(':dir(rtl)'), `${label}, empty`).to.equal(true);
      fill(one, 'Words');
      await until(() => one.matches(':dir(ltr)'), `${label} in English`);
      fill(one, 'שלום');
      await until(() => one.matches(':dir(rtl)'), `${label} in Hebrew`);
    }
  });

  it('describes the field by how much is left only where that is shown', async () => {
    const port = memory();
    const box = await openBox({ ...port, composer: { ...port.composer!, maxLength: 100 } });
    for (const [length, count] of [
      [70, ''],
      [90, '10 characters left'],
      [101, '1 character too many'],
    ] as const) {
      const text = await write(box, 'x'.repeat(length));
      const described = (): string => {
        const ids = text.getAttribute('aria-describedby')!.split(' ');
        const parts = ids.map((id) => (text.getRootNode() as ShadowRoot).getElementById(id)?.textContent ?? '');
        return parts.join(' ').replace(/\s+/g, ' ').trim();
      };
      await until(() => described() === count, `"${count}" for ${length}, not "${described()}"`);
    }
  });

  it('names a button to like by what is seen on it: the number, too', async () => {
    const comments = SEED.map((comment, index) => ({ ...comment, score: index ? 0 : 5 }));
    const box = await openBox(own(memory({ comments }), { lowestVote: 0 }));
    const liked = await button(box, 'Like the comment by Marta (5 likes)');
    expect(liked.textContent!.trim()).to.equal('5');
    expect((await button(box, 'Like the comment by Tom')).textContent!.trim()).to.equal('Like');
    liked.click();
    await button(box, 'Like the comment by Marta (6 likes)');
  });

  for (const [which, open] of [
    ['a comment', (box: Element) => press(box, 'Write a comment')],
    ['a reply', (box: Element) => press(box, 'Reply to Tom')],
  ] as const) {
    it(`keeps the focus through "Try again" where the form for ${which} could not be loaded, and takes back that it could not`, async () => {
      const answers: ((isThere: boolean) => void)[] = [];
      class LostBox extends CommentBoxElement {
        static override composerLoader: typeof CommentBoxElement.composerLoader = async () => {
          if (!(await new Promise<boolean>((resolve) => answers.push(resolve)))) throw new TypeError('Failed to fetch');
          return (await import('../../src/elements/comment-box/comment-composer.js')).CommentComposerElement;
        };
      }
      const tag = `lost-box-for-${which.replace(' ', '-')}`;
      if (!customElements.get(tag)) customElements.define(tag, LostBox);
      const box = document.createElement(tag) as CommentBoxElement;
      Object.assign(box, { thread: freshThread(), port: memory({ comments: SEED }) });
      (await fixture(html`<div></div>`)).append(box);
      await settled(box);
      await open(box);
      await until(() => answers.length, 'the first try');
      answers.pop()!(false);
      for (const isThere of [false, true]) {
        const again = await button(box, 'Try again');
        again.focus();
        again.click();
        await until(() => focused()?.textContent?.includes('Opening the form'), 'the focus on what is said meanwhile');
        const region = box.shadowRoot!.querySelector('section > [role="status"]')!;
        await until(() => region.textContent!.trim() === '', 'nothing more of the failure');
        await until(() => answers.length, 'another try');
        answers.pop()!(isThere);
        await until(
          () => (isThere ? focused()?.localName === 'textarea' : focused() === queryButton(box, 'Try again')),
          `the focus, which is on ${focused()?.outerHTML.slice(0, 80)}`,
        );
      }
    });
  }

  it('spaces its text as a reader has set it for the whole page', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SPACED);
    document.adoptedStyleSheets.push(sheet);
    try {
      const box = await openBox(memory({ comments: SEED }));
      await write(box, 'Some words.');
      const post = (await button(box, 'Post comment')).closest('form')!;
      const { fontSize, letterSpacing, wordSpacing, lineHeight } = getComputedStyle(post.querySelector('label')!);
      const size = parseFloat(fontSize);
      expect(parseFloat(letterSpacing)).to.be.closeTo(size * 0.12, 0.2);
      expect(parseFloat(wordSpacing)).to.be.closeTo(size * 0.16, 0.2);
      expect(parseFloat(lineHeight)).to.be.closeTo(size * 2, 0.2);
    } finally {
      document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(sheet), 1);
    }
  });

  it('keeps the usual spacing in an article that has another', async () => {
    const page = await fixture(html`<div style="letter-spacing: 9px; word-spacing: 40px; line-height: 3"></div>`);
    const box = document.createElement('comment-box') as CommentBoxElement;
    Object.assign(box, { thread: freshThread(), port: memory() });
    page.append(box);
    await settled(box);
    await write(box, 'Some words.');
    const label = (await button(box, 'Post comment')).closest('form')!.querySelector('label')!;
    const { fontSize, letterSpacing, wordSpacing, lineHeight } = getComputedStyle(label);
    expect(parseFloat(letterSpacing) || 0).to.equal(0);
    expect(parseFloat(wordSpacing) || 0).to.equal(0);
    expect(parseFloat(lineHeight)).to.be.closeTo(parseFloat(fontSize) * 1.5, 0.2);
  });

  for (const [layout, key, code, expected] of [
    ['Ukrainian', 'и', 'KeyB', '**word**'],
    ['Greek, in capitals', 'Β', 'KeyB', '**word**'],
    ['Hebrew', 'ן', 'KeyI', '*word*'],
    ['Dvorak, where B is another key', 'b', 'KeyN', '**word**'],
    ['Dvorak, where the key of B is another letter', 'x', 'KeyB', 'word'],
  ] as const) {
    it(`formats by the usual keys on a keyboard that is ${layout}`, async () => {
      const box = await openBox(memory());
      const text = await write(box, 'word', '');
      text.setSelectionRange(0, 4);
      const event = new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, composed: true, cancelable: true });
      text.dispatchEvent(event);
      await until(() => text.value === expected, `"${expected}", not "${text.value}"`);
      expect(event.defaultPrevented).to.equal(expected !== 'word');
    });
  }

  it('says when what formats cannot be loaded, and writes on', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe src="about:blank" title="A page"></iframe>`);
    const doc = frame.contentDocument!;
    doc.documentElement.innerHTML = `<head><base href="${location.origin}/"></head><body></body>`;
    const page = frame.contentWindow! as Window & typeof globalThis & { memory?: typeof memory };
    const rejected: unknown[] = [];
    page.addEventListener('unhandledrejection', (event) => rejected.push(event.reason));
    const script = doc.createElement('script');
    script.type = 'module';
    script.textContent = `
      import '/src/define/comment-box.ts';
      import '/src/define/comment-composer.ts';
      import { memory } from '/src/adapters/comments/memory.ts';
      window.memory = memory;`;
    doc.head.append(script);
    await until(() => page.memory, 'the modules');
    const box = doc.createElement('comment-box') as CommentBoxElement;
    Object.assign(box, { thread: freshThread(), port: page.memory!({ comments: SEED }) });
    doc.body.append(box);
    await until(() => box.matches(':state(live)'), 'the list');
    const find = (name: string): HTMLButtonElement | undefined =>
      [...box.shadowRoot!.querySelectorAll('button'), ...(form()?.querySelectorAll('button') ?? [])].find(
        (one) => (one.getAttribute('aria-label') ?? one.textContent!.trim()).replace(/[\u2066-\u2069]/g, '') === name,
      );
    const form = (): ShadowRoot | null | undefined => box.shadowRoot!.querySelector('comment-composer')?.shadowRoot;
    (await until(() => find('Reply to Tom'), 'Reply')).click();
    const text = await until(() => form()?.querySelector('textarea'), 'the field');
    fill(text, 'word');
    const nothing = doc.createElement('meta');
    nothing.httpEquiv = 'Content-Security-Policy';
    nothing.content = "script-src 'none'";
    doc.head.append(nothing);
    (await until(() => find('Bold'), 'Bold')).click();
    const region = box.shadowRoot!.querySelector('section > [role="status"]')!;
    await until(() => region.textContent!.includes('That could not be loaded. Try again.'), 'what is said');
    expect([...box.shadowRoot!.querySelectorAll('article .error')].map((one) => one.textContent)).to.deep.equal([
      'That could not be loaded. Try again.',
    ]);
    expect(text.value).to.equal('word');
    expect(rejected).to.deep.equal([]);
  });
});
