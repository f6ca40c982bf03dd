import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory, type SeedComment } from '../../src/adapters/comments/memory.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { Vote } from '../../src/ports/comments.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentBoxErrorEvent } from '../../src/elements/comment-box/comment-box.events.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import {
  article,
  articles,
  button,
  field,
  buttons,
  focused,
  forgetEverything,
  freshThread,
  listenTo,
  openBox,
  own,
  press,
  queryButton,
  settled,
  shown,
} from '../support/comment-box.js';
import { hold } from '../support/hold.js';
import { until } from '../support/wait.js';

const TALK: readonly SeedComment[] = [
  { id: 'a', author: 'Marta', badge: 'author', pinned: true, text: 'Ask me anything about the talks.', score: 4 },
  { id: 'b', author: 'Tom', text: 'Is Camp David a good comparison?', score: 9 },
  { id: 'c', parentId: 'b', author: 'Ines', text: 'Only in part.', score: 1 },
  { id: 'd', parentId: 'c', author: 'Tom', text: 'Why only in part?' },
];

const many = (count: number): SeedComment[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    author: `Reader ${index}`,
    text: `Comment number ${index}.`,
  }));

describe('<comment-box>, reading', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('shows each comment as an article with its author’s name, in a list, with the number of comments in the heading', async () => {
    const box = await openBox(memory({ comments: TALK }));
    expect(box.shadowRoot!.querySelector('h2')!.textContent).to.equal('4 comments');
    expect(articles(box).map((one) => one.getAttribute('aria-label')!.replace(/[\u2066-\u2069]/g, ''))).to.have.members([
      'Comment by Marta',
      'Comment by Tom',
      'Reply by Ines to Tom',
      'Reply by Tom to Ines',
    ]);
    expect(box.shadowRoot!.querySelectorAll('[role="list"] [role="listitem"] article')).to.have.lengthOf(4);
    expect(shown(await article(box, 'Ask me'))).to.match(/Marta.*Author.*Pinned/);
    await expect(box).to.be.accessible();
  });

  it('says how long ago a comment was written, with the whole date on it', async () => {
    const box = await openBox(memory({ comments: [{ author: 'A', text: 'Hm.', createdAt: Date.now() - 3 * 3_600_000 }] }));
    const time = articles(box)[0]!.querySelector('time')!;
    expect(time.textContent).to.equal('3 hours ago');
    expect(time.title).to.match(/\d{4}/);
    expect(Date.parse(time.dateTime)).to.be.closeTo(Date.now() - 3 * 3_600_000, 5000);
  });

  it('folds and unfolds the replies to a comment', async () => {
    const box = await openBox(memory({ comments: TALK }));
    const fold = await button(box, 'Hide 2 replies');
    expect(fold.getAttribute('aria-expanded')).to.equal('true');
    fold.click();
    await button(box, 'Show 2 replies');
    expect(shown(box)).not.to.contain('Only in part.');
    expect(shown(box)).to.contain('Camp David');
    await press(box, 'Show 2 replies');
    await article(box, 'Why only in part?');
  });

  it('changes the order, and says so', async () => {
    const box = await openBox(memory({ comments: many(3) }));
    const said = listenTo(box);
    const sort = box.shadowRoot!.querySelector('select')!;
    expect([...sort.options].map((option) => option.text)).to.deep.equal(['Best', 'Newest', 'Oldest', 'Most replies']);
    sort.value = 'oldest';
    sort.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => said.some((text) => text.includes('Oldest')), 'the new order to be announced');
    expect(articles(box).map((one) => one.dataset['id'])).to.deep.equal(['n0', 'n1', 'n2']);
    sort.value = 'newest';
    sort.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => articles(box)[0]!.dataset['id'] === 'n2', 'the newest to be first');
  });

  it('begins with the order the page asks for', async () => {
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()} sort="oldest" .port=${memory({ comments: many(3) })}></comment-box>`,
    );
    await settled(box);
    expect(articles(box)[0]!.dataset['id']).to.equal('n0');
  });

  it('loads more without repeating or skipping any while others write, puts the focus on the first new one and says how many', async () => {
    const port = memory({ comments: many(12), pageSize: 5 });
    const thread = freshThread();
    const box = await openBox(port, thread);
    const said = listenTo(box);
    expect(articles(box)).to.have.lengthOf(5);
    const others = port.as('somebody else');
    const page = { id: thread, url: location.href };
    for (const index of [1, 2, 3]) {
      await others.post!(
        page,
        { id: crypto.randomUUID(), text: `Meanwhile ${index}`, name: 'Else' },
        new AbortController().signal,
      );
    }
    (await button(box, 'Load more comments')).focus();
    await press(box, 'Load more comments');
    await until(() => articles(box).length === 10, 'the second page');
    await until(() => focused()?.localName === 'article', 'the focus on a comment');
    expect((focused() as HTMLElement).dataset['id']).to.equal(articles(box)[5]!.dataset['id']);
    await until(() => said.includes('5 more comments loaded.'), 'the number to be announced');
    await press(box, 'Load more comments');
    await until(() => !queryButton(box, /^Load/), 'the last page');
    const ids = articles(box).map((one) => one.dataset['id']!);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => id.startsWith('n'))).to.have.lengthOf(12);
  });

  it('shows further replies on demand', async () => {
    const replies = Array.from({ length: 5 }, (_, index) => ({
      id: `r${index}`,
      parentId: 'top',
      author: 'R',
      text: `Answer ${index}`,
    }));
    const box = await openBox(memory({ comments: [{ id: 'top', author: 'T', text: 'Question' }, ...replies], repliesSize: 2 }));
    expect(articles(box)).to.have.lengthOf(3);
    await press(box, 'Show 3 more replies');
    await press(box, 'Show 1 more reply');
    await until(() => articles(box).length === 6, 'all replies');
    expect(articles(box).map((one) => one.dataset['id'])).to.deep.equal(['top', 'r0', 'r1', 'r2', 'r3', 'r4']);
  });

  it('says that there are no comments yet, that they are closed, and shows no form then', async () => {
    const empty = await openBox(memory());
    expect(shown(empty)).to.contain('No comments yet.');
    await expect(empty).to.be.accessible();
    const closed = await openBox(memory({ comments: TALK, closed: true }));
    expect(shown(closed)).to.contain('Comments are closed.');
    expect(queryButton(closed, 'Write a comment')).to.equal(undefined);
    expect(queryButton(closed, /^Reply/)).to.equal(undefined);
    await expect(closed).to.be.accessible();
  });

  it('shows no control for what the backend cannot do', async () => {
    const box = await openBox(memory({ comments: TALK, without: ['post', 'vote', 'report', 'edit', 'remove'] }));
    const names = buttons(box).map((one) => one.getAttribute('aria-label') ?? one.textContent!.trim());
    expect(names.filter((name) => /write|reply to|vote|like|report|edit|delete/i.test(name))).to.deep.equal([]);
    await press(box, /^More for the comment by Marta/);
    await button(box, 'Copy link');
    expect(queryButton(box, 'Report')).to.equal(undefined);
  });

  it('follows a link to a comment on a page that is not loaded: fetches it, focuses and marks it', async () => {
    const port = memory({ comments: many(30), pageSize: 5 });
    const thread = freshThread();
    const box = await openBox(port, thread);
    expect(shown(box)).not.to.contain('Comment number 2.');
    location.hash = '#comment-n2';
    const one = await article(box, 'Comment number 2.');
    await until(() => focused() === one, 'the focus on the comment');
    expect(getComputedStyle(one).borderInlineStartStyle).to.equal('solid');
    await until(() => one.getBoundingClientRect().top < innerHeight, 'the comment to be in view');
  });

  it('links to comments on this very page, also where a base element points elsewhere (C36)', async () => {
    const base = Object.assign(document.createElement('base'), { href: 'https://example.invalid/' });
    document.head.append(base);
    try {
      const box = await openBox(memory({ comments: [{ id: 'here', author: 'Ann', text: 'Hello' }] }));
      const comment = await article(box, 'Hello');
      const time = [...comment.querySelectorAll('a')].find((link) => link.querySelector('time'));
      expect(time!.href).to.equal(`${location.href.split('#')[0]}#comment-here`);
    } finally {
      base.remove();
    }
  });

  it('follows a link whose comment id is anything at all', async () => {
    const id = '__proto__ "1" é/#?&<b>';
    const box = await openBox(memory({ comments: [...many(2), { id, author: 'Odd', text: 'My id is odd.' }] }));
    const link = (await article(box, 'My id is odd.')).querySelector<HTMLAnchorElement>('a[href*="#comment-"]')!;
    link.click();
    await until(() => focused()?.localName === 'article', 'the focus on the comment');
    expect((focused() as HTMLElement).dataset['id']).to.equal(id);
  });

  it('opens folded replies for a link to one of them', async () => {
    const box = await openBox(memory({ comments: TALK }));
    await press(box, 'Hide 2 replies');
    await button(box, 'Show 2 replies');
    location.hash = '#comment-d';
    await until(() => (focused() as HTMLElement | null)?.dataset['id'] === 'd', 'the focus on the reply');
  });

  it('says when the linked comment is not there any more', async () => {
    location.hash = '#comment-gone';
    const box = await openBox(memory({ comments: TALK }));
    await until(() => shown(box).includes('is not here any more'), 'the words');
  });

  it('counts a vote at once, sends the last of quick changes, and takes back what failed, in words', async () => {
    const options = { comments: TALK, failWith: {} as { vote?: 'offline' } };
    const port = memory(options);
    const box = await openBox(port);
    const one = await article(box, 'Camp David');
    const up = await button(one, /^Vote up/);
    let answered = 0;
    box.addEventListener('comment-box-voted', () => answered++);
    up.click();
    await until(() => up.getAttribute('aria-pressed') === 'true' && shown(one).includes('10'), 'the vote to count');
    // Changes that come to the same while it is on its way would not be sent.
    await until(() => answered === 1, 'the answer');
    up.click();
    up.click();
    await until(
      () => shown(one).includes('10') && port.log.filter((call) => call.method === 'vote').length === 3,
      'the last vote',
    );
    await until(() => answered === 3 && up.getAttribute('aria-pressed') === 'true', 'the vote to stay');
    options.failWith.vote = 'offline';
    up.click();
    await until(() => shown(one).includes('There was no answer'), 'the failure in words');
    expect(up.getAttribute('aria-pressed')).to.equal('true');
    expect(shown(one)).to.contain('10');
  });

  it('looks at the comment when the answer to a vote was lost, and says what is true', async () => {
    const port = memory({ comments: TALK });
    const { vote, get } = port;
    port.vote = async (...args) => {
      await vote!(...args);
      throw new AfterwordError('offline', 'the answer was lost');
    };
    const box = await openBox(port);
    const one = await article(box, 'Camp David');
    const votes: Vote[] = [];
    box.addEventListener('comment-box-voted', (event) => votes.push(event.vote));
    (await button(one, /^Vote up/)).click();
    await until(() => port.log.some(({ method }) => method === 'get'), 'it to look again');
    await until(() => votes.length, 'the vote to be confirmed');
    expect(votes).to.deep.equal([1]);
    expect(queryButton(one, /^Vote up/)?.getAttribute('aria-pressed')).to.equal('true');
    expect(shown(one)).to.contain('10').and.not.contain('answer');
    port.get = () => Promise.reject(new AfterwordError('offline', 'still no answer'));
    (await button(one, /^Vote up/)).click();
    await until(() => shown(one).includes('There was no answer, so it may or may not have worked.'), 'the truth');
    expect(queryButton(one, /^Vote up/)!.getAttribute('aria-pressed')).to.equal('true');
    port.get = get!;
  });

  it('does not count a vote on a comment that turns out to be gone', async () => {
    const port = memory({ comments: TALK });
    port.vote = () => Promise.reject(new AfterwordError('offline', 'the answer was lost'));
    port.get = () => Promise.reject(new AfterwordError('not-found', 'a moderator removed it'));
    const box = await openBox(port);
    const one = await article(box, 'Camp David');
    let voted = 0;
    box.addEventListener('comment-box-voted', () => voted++);
    (await button(one, /^Vote up/)).click();
    await until(() => shown(one).includes('not there any more'), 'the truth');
    expect(queryButton(one, /^Vote up/)!.getAttribute('aria-pressed')).to.equal('false');
    expect(shown(one)).to.contain('9').and.not.contain('10');
    expect(voted).to.equal(0);
  });

  it('reports a comment with a reason', async () => {
    const port = memory({ comments: TALK });
    const box = await openBox(port);
    const one = await article(box, 'Camp David');
    await press(one, /^More for/);
    await press(one, 'Report');
    await button(one, 'Send report');
    await expect(box).to.be.accessible();
    const said = listenTo(box);
    await press(one, 'Send report');
    await until(() => shown(one).includes('Choose a reason first.'), 'to be asked for a reason');
    await until(() => said.includes('Choose a reason first.'), 'that to be announced');
    expect(box.shadowRoot!.activeElement?.matches('input[type=radio]')).to.equal(true);
    one.querySelector<HTMLInputElement>('input[value="spam"]')!.click();
    await press(one, 'Send report');
    await until(() => shown(one).includes('Thank you. A moderator will look at it.'), 'the thanks');
    const call = port.log.find(({ method }) => method === 'report')!;
    expect(call.arguments[2]).to.deep.equal({ reason: 'spam', note: undefined });
  });

  it('shows the publisher’s own content until the list is there, and again says nothing of its own without a backend', async () => {
    const box = await fixture<CommentBoxElement>(
      html`<comment-box
        ><form method="post" action="/comments"><textarea></textarea></form
      ></comment-box>`,
    );
    await box.updateComplete;
    expect(box.querySelector('form')!.checkVisibility()).to.equal(true);
    expect(shown(box)).not.to.contain('Loading');
    box.thread = freshThread();
    box.port = memory({ comments: TALK });
    await settled(box);
    expect(box.querySelector('form')!.checkVisibility()).to.equal(false);
    expect(box.outerHTML).not.to.contain('hidden');
  });

  it('keeps the publisher’s content when the list fails, says so, and tries again', async () => {
    const options: { failWith?: 'server' | undefined; comments: readonly SeedComment[] } = {
      failWith: 'server',
      comments: TALK,
    };
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()} .port=${memory(options)}><p>Comments of yesterday</p></comment-box>`,
    );
    await settled(box);
    expect(shown(box)).to.contain('The comments could not be loaded.');
    expect(box.querySelector('p')!.checkVisibility()).to.equal(true);
    await expect(box).to.be.accessible();
    options.failWith = undefined;
    await press(box, 'Try again');
    await article(box, 'Camp David');
    expect(box.querySelector('p')!.checkVisibility()).to.equal(false);
  });

  it('takes along what a reader typed into the publisher’s form before ours was there', async () => {
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()}
        ><form><textarea></textarea></form
      ></comment-box>`,
    );
    box.querySelector('textarea')!.value = 'Typed early';
    box.port = memory();
    await settled(box);
    const text = await until(
      () => box.shadowRoot!.querySelector('comment-composer')?.shadowRoot?.querySelector('textarea'),
      'the form to open',
    );
    expect(text.value).to.equal('Typed early');
  });

  it('lets a reader who is typing in the publisher’s form go on in ours: words, name, focus and place', async () => {
    const memorised = memory({ comments: TALK });
    const port = { ...memorised, composer: { ...memorised.composer!, email: 'optional' as const } };
    let answer: (() => void) | undefined;
    const { list } = port;
    port.list = async (...args) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return list(...args);
    };
    const thread = freshThread();
    const page = await fixture(
      html`<div style="padding-block: 1500px">
        <comment-box thread=${thread} .port=${port}
          ><p style="height: 900px">Comments of yesterday</p>
          <form><input name="author" type="text" /><input name="email" type="email" /><textarea></textarea></form
        ></comment-box>
      </div>`,
    );
    const box = page.querySelector('comment-box')!;
    const [name, email] = box.querySelectorAll('input');
    const early = box.querySelector('textarea')!;
    name!.value = 'Olena';
    email!.value = 'olena@example.org';
    early.focus();
    await sendKeys({ type: 'The talks ' });
    const { top } = early.getBoundingClientRect();
    (await until(() => answer, 'the list to be asked for'))();
    const ours = await until(() => {
      const field = box.shadowRoot!.querySelector('comment-composer')?.shadowRoot?.querySelector('textarea');
      return field?.matches(':focus') ? field : undefined;
    }, 'the focus to be in our form');
    await sendKeys({ type: 'go on' });
    expect(ours.value).to.equal('The talks go on');
    expect(ours.getBoundingClientRect().top).to.be.closeTo(top, 24);
    expect((await field(box, 'Name')).value).to.equal('Olena');
    expect((await field(box, 'E-mail')).value).to.equal('olena@example.org');
    expect(early.value).to.equal('');
    // Kept, although nothing was typed into ours before the page was left.
    page.remove();
    const again = await openBox(memory({ comments: TALK }), thread);
    const kept = await until(
      () => again.shadowRoot!.querySelector('comment-composer')?.shadowRoot?.querySelector('textarea'),
      'the draft',
    );
    expect(kept.value).to.contain('The talks');
  });

  it('tells the developer once when nothing says where the comments are, and nothing when a page says so late', async () => {
    const { warn } = console;
    const told: string[] = [];
    console.warn = (said: string) => told.push(said);
    try {
      const root = await fixture(html`<div><comment-box></comment-box><comment-box></comment-box></div>`);
      const [silent, late] = root.querySelectorAll('comment-box');
      await silent!.updateComplete;
      late!.port = memory({ comments: TALK });
      await until(() => told.length, 'the words');
      silent!.requestUpdate();
      await settled(late!);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(told).to.have.lengthOf(1);
      expect(told[0]).to.contain('has no `provider`, `src` or `port`');
      expect(shown(silent!)).not.to.contain('provider');
    } finally {
      console.warn = warn;
    }
  });

  it('tells the page of a backend that nobody can name, and forgets what it said of it with the next one', async () => {
    const box = document.createElement('comment-box');
    const errors: CommentBoxErrorEvent[] = [];
    box.addEventListener('comment-box-error', (event) => errors.push(event));
    box.provider = 'no-such-backend';
    document.body.append(box);
    try {
      await until(() => errors.length, 'the event');
      expect(errors.map(({ action, error }) => [action, error.code])).to.deep.equal([['list', 'misconfigured']]);
      const status = (): string => box.shadowRoot!.querySelector('[role=status]')?.textContent ?? '';
      box.port = memory({ comments: [], failWith: 'server' });
      box.provider = '';
      await until(() => status().trim(), 'words about the failure');
      box.port = own(memory({ comments: [] }));
      await until(() => box.matches(':state(live)'), 'the next list');
      expect(status().trim()).to.equal('');
    } finally {
      box.remove();
    }
  });

  it('hides what its author or a moderator warns of, until the reader asks for it', async () => {
    const box = await openBox(
      memory({
        comments: [
          { author: 'A', text: 'They sign in the end.', warning: 'Spoiler for the last chapter' },
          { author: 'B', text: 'A graphic description.', warning: 'graphic-media' },
        ],
      }),
    );
    const own = await article(box, 'They sign');
    const words = own.querySelector('.rich-text')!;
    expect(words.checkVisibility()).to.equal(false);
    own.querySelector('summary')!.click();
    await until(() => words.checkVisibility(), 'the text to be shown');
    expect(own.querySelector('summary')!.textContent).to.equal('Spoiler for the last chapter');
    const labelled = await article(box, 'A graphic');
    expect(labelled.querySelector('summary')!.textContent).to.equal('Sensitive content (graphic-media)');
    await expect(box).to.be.accessible();
  });

  it('leads to where readers can join a conversation that can only be read here', async () => {
    const elsewhere = { url: 'https://social.example/@site/1', name: 'Mastodon' };
    const box = await openBox(memory({ comments: TALK, without: ['post'], elsewhere }));
    const link = box.shadowRoot!.querySelector<HTMLAnchorElement>('a[href^="https://social.example"]')!;
    expect(link.textContent).to.equal('Join the conversation on Mastodon');
    expect(link.href).to.equal(elsewhere.url);
    expect(link.rel).to.equal('noopener');
    await expect(box).to.be.accessible();
    const here = await openBox(memory({ comments: TALK, elsewhere }));
    expect(shown(here)).not.to.contain('Join the conversation');
  });

  it('asks for nothing before it comes near the screen', async () => {
    const port = memory({ comments: TALK });
    const far = await fixture<HTMLElement>(html`
      <div>
        <div .style=${'block-size: 5000px'}></div>
        <comment-box thread=${freshThread()} .port=${port}></comment-box>
      </div>
    `);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(port.log).to.have.lengthOf(0);
    far.querySelector('comment-box')!.scrollIntoView();
    await settled(far.querySelector('comment-box')!);
    expect(port.log.filter(({ method }) => method === 'list')).to.have.lengthOf(1);
    scrollTo(0, 0);
  });

  it('goes on after being moved, also while the list is on its way', async () => {
    const { port, release } = hold(memory({ comments: TALK }), 'list');
    const box = await fixture<CommentBoxElement>(html`<comment-box thread=${freshThread()} .port=${port}></comment-box>`);
    await until(() => port.log.length === 1, 'the request');
    document.body.append(box);
    await until(() => port.log.length === 2, 'the request of its new place');
    release();
    await settled(box);
    await article(box, 'Camp David');
    document.body.prepend(box);
    await box.updateComplete;
    expect(articles(box)).to.have.lengthOf(4);
    expect(port.log.filter(({ method }) => method === 'list')).to.have.lengthOf(2);
    box.remove();
  });

  it('stops asking when it is removed while the list is on its way', async () => {
    let aborted = false;
    const port = memory({ comments: TALK });
    const box = document.createElement('comment-box');
    box.port = {
      ...port,
      list: (page, options, signal) => {
        signal.addEventListener('abort', () => (aborted = true));
        return new Promise(() => void [page, options]);
      },
    };
    let asked = false;
    const { list } = box.port;
    box.port = { ...box.port, list: (...parameters) => ((asked = true), list(...parameters)) };
    document.body.append(box);
    await until(() => asked, 'the request');
    box.remove();
    expect(aborted).to.equal(true);
  });

  it('keeps two conversations on one page apart', async () => {
    const port = memory({ comments: [] });
    const one = await openBox(port, freshThread());
    const two = await openBox(port, freshThread());
    await press(one, 'Write a comment');
    await until(() => queryButton(one, 'Post comment'), 'the form');
    expect(queryButton(two, 'Post comment')).to.equal(undefined);
  });

  it('becomes another conversation when its thread changes', async () => {
    const port = memory({ comments: TALK });
    const box = await openBox(port);
    box.thread = freshThread();
    await until(() => port.log.length === 2, 'the second list');
    await settled(box);
    await article(box, 'Camp David');
  });

  it('lets a page know what is loaded, and announces from regions that were there before', async () => {
    const loaded: number[] = [];
    const listen = (event: HTMLElementEventMap['comment-box-loaded']): void => void loaded.push(event.loaded);
    document.addEventListener('comment-box-loaded', listen as EventListener);
    const box = await openBox(memory({ comments: TALK }));
    document.removeEventListener('comment-box-loaded', listen as EventListener);
    expect(loaded).to.deep.equal([4]);
    expect(box.shadowRoot!.querySelector('[role="status"]')!.textContent).to.equal('');
  });

  it('is complete with the keyboard: every control is reached by Tab in reading order', async () => {
    const box = await openBox(memory({ comments: TALK.slice(0, 1) }));
    const start = document.createElement('button');
    box.before(start);
    start.focus();
    const seen: string[] = [];
    for (let step = 0; step < 8; step++) {
      await sendKeys({ press: 'Tab' });
      const at = focused();
      if (!at || at === document.body) break;
      seen.push(
        (at.getAttribute('aria-label') ?? at.textContent ?? '')
          .replace(/[\u2066-\u2069]/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      );
    }
    start.remove();
    const order = ['Write a comment', 'BestNewestOldest', '1 hour ago', 'Vote up the comment by Marta'];
    expect(order.map((name) => seen.findIndex((label) => label.startsWith(name)))).to.satisfy(
      (at: number[]) => at.every((position, index) => position >= 0 && (index === 0 || position > at[index - 1]!)),
      seen.join(' | '),
    );
  });
});
