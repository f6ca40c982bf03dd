import { expect } from '@open-wc/testing';
import '../../src/define/article-faq.js';
import '../../src/define/did-you-know.js';
import { apply } from '../../src/enhance/apply.js';
import { Changes } from '../../src/enhance/changes.js';
import { adoptStyles } from '../../src/enhance/enhance.styles.js';
import type { Finding } from '../../src/enhance/finding.js';
import { keepingFocus } from '../../src/enhance/wrap.js';
import { finding, pair, run, textOf } from '../support/findings.js';
import { until } from '../support/wait.js';

/** A page of its own for each test, far below the screen unless it says otherwise. */
let page: HTMLElement;
let drop: () => void;
const changes: Changes[] = [];

function write(html: string, { onScreen = false } = {}): void {
  page.innerHTML = onScreen ? html : `<div class="above" style="height: 3000px"></div>${html}`;
}

function $<E extends HTMLElement = HTMLElement>(selector: string): E {
  return page.querySelector<E>(selector)!;
}

function all(selector: string): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(selector)];
}

function applied(found: Finding): Promise<string | undefined> {
  const made = new Changes();
  changes.push(made);
  return apply(found, made);
}

function takeBack(): void {
  keepingFocus(document, () => {
    for (const made of changes.splice(0).reverse()) made.undo();
  });
}

/** Every node of the page, in order. */
function nodesOf(root: Node): Node[] {
  return [root, ...[...root.childNodes].flatMap(nodesOf)];
}

/** Applies, and proves that taking it back leaves the same nodes and the same bytes. */
async function there(found: Finding): Promise<{ back: () => void }> {
  const before = page.outerHTML;
  const nodes = nodesOf(page);
  const texts = nodes.map(({ nodeValue }) => nodeValue);
  expect(await applied(found)).to.equal(undefined);
  expect(page.outerHTML).not.to.equal(before);
  return {
    back: () => {
      takeBack();
      expect(page.outerHTML).to.equal(before);
      const after = nodesOf(page);
      expect(after.length).to.equal(nodes.length);
      expect(after.every((node, at) => node === nodes[at])).to.equal(true);
      expect(after.map(({ nodeValue }) => nodeValue)).to.deep.equal(texts);
    },
  };
}

const LABELLED = `
  <h2>FAQ</h2>
  <p class="q1"><strong>Q: Why is it so?</strong></p>
  <p class="a1">A: Because it is.</p>
  <p class="q2"><strong>Q: And then?</strong></p>
  <p class="a2">It ends.</p><ul class="a3"><li>With a list</li></ul>
  <p class="next">Afterwards</p>`;

function labelled(): Finding {
  return finding('article-faq', run($('h2'), $('.a3')), {
    heading: $('h2'),
    questions: [
      pair($('.q1'), $('.a1'), { labels: [textOf($('.q1'), 'Q: '), textOf($('.a1'), 'A: ')] }),
      pair($('.q2'), run($('.a2'), $('.a3')), { labels: [textOf($('.q2'), 'Q: ')] }),
    ],
  });
}

/** Not by `equal`, which would describe both nodes at length. */
function expectSame(one: Node | null | undefined, other: Node): void {
  expect(one === other, `${one?.nodeName ?? 'nothing'} instead of ${other.nodeName}`).to.equal(true);
}

describe('applying what was found', () => {
  beforeEach(() => {
    page = document.createElement('main');
    document.body.append(page);
    drop = adoptStyles(document);
    window.scrollTo(0, 0);
  });
  afterEach(() => {
    changes.length = 0;
    drop();
    page.remove();
  });

  describe('questions and answers', () => {
    it('makes details of labelled paragraphs, with the very nodes of the page', async () => {
      write(LABELLED);
      const [strong, list] = [$('.q1 strong'), $('.a3')];
      const { back } = await there(labelled());
      expect(all('article-faq > details').map((each) => each.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
        'Why is it so? Because it is.',
        'And then? It ends.With a list',
      ]);
      expectSame($('article-faq > h2 ~ details > summary > .q1 > strong'), strong);
      expectSame($('article-faq > details:last-of-type > .a3'), list);
      expectSame($('article-faq').nextElementSibling, $('.next'));
      expect(all('details[open]')).to.have.lengthOf(0);
      await until(() => $('article-faq').shadowRoot?.querySelectorAll('.item').length === 2, 'both questions');
      back();
    });

    it('leaves headings followed by text as they are, for the element reads them', async () => {
      write(`<h2>FAQ</h2><h3>Q: Why?</h3><p>Because.</p><h3>Q: When?</h3><p>Now.</p><p>Or later.</p>`);
      const [one, two] = all('h3');
      const questions = [
        pair(one!, one!.nextSibling!, { labels: [textOf(one!, 'Q: ')] }),
        pair(two!, run($('h3:last-of-type + p'), $('p:last-child')), { labels: [textOf(two!, 'Q: ')] }),
      ];
      const { back } = await there(finding('article-faq', run($('h2'), $('p:last-child')), { questions }));
      expect(all('details')).to.have.lengthOf(0);
      expect(all('article-faq > h3').map(({ textContent }) => textContent)).to.deep.equal(['Why?', 'When?']);
      await until(() => $('article-faq').shadowRoot?.querySelectorAll('button.question').length === 2, 'both questions');
      back();
    });

    it('makes details of headings that the element would pair differently', async () => {
      write(`<h3>Why?</h3><p>Because.</p><h3>When?</h3><p>Now.</p><p class="call">Tell us what you think.</p>`);
      const [one, two] = all('h3');
      const questions = [pair(one!, one!.nextSibling!), pair(two!, two!.nextSibling!)];
      const { back } = await there(finding('article-faq', run(one!, $('.call')), { questions }));
      expect(all('article-faq > details > summary > h3')).to.have.lengthOf(2);
      expect($('.call').parentElement!.localName).to.equal('article-faq');
      back();
    });

    it('takes a definition list as it is, and gives back what a reader opened', async () => {
      write(`<h2>FAQ</h2><dl><dt>Q: Why?</dt><dd>Because.</dd><dt>When?</dt><dd class="later">Now.</dd></dl>`);
      const terms = all('dt');
      const questions = terms.map((term) => pair(term, term.nextSibling!));
      const { back } = await there(finding('article-faq', run($('h2'), $('dl')), { questions }));
      expectSame($('article-faq > dl > dt'), terms[0]!);
      const faq = $('article-faq') as HTMLElement & { collapseAll(): void };
      await until(() => faq.shadowRoot?.querySelectorAll('button.question').length === 2, 'both questions');
      faq.collapseAll();
      await until(() => $('.later').hasAttribute('hidden'), 'the answer to be folded');
      back();
    });

    it('reads a question and its answer out of one paragraph, parted by a line break', async () => {
      write(`<p><b>Q. Why?</b><br>A. Because.</p><p><b>Q. When?</b><br>A. Now.</p>`);
      const questions = all('p').map((p) => {
        const [question, br, answer] = [...p.childNodes];
        return pair(question!, answer!, { labels: [textOf(p, 'Q. '), textOf(p, 'A. ')], furniture: [br!] });
      });
      const { back } = await there(finding('article-faq', run($('p'), $('p:last-child')), { questions }));
      expect(all('article-faq > p > details > summary > b').map(({ textContent }) => textContent)).to.deep.equal([
        'Why?',
        'When?',
      ]);
      expect(all('br')).to.have.lengthOf(0);
      expect($('details').lastChild!.textContent).to.equal('Because.');
      back();
    });

    it('keeps the boxes, classes and identifiers around the pairs', async () => {
      write(`<div id="faq" class="faq-list"><div class="item" id="i1"><strong>Why?</strong><p>Because.</p></div>
        <div class="item" id="i2"><strong>When?</strong><p>Now.</p></div></div>`);
      const questions = all('.item').map((item) => pair(item.firstChild!, item.lastChild!));
      const { back } = await there(finding('article-faq', run($('#faq')), { questions }));
      expect(all('article-faq > #faq > .item > details')).to.have.lengthOf(2);
      back();
    });

    it('leaves details of the page as they are, and undoes what a reader opened in them', async () => {
      write(`<h2>FAQ</h2><details class="a" open id="d1"><summary>Q: Why?</summary><p>Because.</p></details>`);
      const details = $<HTMLDetailsElement>('details');
      const label = textOf(details, 'Q: ');
      const questions = [pair($('summary'), details.lastChild!, { labels: [label] })];
      const { back } = await there(finding('article-faq', run($('h2'), details), { questions }));
      expectSame(all('details')[0], details);
      expect(all('details')).to.have.lengthOf(1);
      details.open = false;
      await new Promise(requestAnimationFrame);
      back();
    });

    it('takes the place of the toggles of the page: one click opens, and the page’s script does not shut it again', async () => {
      write(`<div class="accordion">
        <div class="accordion-item"><h3 class="accordion-header" id="h1"><button id="b1" aria-controls="p1" aria-expanded="false"
          class="collapsed"><span class="title">Why?</span> <span class="icon">+</span></button></h3>
          <div id="p1" class="collapse" aria-labelledby="b1" role="region"><div class="body"><p>Because.</p></div></div></div>
      </div><style>.collapse { display: none }</style>`);
      let pressed = 0;
      $('button').addEventListener('click', () => pressed++);
      const title = $('.title');
      const questions = [pair(title, $('.body'), { furniture: [$('.icon')] })];
      const { back } = await there(finding('article-faq', run($('.accordion')), { questions, tier: 1 }));
      expectSame(title.closest('summary > h3'), $('#h1'));
      expect(all('button, .icon')).to.have.lengthOf(0);
      expectSame($('#b1').closest('summary'), $('summary'));
      expect($('#p1 > .body > p').checkVisibility()).to.equal(false);
      await until(() => title.getClientRects().length, 'the question');
      title.click();
      await until(() => $('#p1 .body p').checkVisibility(), 'the answer to be seen');
      expect(pressed).to.equal(0);
      back();
      $('button').click();
      expect(pressed).to.equal(1);
    });

    it('makes an answer readable that the page hides by an attribute or a style', async () => {
      write(`<div class="item"><div class="head" role="button" tabindex="0">Why?</div><p hidden aria-hidden="true" class="late">Because.</p></div>
        <div class="item"><div class="head" role="button" tabindex="0">When?</div><p style="color: red; display: none" class="late">Now.</p></div>`);
      const questions = all('.item').map((item) => pair(item.querySelector('.head')!, item.querySelector('p')!));
      const { back } = await there(finding('article-faq', run(all('.item')[0]!, all('.item')[1]!), { questions, tier: 1 }));
      await until(() => $('summary').getClientRects().length, 'the questions');
      for (const details of all('details') as HTMLDetailsElement[]) {
        details.open = true;
        expect(details.querySelector('p')!.getClientRects().length).to.equal(1);
        expect(details.querySelector('.head, [role]') === null).to.equal(true);
      }
      for (const details of all('details') as HTMLDetailsElement[]) details.open = false;
      back();
    });

    it('leaves a list alone whose answers the page hides by means of its own', async () => {
      write(`<div class="q">Why?</div><div class="a">Because.</div><style>.a { display: none }</style>`);
      const before = page.outerHTML;
      expect(await applied(finding('article-faq', run($('.q'), $('.a')), { questions: [pair($('.q'), $('.a'))] }))).to.equal(
        'driven-by-page',
      );
      expect(page.outerHTML).to.equal(before);
    });

    it('takes questions and answers out of the two columns of a table, and puts the table back', async () => {
      write(`<table><thead><tr><th>Question</th><th>Answer</th></tr></thead><tbody>
        <tr id="r1"><td><b>Why?</b></td><td>Because.</td></tr><tr><td>When?</td><td>Now, <a href="/x">here</a>.</td></tr></tbody></table>`);
      const cells = all('td');
      const questions = [pair(cells[0]!.firstChild!, cells[1]!.firstChild!), pair(cells[2]!, cells[3]!)];
      const { back } = await there(finding('article-faq', run($('table')), { questions }));
      expect(all('article-faq > details').map(({ textContent }) => textContent)).to.deep.equal([
        'Why?Because.',
        'When?Now, here.',
      ]);
      expect($('#r1').localName).to.equal('summary');
      expect(all('table')).to.have.lengthOf(0);
      back();
    });

    it('finds its way in a page that is laid out in tables', async () => {
      write(`<table><tr><td><p><b>Why?</b></p><p>Because.</p></td></tr></table>`);
      const [question, answer] = all('p');
      const { back } = await there(finding('article-faq', run(question!, answer!), { questions: [pair(question!, answer!)] }));
      expectSame($('td > article-faq > details > p'), answer!);
      back();
    });

    it('leaves a column of questions beside a column of answers alone', async () => {
      write(`<div class="all"><div><p>Why?</p><p>When?</p></div><div><p>Because.</p><p>Now.</p></div></div>`);
      const [one, two, three, four] = all('p');
      const before = page.outerHTML;
      const questions = [pair(one!, three!), pair(two!, four!)];
      expect(await applied(finding('article-faq', run($('.all')), { questions }))).to.equal('entangled');
      expect(page.outerHTML).to.equal(before);
    });

    it('opens the answer that the address leads to', async () => {
      write(LABELLED);
      $('.a2').id = 'the-end';
      history.replaceState(null, '', '#the-end');
      try {
        expect(await applied(labelled())).to.equal(undefined);
      } finally {
        history.replaceState(null, '', location.pathname + location.search);
      }
      expect((all('details') as HTMLDetailsElement[]).map(({ open }) => open)).to.deep.equal([false, true]);
      takeBack();
    });

    it('changes nothing that is on the screen: what is read stays open, labelled and in its place', async () => {
      write(LABELLED, { onScreen: true });
      const places = (): string => JSON.stringify(all('h2, p, strong, li').map((each) => each.getBoundingClientRect()));
      const before = places();
      const { back } = await there(labelled());
      expect((all('details') as HTMLDetailsElement[]).every(({ open }) => open)).to.equal(true);
      expect(places()).to.equal(before);
      await until(() => $('article-faq').shadowRoot?.querySelector('.kept'), 'the element');
      await new Promise(requestAnimationFrame);
      expect(places()).to.equal(before);
      expect($('.q1').textContent).to.equal('Q: Why is it so?');
      back();
    });

    it('lets go of what would move on the screen, with not a byte changed', async () => {
      // As the block themes of WordPress do: the distance belongs to children of one box.
      write(`<div class="flow">${LABELLED}</div><style>.flow > * { margin: 0 } .flow > * + * { margin-top: 40px }</style>`, {
        onScreen: true,
      });
      const before = page.outerHTML;
      expect(await applied(labelled())).to.equal('on-screen');
      expect(page.outerHTML).to.equal(before);
    });
  });

  describe('a fact or a tip', () => {
    it('stands in the element with its label as written, which is not said twice', async () => {
      write(`<p>💡 <strong>Fun fact:</strong> Bees dance.</p>`);
      const { back } = await there(finding('did-you-know', run($('p')), { kind: 'fact', label: textOf($('p'), 'Fun fact:') }));
      const element = $('did-you-know');
      await until(() => element.shadowRoot?.querySelector('.note'), 'the element');
      expect(element.getAttribute('kind')).to.equal('fact');
      expect(element.shadowRoot!.querySelector('.label') === null).to.equal(true);
      back();
    });

    it('stays one fact when it has several paragraphs', async () => {
      write(`<p><strong>Pro tip</strong></p><p>Read.</p><p>And read again.</p>`);
      const nodes = run($('p'), $('p:last-child'));
      const { back } = await there(finding('did-you-know', nodes, { kind: 'tip', label: textOf($('p'), 'Pro tip') }));
      await until(() => $('did-you-know').shadowRoot?.querySelector('.note'), 'the element');
      expect($('did-you-know').shadowRoot!.querySelector('button') === null).to.equal(true);
      expect(all('did-you-know p').every((each) => each.getClientRects().length)).to.equal(true);
      back();
    });
  });

  describe('related articles', () => {
    it('take in the heading and the list', async () => {
      write(`<h3>You may also like</h3><ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul>`);
      const { back } = await there(finding('related-articles', run($('h3'), $('ul')), { heading: $('h3'), links: all('a') }));
      expectSame($('related-articles > h3 + ul'), $('ul'));
      back();
    });

    it('stand inside the box that the page draws around heading and list', async () => {
      write(`<section class="box"> <p class="title">More</p> <ul><li><a href="/a">A</a></li></ul> </section>`);
      const { back } = await there(finding('related-articles', run($('section')), { heading: $('.title'), links: all('a') }));
      expect($('section > related-articles > .title[slot="heading"] ~ ul') !== null).to.equal(true);
      back();
    });

    it('are made of one line, whose label is the heading', async () => {
      write(`<p><strong>ALSO READ:&nbsp;<a href="/a">A story</a></strong></p>`);
      const link = $('a');
      const { back } = await there(
        finding('related-articles', run($('p')), { label: textOf($('p'), 'ALSO READ:'), links: [link] }),
      );
      expectSame($('related-articles[limit="1"] > p[slot="heading"] + a'), link);
      back();
    });

    it('leave a line alone that says more than its label', async () => {
      write(`<p>Related: <a href="/a">A story</a> and what came of it</p>`);
      const label = textOf($('p'), 'Related:');
      expect(await applied(finding('related-articles', run($('p')), { label, links: [$('a')] }))).to.equal('entangled');
    });
  });

  describe('comments and sign-ups', () => {
    it('keep the form of the page, and its heading becomes theirs', async () => {
      write(`<div id="comments"><h2>2 thoughts</h2><ol><li>One</li></ol><form id="f"><textarea>draft</textarea></form></div>`);
      const { back } = await there(
        finding('comment-box', run($('#comments')), { heading: $('h2'), form: $('#f'), comments: [$('ol')] }),
      );
      expect($('#comments > comment-box > h2[slot="heading"]') !== null).to.equal(true);
      expect($('comment-box > #f > textarea') !== null).to.equal(true);
      back();
    });

    it('take a bare heading in, and stand after a sentence that stays where it is', async () => {
      write(`<p class="call">Subscribe to our letter.</p><h3>Leave a comment</h3>`);
      const heading = finding('comment-box', run($('h3')), { heading: $('h3'), needsSource: true });
      expect(await applied(heading)).to.equal(undefined);
      const call = finding('newsletter-signup', run($('.call')), {
        place: 'after',
        needsSource: true,
        attributes: { src: '/api' },
      });
      expect(await applied(call)).to.equal(undefined);
      expect($('comment-box > h3[slot="heading"]') !== null).to.equal(true);
      expect($('.call + newsletter-signup[src="/api"]') !== null).to.equal(true);
      takeBack();
      expect(all('comment-box, newsletter-signup')).to.have.lengthOf(0);
    });

    it('are not made where a reader is looking', async () => {
      write(`<h3>Leave a comment</h3>`, { onScreen: true });
      expect(await applied(finding('comment-box', run($('h3')), { heading: $('h3') }))).to.equal('on-screen');
    });
  });

  describe('what the reader is doing', () => {
    it('goes on: focus, selection and what was typed stay', async () => {
      write(`<h3>Leave a comment</h3><form><input name="a" value="Anna"><p class="t">Some text</p></form>`);
      const input = $<HTMLInputElement>('input');
      input.focus({ preventScroll: true });
      input.value = 'Annabel';
      input.setSelectionRange(2, 4);
      const scrolled = window.scrollY;
      const { back } = await there(finding('comment-box', run($('h3'), $('form')), { heading: $('h3'), form: $('form') }));
      expectSame(document.activeElement, input);
      expect([input.value, input.selectionStart, input.selectionEnd]).to.deep.equal(['Annabel', 2, 4]);
      back();
      expectSame(document.activeElement, input);
      input.blur();
      const text = $('.t').firstChild!;
      getSelection()!.setBaseAndExtent(text, 1, text, 4);
      await applied(finding('comment-box', run($('h3'), $('form')), { heading: $('h3'), form: $('form') }));
      expect(getSelection()!.toString()).to.equal('ome');
      expect(window.scrollY).to.equal(scrolled);
      takeBack();
    });

    it('is not disturbed by a frame that loads anew: where it would, the list is left alone', async () => {
      write(`<h3>Why?</h3><p><iframe title="film" src="/page?html=film"></iframe></p><h3>When?</h3><p>Now.</p>`);
      let loads = 0;
      const frame = $<HTMLIFrameElement>('iframe');
      frame.addEventListener('load', () => loads++);
      await until(() => loads === 1, 'the frame');
      const [one, two] = all('h3');
      const questions = [pair(one!, one!.nextSibling!), pair(two!, two!.nextSibling!)];
      const inside = frame.contentWindow!;
      Reflect.set(inside, 'mark', true);
      const reason = await applied(finding('article-faq', run(one!, $('p:last-child')), { questions }));
      expect(reason).to.equal('moveBefore' in Element.prototype ? undefined : 'holds-embed');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(Reflect.get(frame.contentWindow!, 'mark')).to.equal(true);
      takeBack();
      expect(Reflect.get(frame.contentWindow!, 'mark')).to.equal(true);
      expect(loads).to.equal(1);
    });

    it('is left to the framework that owns the nodes', async () => {
      write(`<p class="fact">Did you know? No.</p>`);
      Object.assign($('.fact'), { __reactFiber$abc: {} });
      expect(await applied(finding('did-you-know', run($('.fact')), { kind: 'fact' }))).to.equal('driven-by-page');
    });

    it('waits for the framework whose server wrote it', async () => {
      for (const root of ['id="__next"', 'id="__nuxt"', 'data-server-rendered="true"', 'ng-server-context="ssr"']) {
        write(`<div ${root}><main><p class="fact">Did you know? No.</p></main></div>`);
        const fact = finding('did-you-know', run($('.fact')), { kind: 'fact' });
        expect(await applied(fact), root).to.equal('not-hydrated');
        Object.assign($('main').parentElement!, { __reactContainer$abc: {} });
        expect(await applied(fact), root).to.equal(undefined);
      }
      write(`<astro-island ssr><p class="fact">Did you know? No.</p></astro-island>`);
      const fact = finding('did-you-know', run($('.fact')), { kind: 'fact' });
      expect(await applied(fact)).to.equal('not-hydrated');
      $('astro-island').removeAttribute('ssr');
      expect(await applied(fact)).to.equal(undefined);
    });
  });
});
