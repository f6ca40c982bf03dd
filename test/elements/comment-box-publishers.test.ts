import { expect, fixture, html } from '@open-wc/testing';
import { memory, type SeedComment } from '../../src/adapters/comments/memory.js';
import { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import {
  article,
  articles,
  button,
  field,
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

const TALK: readonly SeedComment[] = [
  { id: 'a', author: 'Marta', text: 'Ask me **anything**.' },
  { id: 'b', author: 'Tom', text: 'Is it\n\na good comparison?' },
  { id: 'c', parentId: 'b', author: 'Ines', text: 'Only in part.' },
];

describe('<comment-box>, comments the server wrote', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  async function served(port = memory({ comments: TALK })): Promise<CommentBoxElement> {
    const box = await fixture<CommentBoxElement>(html`
      <comment-box thread=${freshThread()} .port=${port}>
        <h2 slot="heading">What do you think?</h2>
        <div id="comment-a">
          <b>Marta</b>
          <p>Ask me <b>anything</b>.</p>
        </div>
        <div id="comment-b">
          Tom
          <p>Is it</p>
          <p>a good comparison?</p>
        </div>
        <div id="comment-c">Ines: something she has changed since.</div>
        <div id="comment-gone">A comment that is not there any more.</div>
        <form method="post" action="/comments"><textarea></textarea></form>
      </comment-box>
    `);
    await settled(box);
    return box;
  }

  it('leaves the comments of another system where they are, also when there are new ones, and links lead to them', async () => {
    const thread = freshThread();
    const port = memory({ comments: [] });
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${thread} .port=${port}>
        <ol>
          <li id="comment-7">About time!</li>
        </ol>
        <form><textarea></textarea></form>
      </comment-box>`,
    );
    await settled(box);
    const old = box.querySelector('li')!;
    await until(() => old.checkVisibility(), 'the old comment to stay');
    expect(box.querySelector('form')!.checkVisibility()).to.equal(false);
    expect(shown(box)).not.to.contain('No comments yet');
    await write(box, 'A new one');
    await press(box, 'Post comment');
    await article(box, 'A new one');
    expect(old.checkVisibility()).to.equal(true);
    location.hash = '#comment-7';
    await until(() => port.log.some(({ method }) => method === 'get'), 'the link to be followed');
    await box.updateComplete;
    expect(shown(box)).not.to.contain('not here any more');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('hides the server’s list where the backend has those comments', async () => {
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()} .port=${memory({ comments: [{ id: '7', author: 'A', text: 'Otherwise.' }] })}>
        <ol>
          <li id="comment-7">About time!</li>
        </ol>
      </comment-box>`,
    );
    await article(box, 'Otherwise.');
    expect(box.querySelector('li')!.checkVisibility()).to.equal(false);
  });

  it('stay on the page as the very nodes they were, in the place of the comments they are', async () => {
    const box = await served();
    const nodes = new Map([...box.children].map((child) => [child.id, child]));
    for (const id of ['a', 'b']) {
      const node = nodes.get(`comment-${id}`)!;
      const place = await until(() => node.assignedSlot?.closest('article'), `a place for comment ${id}`);
      expect(place.dataset['id']).to.equal(id);
      expect(node).to.equal(document.getElementById(`comment-${id}`));
      expect(node.getBoundingClientRect().height).to.be.above(10);
    }
    expect(shown(box).match(/anything/g)).to.have.lengthOf(1);
    expect(box.querySelector('h2')!.getBoundingClientRect().height).to.be.above(10);
    await expect(box).to.be.accessible();
  });

  it('give way to what a comment says now, and to nothing when it is gone', async () => {
    const box = await served();
    expect(shown(await article(box, 'Only in part.'))).to.contain('Ines');
    for (const id of ['c', 'gone']) expect(document.getElementById(`comment-${id}`)!.getClientRects()).to.have.lengthOf(0);
    expect(box.querySelector('form')!.getClientRects()).to.have.lengthOf(0);
  });

  it('give way to the comment’s own words when the page takes the node away, and to the form when it is answered', async () => {
    const box = await served();
    const node = document.getElementById('comment-a')!;
    await until(() => node.assignedSlot, 'the node to be in its place');
    node.remove();
    const one = await article(box, 'anything');
    expect(one.dataset['id']).to.equal('a');
    await press(one, /^Reply to/);
    await until(() => shown(one).includes('Your reply to Marta'), 'the form');
  });

  it('are there in the list of a backend that fails', async () => {
    const box = await served(memory({ failWith: 'server' }));
    expect(shown(box)).to.contain('The comments could not be loaded.').and.contain('something she has changed');
  });
});

describe('<comment-box>, for search engines', () => {
  beforeEach(forgetEverything);
  const described = (): HTMLScriptElement[] =>
    [...document.querySelectorAll<HTMLScriptElement>('script[type="application/ld+json"]')].filter(({ textContent }) =>
      textContent.includes('DiscussionForumPosting'),
    );

  async function boxed(isAsked: boolean, comments = TALK): Promise<CommentBoxElement> {
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()} ?structured-data=${isAsked} .port=${memory({ comments })}></comment-box>`,
    );
    await settled(box);
    return box;
  }

  it('describes the conversation where the publisher asks for it, and takes the description away with it', async () => {
    const story = document.createElement('script');
    story.type = 'application/ld+json';
    const author = { '@type': 'Person', name: 'Ada Byline' };
    story.append(JSON.stringify({ '@type': 'NewsArticle', author, datePublished: '2026-03-04T05:06Z' }));
    document.head.append(story);
    const box = await boxed(true, [{ id: 'x', author: '</script><b>', text: 'Hostile </script> words' }, ...TALK]);
    const script = await until(() => described()[0], 'the description');
    expect(script.textContent).not.to.contain('<');
    const posting = JSON.parse(script.textContent) as {
      '@type': string;
      comment: Record<string, unknown>[];
      commentCount: number;
      author: unknown;
      datePublished: unknown;
    };
    // What search engines want of whoever began it.
    expect(posting.author).to.deep.equal(author);
    expect(posting.datePublished).to.equal('2026-03-04T05:06:00.000Z');
    expect(posting.commentCount).to.equal(4);
    expect(posting.comment).to.have.lengthOf(4);
    const reply = posting.comment.find(({ text }) => text === 'Only in part.')!;
    expect(reply['parentItem']).to.deep.equal({ '@id': `${location.href.split('#')[0]!}#comment-b` });
    expect(reply['author']).to.deep.equal({ '@type': 'Person', name: 'Ines' });
    box.remove();
    story.remove();
    expect(described()).to.have.lengthOf(0);
  });

  it('says nothing unless it is asked, nor beside a description that the page has', async () => {
    await boxed(false);
    for (const type of ['DiscussionForumPosting', 'https://schema.org/DiscussionForumPosting']) {
      const own = document.createElement('script');
      own.type = 'application/ld+json';
      own.append(JSON.stringify({ '@type': type }));
      document.head.append(own);
      try {
        await boxed(true);
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(described()).to.deep.equal([own]);
      } finally {
        own.remove();
      }
    }
  });
});

describe('<comment-box>, people a reader does not want to read', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('are hidden with all they wrote, replies to them stay, and one button shows them again', async () => {
    const port = memory({ comments: [...TALK, { id: 'd', author: 'Tom', text: 'Another of mine.' }] });
    const box = await openBox(port);
    const said = listenTo(box);
    const one = await article(box, 'a good comparison?');
    await press(one, /^More for/);
    await press(one, 'Hide Tom');
    await until(() => !shown(box).includes('Another of mine.') && !shown(box).includes('a good comparison?'), 'Tom to go');
    expect(shown(box)).to.contain('Only in part.').and.contain('You have hidden this person.');
    const show = await button(one, 'Show again');
    await until(() => focused() === show, 'the focus on the way back');
    await until(() => said.includes('You have hidden this person.'), 'it to be said');
    await expect(box).to.be.accessible();
    show.click();
    await until(() => shown(box).includes('Another of mine.') && shown(box).includes('a good comparison?'), 'Tom to be back');
    expect(port.log.every(({ method }) => ['list', 'watch'].includes(method))).to.equal(true);
  });

  it('stay hidden after a reload, on this backend and no other', async () => {
    const port = memory({ comments: TALK });
    const box = await openBox(port);
    const one = await article(box, 'Ask me');
    await press(one, /^More for/);
    await press(one, 'Hide Marta');
    await button(one, 'Show again');
    box.remove();
    const again = await openBox(memory({ comments: TALK }));
    expect(shown(again)).not.to.contain('Ask me');
    const other = await openBox({ ...memory({ comments: TALK }), key: 'another backend' });
    expect(shown(other)).to.contain('Ask me');
  });

  it('are not hidden by a list that nobody can read', async () => {
    localStorage.setItem('afterword.hidden.1 memory', '{"not": "a list"');
    const box = await openBox(memory({ comments: TALK }));
    await article(box, 'Ask me');
  });

  it('are never oneself', async () => {
    const box = await openBox(memory({ comments: [{ author: 'Me', text: 'Mine.', own: true }] }));
    const one = await article(box, 'Mine.');
    await press(one, /^More for/);
    await button(one, 'Copy link');
    expect(queryButton(one, /^Hide/)).to.equal(undefined);
  });
});

describe('<comment-box>, a reader’s own waiting comments', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('are there with the list after a reload, however late the form’s code comes: nothing moves', async () => {
    const port = memory({ comments: TALK, moderated: true, without: ['get'] });
    const hiding = { ...port, list: port.as('nobody').list };
    const box = await openBox(hiding);
    await write(box, 'Waiting words.');
    await press(box, 'Post comment');
    await article(box, 'Waiting words.');
    const { thread } = box;
    box.remove();
    class LateBox extends CommentBoxElement {
      static override composerLoader: typeof CommentBoxElement.composerLoader = async () => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return (await import('../../src/elements/comment-box/comment-composer.js')).CommentComposerElement;
      };
    }
    if (!customElements.get('late-box')) customElements.define('late-box', LateBox);
    const late = document.createElement('late-box') as LateBox;
    Object.assign(late, { thread, port: hiding });
    document.body.append(late);
    try {
      await until(() => articles(late).length > 0, 'the list');
      expect(shown(late)).to.contain('Waiting words.');
    } finally {
      late.remove();
    }
  });
});

describe('<comment-box>, what a page does with it', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('shows nothing but the page’s own content where nothing is configured', async () => {
    const box = await fixture<CommentBoxElement>(html`<comment-box><p>Write to the editor.</p></comment-box>`);
    await box.updateComplete;
    expect(box.shadowRoot!.textContent.trim()).to.equal('');
    expect(box.querySelector('p')!.checkVisibility()).to.equal(true);
    box.port = memory({ comments: TALK });
    await until(() => shown(box).includes('3 comments'), 'the conversation with its heading');
  });

  it('is reached by the page’s stylesheet: names, the form, its fields, its buttons and the label on the accent', async () => {
    const page = await fixture(html`
      <div>
        <style>
          comment-box {
            --afterword-accent: rgb(0 60 120);
            --afterword-on-accent: rgb(255 250 205);
          }
          comment-box::part(author),
          comment-box::part(initial),
          comment-box::part(form),
          comment-box::part(field),
          comment-box::part(button) {
            outline: 3px solid rgb(1 2 3);
          }
        </style>
        <comment-box thread=${freshThread()} .port=${memory({ comments: TALK })}></comment-box>
      </div>
    `);
    const box = page.querySelector<CommentBoxElement>('comment-box')!;
    await settled(box);
    const isReached = (part: Element | null | undefined): boolean =>
      Boolean(part) && getComputedStyle(part!).outlineColor === 'rgb(1, 2, 3)';
    expect(isReached(await button(box, 'Write a comment'))).to.equal(true);
    const one = await article(box, 'Ask me');
    for (const name of ['.name', '.initial']) expect(isReached(one.querySelector(name)), name).to.equal(true);
    const text = await write(box, 'By the page’s own rules.');
    const send = await button(box, 'Post comment');
    for (const part of [text, text.form, await field(box, 'Name'), send])
      expect(isReached(part), part!.localName).to.equal(true);
    expect(getComputedStyle(send.querySelector('span')!).color).to.equal('rgb(255, 250, 205)');
  });
});
