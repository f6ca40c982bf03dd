import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { list } from '../../src/adapters/articles/list.js';
import { memory, type MemoryArticles, type MemoryArticlesOptions } from '../../src/adapters/articles/memory.js';
import '../../src/define/article-widgets.js';
import '../../src/define/related-articles.js';
import { RelatedArticlesElement } from '../../src/elements/related-articles/related-articles.js';
import type {
  RelatedArticlesErrorEvent,
  RelatedArticlesSelectedEvent,
} from '../../src/elements/related-articles/related-articles.events.js';
import type { Article, ArticlesPort } from '../../src/ports/articles.js';
import { can } from '../support/engines.js';
import { hold } from '../support/hold.js';
import { until } from '../support/wait.js';

const DAY = 86_400_000;

const story = (slug: string, title: string, more: Partial<Article> = {}): Article => ({
  url: new URL(`/stories/${slug}`, location.href).href,
  title,
  publishedAt: Date.now() - 40 * DAY,
  ...more,
});

const ARTICLES = [
  story('bread', 'How to bake bread at altitude', { summary: 'Yeast behaves oddly up there.', publishedAt: Date.now() }),
  story('tides', 'Why tides are late this year', { summary: 'The moon is not to blame.' }),
  story('room', 'The room behind the room', {
    summary: 'Backchannel talks between Kyiv and Moscow often begin in Abu Dhabi hotels.',
    tags: ['peace-talks', 'diplomacy'],
    section: 'World',
    publishedAt: Date.UTC(2024, 1, 3, 12),
  }),
  story('ceasefire', 'Who guards a ceasefire?', {
    summary: 'Security guarantees decide whether peace talks with Ukraine and Russia hold.',
    tags: ['peace-talks'],
    readingMinutes: 6,
  }),
  story('chess', 'Chess clubs are back', { summary: 'Openings, endings and tea.' }),
];

/** The article a reader has just read. */
async function page(related: ReturnType<typeof html>): Promise<RelatedArticlesElement> {
  const root = await fixture(html`
    <article>
      <h1>Ukraine peace talks resume in Abu Dhabi</h1>
      <p>Delegations from Kyiv and Moscow met in Abu Dhabi for peace talks about security guarantees and a ceasefire.</p>
      ${related}
    </article>
  `);
  return root.querySelector('related-articles')!;
}

const rows = (element: Element): HTMLElement[] => [...element.shadowRoot!.querySelectorAll<HTMLElement>('li:has(a)')];
const links = (element: Element): HTMLAnchorElement[] => [...element.shadowRoot!.querySelectorAll<HTMLAnchorElement>('li a')];
const titles = (element: Element): string[] => links(element).map((link) => link.textContent.trim());
const said = (element: Element): string => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();
const button = (element: Element): HTMLButtonElement | null => element.shadowRoot!.querySelector('button');
const loaded = (element: Element): Promise<unknown> => until(() => links(element).length > 0, 'the articles');

describe('<related-articles>', () => {
  let meta: HTMLMetaElement;
  before(() => {
    meta = document.head.appendChild(document.createElement('meta'));
    meta.setAttribute('property', 'article:tag');
    meta.content = 'Peace talks';
  });
  after(() => meta.remove());

  // The demo site takes its time to start on a busy machine.
  before(async function () {
    this.timeout(90_000);
    await fetch('/feed.json');
  });

  it('puts what is about the same first, says why, where and when, and links to it as it is', async () => {
    const element = await page(html`<related-articles .port=${memory({ articles: ARTICLES })}></related-articles>`);
    await loaded(element);
    expect(titles(element)).to.have.length(3);
    expect(titles(element).slice(0, 2)).to.have.members(['The room behind the room', 'Who guards a ceasefire?']);
    const room = rows(element).find((row) => row.textContent.includes('The room'))!;
    expect(room.textContent).to.contain('World');
    expect(room.textContent).to.contain('Feb 3, 2024');
    expect(room.textContent).to.match(/Same topic: (peace talks|Abu Dhabi)/);
    expect(element.shadowRoot!.textContent).to.contain('6 min read');
    expect(links(element).map((link) => link.search + link.hash)).to.deep.equal(['', '', '']);
    await expect(element).to.be.accessible();
  });

  it('is never empty: with nothing related it shows the latest, without a reason', async () => {
    const articles = [ARTICLES[4]!, ARTICLES[1]!, ARTICLES[0]!];
    const element = await page(html`<related-articles limit="2" .port=${memory({ articles })}></related-articles>`);
    await loaded(element);
    expect(titles(element)[0]).to.equal('How to bake bread at altitude');
    expect(said(element)).not.to.contain('Same topic');
  });

  it('never offers the page the reader is on, nor one article twice', async () => {
    const here = location.href.split('#')[0]!;
    const articles = [
      story('x', 'Ukraine peace talks resume', { url: `${here}${here.includes('?') ? '&' : '?'}utm_source=feed#top` }),
      ARTICLES[3]!,
      { ...ARTICLES[3]!, url: `${ARTICLES[3]!.url}/?fbclid=1` },
    ];
    const element = await page(html`<related-articles .port=${memory({ articles })}></related-articles>`);
    await loaded(element);
    expect(titles(element)).to.deep.equal(['Who guards a ceasefire?']);
  });

  it('keeps the order of a source that has ranked already', async () => {
    const element = await page(
      html`<related-articles .port=${memory({ articles: ARTICLES, ranked: true })}></related-articles>`,
    );
    await loaded(element);
    expect(titles(element)).to.deep.equal(ARTICLES.slice(0, 3).map(({ title }) => title));
  });

  describe('with the publisher’s own links', () => {
    const own = html`
      <h2>Read next</h2>
      <ul>
        <li><a href="/stories/chess">Chess clubs are back</a></li>
        <li><a href="/stories/room">The room behind the room</a></li>
      </ul>
    `;

    it('shows them first with the same nodes, untouched, says what is known of them, and repeats none', async () => {
      const element = await page(
        html`<related-articles .port=${memory({ articles: ARTICLES, delay: 30 })}>${own}</related-articles>`,
      );
      const before = element.innerHTML;
      const anchors = [...element.querySelectorAll('a')];
      await loaded(element);
      expect(titles(element)).to.deep.equal(['Who guards a ceasefire?']);
      expect(element.innerHTML).to.equal(before);
      expect([...element.querySelectorAll('a')]).to.deep.equal(anchors);
      for (const anchor of anchors) expect(anchor.getClientRects().length).to.equal(1);
      expect(anchors[0]!.getBoundingClientRect().top).to.be.below(anchors[1]!.getBoundingClientRect().top);
      const note = getComputedStyle(anchors[1]!.closest('li')!, '::after').content;
      expect(note).to.contain('World').and.to.contain('Same topic');
      expect(said(element)).not.to.contain('You may also like');
      await expect(element).to.be.accessible();
    });

    it('ranks them where they are all there is, and hides the one that leads here', async () => {
      const element = await page(html`
        <related-articles>
          <ul>
            <li><a href="/stories/chess">Chess clubs are back</a></li>
            <li><a href=${location.href}>This very page</a></li>
            <li><a href="/stories/room">Abu Dhabi: the peace talks behind the peace talks</a></li>
          </ul>
        </related-articles>
      `);
      const [chess, here, room] = [...element.querySelectorAll('a')];
      const note = (): string => getComputedStyle(room!.closest('li')!, '::after').content;
      await until(() => note().includes('Same topic'), 'what is known of them');
      const seen = [chess!, room!].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
      // Where the order is for the eyes only, it stays the publisher's.
      const isOrdered = CSS.supports('reading-flow: flex-visual');
      expect(seen.map(({ textContent }) => textContent)).to.deep.equal(
        (isOrdered ? [room, chess] : [chess, room]).map((each) => each!.textContent),
      );
      (document.activeElement as HTMLElement).blur();
      element.tabIndex = -1;
      element.focus();
      for (const anchor of seen) {
        await sendKeys({ press: 'Tab' });
        // Safari's passes links by, unless the reader has asked for them.
        if (document.activeElement !== element) expect(document.activeElement?.textContent).to.equal(anchor.textContent);
      }
      element.removeAttribute('tabindex');
      expect(here!.getClientRects()).to.have.length(0);
      expect(said(element)).to.contain('You may also like');
      await expect(element).to.be.accessible();
    });

    it('ranks links that are no list too', async () => {
      const element = await page(html`
        <related-articles>
          <a href="/stories/chess">Chess clubs are back</a>
          <a href="/stories/room">Abu Dhabi: the peace talks behind the peace talks</a>
        </related-articles>
      `);
      const [chess, room] = [...element.querySelectorAll('a')];
      await until(() => room!.getBoundingClientRect().top < chess!.getBoundingClientRect().top, 'the nearer one first');
      expect(element.querySelector('a')).to.equal(chess);
    });

    it('stays with them when the list cannot be had, and tells the page', async () => {
      const errors: string[] = [];
      const root = await fixture(
        html`<div @related-articles-error=${(event: RelatedArticlesErrorEvent) => errors.push(event.error.code)}>
          <related-articles .port=${memory({ failWith: 'server' })}>${own}</related-articles>
        </div>`,
      );
      const element = root.querySelector('related-articles')!;
      await until(() => errors.length, 'the error');
      await element.updateComplete;
      expect(errors).to.deep.equal(['server']);
      expect(said(element)).to.equal('');
      expect(element.querySelector('a')!.getClientRects().length).to.equal(1);
    });

    it('takes in a link that is added later', async () => {
      const element = await page(html`<related-articles .port=${memory({ articles: ARTICLES })}>${own}</related-articles>`);
      await loaded(element);
      const item = document.createElement('li');
      const anchor = item.appendChild(document.createElement('a'));
      anchor.href = '/stories/ceasefire';
      anchor.textContent = 'Who guards a ceasefire?';
      element.querySelector('ul')!.append(item);
      await until(() => links(element).length === 0, 'the ranked one to make room');
    });
  });

  describe('when something is wrong', () => {
    it('says so quietly, and tries again when asked, with the focus where the reader is', async () => {
      const options: MemoryArticlesOptions = { failWith: 'timeout', articles: ARTICLES };
      const element = await page(html`<related-articles .port=${memory(options)}></related-articles>`);
      const again = await until(() => button(element), 'the button');
      expect(said(element)).to.contain('Related articles could not be loaded.');
      await expect(element).to.be.accessible();
      again.focus();
      await sendKeys({ press: 'Enter' });
      await until(
        () => element.shadowRoot!.querySelector('[role=status]')!.textContent.includes('could not'),
        'the failure said',
      );
      await until(() => element.shadowRoot!.activeElement === button(element), 'the focus');
      options.failWith = undefined;
      await sendKeys({ press: 'Enter' });
      await loaded(element);
      await until(() => element.shadowRoot!.activeElement === links(element)[0], 'the focus on the first article');
      expect(said(element)).not.to.contain('could not');
    });

    it('leaves the reader where they are when the second answer comes late', async () => {
      const options: MemoryArticlesOptions = { failWith: 'timeout', articles: ARTICLES };
      const backend = memory(options);
      const { port, release } = hold(backend, 'list');
      let tries = 0;
      const slow: ArticlesPort = { ...backend, list: (...asked) => (tries++ ? port : backend).list(...asked) };
      const element = await page(html`<related-articles .port=${slow}></related-articles>`);
      const field = element.parentElement!.appendChild(document.createElement('textarea'));
      (await until(() => button(element), 'the button')).focus();
      options.failWith = undefined;
      await sendKeys({ press: 'Enter' });
      field.focus();
      await sendKeys({ type: 'abc' });
      release();
      await loaded(element);
      await nextFrame();
      await sendKeys({ type: 'def' });
      expect(field.value).to.equal('abcdef');
    });

    it('asks once, however often a page makes the same port anew because of it', async () => {
      let asked = 0;
      const make = (): ArticlesPort => ({
        key: 'fails',
        list: () => {
          asked++;
          return Promise.reject(new Error('down'));
        },
      });
      const element = await page(html`
        <related-articles
          .port=${make()}
          @related-articles-error=${({ target }: Event) => ((target as RelatedArticlesElement).port = make())}
        ></related-articles>
      `);
      const again = await until(() => button(element), 'the button');
      for (let turn = 0; turn < 5; turn++) await nextFrame();
      expect(asked).to.equal(1);
      again.click();
      await until(() => asked === 2, 'the port to be asked');
    });

    it('takes no space where there is nothing, and tells the developer', async () => {
      const warn = console.warn;
      const warned: string[] = [];
      console.warn = (message: string) => warned.push(message);
      try {
        const empty = await page(html`<related-articles></related-articles>`);
        await until(() => !empty.getClientRects().length, 'it to go');
        const onlyHere = await page(
          html`<related-articles
            .port=${memory({ articles: [story('x', 'Here', { url: location.href })] })}
          ></related-articles>`,
        );
        await until(() => !onlyHere.getClientRects().length, 'it to go');
        onlyHere.port = { ...memory({ articles: ARTICLES }), key: 'another' };
        await loaded(onlyHere);
        expect(onlyHere.getClientRects()).to.have.length(1);
      } finally {
        console.warn = warn;
      }
      expect(warned).to.have.length(2);
      expect(warned[0]).to.contain('nothing to show');
    });

    it('says so when the feed is a sign-in page, broken, missing or refused, and the page goes on (D41)', async () => {
      for (const mode of ['html', 'truncated', 'empty', 'status.404', 'status.500', 'retry.429.5', 'refuse']) {
        const element = await page(html`<related-articles src="/fault/${mode}/feed.json"></related-articles>`);
        await until(() => said(element).includes('could not be loaded'), `the words for ${mode}`);
        expect(button(element)!.textContent.trim()).to.equal('Try again');
        element.remove();
      }
    });

    it('names a provider that does not exist to the developer and stays readable', async () => {
      const warn = console.warn;
      const warned: string[] = [];
      console.warn = (message: string) => warned.push(message);
      const element = await page(html`<related-articles provider="nobody"></related-articles>`);
      await until(() => said(element).includes('could not be loaded'), 'the words');
      console.warn = warn;
      expect(warned.join()).to.contain('nobody');
      expect(button(element)).to.equal(null);
      await expect(element).to.be.accessible();
    });

    it('falls back on other links when the provider does not exist, and tells the page', async () => {
      const errors: string[] = [];
      const root = await fixture(
        html`<div @related-articles-error=${(event: RelatedArticlesErrorEvent) => errors.push(event.error.code)}>
          <related-articles provider="nobody" links=".elsewhere a"></related-articles>
          <p class="elsewhere"><a href="/stories/tides">Why tides are late this year</a></p>
        </div>`,
      );
      const element = root.querySelector('related-articles')!;
      await loaded(element);
      expect(titles(element)).to.deep.equal(['Why tides are late this year']);
      expect(errors).to.deep.equal(['misconfigured']);
    });

    it('shows links the publisher named elsewhere on the page before it shows nothing', async () => {
      await fixture(html`<nav class="section-links"><a href="/stories/tides">Why tides are late this year</a></nav>`);
      const element = await page(html`
        <related-articles links=".section-links" .port=${memory({ failWith: 'not-found' })}></related-articles>
      `);
      await loaded(element);
      expect(titles(element)).to.deep.equal(['Why tides are late this year']);
      expect(said(element)).not.to.contain('could not');
    });

    it('shows hostile articles as text or not at all', async () => {
      const articles = [
        story('a', '<img src=x onerror="window.hacked=1"> peace talks in Abu Dhabi'),
        story('b', 'Peace talks by script', { url: 'javascript:window.hacked=1' }),
        story('__proto__', `constructor ${'peace '.repeat(200_000)}`, { image: 'javascript:window.hacked=1' }),
      ];
      const element = await page(html`<related-articles .port=${list(articles)}></related-articles>`);
      await loaded(element);
      expect(titles(element)).to.include('<img src=x onerror="window.hacked=1"> peace talks in Abu Dhabi');
      expect(element.shadowRoot!.querySelectorAll('img')).to.have.length(0);
      expect(links(element).every((link) => link.protocol.startsWith('http'))).to.equal(true);
      expect(titles(element).every((title) => title.length <= 300)).to.equal(true);
      expect(element.getBoundingClientRect().height).to.be.below(800);
      expect('hacked' in window).to.equal(false);
    });
  });

  it('reads the feed of the demo site and finds what is about diplomacy', async () => {
    const element = await page(html`<related-articles src="/feed.json" limit="4"></related-articles>`);
    await loaded(element);
    expect(titles(element)).to.have.length(4);
    expect(said(element)).to.contain('Same topic:');
    const feed = (await (await fetch('/feed.json')).json()) as { items: { url: string; tags: string[] }[] };
    const tags = links(element).map((link) => feed.items.find((item) => item.url === link.href)!.tags);
    expect(tags[0]!.concat(tags[1]!).join().toLowerCase()).to.match(/diplomacy|peace|security|mediation/);
    await expect(element).to.be.accessible();
  });

  it('keeps the place of the articles while they load: nothing below moves', async () => {
    const { port, release } = hold(memory({ articles: ARTICLES }), 'list');
    const element = await page(html`<related-articles limit="2" .port=${port}></related-articles>`);
    const below = document.createElement('p');
    below.textContent = 'Below';
    element.after(below);
    await element.updateComplete;
    await new Promise(requestAnimationFrame);
    expect(element.shadowRoot!.querySelector('[aria-busy=true]')).not.to.equal(null);
    await expect(element).to.be.accessible();
    const { top } = below.getBoundingClientRect();
    const shifts: PerformanceEntry[] = [];
    const observer = can('layout-shift') && new PerformanceObserver((entries) => shifts.push(...entries.getEntries()));
    if (observer) observer.observe({ type: 'layout-shift' });
    release();
    await loaded(element);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(below.getBoundingClientRect().top).to.equal(top);
    if (observer) {
      observer.disconnect();
      expect(shifts).to.deep.equal([]);
    }
  });

  describe('when fewer articles come than there was room for', () => {
    const height = (element: Element): number => element.getBoundingClientRect().height;
    const one = (delay = 100): ReturnType<typeof memory> => memory({ articles: ARTICLES.slice(0, 1), delay });
    const space = (pixels: number): ReturnType<typeof html> => html`<div style="height: ${pixels}px"></div>`;

    it('leaves no blank where the reader has not been to its end', async () => {
      const element = await page(
        html`${space(innerHeight - 150)}<related-articles limit="6" .port=${one()}></related-articles>`,
      );
      const waiting = height(element);
      await loaded(element);
      await element.updateComplete;
      expect(height(element)).to.be.below(waiting / 2);
    });

    it('moves nothing below where the reader has, until that is out of sight', async () => {
      const element = await page(html`<related-articles .port=${one()}></related-articles>${space(3000)}`);
      const waiting = height(element);
      await loaded(element);
      await element.updateComplete;
      expect(height(element)).to.equal(waiting);
      element.before(Object.assign(document.createElement('div'), { style: `height: ${innerHeight}px` }));
      await until(() => height(element) < waiting, 'the blank to go');
    });

    it('reserves nothing beside links of the publisher’s own, and adds only what is related', async () => {
      const own = html`<ul>
        <li><a href="/stories/elsewhere">A story that no feed has</a></li>
      </ul>`;
      const element = await page(
        html`<related-articles limit="9" .port=${memory({ articles: ARTICLES, delay: 200 })}>${own}</related-articles>`,
      );
      await until(() => element.shadowRoot!.querySelector('[aria-busy=true]'), 'the request');
      const waiting = height(element);
      await loaded(element);
      expect(height(element)).to.be.above(waiting);
      expect(titles(element)).to.include('Who guards a ceasefire?').and.not.include('How to bake bread at altitude');
    });
  });

  it('leaves the publisher’s links as they are when the answer comes while the reader looks at them', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const markup = `<div style="block-size: ${innerHeight + 200}px"></div>
      <related-articles><h2>You may also like</h2><ul>${ARTICLES.map(({ url, title }) => `<li><a href="${url}">${title}</a></li>`).join('')}</ul></related-articles>
      <p>Below</p><div style="block-size: 3000px"></div>`;
    // As a parser makes it: what a template makes was never on the page without its script.
    page.innerHTML = markup;
    const element = page.querySelector('related-articles')!;
    const { port, release } = hold(memory({ articles: ARTICLES, ranked: true }), 'list');
    element.port = port;
    await until(() => (port as MemoryArticles).asked.length, 'the request');
    element.scrollIntoView();
    const places = (): number[] =>
      [...page.querySelectorAll('h2, a, p')].map((each) => Math.round(each.getBoundingClientRect().top));
    const before = places();
    release();
    await until(() => !element.shadowRoot!.querySelector('[aria-busy=true]'), 'the answer');
    await element.updateComplete;
    await nextFrame();
    expect(places()).to.deep.equal(before);
    scrollTo(0, 0);
  });

  it('asks nobody before it is near the screen, and once when it is', async () => {
    const port = memory({ articles: ARTICLES });
    const element = await page(html`
      <div style="height: 3000px"></div>
      <related-articles .port=${port}></related-articles>
    `);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(port.asked).to.have.length(0);
    element.scrollIntoView();
    await loaded(element);
    expect(port.asked).to.have.length(1);
  });

  it('goes on when it is moved while it loads, and stops when it is removed', async () => {
    const signals: AbortSignal[] = [];
    const aborted = (): number => signals.filter((signal) => signal.aborted).length;
    const slow = (): ReturnType<typeof hold<MemoryArticles, 'list'>> => {
      const backend = memory({ articles: ARTICLES });
      const list: MemoryArticles['list'] = (of, signal) => (signals.push(signal), backend.list(of, signal));
      return hold({ ...backend, list }, 'list');
    };
    const { port, release } = slow();
    const element = await page(html`<related-articles .port=${port}></related-articles>`);
    await until(() => signals.length === 1, 'the request');
    element.parentElement!.prepend(element);
    expect(aborted()).to.equal(1);
    await until(() => signals.length === 2, 'the request of its new place');
    release();
    await loaded(element);
    const other = await page(html`<related-articles .port=${slow().port}></related-articles>`);
    await until(() => signals.length === 3, 'the request');
    other.remove();
    expect(aborted()).to.equal(2);
  });

  it('asks nobody when it is removed while its parts or its adapter load, and asks when it is back', async () => {
    const { features } = RelatedArticlesElement;
    let arrive = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    let isThere = false;
    RelatedArticlesElement.features = {
      shelf: async () => {
        await waiting;
        const make = await features!.shelf();
        return (access) => {
          isThere = true;
          return make(access);
        };
      },
    };
    const port = memory({ articles: ARTICLES });
    const heard: Event[] = [];
    try {
      const element = await page(html`<related-articles .port=${port}></related-articles>`);
      element.addEventListener('related-articles-error', (event) => heard.push(event));
      // Near the screen by then.
      await nextFrame();
      await nextFrame();
      const parent = element.parentElement!;
      element.remove();
      arrive();
      await until(() => isThere, 'its parts');
      await element.updateComplete;
      await element.updateComplete;
      expect(port.asked).to.have.length(0);
      parent.append(element);
      await loaded(element);
      expect(port.asked).to.have.length(1);
      element.remove();
      // As an adapter that comes late.
      const late = memory({ articles: ARTICLES });
      element.port = { ...late, key: 'late' };
      await element.updateComplete;
      await element.updateComplete;
      expect(late.asked).to.have.length(0);
      parent.append(element);
      await until(() => late.asked.length === 1, 'the request');
      expect(heard).to.have.length(0);
    } finally {
      RelatedArticlesElement.features = features;
    }
  });

  it('says once that a set was in view for a second, and which article the reader chose', async () => {
    const seen: string[] = [];
    const chosen: [string, number][] = [];
    const root = await fixture(
      html`<div
        @related-articles-shown=${() => seen.push('shown')}
        @related-articles-selected=${({ article, position }: RelatedArticlesSelectedEvent) => chosen.push([article.title, position])}
        @click=${(event: Event) => event.preventDefault()}
      >
        <related-articles limit="3" .port=${memory({ articles: ARTICLES, ranked: true })}
          ><ul>
            <li><a href="/stories/chess">Chess clubs are back</a></li>
          </ul></related-articles
        >
      </div>`,
    );
    const element = root.querySelector('related-articles')!;
    await loaded(element);
    expect(seen).to.deep.equal([]);
    await until(() => seen.length, 'the impression');
    element.querySelector('a')!.click();
    links(element)[1]!.focus();
    await sendKeys({ press: 'Enter' });
    expect(chosen).to.deep.equal([
      ['Chess clubs are back', 0],
      ['Why tides are late this year', 2],
    ]);
    element.requestUpdate();
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(seen).to.deep.equal(['shown']);
  });

  it('offers more where the publisher wants that, and takes the reader there', async () => {
    const element = await page(
      html`<related-articles limit="2" more .port=${memory({ articles: ARTICLES })}></related-articles>`,
    );
    await loaded(element);
    expect(titles(element)).to.have.length(2);
    button(element)!.click();
    await until(() => titles(element).length === 4, 'two more');
    await until(() => element.shadowRoot!.activeElement === links(element)[2], 'the focus');
    button(element)!.click();
    await until(() => titles(element).length === 5, 'the last');
    expect(button(element)).to.equal(null);
  });

  it('offers as many more as the limit with each press, however many links the publisher wrote', async () => {
    const own = Array.from({ length: 7 }, (_, n) => html`<li><a href="/own/${n}">Peace talks, part ${n}</a></li>`);
    const element = await page(
      html`<related-articles limit="2" more .port=${memory({ articles: ARTICLES, ranked: true })}
        ><ul>
          ${own}
        </ul></related-articles
      >`,
    );
    (await until(() => button(element), 'the button')).click();
    await until(() => titles(element).length === 2, 'two more');
    await until(() => element.shadowRoot!.activeElement === links(element)[0], 'the focus');
    button(element)!.click();
    await until(() => titles(element).length === 4, 'two more again');
  });

  it('shows what a wrapper of the page’s own hands on through a slot', async () => {
    const wrapper = await fixture<HTMLElement>(html`<div><a href="/own">Own</a></div>`);
    wrapper.attachShadow({ mode: 'open' }).innerHTML = '<related-articles><slot></slot></related-articles>';
    const element = wrapper.shadowRoot!.querySelector('related-articles')!;
    await until(() => element.matches(':state(empty)') || said(element).includes('You may also like'), 'what was found');
    expect(wrapper.querySelector('a')!.getClientRects().length).to.equal(1);
  });

  it('keeps the place of a picture that does not come, and asks for pictures without a referrer (D50)', async () => {
    const articles = ARTICLES.map((article, index) => ({
      ...article,
      image: new URL(index ? '/no-such-picture.png' : '/nor-this-one.png', location.href).href,
    }));
    const element = await page(html`<related-articles layout="cards" .port=${memory({ articles })}></related-articles>`);
    await loaded(element);
    const images = [...element.shadowRoot!.querySelectorAll('img')];
    expect(images).to.have.length(3);
    expect(images.every((image) => image.referrerPolicy === 'no-referrer' && image.loading === 'lazy')).to.equal(true);
    const { height } = rows(element)[0]!.getBoundingClientRect();
    await until(() => images.every((image) => getComputedStyle(image).visibility === 'hidden'), 'the pictures to fail');
    expect(rows(element)[0]!.getBoundingClientRect().height).to.equal(height);
    await expect(element).to.be.accessible();
  });

  it('keeps what it shows when a page makes the same port anew, and asks that one next time', async () => {
    const asked: string[] = [];
    const make = (name: string): ArticlesPort => ({
      key: 'inline',
      list: () => {
        asked.push(name);
        return Promise.resolve({ articles: ARTICLES });
      },
    });
    const element = await page(html`<related-articles .port=${make('first')}></related-articles>`);
    await loaded(element);
    const [row] = rows(element);
    element.port = make('second');
    await element.updateComplete;
    expect([rows(element)[0] === row, asked]).to.deep.equal([true, ['first']]);
    await element.reload();
    expect(asked).to.deep.equal(['first', 'second']);
  });

  it('takes digits for a number, as frameworks hand on limit="2", and its defaults for what says nothing', async () => {
    const port = list(ARTICLES.map(({ url, title }) => ({ url, title })));
    const shows = async (properties: object): Promise<string> => {
      const element = document.createElement('related-articles');
      Object.assign(element, { port: { ...port, key: JSON.stringify(properties) }, ...properties });
      (await fixture(html`<div></div>`)).append(element);
      await element.updateComplete;
      const places = element.shadowRoot!.querySelectorAll('.waiting li').length;
      await loaded(element);
      const seen = [places, rows(element).length, element.layout].join(' ');
      element.remove();
      return seen;
    };
    expect(await shows({ limit: '2' })).to.equal('2 2 list');
    expect(await shows({ limit: '2', more: true })).to.equal('2 2 list');
    for (const limit of [undefined, null, Number.NaN, 0, -4, 'x']) expect(await shows({ limit })).to.equal('3 3 list');
    for (const none of [undefined, null]) {
      expect(await shows({ exclude: none, layout: none, links: none, fallback: none, alreadyRead: none })).to.equal('3 3 list');
    }
  });

  it('shows what can be read of a list that holds odd things', async () => {
    const odd: unknown[] = [
      null,
      'x',
      story('a', 'No pictures', { image: `${location.origin}/a.png`, imageSet: null as never, because: null as never }),
      story('b', 'Odd pictures', {
        image: `${location.origin}/b.png`,
        imageSet: [null] as never,
        because: [null, 5, 'peace talks'] as never,
      }),
      story('c', 'Words', { image: `${location.origin}/c.png`, imageSet: 'c.png' as never, because: 'peace' as never }),
    ];
    const element = await page(html`
      <related-articles
        .port=${{ key: 'odd', list: () => Promise.resolve({ articles: odd as Article[], ranked: true }) }}
      ></related-articles>
    `);
    await loaded(element);
    expect(titles(element)).to.deep.equal(['No pictures', 'Odd pictures', 'Words']);
    expect(said(element)).to.contain('peace talks');
  });

  it('takes its list from the page’s settings and its words from there too', async () => {
    const root = await fixture(html`
      <article-widgets .articlesPort=${memory({ articles: ARTICLES })}>
        <related-articles heading-level="2"></related-articles>
      </article-widgets>
    `);
    const element = root.querySelector('related-articles')!;
    await loaded(element);
    const heading = element.shadowRoot!.querySelector('[role=heading]')!;
    expect(heading.textContent).to.equal('You may also like');
    expect(heading.getAttribute('aria-level')).to.equal('2');
  });

  it('has its list after all when the network was away for a moment, and the publisher’s links till then', async () => {
    const { features } = RelatedArticlesElement;
    let tries = 0;
    RelatedArticlesElement.features = {
      shelf: () => (tries++ ? features!.shelf() : Promise.reject(new TypeError('Failed to fetch the script'))),
    };
    try {
      const element = await page(html`
        <related-articles .port=${memory({ articles: ARTICLES })}
          ><a href="/stories/own">The publisher’s own</a></related-articles
        >
      `);
      await until(() => tries === 1, 'the first try');
      await nextFrame();
      expect(element.querySelector('a')!.getClientRects()).to.have.length(1);
      expect(links(element)).to.have.length(0);
      window.dispatchEvent(new Event('online'));
      await loaded(element);
      expect([tries, element.querySelector('a')!.textContent]).to.deep.equal([2, 'The publisher’s own']);
    } finally {
      RelatedArticlesElement.features = features;
    }
  });

  for (const width of [640, 1000, 1200]) {
    it(`lets three cards fill a row of ${width} pixels, and one card a third of it`, async () => {
      const list = ARTICLES.slice(0, 3).map(({ url, title }) => html`<li><a href=${url}>${title}</a></li>`);
      const root = await fixture(html`
        <div style="width: ${width}px; font-size: 16px">
          <related-articles layout="cards" .port=${memory({ articles: ARTICLES })}></related-articles>
          <related-articles layout="cards" limit="1" .port=${memory({ articles: ARTICLES })}></related-articles>
          <related-articles layout="cards"
            ><ul>
              ${list}
            </ul></related-articles
          >
        </div>
      `);
      const [three, one, own] = [...root.querySelectorAll('related-articles')];
      await loaded(three!);
      await loaded(one!);
      const right = (row: Element): number => row.getBoundingClientRect().right - root.getBoundingClientRect().left;
      expect(rows(three!).map((row) => Math.round(row.getBoundingClientRect().top))).to.satisfy(
        (tops: number[]) => new Set(tops).size === 1,
      );
      expect(right(rows(three!)[2]!)).to.be.closeTo(width, 1);
      expect(right(rows(one!)[0]!)).to.be.within(width / 4, width / 3);
      await until(() => Math.abs(right(own!.querySelector('li:last-child')!) - width) < 1, 'the publisher’s own to fill it');
    });
  }

  for (const layout of ['list', 'compact', 'cards']) {
    it(`reads well and fits as ${layout} in 320 pixels, right to left`, async () => {
      const root = await fixture(html`
        <div style="width: 320px" dir="rtl" lang="ar">
          <related-articles layout=${layout} .port=${memory({ articles: ARTICLES })}></related-articles>
        </div>
      `);
      const element = root.querySelector('related-articles')!;
      await loaded(element);
      expect(element.scrollWidth).to.be.at.most(320);
      for (const row of rows(element)) expect(row.getBoundingClientRect().height).to.be.at.least(24);
      await expect(element).to.be.accessible();
    });
  }
});
