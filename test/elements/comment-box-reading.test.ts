import { expect, fixture, html } from '@open-wc/testing';
import { memory, type SeedComment } from '../../src/adapters/comments/memory.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import '../../src/define/comment-box.js';
import {
  article,
  articles,
  everything,
  focused,
  forgetEverything,
  freshThread,
  listenTo,
  openBox,
  press,
  settled,
  shown,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

const HOUR = 3_600_000;

const many = (count: number): SeedComment[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    author: `Reader ${index}`,
    text: `Comment number ${index}.`,
  }));

/** A box on a page with room below it, and with what else the page has. */
async function openPage(port: CommentsPort, { header = html``, footer = html``, style = '', lang = 'en', dir = 'ltr' } = {}) {
  const page = await fixture<HTMLElement>(html`
    <div style=${style} lang=${lang} dir=${dir}>
      ${header}<comment-box thread=${freshThread()} .port=${port}></comment-box>${footer}
    </div>
  `);
  const box = page.querySelector<CommentBoxElement>('comment-box')!;
  await settled(box);
  return { page, box };
}

/** Where the words themselves are, without the room that their box has beside them. */
function placeOfWords(element: Element): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

const top = (element: Element): number => element.getBoundingClientRect().top;

/** Until nothing that scrolls to a comment goes on any more. */
async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
}

describe('<comment-box>, links that arrive', () => {
  beforeEach(forgetEverything);
  afterEach(() => {
    forgetEverything();
    scrollTo(0, 0);
  });

  it('leaves the room above a linked comment that the page asks for, below the header that sticks there', async () => {
    const { page, box } = await openPage(memory({ comments: many(30), pageSize: 40 }), {
      style: 'padding-block-end: 3000px; --comment-box-scroll-margin: 150px',
      header: html`<header style="position: sticky; inset-block-start: 0; block-size: 60px">The paper</header>`,
    });
    const one = await article(box, 'Comment number 12.');
    expect(top(one)).to.be.above(200);
    location.hash = '#comment-n12';
    await until(() => focused() === one && Math.abs(top(one) - 150) < 2, 'the comment at its place');
    expect(page.querySelector('header')!.getBoundingClientRect().bottom).to.be.closeTo(60, 1);
  });

  it('brings a linked comment to the top although it is somewhere on the screen already', async () => {
    const { box } = await openPage(memory({ comments: many(20) }), { style: 'padding-block-end: 3000px' });
    await until(() => articles(box).length === 20, 'the comments');
    const visible = articles(box).filter((one) => one.getBoundingClientRect().bottom < innerHeight);
    const one = visible.at(-1)!;
    expect(top(one)).to.be.above(200);
    location.hash = `#comment-${one.dataset['id']!}`;
    await until(() => Math.abs(top(one) - 80) < 2, 'the comment at the top of the screen');
    expect(focused() === one).to.equal(true);
  });

  it('leads back to where the reader was with the Back button, and lets them stay there', async () => {
    const { page, box } = await openPage(memory({ comments: many(20) }), {
      style: 'padding-block-end: 3000px',
      footer: html`<p style="margin-block-start: 1500px"><a href="#comment-n9">What a reader says of this</a></p>`,
    });
    const one = await article(box, 'Comment number 9.');
    await until(() => articles(box).length === 20, 'the comments');
    const link = page.querySelector('a')!;
    scrollTo(0, scrollY + top(link) - 150);
    await until(() => Math.abs(top(link) - 150) < 2, 'the reader to be at the link');
    link.click();
    await until(() => focused() === one && Math.abs(top(one) - 80) < 2, 'the comment');
    history.back();
    await until(() => !location.hash && Math.abs(top(link) - 150) < 2, 'the place where the reader was');
    await frames(12);
    expect(top(link)).to.be.closeTo(150, 2);
  });

  it('copies the address of the very comment, says so, and that address leads to it', async () => {
    const copied: string[] = [];
    const { clipboard } = navigator;
    const own = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
    Object.defineProperty(navigator, 'clipboard', { value: own, configurable: true });
    try {
      const box = await openBox(memory({ comments: many(3) }));
      const said = listenTo(box);
      const one = await article(box, 'Comment number 1.');
      await press(one, /^More for/);
      await press(one, 'Copy link');
      await until(() => said.includes('Link copied.'), 'the words');
      expect(shown(one)).to.contain('Link copied.');
      expect(copied).to.deep.equal([`${location.href.split('#')[0]!}#comment-n1`]);
      location.hash = new URL(copied[0]!).hash;
      await until(() => focused() === one, 'the focus on the comment');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    }
  });
});

describe('<comment-box>, what a reader sees of a comment', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  const TWO_WAYS: readonly SeedComment[] = [
    { id: 'ar', author: 'Layla', text: 'لا أعتقد ذلك.\n\nHe is right.' },
    { id: 'en', author: 'Tom', text: 'I think so.\n\nنعم.' },
  ];

  for (const dir of ['ltr', 'rtl']) {
    it(`begins each paragraph of a comment on the side from which it is read, on a page that is read ${dir}`, async () => {
      const { box } = await openPage(memory({ comments: TWO_WAYS }), { dir });
      for (const [words, side] of [
        ['لا أعتقد ذلك.', 'right'],
        ['He is right.', 'left'],
        ['I think so.', 'left'],
        ['نعم.', 'right'],
      ] as const) {
        const one = await article(box, words);
        const text = [...one.querySelectorAll('p')].find((candidate) => candidate.textContent!.includes(words))!;
        const room = text.getBoundingClientRect();
        const place = placeOfWords(text);
        expect(place.width).to.be.below(room.width / 2);
        expect(place[side]).to.be.closeTo(room[side], 2);
      }
    });
  }

  it('lets the words "2 hours ago" come true on a page that stays open', async () => {
    const everyMinute: (() => void)[] = [];
    const { setInterval } = window;
    const { now } = Date;
    window.setInterval = ((run: () => void, every: number) =>
      every === 60_000 ? -everyMinute.push(run) : setInterval(run, every)) as typeof window.setInterval;
    try {
      const { box } = await openPage(memory({ comments: [{ author: 'Ann', text: 'Just said.', createdAt: now() }] }));
      const one = await article(box, 'Just said.');
      expect(one.querySelector('time')!.textContent).to.equal('now');
      const later = now() + 2 * HOUR + 1000;
      Date.now = () => later;
      for (const run of everyMinute) run();
      await until(() => one.querySelector('time')!.textContent === '2 hours ago', 'the time to go on');
    } finally {
      window.setInterval = setInterval;
      Date.now = now;
    }
  });

  it('tells the day and the minute of a comment to whoever points at its time', async () => {
    const createdAt = new Date(2024, 2, 14, 15, 9).getTime();
    const { box } = await openPage(memory({ comments: [{ author: 'Ann', text: 'Long ago.', createdAt }] }));
    const { title } = (await article(box, 'Long ago.')).querySelector('time')!;
    expect(title).to.contain('March 14, 2024');
    expect(title).to.match(/\b3:09\sPM/);
  });

  it('shows beside their names who belongs to the paper and who wrote the article', async () => {
    const { box } = await openPage(
      memory({
        comments: [
          { author: 'Ines', badge: 'staff', text: 'We have corrected that.' },
          { author: 'Marta', badge: 'author', text: 'Ask me anything.' },
          { author: 'Tom', text: 'Thank you.' },
        ],
      }),
    );
    const beside = async (words: string, badge: string): Promise<boolean> => {
      const one = await article(box, words);
      const name = placeOfWords(one.querySelector('bdi')!);
      return [...everything(one)]
        .filter((part) => part.textContent!.trim() === badge && part.checkVisibility())
        .map((part) => part.getBoundingClientRect())
        .some(
          ({ left, top, bottom }) => left >= name.right && left < name.right + 40 && top < name.bottom && bottom > name.top,
        );
    };
    expect(await beside('We have corrected', 'Staff')).to.equal(true);
    expect(await beside('Ask me', 'Author')).to.equal(true);
    expect(shown(await article(box, 'Thank you.'))).not.to.match(/Staff|Author/);
  });

  it('draws as much depth as the conversation is wide, and says "in reply to" with a link beyond it', async () => {
    const chain = Array.from({ length: 9 }, (_, depth) => ({
      id: `d${depth}`,
      author: `Level${depth}`,
      text: `At depth ${depth}.`,
      ...(depth ? { parentId: `d${depth - 1}` } : {}),
    }));
    const { page, box } = await openPage(memory({ comments: chain }));
    await until(() => articles(box).length === 9, 'the replies');
    const at = async (depth: number): Promise<HTMLElement> => article(box, `At depth ${depth}.`);
    const linkOf = async (depth: number): Promise<HTMLAnchorElement | undefined> =>
      [...(await at(depth)).querySelectorAll('a')].find(
        (link) =>
          link.textContent!.includes('in reply to') && link.checkVisibility() && link.getBoundingClientRect().height > 0,
      );
    for (const [width, drawn] of [
      ['20em', 2],
      ['30em', 4],
      ['45em', 6],
    ] as const) {
      page.style.inlineSize = width;
      for (let depth = 1; depth < 9; depth++) {
        const step = (await at(depth)).getBoundingClientRect().left - (await at(depth - 1)).getBoundingClientRect().left;
        const where = `at depth ${depth} in ${width}`;
        if (depth <= drawn) expect(step, where).to.be.above(10);
        else expect(step, where).to.be.closeTo(0, 1);
        expect(Boolean(await linkOf(depth)), `"in reply to" ${where}`).to.equal(depth > drawn);
      }
    }
    expect((await linkOf(7))!.textContent!.replace(/[\u2066-\u2069]/g, '').trim()).to.equal('in reply to Level6');
    (await linkOf(7))!.click();
    const parent = await at(6);
    await until(() => focused() === parent, 'the focus on what was answered');
  });

  it('tells a screen reader how deep each reply is, also where that is not drawn', async () => {
    const { box } = await openPage(
      memory({
        comments: [
          { id: 'a', author: 'Ann', text: 'The first.' },
          { id: 'b', parentId: 'a', author: 'Bob', text: 'An answer.' },
          { id: 'c', parentId: 'b', author: 'Cem', text: 'An answer to it.' },
          { id: 'd', parentId: 'c', author: 'Dot', text: 'The last word.' },
        ],
      }),
      { style: 'inline-size: 320px' },
    );
    for (const [words, level] of [
      ['The first.', '1'],
      ['An answer.', '2'],
      ['An answer to it.', '3'],
      ['The last word.', '4'],
    ] as const) {
      const item = (await article(box, words)).closest('[role="listitem"]')!;
      expect(item.getAttribute('aria-level'), words).to.equal(level);
    }
  });

  it('can be opened by a finger where a warning hides a comment, also in small print', async () => {
    const { box } = await openPage(memory({ comments: [{ author: 'Ann', warning: 'How it ends', text: 'He did it.' }] }), {
      style: 'font-size: 10px',
    });
    const summary = (await article(box, 'How it ends')).querySelector('summary')!;
    const text = (await article(box, 'How it ends')).querySelector('p')!;
    const { height, width, left, bottom } = summary.getBoundingClientRect();
    expect(height).to.be.at.least(24);
    expect(width).to.be.at.least(24);
    expect(text.checkVisibility()).to.equal(false);
    const under = box.shadowRoot!.elementFromPoint(left + 12, bottom - 2);
    expect(under === summary).to.equal(true);
    summary.click();
    await until(() => text.checkVisibility(), 'the text');
  });

  it('speaks from a place that is there, and silent, before it has anything to say', async () => {
    const options = { comments: many(2), failWith: 'server' as const } as { comments: SeedComment[]; failWith?: 'server' };
    const box = document.createElement('comment-box');
    box.thread = freshThread();
    (await fixture(html`<div></div>`)).append(box);
    await box.updateComplete;
    const [region, ...others] = box.shadowRoot!.querySelectorAll('[role="status"]');
    expect(Boolean(region) && !others.length).to.equal(true);
    expect(region!.textContent).to.equal('');
    const isSame = (): boolean => box.shadowRoot!.querySelector('[role="status"]') === region;
    const port = memory(options);
    box.port = port;
    await until(() => region!.textContent!.includes('The comments could not be loaded.'), 'the failure to be announced');
    delete options.failWith;
    await press(box, 'Try again');
    const one = await article(box, 'Comment number 1.');
    await press(one, /^More for/);
    await press(one, /^Hide /);
    await until(() => region!.textContent === 'You have hidden this person.', 'that to be announced');
    expect(isSame()).to.equal(true);
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`keeps the dots of a list and the bar of a quote on the side from which their words are read, on a page that is read ${dir}`, async () => {
      const { box } = await openPage(
        memory({
          comments: [
            { author: 'Layla', text: '- لا أعتقد ذلك.\n- نعم.\n\n> قال ذلك.' },
            { author: 'Tom', text: '- I think so.\n- Yes.\n\n> He said so.' },
          ],
        }),
        { dir },
      );
      for (const [words, side] of [
        ['لا أعتقد ذلك.', 'right'],
        ['قال ذلك.', 'right'],
        ['I think so.', 'left'],
        ['He said so.', 'left'],
      ] as const) {
        const one = await article(box, words);
        const text = [...one.querySelectorAll('p')].find((candidate) => candidate.textContent!.includes(words))!;
        const room = one.querySelector('[part="text"]')!.getBoundingClientRect();
        const gap = Math.abs(placeOfWords(text)[side] - room[side]);
        expect(gap, words).to.be.within(10, 40);
      }
    });
  }
});
