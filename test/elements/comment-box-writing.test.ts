import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory } from '../../src/adapters/comments/memory.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort, NewComment } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import {
  article,
  articles,
  button,
  chord,
  field,
  fill,
  focused,
  forgetEverything,
  freshThread,
  listenTo,
  openBox,
  press,
  queryButton,
  settled,
  shown,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

const SEED = [
  { id: 'a', author: 'Marta', text: 'Ask me anything.' },
  { id: 'mine', author: 'Me', text: 'My own words.', own: true, createdAt: Date.now() - 60_000 },
];

/** Another element for the same conversation, as after a reload. */
async function comeBack(box: CommentBoxElement): Promise<CommentBoxElement> {
  const { port, thread } = box;
  box.remove();
  return openBox(port!, thread);
}

const posts = (port: { log: readonly { method: string; arguments: readonly unknown[] }[] }): NewComment[] =>
  port.log.filter(({ method }) => method === 'post').map((call) => call.arguments[1] as NewComment);

describe('<comment-box>, writing', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('posts a comment with Ctrl+Enter, puts the focus on it and says that it is published', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    const said = listenTo(box);
    await press(box, 'Write a comment');
    const text = await field(box, 'Your comment');
    await until(() => focused() === text, 'the focus in the field');
    await expect(box).to.be.accessible();
    await sendKeys({ type: 'Hello there' });
    fill(await field(box, 'Name'), 'Ann');
    text.focus();
    await chord('Control', 'Enter');
    const one = await article(box, 'Hello there');
    await until(() => focused() === one, 'the focus on the comment');
    await until(() => said.includes('Your comment is published.'), 'the words');
    expect(posts(port)).to.have.lengthOf(1);
    expect(posts(port)[0]).to.deep.include({ text: 'Hello there', name: 'Ann' });
    await until(() => shown(box).includes('3 comments'), 'the number to follow');
  });

  it('answers a comment: the reply stands below it and names whom it answers', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await press(await article(box, 'Ask me'), 'Reply to Marta');
    fill(await field(box, 'Your reply to Marta'), 'What next?');
    fill(await field(box, 'Name'), 'Ann');
    await press(box, 'Post reply');
    const reply = await article(box, 'What next?');
    expect(reply.getAttribute('aria-label')!.replace(/[\u2066-\u2069]/g, '')).to.equal('Reply by Ann to Marta');
    const order = articles(box).map((one) => shown(one));
    expect(order.findIndex((words) => words.includes('What next?'))).to.equal(
      order.findIndex((words) => words.includes('Ask me')) + 1,
    );
  });

  it('begins an answer with the words that are selected, as a quote', async () => {
    const box = await openBox(memory({ comments: SEED }));
    const text = (await article(box, 'Ask me')).querySelector('.rich-text p')!;
    const words = [...text.childNodes].find((node) => node instanceof Text && node.data.includes('Ask'))!;
    document.getSelection()!.setBaseAndExtent(words, 0, words, 6);
    const { getSelection } = box.shadowRoot as ShadowRoot & { getSelection?: () => Selection };
    const isVisible = (getSelection?.call(box.shadowRoot) ?? document.getSelection()!).anchorNode === words;
    await press(await article(box, 'Ask me'), 'Reply to Marta');
    const reply = await field(box, 'Your reply to Marta');
    // WebKit tells nobody what is selected in a shadow tree.
    expect(reply.value).to.equal(isVisible ? '> Ask me\n\n' : '');
  });

  it('changes an own comment while the time for it lasts, and says how long that is', async () => {
    const box = await openBox(memory({ comments: SEED }));
    const mine = await article(box, 'My own words.');
    await press(mine, 'Edit (13 min left)');
    const text = await field(box, 'Change your comment');
    expect(text.value).to.equal('My own words.');
    fill(text, 'My better words.');
    await press(box, 'Save change');
    const changed = await article(box, 'My better words.');
    expect(shown(changed)).to.contain('edited');
    expect(shown(box)).not.to.contain('My own words.');
  });

  it('offers no change once the time for it is over', async () => {
    const box = await openBox(memory({ comments: SEED, editWindow: 1000 }));
    const mine = await article(box, 'My own words.');
    expect(queryButton(mine, /^(Edit|Delete)/)).to.equal(undefined);
  });

  it('offers a change without a countdown where the time for it never ends', async () => {
    const box = await openBox(memory({ comments: SEED, editWindow: Infinity }));
    const mine = await article(box, 'My own words.');
    await press(mine, 'Edit');
    fill(await field(box, 'Change your comment'), 'My words of years later.');
    await press(box, 'Save change');
    await article(box, 'My words of years later.');
  });

  it('deletes an own comment at once for the reader, and lets that be undone before the backend hears of it', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    await press(await article(box, 'My own words.'), 'Delete');
    const undo = await button(box, 'Undo');
    await until(() => focused() === undo, 'the focus on Undo');
    expect(shown(box)).not.to.contain('My own words.');
    undo.click();
    const back = await article(box, 'My own words.');
    await until(() => focused() === back, 'the focus on the comment');
    expect(port.log.some(({ method }) => method === 'remove')).to.equal(false);
  });

  it('tells the backend of a deletion when the page is left, and brings the comment back in words when that fails', async () => {
    const options = { comments: SEED, failWith: {} as { remove?: 'server' } };
    const port = memory(options);
    const box = await openBox(port);
    options.failWith.remove = 'server';
    await press(await article(box, 'My own words.'), 'Delete');
    await button(box, 'Undo');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    const back = await article(box, 'My own words.');
    expect(shown(back)).to.contain('could not be deleted, so it is back');
    delete options.failWith.remove;
    await press(back, 'Delete');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(() => articles(box).length === 1 && !queryButton(box, 'Undo'), 'the comment to go');
    expect(port.log.filter(({ method }) => method === 'remove')).to.have.lengthOf(2);
    expect(articles(box)).to.have.lengthOf(1);
  });

  it('keeps the reader’s place when the button for undoing goes away, and deletes what only the answer of was lost', async () => {
    const port = memory({ comments: [...SEED, { author: 'Last', text: 'The last words.' }] });
    const { remove } = port;
    let lose = (): void => {};
    const lost = new Promise<void>((resolve) => (lose = resolve));
    port.remove = async (...args) => {
      await remove!(...args);
      await lost;
      throw new AfterwordError('offline', 'the answer was lost');
    };
    const box = await openBox(port);
    const before = articles(box).length;
    await press(await article(box, 'My own words.'), 'Delete');
    await until(() => focused() === queryButton(box, 'Undo'), 'the focus on Undo');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(() => !queryButton(box, 'Undo'), 'the button to go');
    expect(focused()?.localName).to.equal('article');
    lose();
    await until(() => articles(box).length === before - 1, 'the comment to go');
    expect(shown(box)).not.to.contain('could not be deleted');
    expect(focused()?.localName).to.equal('article');
  });

  for (const [what, isThere] of [
    ['lets go of a comment that was gone already when it is deleted', false],
    ['keeps a comment that is there, whatever the backend says of deleting it', true],
  ] as const)
    it(what, async () => {
      const port = memory({ comments: SEED });
      const gone = (): Promise<never> => Promise.reject(new AfterwordError('not-found', 'no such comment'));
      port.remove = gone;
      if (!isThere) port.get = gone;
      const box = await openBox(port);
      const before = articles(box).length;
      let deleted = 0;
      box.addEventListener('comment-box-deleted', () => deleted++);
      await press(await article(box, 'My own words.'), 'Delete');
      dispatchEvent(new PageTransitionEvent('pagehide'));
      await until(
        () => (isThere ? shown(box).includes('could not be deleted') : articles(box).length === before - 1),
        'the truth',
      );
      expect(deleted).to.equal(isThere ? 0 : 1);
      expect(shown(box).includes('My own words.')).to.equal(isThere);
    });

  it('shows a comment that waits for a moderator to its author, with words', async () => {
    const box = await openBox(memory({ comments: SEED, moderated: true }));
    const said = listenTo(box);
    expect(shown(box)).to.contain('New comments are read by a moderator');
    await write(box, 'Please approve');
    await press(box, 'Post comment');
    const one = await article(box, 'Please approve');
    expect(shown(one)).to.contain('Waiting for a moderator. Only you can see this.');
    await until(() => said.some((words) => words.includes('waiting for a moderator')), 'the announcement');
    await expect(box).to.be.accessible();
  });

  it('still shows it after a reload where the backend hides it, until it is published', async () => {
    const backend = memory({ comments: SEED, moderated: true });
    const stranger = backend.as('stranger');
    const port: CommentsPort = { ...stranger, post: backend.post!, get: stranger.get! };
    const box = await openBox(port);
    await write(box, 'Please approve');
    await press(box, 'Post comment');
    await article(box, 'Please approve');
    const again = await comeBack(box);
    const one = await article(again, 'Please approve');
    expect(shown(one)).to.contain('Only you can see this.');
    expect(articles(again)).to.have.lengthOf(3);
  });

  it('asks for a name where the backend wants one, next to the field, and remembers it only with consent', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    await write(box, 'No name yet', '');
    await press(box, 'Post comment');
    const name = await field(box, 'Name');
    await until(() => focused() === name, 'the focus in the field');
    expect(name.getAttribute('aria-invalid')).to.equal('true');
    expect(shown(box)).to.contain('Tell us what to call you.');
    expect(posts(port)).to.have.lengthOf(0);
    fill(name, 'Ann');
    await press(box, 'Post comment');
    await article(box, 'No name yet');
    await press(box, 'Write a comment');
    const later = await comeBack(box);
    await press(later, 'Write a comment');
    expect((await field(later, 'Name')).value).to.equal('');
    await write(later, 'With consent', 'Ben');
    (await field(later, 'Remember my name')).click();
    await press(later, 'Post comment');
    await article(later, 'With consent');
    const last = await comeBack(later);
    await press(last, 'Write a comment');
    expect((await field(last, 'Name')).value).to.equal('Ben');
    (await field(last, 'Remember my name')).click();
    expect(Object.values({ ...localStorage }).join()).not.to.contain('Ben');
  });

  it('knows the reader in every form of a visit, and stores nothing of it unasked', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await press(box, 'Write a comment');
    fill(await field(box, 'Name'), 'Ann');
    await press(box, 'Cancel');
    await press(box, 'Write a comment');
    expect((await field(box, 'Name')).value, 'after Cancel').to.equal('Ann');
    fill(await field(box, 'Name'), 'Ann Onymous');
    fill(await field(box, 'Your comment'), 'First.');
    await press(box, 'Post comment');
    await article(box, 'First.');
    await press(await article(box, 'Ask me'), 'Reply to Marta');
    expect((await field(box, 'Name')).value, 'after a comment').to.equal('Ann Onymous');
    expect(JSON.stringify({ ...localStorage })).not.to.contain('Ann');
  });

  it('asks for an e-mail address where the backend wants one, and takes none that cannot be one', async () => {
    const port = memory({ comments: SEED });
    const composer = { name: 'none', email: 'required', maxLength: 100, formatting: 'plain' } as const;
    const box = await openBox({ ...port, composer });
    await write(box, 'Hi', '');
    expect(queryButton(box, 'Bold')).to.equal(undefined);
    fill(await field(box, 'E-mail'), 'ann@');
    await press(box, 'Post comment');
    await until(() => shown(box).includes('Enter an e-mail address'), 'the words');
    expect(posts(port)).to.have.lengthOf(0);
  });

  it('counts characters as the backend does, says when there are too many, and cuts nothing off', async () => {
    const port = memory({ comments: SEED });
    const composer = { name: 'none', email: 'none', maxLength: 10, formatting: 'plain' } as const;
    const box = await openBox({ ...port, composer });
    // The astronaut is three code points, the thumb two.
    const text = await write(box, '👩‍🚀👍🏽ab', '');
    await box.updateComplete;
    expect(shown(box)).not.to.match(/characters? left/);
    fill(text, '👩‍🚀👍🏽abcd');
    await until(() => shown(box).includes('1 character left'), 'what is left');
    fill(text, '👩‍🚀👍🏽abcdefg');
    await until(() => shown(box).includes('2 characters too many'), 'what is too much');
    await press(box, 'Post comment');
    await until(() => shown(box).includes('too long for this site'), 'the words');
    expect(text.value).to.equal('👩‍🚀👍🏽abcdefg');
    expect(posts(port)).to.have.lengthOf(0);
  });

  it('formats with buttons and shortcuts, and previews exactly what will be shown', async () => {
    const box = await openBox(memory({ comments: SEED }));
    const text = await write(box, 'one two\nthree');
    text.focus();
    text.setSelectionRange(0, 3);
    await press(box, 'Bold');
    await until(() => text.value === '**one** two\nthree', 'bold words');
    text.setSelectionRange(8, 11);
    await chord('Control', 'i');
    await until(() => text.value === '**one** *two*\nthree', 'italic words');
    await press(box, 'Preview');
    const preview = await until(
      () => box.shadowRoot!.querySelector('comment-composer')!.shadowRoot!.querySelector('.preview'),
      'the preview',
    );
    expect(preview.querySelector('strong')!.textContent).to.equal('one');
    await expect(box).to.be.accessible();
    const strip = (markup: string): string =>
      markup
        .replace(/<!--.*?-->/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    const previewed = strip(preview.innerHTML);
    await press(box, 'Post comment');
    const one = await article(box, 'three');
    expect(strip(one.querySelector('.rich-text')!.innerHTML)).to.equal(previewed);
  });

  it('closes without a word lost: the draft is there when the form is opened again, with a quiet notice', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await write(box, 'Half a thought');
    await press(box, 'Cancel');
    const opener = await button(box, 'Write a comment');
    await until(() => focused() === opener, 'the focus back on the button');
    opener.click();
    expect((await field(box, 'Your comment')).value).to.equal('Half a thought');
    expect(shown(box)).to.contain('Your unfinished text is back.');
  });

  it('keeps each draft where it belongs: not under another article, not in another reply', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    await press(await article(box, 'Ask me'), 'Reply to Marta');
    fill(await field(box, 'Your reply to Marta'), 'For Marta only');
    const other = await openBox(port);
    expect(shown(other)).not.to.contain('Post');
    await press(other, 'Write a comment');
    expect((await field(other, 'Your comment')).value).to.equal('');
    const again = await comeBack(box);
    expect((await field(again, 'Your reply to Marta')).value).to.equal('For Marta only');
    expect(queryButton(again, 'Post comment')).to.equal(undefined);
  });

  it('lets the page refuse a text, which then stays in the form', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    box.addEventListener('comment-box-submit', (event) => event.preventDefault());
    const text = await write(box, 'Not today');
    await press(box, 'Post comment');
    expect(posts(port)).to.have.lengthOf(0);
    expect(text.value).to.equal('Not today');
  });

  it('tells the page which comment a change is of', async () => {
    const port = memory({ comments: [{ id: 'mine', author: 'Me', text: 'Mine.', own: true, createdAt: Date.now() }] });
    const box = await openBox(port);
    const ids: string[] = [];
    for (const type of ['comment-box-submit', 'comment-box-submitted'] as const) {
      box.addEventListener(type, ({ comment }) => ids.push(comment.id));
    }
    await press(await article(box, 'Mine.'), /^Edit/);
    fill(await field(box, 'Change your comment'), 'Mine, as I meant it.');
    await press(box, 'Save change');
    await until(() => ids.length === 2, 'both events');
    expect(ids).to.deep.equal(['mine', 'mine']);
  });

  it('keeps what is typed from the page’s shortcuts, and leaves Escape and combinations to the page (C37)', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await press(box, 'Write a comment');
    const text = await field(box, 'Your comment');
    await until(() => focused() === text, 'the focus in the field');
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener('keydown', listen);
    await sendKeys({ press: 's' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Escape' });
    document.removeEventListener('keydown', listen);
    expect(heard).to.deep.equal(['Escape']);
  });

  it('moves in the toolbar with the arrows, as one stop of the Tab key', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await press(box, 'Write a comment');
    (await button(box, 'Bold')).focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(focused()!.getAttribute('aria-label')).to.equal('Italic');
    await sendKeys({ press: 'End' });
    expect(focused()!.textContent!.trim()).to.equal('Preview');
    await sendKeys({ press: 'Tab' });
    expect(focused()!.localName).to.equal('textarea');
  });

  it('says when the form’s code cannot be loaded, and tries again', async () => {
    const Box = customElements.get('comment-box')!;
    class Stranded extends (Box as typeof CommentBoxElement) {}
    let attempts = 0;
    Stranded.composerLoader = () => {
      attempts++;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const get = customElements.get.bind(customElements);
    customElements.define('stranded-box', Stranded);
    customElements.get = (name) => (name === 'comment-composer' ? undefined : get(name));
    try {
      const box = await fixture<CommentBoxElement>(
        html`<stranded-box thread=${freshThread()} .port=${memory({ comments: SEED })}></stranded-box>`,
      );
      await settled(box);
      await press(box, 'Write a comment');
      await until(() => shown(box).includes('The form could not be loaded.'), 'the words');
      const before = attempts;
      await press(box, 'Try again');
      await until(() => attempts > before, 'another attempt');
    } finally {
      customElements.get = get;
    }
  });
});
