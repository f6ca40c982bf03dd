import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory } from '../../src/adapters/comments/memory.js';
import '../../src/define/article-widgets.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import {
  article,
  field,
  fill,
  focused,
  forgetEverything,
  freshThread,
  openBox,
  own,
  press,
  queryField,
  settled,
  shown,
  thoughts,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

type Loading = ReturnType<typeof CommentBoxElement.composerLoader>;

/** The form's code, as the network has it that day. */
let load: () => Loading;
const { composerLoader } = CommentBoxElement;
class WorstBox extends CommentBoxElement {
  static override composerLoader = (): Loading => load();
}
customElements.define('worst-box', WorstBox);

const OLD_FORM = `<ol><li>Of yesterday</li></ol><form method="post" action="/comments"><textarea></textarea><button>Send</button></form>`;

/** A box around the publisher's form, with a list that waits until the reader has begun to write there. */
async function beganEarly(port: CommentsPort, typed: string, inside = OLD_FORM) {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  const list: CommentsPort['list'] = async (...args) => {
    await asked;
    return port.list(...args);
  };
  const page = await fixture(html`<div></div>`);
  const box = document.createElement('worst-box') as CommentBoxElement;
  Object.assign(box, { thread: freshThread(), port: own(port, { list }), innerHTML: inside });
  page.append(box);
  await box.updateComplete;
  const theirs = box.querySelector('textarea')!;
  theirs.focus();
  if (typed) await sendKeys({ type: typed });
  return { box, theirs, answer };
}

const ours = (box: Element) => queryField(box, 'Your comment')?.value;

describe('<comment-box>, words in the publisher’s form on the worst day', () => {
  beforeEach(() => {
    forgetEverything();
    load = composerLoader;
  });
  afterEach(forgetEverything);

  it('stay there, with who writes them, when ours cannot be loaded, and come over as soon as it can', async () => {
    load = () => Promise.reject(new TypeError('Failed to fetch'));
    const { box, theirs, answer } = await beganEarly(memory({ comments: thoughts(2) }), 'Long considered ');
    answer();
    await article(box, 'Thought 1.');
    await settled(box);
    expect(theirs.checkVisibility()).to.equal(true);
    expect(focused() === theirs).to.equal(true);
    await sendKeys({ type: 'words' });
    expect(theirs.value).to.equal('Long considered words');
    expect(box.querySelector('li')!.checkVisibility(), 'the old list').to.equal(false);
    load = composerLoader;
    await press(box, 'Write a comment');
    await until(() => ours(box) === 'Long considered words', 'the words in ours');
    expect(theirs.checkVisibility()).to.equal(false);
    expect(theirs.value).to.equal('');
  });

  it('come over by “Try again” as well', async () => {
    load = () => Promise.reject(new TypeError('Failed to fetch'));
    const { box, answer } = await beganEarly(memory(), 'Words');
    answer();
    await settled(box);
    await press(box, 'Write a comment');
    await until(() => shown(box).includes('The form could not be loaded.'), 'what happened');
    load = composerLoader;
    await press(box, 'Try again');
    await until(() => ours(box) === 'Words', 'the words in ours');
  });

  it('can be begun there, when ours cannot be loaded, and come over as soon as it can', async () => {
    load = () => Promise.reject(new TypeError('Failed to fetch'));
    const page = await fixture(html`<div></div>`);
    const box = document.createElement('worst-box') as CommentBoxElement;
    Object.assign(box, { thread: freshThread(), port: memory({ comments: thoughts(2) }), innerHTML: OLD_FORM });
    page.append(box);
    const theirs = box.querySelector('textarea')!;
    await article(box, 'Thought 1.');
    await settled(box);
    expect(theirs.checkVisibility(), 'their form, as long as ours may come').to.equal(false);
    await press(box, 'Write a comment');
    await until(() => theirs.checkVisibility(), 'their form');
    expect(box.querySelector('li')!.checkVisibility(), 'the old list').to.equal(false);
    fill(theirs, 'Words');
    load = composerLoader;
    await press(box, 'Try again');
    await until(() => ours(box) === 'Words', 'the words in ours');
    expect(theirs.checkVisibility()).to.equal(false);
  });

  it('do not keep the list away when ours takes long, and come over, with who writes them, when it is there', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    load = async () => {
      await arrived;
      return composerLoader();
    };
    const { box, theirs, answer } = await beganEarly(memory({ comments: thoughts(2) }), 'Words ');
    answer();
    await article(box, 'Thought 1.');
    expect(theirs.checkVisibility()).to.equal(true);
    await sendKeys({ type: 'go ' });
    arrive();
    await until(() => ours(box) === 'Words go ' && focused() !== theirs, 'the words, and the reader, in ours');
    await sendKeys({ type: 'on' });
    expect(ours(box)).to.equal('Words go on');
    expect(theirs.checkVisibility()).to.equal(false);
  });

  it('stay when the list says that the thread is closed', async () => {
    const { box, theirs, answer } = await beganEarly(memory({ comments: thoughts(1), closed: true }), 'Words');
    answer();
    await article(box, 'Thought 0.');
    await settled(box);
    expect(shown(box)).to.contain('closed');
    expect(theirs.checkVisibility()).to.equal(true);
    expect(focused() === theirs).to.equal(true);
  });

  it('stay where the backend takes no comments, and so does a form in which nothing is written yet', async () => {
    for (const typed of ['Words', '']) {
      const port = memory({ comments: thoughts(1), without: ['post'] });
      const { box, theirs, answer } = await beganEarly(port, typed);
      answer();
      await article(box, 'Thought 0.');
      await settled(box);
      expect(theirs.checkVisibility(), typed).to.equal(true);
      expect(focused() === theirs, typed).to.equal(true);
      box.remove();
    }
  });

  it('come over from every field, and from none that a script fills out of sight', async () => {
    const { box, answer } = await beganEarly(
      memory(),
      'First',
      `<form><textarea></textarea></form><form><textarea id="second"></textarea></form>
       <form><textarea id="token" style="display: none"></textarea></form>`,
    );
    box.querySelector<HTMLTextAreaElement>('#second')!.value = 'Second';
    box.querySelector<HTMLTextAreaElement>('#token')!.value = '03AGdBq25x';
    answer();
    await until(() => ours(box) === 'First\n\nSecond', 'both');
    expect(box.querySelector('#second')!.checkVisibility()).to.equal(false);
  });

  it('are not made of what only scripts have filled', async () => {
    const form = `<form><textarea></textarea><textarea id="token" style="display: none"></textarea></form>`;
    const { box, theirs, answer } = await beganEarly(memory(), '', form);
    theirs.blur();
    box.querySelector<HTMLTextAreaElement>('#token')!.value = '03AGdBq25x';
    answer();
    await settled(box);
    expect(theirs.checkVisibility()).to.equal(false);
    expect(ours(box)).to.equal(undefined);
  });
});

describe('<comment-box>, words in a form of ours on the worst day', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('stay when the page goes on with a port that takes no comments', async () => {
    const port = own(memory({ comments: thoughts(2) }));
    const box = await openBox(port);
    const text = await write(box, 'In the middle of a word');
    const readOnly: Partial<CommentsPort> = { ...port };
    delete readOnly.post;
    box.port = readOnly as CommentsPort;
    await box.updateComplete;
    await settled(box);
    expect(queryField(box, 'Your comment') === text).to.equal(true);
  });

  it('stay when the comment they answer is deleted meanwhile', async () => {
    const port = memory({ comments: thoughts(2) });
    let isDeleted = false;
    const list: CommentsPort['list'] = async (...args) => {
      const answer = await port.list(...args);
      if (!isDeleted) return answer;
      const comments = answer.comments.map((one) => ({ ...one, status: 'deleted' as const, content: [] }));
      return { ...answer, comments };
    };
    const thread = freshThread();
    const box = await openBox(own(port, { list }), thread);
    await press(await article(box, 'Thought 1.'), /^Reply to/);
    const text = await field(box, 'Your reply to');
    fill(text, 'Half an answer');
    isDeleted = true;
    const comment = { id: crypto.randomUUID(), text: 'Just now.', name: 'Bea' };
    await port.as('Bea').post!({ id: thread, url: location.href }, comment, new AbortController().signal);
    await press(box, 'Show 1 new comment');
    await until(() => shown(box).includes('This comment was deleted.'), 'the list as it is now');
    expect(queryField(box, 'Your reply to') === text).to.equal(true);
    expect(text.value).to.equal('Half an answer');
  });
});

describe('<comment-box> on a page that a router makes another one', () => {
  const link = Object.assign(document.createElement('link'), { rel: 'canonical' });
  const turnTo = (path: string): void => {
    link.href = new URL(path, location.href).href;
    document.head.append(link);
  };
  beforeEach(forgetEverything);
  afterEach(() => {
    link.remove();
    forgetEverything();
  });

  it('goes on with the conversation of that one, and keeps what was begun for each', async () => {
    const port = own(memory());
    const posted: string[] = [];
    const { post } = port;
    port.post = (page, ...rest) => {
      posted.push(new URL(page.url).pathname);
      return post!(page, ...rest);
    };
    turnTo('/one');
    const box = await fixture<CommentBoxElement>(html`<comment-box .port=${port}></comment-box>`);
    await settled(box);
    await write(box, 'Half a thought on the first');
    turnTo('/two');
    await until(() => ours(box) === undefined, 'the next conversation');
    await settled(box);
    await write(box, 'On the second');
    await press(box, 'Post comment');
    await article(box, 'On the second');
    expect(posted).to.deep.equal(['/two']);
    turnTo('/one');
    await until(() => ours(box) === 'Half a thought on the first', 'the words for the first');
    expect(shown(box)).not.to.contain('On the second');
  });

  it('stays with the thread it was given', async () => {
    const port = own(memory());
    turnTo('/one');
    const box = await fixture<CommentBoxElement>(html`<comment-box thread=${freshThread()} .port=${port}></comment-box>`);
    await settled(box);
    const text = await write(box, 'In the middle of a word');
    turnTo('/two');
    // Longer than it takes to notice.
    const before = performance.now();
    await until(() => performance.now() - before > 1500, 'the time');
    expect(queryField(box, 'Your comment') === text).to.equal(true);
  });
});

describe('<comment-box> in an <article-widgets> that says the thread', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('follows it to the next article: its list, its posts, and the words that were begun for each', async () => {
    const [first, second] = [freshThread(), freshThread()];
    const port = own(memory());
    const posted: (string | undefined)[] = [];
    const { post } = port;
    port.post = (page, ...rest) => {
      posted.push(page.id);
      return post!(page, ...rest);
    };
    const widgets = await fixture<HTMLElement>(
      html`<article-widgets thread=${first} .commentsPort=${port}><comment-box></comment-box></article-widgets>`,
    );
    const box = widgets.querySelector('comment-box')!;
    await settled(box);
    await write(box, 'Half a thought on the first');
    widgets.setAttribute('thread', second);
    await until(() => ours(box) === undefined, 'the next conversation');
    await settled(box);
    await write(box, 'On the second');
    await press(box, 'Post comment');
    await article(box, 'On the second');
    expect(posted).to.deep.equal([second]);
    widgets.setAttribute('thread', first);
    await until(() => ours(box) === 'Half a thought on the first', 'the words for the first');
    expect(shown(box)).not.to.contain('On the second');
  });

  it('does not follow it where the box says its own', async () => {
    let lists = 0;
    const port = own(memory({ comments: thoughts(1) }));
    const { list } = port;
    port.list = (...args) => {
      lists++;
      return list(...args);
    };
    const widgets = await fixture<HTMLElement>(
      html`<article-widgets thread="one" .commentsPort=${port}
        ><comment-box thread=${freshThread()}></comment-box
      ></article-widgets>`,
    );
    const box = widgets.querySelector('comment-box')!;
    await settled(box);
    const text = await write(box, 'In the middle of a word');
    widgets.setAttribute('thread', 'two');
    await new Promise(requestAnimationFrame);
    await box.updateComplete;
    expect(queryField(box, 'Your comment') === text).to.equal(true);
    expect(lists).to.equal(1);
  });
});
