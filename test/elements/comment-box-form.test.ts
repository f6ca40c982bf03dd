import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory } from '../../src/adapters/comments/memory.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import {
  article,
  button,
  chord,
  everything,
  field,
  fill,
  focused,
  forgetEverything,
  freshThread,
  openBox,
  press,
  queryField,
  settled,
  shown,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

const SEED = [
  { id: 'a', author: 'Marta', text: 'Ask me anything about the talks.' },
  { id: 'b', parentId: 'a', author: 'Tom', text: 'Who won them?' },
  { id: 'c', parentId: 'b', author: 'Ines', text: 'Nobody did.' },
];

/** A backend that wants to know who writes. */
function asking(): CommentsPort {
  const port = memory({ comments: SEED });
  return { ...port, composer: { ...port.composer!, name: 'required', email: 'required' } };
}

/** What a screen reader reads after the name of a field. */
function description(of: Element): string {
  const ids = (of.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean);
  const parts = ids.map((id) => (of.getRootNode() as ShadowRoot).getElementById(id)?.textContent ?? '');
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

const height = (element: Element): number => element.getBoundingClientRect().height;

/** Whether all of the text is on the screen, without scrolling inside the field. */
const showsAll = (text: HTMLTextAreaElement): boolean => text.scrollHeight <= text.clientHeight + 1;

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `Line ${index + 1}.`).join('\n');

describe('<comment-box>, the form', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('posts with Cmd+Enter, as on a Mac', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    const text = await write(box, 'Sent by two keys.');
    text.focus();
    await chord('Meta', 'Enter');
    const one = await article(box, 'Sent by two keys.');
    await until(() => focused() === one, 'the focus on the comment');
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(1);
  });

  async function growsAndShrinks(text: HTMLTextAreaElement): Promise<void> {
    const atFirst = height(text);
    fill(text, lines(10));
    await until(() => height(text) > atFirst + 60 && showsAll(text), 'room for ten lines');
    const grown = height(text);
    fill(text, lines(400));
    await until(() => height(text) > grown && !showsAll(text), 'the end of growing');
    expect(height(text)).to.be.at.most(0.7 * innerHeight + 1);
    fill(text, 'One line.');
    await until(() => height(text) < grown - 60 && showsAll(text), 'the field to be small again');
  }

  it('gives the text room as it grows, up to most of the screen, and takes it back', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await growsAndShrinks(await write(box, 'One line.'));
  });

  it('gives the text room in a browser that does not size fields by their text, too', async () => {
    const { supports } = CSS;
    CSS.supports = (...words: string[]) => !words.join().includes('field-sizing') && supports.call(CSS, words.join(':'));
    try {
      const box = await openBox(memory({ comments: SEED }));
      await press(box, 'Write a comment');
      const text = (await field(box, 'Your comment')) as HTMLTextAreaElement;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('textarea { field-sizing: fixed !important }');
      (text.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
      await growsAndShrinks(text);
    } finally {
      CSS.supports = supports;
    }
  });

  it('names what is wrong with the name and the address in the description of the very field', async () => {
    const box = await openBox(asking());
    await write(box, 'Hello.', '');
    const name = await field(box, 'Name');
    const email = await field(box, 'E-mail');
    expect(description(name)).to.equal('');
    expect(description(email)).to.equal('Not shown with your comment.');
    await press(box, 'Post comment');
    await until(() => focused() === name, 'the focus on the name');
    expect(description(name)).to.equal('Tell us what to call you.');
    await sendKeys({ type: 'Ann' });
    await until(() => description(name) === '', 'the complaint to go');
    fill(email, 'ann at example');
    await press(box, 'Post comment');
    await until(() => focused() === email, 'the focus on the address');
    expect(description(email)).to.equal('Not shown with your comment. Enter an e-mail address like name@example.com.');
  });

  it('sends a moderator what the reader adds to a report', async () => {
    const port = memory({ comments: SEED });
    const box = await openBox(port);
    const one = await article(box, 'Who won them?');
    await press(one, /^More for/);
    await press(one, 'Report');
    await button(one, 'Send report');
    const reason = [...one.querySelectorAll('label')].find((label) => label.textContent!.trim() === 'Off topic')!;
    reason.click();
    fill(await field(one, 'Anything to add?'), 'It is the third time today.');
    await press(one, 'Send report');
    await until(() => shown(one).includes('Thank you. A moderator will look at it.'), 'the thanks');
    const [call, ...others] = port.log.filter(({ method }) => method === 'report');
    expect(others).to.have.lengthOf(0);
    expect(call!.arguments.slice(1, 3)).to.deep.equal(['b', { reason: 'off-topic', note: 'It is the third time today.' }]);
  });

  it('fits every open form into 320 pixels, which is 400 % zoom, with nothing to scroll sideways', async () => {
    const page = await fixture<HTMLElement>(
      html`<div style="box-sizing: border-box; inline-size: 320px; padding-inline: 16px; overflow-x: auto">
        <comment-box thread=${freshThread()} .port=${asking()}></comment-box>
      </div>`,
    );
    const box = page.querySelector<CommentBoxElement>('comment-box')!;
    await settled(box);
    await press(await article(box, 'Nobody did.'), /^Reply to/);
    await field(box, 'Your reply to Ines');
    const reported = await article(box, 'Who won them?');
    await press(reported, /^More for/);
    await press(reported, 'Report');
    await field(reported, 'Anything to add?');
    await write(box, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', '');
    await press(box, 'Post comment');
    await until(() => shown(box).includes('Tell us what to call you.'), 'the complaint');
    expect(page.scrollWidth).to.be.at.most(320);
    const { left, right } = page.getBoundingClientRect();
    const controls = [...everything(box.shadowRoot!)].filter((part) =>
      part.matches('button, input, textarea, select, summary, label, p'),
    );
    expect(controls.length).to.be.above(30);
    for (const control of controls.filter((part) => part.getClientRects().length && !part.matches('.visually-hidden'))) {
      const place = control.getBoundingClientRect();
      const name = control.outerHTML.slice(0, 90);
      expect(place.left, name).to.be.at.least(left - 0.5);
      expect(place.right, name).to.be.at.most(right + 0.5);
    }
  });

  it('has a silent place in the form for what it will say, before it says it', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await press(box, 'Write a comment');
    const text = await field(box, 'Your comment');
    const root = text.getRootNode() as ShadowRoot;
    const region = root.querySelector('[role="status"]')!;
    expect(region.textContent).to.equal('');
    await press(box, 'Post comment');
    await until(() => region.textContent === 'Write something first.', 'the complaint to be announced');
    expect(root.querySelector('[role="status"]') === region).to.equal(true);
  });

  it('says that an unfinished text is back only after the place for it was there, silent', async () => {
    const box = await openBox(memory({ comments: SEED }));
    await write(box, 'Half a thought');
    await press(box, 'Cancel');
    const opener = await button(box, 'Write a comment');
    let atFirst: string | undefined;
    const region = (): Element | null | undefined =>
      box.shadowRoot!.querySelector('comment-composer')?.shadowRoot?.querySelector('[role="status"]');
    const observer = new MutationObserver(() => {
      const form = box.shadowRoot!.querySelector('comment-composer')?.shadowRoot;
      if (form) observer.observe(form, { childList: true, subtree: true });
      atFirst ??= region()?.textContent ?? undefined;
    });
    observer.observe(box.shadowRoot!, { childList: true, subtree: true });
    opener.click();
    await until(() => region()?.textContent === 'Your unfinished text is back.', 'that to be announced');
    observer.disconnect();
    expect(atFirst).to.equal('');
  });

  it('adds the words that are selected, as a quote, to an answer that was begun before', async () => {
    const box = await openBox(memory({ comments: SEED }));
    const one = await article(box, 'Ask me anything');
    await press(one, 'Reply to Marta');
    fill(await field(box, 'Your reply to Marta'), 'What I had begun.');
    await press(box, 'Cancel');
    await until(() => !queryField(box, 'Your reply to Marta'), 'the form to close');
    const text = [...one.querySelectorAll('p')].find((candidate) => candidate.textContent!.includes('Ask me'))!;
    const words = [...text.childNodes].find((node): node is Text => node instanceof Text && node.data.includes('Ask'))!;
    document.getSelection()!.setBaseAndExtent(words, 0, words, 6);
    const { getSelection } = box.shadowRoot as ShadowRoot & { getSelection?: () => Selection };
    const isVisible = (getSelection?.call(box.shadowRoot) ?? document.getSelection()!).anchorNode === words;
    await press(one, 'Reply to Marta');
    const reply = await field(box, 'Your reply to Marta');
    // WebKit tells nobody what is selected in a shadow tree.
    expect(reply.value).to.match(isVisible ? /^What I had begun\.\n\n> Ask me\n\n$/ : /^What I had begun\.$/);
  });
});
