import { expect, fixture, html } from '@open-wc/testing';
import { jsonFeed } from '../../src/adapters/articles/json-feed.js';
import { memory, type MemoryArticles } from '../../src/adapters/articles/memory.js';
import { toArticle } from '../../src/adapters/articles/wordpress.js';
import '../../src/define/related-articles.js';
import { RelatedArticlesElement } from '../../src/elements/related-articles/related-articles.js';
import type {
  RelatedArticlesErrorEvent,
  RelatedArticlesShownEvent,
} from '../../src/elements/related-articles/related-articles.events.js';
import type { Article } from '../../src/ports/articles.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { can } from '../support/engines.js';
import { until } from '../support/wait.js';

const DAY = 86_400_000;
const at = (path: string): string => new URL(path, location.href).href;
const story = (slug: string, title: string, more: Partial<Article> = {}): Article => ({
  url: at(`/stories/${slug}`),
  title,
  ...more,
});

const ROOM = story('room', 'The room behind the room', { section: 'World', because: ['Abu Dhabi talks'] });
const CEASEFIRE = story('ceasefire', 'Who guards a ceasefire?', { because: ['peace talks'] });
const CHESS = story('chess', 'Chess clubs are back');
const TIDES = story('tides', 'Why tides are late this year');
const ALL = [ROOM, CEASEFIRE, CHESS, TIDES];

let sources = 0;
const ranked = (articles: readonly Article[], delay = 0): MemoryArticles => ({
  ...memory({ articles, ranked: true, delay }),
  key: `source ${++sources}`,
});

/** The element in the article a reader has just read. */
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

const links = (element: Element): HTMLAnchorElement[] => [...element.shadowRoot!.querySelectorAll<HTMLAnchorElement>('li a')];
const titles = (element: Element): string[] => links(element).map((link) => link.textContent.trim());
const said = (element: Element): string => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();
const loaded = (element: Element): Promise<unknown> => until(() => links(element).length > 0, 'the articles');
const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** Adds something to the head until `use` is done. */
async function withHead<T>(markup: string, use: () => Promise<T>): Promise<T> {
  const nodes = [...new DOMParser().parseFromString(markup, 'text/html').head.children];
  document.head.append(...nodes);
  try {
    return await use();
  } finally {
    nodes.forEach((node) => node.remove());
  }
}

async function withWarnings<T>(use: (warned: string[]) => Promise<T>): Promise<T> {
  const { warn } = console;
  const warned: string[] = [];
  console.warn = (message: string) => warned.push(message);
  try {
    return await use(warned);
  } finally {
    console.warn = warn;
  }
}

describe('<related-articles> and its sources', () => {
  // The demo site takes its time to start on a busy machine.
  before(async function () {
    this.timeout(90_000);
    await fetch('/feed.json');
  });
  beforeEach(() => localStorage.clear());

  it('shows what an index found in its order with its reasons, and loads nothing to rank it', async () => {
    const element = await page(
      html`<related-articles .port=${{ ...ranked(ALL), key: 'index /related/ 4' }}></related-articles>`,
    );
    await loaded(element);
    expect(titles(element)).to.deep.equal([ROOM.title, CEASEFIRE.title, CHESS.title]);
    expect(said(element)).to.contain('Same topic: Abu Dhabi talks').and.contain('Same topic: peace talks');
    const files = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(files.filter((name) => /\/shelf\.[jt]s/.test(name))).to.have.length(1);
    expect(files.filter((name) => name.includes('/by-relevance.'))).to.have.length(0);
  });

  describe('is never empty: it goes on', () => {
    it('from a broken shard to the feed, and tells the page (D41)', async () => {
      for (const mode of ['status.500', 'truncated', 'html']) {
        const codes: string[] = [];
        const element = await page(html`
          <related-articles
            provider="index"
            src=${`/fault/${mode}/related/?shards=4`}
            fallback="/feed.json"
            @related-articles-error=${(event: RelatedArticlesErrorEvent) => codes.push(event.error.code)}
          ></related-articles>
        `);
        await loaded(element);
        expect(titles(element)).to.have.length(3);
        expect(said(element)).not.to.contain('could not');
        await until(() => codes.length, 'the error told');
        expect(codes).to.have.length(1);
        element.remove();
      }
    });

    it('from an index that does not know this page to the feed', async () => {
      const element = await page(html`<related-articles fallback="/feed.json" .port=${ranked([])}></related-articles>`);
      await loaded(element);
      expect(said(element)).to.contain('Same topic');
    });

    it('from a feed that is down to the section this page is in, as its breadcrumbs name it', async () => {
      const crumbs = {
        '@graph': [
          {
            '@type': 'BreadcrumbList',
            itemListElement: [
              { position: 1, name: 'Home', item: '/' },
              { position: 2, item: { '@id': '/world/', name: 'World & beyond' } },
              { position: 3, name: 'This story', item: location.href },
            ],
          },
        ],
      };
      await withHead(
        `<script type="application/ld+json">{ broken</script><script type="application/ld+json">${JSON.stringify(crumbs)}</script>`,
        async () => {
          const element = await page(html`<related-articles .port=${memory({ failWith: 'server' })}></related-articles>`);
          await loaded(element);
          expect(titles(element)).to.deep.equal(['More from World & beyond']);
          expect(links(element)[0]!.href).to.equal(at('/world/'));
          await expect(element).to.be.accessible();
        },
      );
    });

    it('to a link that is marked as the section, and never to a script', async () => {
      await fixture(html`<a rel="category tag" href="/culture/">Culture</a>`);
      const crumbs = '{"@type":"BreadcrumbList","itemListElement":[{"name":"X","item":"javascript:alert(1)"},null,7]}';
      await withHead(`<script type="application/ld+json">${crumbs}</script>`, async () => {
        const element = await page(html`<related-articles .port=${memory()}></related-articles>`);
        await loaded(element);
        expect(titles(element)).to.deep.equal(['More from Culture']);
      });
    });
  });

  it('never offers what the publisher excludes, by address, by pattern, or by hiding a link to it', async () => {
    const element = await page(html`
      <related-articles exclude="/stories/chess/?utm_source=x ${at('/stories/ti*')}" .port=${ranked(ALL, 100)}>
        <ul>
          <li hidden><a href="/stories/room">The room behind the room</a></li>
        </ul>
      </related-articles>
    `);
    // A list of nothing but exclusions takes no place from what is to come.
    expect(element.shadowRoot!.querySelectorAll('.waiting li')).to.have.length(3);
    await loaded(element);
    expect(titles(element)).to.deep.equal([CEASEFIRE.title]);
  });

  describe('remembers in this browser only', () => {
    const canonical = (slug: string, use: () => Promise<unknown>): Promise<unknown> =>
      withHead(`<link rel="canonical" href="${at(`/stories/${slug}`)}">`, use);
    const read = async (slug: string, related: ReturnType<typeof html>): Promise<void> => {
      await canonical(slug, async () => {
        const element = await page(related);
        let shown = 0;
        element.addEventListener('related-articles-shown', () => shown++);
        await until(() => shown, 'the reader to stay');
        element.remove();
      });
    };

    it('what was read, and offers it last', async () => {
      await read('room', html`<related-articles .port=${ranked(ALL)}></related-articles>`);
      const element = await page(html`<related-articles limit="4" .port=${ranked(ALL)}></related-articles>`);
      await loaded(element);
      expect(titles(element)).to.deep.equal([CEASEFIRE.title, CHESS.title, TIDES.title, ROOM.title]);
      expect(JSON.stringify({ ...localStorage })).not.to.contain('stories');
    });

    it('nothing where the publisher wants articles to keep their place', async () => {
      await read('room', html`<related-articles already-read="keep" .port=${ranked(ALL)}></related-articles>`);
      expect(localStorage).to.have.length(0);
      const element = await page(html`<related-articles .port=${ranked(ALL)}></related-articles>`);
      await loaded(element);
      expect(titles(element)[0]).to.equal(ROOM.title);
    });
  });

  describe('what somebody paid for', () => {
    it('is labelled in every layout and counted', async () => {
      for (const layout of ['list', 'compact', 'cards']) {
        const counted: number[] = [];
        const element = await page(html`
          <related-articles
            layout=${layout}
            .port=${ranked([ROOM, { ...CHESS, sponsored: true }])}
            @related-articles-shown=${(event: RelatedArticlesShownEvent) => counted.push(event.sponsored)}
          ></related-articles>
        `);
        await loaded(element);
        const [room, chess] = links(element).map((link) => link.closest('li')!);
        expect(room!.innerText).not.to.contain('Sponsored');
        expect(chess!.innerText).to.contain('Sponsored');
        expect(links(element).map(({ rel }) => rel)).to.deep.equal(['', 'sponsored']);
        await expect(element).to.be.accessible();
        await until(() => counted.length, 'the impression');
        expect(counted).to.deep.equal([1]);
        element.remove();
      }
    });

    it('is named in a JSON Feed by an extension of ours', async () => {
      const item = (n: number, _afterword?: unknown): object => ({ url: at(`/stories/${n}`), title: `Story ${n}`, _afterword });
      const items = [item(1, { sponsored: true }), item(2, { sponsored: 'no' }), item(3)];
      const fetch = async (): Promise<Response> => Response.json({ version: 'https://jsonfeed.org/version/1.1', items });
      const element = await page(html`<related-articles .port=${jsonFeed({ src: at('/feed'), fetch })}></related-articles>`);
      await loaded(element);
      expect(said(element).match(/Sponsored/g)).to.have.length(1);
    });

    it('is labelled among the publisher’s own links, once', async () => {
      const element = await page(html`
        <related-articles limit="4" .port=${ranked(ALL)}>
          <ul>
            <li><a href="/stories/elsewhere">A story</a></li>
            <li><a rel="noopener sponsored" href="/stories/hotel">A hotel</a></li>
            <li><a rel="sponsored" href="/stories/bank">A bank</a> (Sponsored)</li>
          </ul>
        </related-articles>
      `);
      await loaded(element);
      const before = [...element.querySelectorAll('a')].map((link) => getComputedStyle(link, '::before').content);
      expect(before).to.deep.equal(['none', '"Sponsored "', 'none']);
    });
  });

  describe('pictures', () => {
    it('come in the width that is needed, from web addresses only (D50)', async () => {
      const imageSet = [
        { url: at('/small.png'), width: 300 },
        { url: 'javascript:alert(1)', width: 600 },
        { url: at('/large.png?a=1, b'), width: 1200 },
        { url: at('/zero.png'), width: NaN },
      ];
      const element = await page(html`
        <related-articles layout="cards" .port=${ranked([{ ...ROOM, image: at('/large.png'), imageSet }])}></related-articles>
      `);
      await loaded(element);
      const image = element.shadowRoot!.querySelector('img')!;
      expect(image.srcset).to.equal(`${at('/small.png')} 300w, ${at('/large.png?a=1,%20b')} 1200w`);
      expect(image.sizes).to.match(/^auto, /);
      expect([image.loading, image.decoding, image.referrerPolicy]).to.deep.equal(['lazy', 'async', 'no-referrer']);
    });

    it('of a WordPress site come in its own widths, but for those it cropped', () => {
      const size = (width: number, height: number): object => ({ source_url: `https://a.example/${width}.jpg`, width, height });
      const media = {
        source_url: 'https://a.example/full.jpg',
        media_details: {
          width: 3000,
          height: 2000,
          sizes: { thumbnail: size(150, 150), medium: size(300, 200), large: size(1024, 683), odd: null },
        },
      };
      const article = toArticle({
        link: 'https://a.example/p',
        title: { rendered: 'P' },
        _embedded: { 'wp:featuredmedia': [media] },
      });
      expect(article!.imageSet!.map(({ width }) => width)).to.deep.equal([300, 1024]);
    });
  });

  describe('with lists that are not as they should be', () => {
    it('hides dates of the future and does without any (D48)', async () => {
      const articles = [
        { ...ROOM, publishedAt: Date.now() + 400 * DAY },
        { ...CEASEFIRE, publishedAt: NaN },
        { ...CHESS, publishedAt: Date.now() + 0.5 * DAY },
        { ...TIDES, publishedAt: -1e300 },
      ];
      for (const port of [memory({ articles }), ranked(articles)]) {
        const element = await page(html`<related-articles limit="4" .port=${port}></related-articles>`);
        await loaded(element);
        expect(titles(element)).to.have.length(4);
        expect(said(element)).not.to.match(/20\d\d|in \d|Invalid/);
        // The one that is ahead by half a day: a clock, a time zone.
        expect(said(element).match(/\bnow\b/g)).to.have.length(1);
      }
    });

    it('leaves out what has no title or leads to no page (D46)', async () => {
      const articles = [
        { ...ROOM, url: 'javascript:alert(1)' },
        { ...ROOM, url: '/relative' },
        { ...ROOM, title: ' ' },
        { ...ROOM, title: '\u200b' },
        { ...ROOM, title: undefined as unknown as string },
        { ...ROOM, url: 'https://user:pass@bank.example/' },
        CHESS,
      ];
      const element = await page(html`<related-articles .port=${ranked(articles)}></related-articles>`);
      await loaded(element);
      expect(titles(element)).to.deep.equal([CHESS.title]);
    });

    it('finds the nearest of 5,000, whatever their scripts, and offers no story twice', async function () {
      this.timeout(10_000);
      const articles = Array.from({ length: 5000 }, (_, n) =>
        story(`n${n % 2500}?utm_campaign=${n}`, `Notes on gardening, part ${n % 2500}`),
      );
      articles[60] = story('ar', 'محادثات السلام: Ukraine peace talks في أبوظبي', { section: 'العالم', author: 'O\u202ebama' });
      const element = await page(html`<related-articles limit="3" more .port=${memory({ articles })}></related-articles>`);
      await loaded(element);
      expect(titles(element)[0]).to.contain('peace talks');
      expect(new Set(links(element).map(({ pathname }) => pathname)).size).to.equal(3);
      // What turns the direction of an author's name ends with it.
      expect([...element.shadowRoot!.querySelectorAll('.meta bdi')].map((fact) => fact.textContent)).to.include('O\u202ebama');
    });

    it('shows what the last list said, however slow the one before is (D49)', async () => {
      const element = await page(html`<related-articles .port=${ranked([ROOM], 150)}></related-articles>`);
      await until(() => element.shadowRoot!.querySelector('[aria-busy=true]'), 'the request');
      const slow = element.port as MemoryArticles;
      await until(() => slow.asked.length, 'the slow request');
      element.port = ranked([CHESS]);
      await loaded(element);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(titles(element)).to.deep.equal([CHESS.title]);
    });
  });

  it('asks again when the reader comes back to a page whose request was cut off (A9)', async () => {
    const options = { failWith: 'offline' as const as 'offline' | undefined, articles: ALL, ranked: true };
    const element = await page(html`<related-articles .port=${memory(options)}></related-articles>`);
    await until(() => said(element).includes('could not be loaded'), 'the failure');
    options.failWith = undefined;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await loaded(element);
  });

  it('keeps what it shows while a list that failed is asked for again, and asks only a reader who was away', async () => {
    let tries = 0;
    const port = {
      key: 'never there',
      list: (): Promise<never> => {
        tries++;
        return Promise.reject(new AfterwordError('offline', 'no answer'));
      },
    };

    const element = await page(html`<related-articles .port=${port}><a href="/stories/own">Own</a></related-articles>`);
    element.replaceChildren();
    element.fallback = '/feed.json';
    await loaded(element);
    const before = links(element);
    before[0]!.focus();
    const seen = new Set<number>();
    const watcher = new MutationObserver(() => seen.add(links(element).length));
    watcher.observe(element.shadowRoot!, { childList: true, subtree: true });
    const asked = tries;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    await nextFrame();
    expect(tries, 'a page that has only just been loaded').to.equal(asked);
    window.dispatchEvent(new Event('online'));
    await until(() => tries > asked, 'another try');
    for (let frame = 0; frame < 10; frame++) await nextFrame();
    watcher.disconnect();
    expect([...seen].filter((count) => count !== before.length)).to.deep.equal([]);
    expect(links(element)).to.deep.equal(before);
    expect(element.shadowRoot!.activeElement).to.equal(before[0]);
  });

  it('leaves the publisher’s links readable where the rest of it cannot be loaded (C34)', async () => {
    const { features } = RelatedArticlesElement;
    RelatedArticlesElement.features = { shelf: () => Promise.reject(new Error('blocked')) };
    try {
      await withWarnings(async (warned) => {
        const element = await page(html`
          <related-articles src="/feed.json">
            <ul>
              <li><a href="/stories/chess">Chess clubs are back</a></li>
            </ul>
          </related-articles>
        `);
        const bare = await page(html`<related-articles src="/feed.json"></related-articles>`);
        await until(() => warned.length === 2, 'the developer told');
        await until(() => !bare.shadowRoot!.querySelector('[aria-busy=true]'), 'it to stop waiting');
        expect(element.querySelector('a')!.getClientRects()).to.have.length(1);
        expect(said(bare)).to.equal('');
      });
    } finally {
      RelatedArticlesElement.features = features;
    }
  });

  it('shows the right articles after a translator took the text apart (E59)', async () => {
    const element = await page(html`<related-articles limit="2" .port=${ranked([ROOM, CHESS])}></related-articles>`);
    await loaded(element);
    for (const link of links(element)) {
      const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text);
    }
    element.port = ranked([CEASEFIRE, CHESS, ROOM]);
    await until(() => titles(element)[0] === CEASEFIRE.title, 'the other list');
    expect(titles(element)).to.deep.equal([CEASEFIRE.title, CHESS.title]);
  });

  for (const layout of ['list', 'compact', 'cards'] as const) {
    for (const width of [320, 640]) {
      it(`moves nothing when the articles come, as ${layout} in ${width} pixels (C33)`, async () => {
        const image = at('/no-such-picture.png');
        const articles = [ROOM, CEASEFIRE, TIDES].map((article) => ({
          ...article,
          image,
          section: 'World',
          author: 'L. Haddad',
        }));
        const root = await fixture(html`
          <div style="inline-size: ${width}px">
            <related-articles layout=${layout} .port=${ranked(articles, 250)}></related-articles>
            <p>Below</p>
          </div>
        `);
        const element = root.querySelector('related-articles')!;
        await until(() => element.shadowRoot!.querySelector('.waiting'), 'the places');
        await until(() => (element.port as MemoryArticles).asked.length, 'the request');
        await nextFrame();
        // What is below the screen may move: nobody sees it.
        const top = (): number => Math.min(innerHeight, root.querySelector('p')!.getBoundingClientRect().top);
        const before = top();
        const shifts: PerformanceEntry[] = [];
        const observer = can('layout-shift') && new PerformanceObserver((entries) => shifts.push(...entries.getEntries()));
        if (observer) observer.observe({ type: 'layout-shift' });
        await loaded(element);
        await nextFrame();
        await nextFrame();
        expect(top()).to.equal(before);
        if (observer) {
          observer.disconnect();
          expect(shifts).to.deep.equal([]);
        }
      });
    }
  }
});
