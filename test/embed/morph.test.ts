import { expect } from '@open-wc/testing';
import { until } from '../support/wait.js';
import { ALL_FIVE, everything, inside, isReadable, TAGS, type } from './all-five.js';
import { proveCondition, type Condition } from './conditions.js';
import { approach, closePages, frames, openAddress, putPage, script, upgraded, type Page } from './pages.js';

const FILES = ['embed.js', 'afterword.js'];

const TURBO = '<script src="/old-script/turbo.js"></script>';
const HTMX = '<script src="/old-script/htmx.js"></script>';
const MORPHS = '<meta name="turbo-refresh-method" content="morph"><meta name="turbo-refresh-scroll" content="preserve">';

/** Calls of the page to its backend: what was asked for and whether it was given up. */
const LEDGER = `<script>window.calls = []; { const fetch = window.fetch; window.fetch = (input, init = {}) => {
  const address = String(input.url ?? input);
  if (address.includes('/api') && !address.includes('/site/')) calls.push({ method: init.method ?? input.method ?? 'GET', address, signal: init.signal ?? input.signal });
  return fetch.call(window, input, init);
} }</script>`;

interface Call {
  method: string;
  address: string;
  signal?: AbortSignal;
}

interface Libraries {
  Turbo: { visit: (address: string, options?: object) => void; session: { refresh: (address: string) => void } };
  htmx: { ajax: (method: string, address: string, options: object) => Promise<void> };
  calls: readonly Call[];
}

const libraries = ({ window }: Page): Libraries => window as unknown as Libraries;

/** Addresses of a site of its own for each test. */
function newSite(): (name: string) => string {
  const nonce = Math.random().toString(36).slice(2);
  return (name) => `/site/${nonce}/${name}`;
}

/** Does something that the page answers by an event. */
async function heard({ document }: Page, event: string, act: () => unknown): Promise<void> {
  let isHeard = false;
  document.addEventListener(event, () => (isHeard = true), { once: true });
  await act();
  await until(() => isHeard, event);
}

const visit = (page: Page, address: string): Promise<void> =>
  heard(page, 'turbo:load', () => libraries(page).Turbo.visit(address));

/** As Turbo does when its reader goes back; frames share one history with the page around them, which engines walk in their own ways. */
const bringBack = (page: Page, address: string): Promise<void> =>
  heard(page, 'turbo:load', () => libraries(page).Turbo.visit(address, { action: 'restore' }));

const refresh = (page: Page): Promise<void> =>
  heard(page, 'turbo:render', () => libraries(page).Turbo.visit(page.window.location.href, { action: 'replace' }));

const swap = (page: Page, address: string, how: string): Promise<void> =>
  heard(page, 'htmx:after:swap', () => libraries(page).htmx.ajax('GET', address, { target: '#end', swap: how }));

async function allUpgraded(page: Page): Promise<void> {
  for (const tag of TAGS) await approach(page, tag);
  await until(() => page.find('comment-box').matches(':state(live)'), 'the conversation');
}

async function textarea(page: Page): Promise<HTMLTextAreaElement> {
  const box = page.find('comment-box');
  return until(() => inside<HTMLTextAreaElement>(box, 'textarea'), 'the field to write in');
}

/** Opens the form and begins a comment. */
async function begin(page: Page, words: string): Promise<HTMLTextAreaElement> {
  const box = page.find('comment-box');
  const open = await until(
    () => [...everything(box.shadowRoot!)].find((each) => each.matches('button, textarea') && isReadable(each)),
    'something to write with',
  );
  open.click();
  const field = await textarea(page);
  field.focus();
  type(field, words);
  await frames(page, 2);
  return field;
}

const once = (page: Page): void => {
  for (const tag of TAGS) expect(page.document.querySelectorAll(tag), tag).to.have.lengthOf(1);
};

const nav = (to: string): string => `<nav hx-boost:inherited="true"><a href="${to}">The other</a></nav>`;

/** Pages of one site on which hosts replace or rewrite what is around and inside our elements. */
function conditions(file: string): readonly Condition[] {
  const end = `<main id="end">${ALL_FIVE}</main>`;
  const arrive =
    (library: string, act: (page: Page, at: (name: string) => string) => Promise<void>, two = end, extra = '') =>
    async (): Promise<Page> => {
      const at = newSite();
      const head = library + script(file) + extra;
      await putPage(at('one'), head, `<h1>One</h1>${nav(at('two'))}${end}`);
      await putPage(at('two'), head, `<h1>Two</h1>${nav(at('one'))}${two}`);
      const page = await openAddress(at('one'));
      await allUpgraded(page);
      await act(page, at);
      return page;
    };
  return [
    {
      name: `that a Turbo visit replaces, ${file}`,
      row: 'A10',
      open: arrive(TURBO, (page, at) => visit(page, at('two'))),
      also: once,
    },
    {
      name: `that a Turbo visit replaces in a view transition, ${file}`,
      row: 'A10',
      open: arrive(
        TURBO,
        (page, at) => visit(page, at('two')),
        end,
        '<meta name="view-transition" content="same-origin"><meta name="turbo-prefetch" content="false">',
      ),
      also: once,
    },
    {
      name: `that Turbo brings back from its cache, ${file}`,
      row: 'A10',
      open: arrive(TURBO, async (page, at) => {
        await visit(page, at('two'));
        await bringBack(page, at('one'));
        expect(page.find('h1').textContent).to.equal('One');
      }),
      also: once,
    },
    {
      name: `that Turbo refreshes by morphing, ${file}`,
      row: 'A10',
      open: arrive(TURBO, refresh, end, MORPHS),
      also: once,
    },
    ...['innerHTML', 'outerHTML', 'innerMorph', 'outerMorph', 'outerSync'].map((how): Condition => ({
      name: `that htmx swaps by ${how}, ${file}`,
      row: 'A10',
      open: async () => {
        const part = newSite()('part');
        await putPage(part, '', '');
        return arrive(HTMX, async (page, at) => {
          await putPage(at('part'), '', how.startsWith('inner') ? ALL_FIVE : end);
          await swap(page, at('part'), how);
        })();
      },
      also: once,
    })),
    {
      name: `that an hx-boost link leads to, ${file}`,
      row: 'A10',
      open: arrive(HTMX, async (page, at) => {
        await heard(page, 'htmx:after:swap', () => page.find(`a[href="${at('two')}"]`).click());
        await until(() => page.find('h1').textContent === 'Two', 'the other page');
      }),
      also: once,
    },
  ];
}

describe('hostile pages', () => {
  for (const file of FILES) for (const condition of conditions(file)) proveCondition(condition);
});

/** The end of an article whose conversation is kept by the real backend. */
const parts = (thread: string, src: string, faq = FAQ): string => `<article-faq structured-data>${faq}</article-faq>
  <did-you-know><p>An octopus has three hearts.</p></did-you-know>
  <newsletter-signup provider="memory"><form action="/post" method="post"><label>E-mail <input type="email" name="email"></label> <button>Join</button></form></newsletter-signup>
  <related-articles><h2>More</h2><ul><li><a href="/one">The first story</a></li><li><a href="/two">The second story</a></li></ul></related-articles>
  <comment-box thread="${thread}" src="${src}"></comment-box>`;

const ended = (inner: string): string => `<main id="end">${inner}</main>`;

/** A story that is longer than the screen, so that nobody looks at what is under it when the script comes. */
const STORY = '<p style="height: 1500px">The story</p>';

/** Questions with ids, by which whoever rewrites a page knows them again. */
const FAQ =
  '<h2>FAQ</h2><h3 id="why">Why?</h3><p>Because.</p><h3 id="who">Who?</h3><p>Everybody.</p><h3 id="when">When?</h3><p>Now.</p>';
const NEWER_FAQ =
  '<h2>FAQ</h2><h3 id="where">Where?</h3><p>Here.</p><h3 id="why">Why?</h3><p>Because of that.</p><h3 id="when">When exactly?</h3><p>Now.</p>';

const buttonOf = (page: Page, text: string): HTMLElement | undefined => {
  const faq = page.find('article-faq');
  return [...everything(faq.shadowRoot!)].find(
    (each) =>
      each.matches('button[aria-expanded]') &&
      (each.ariaLabel ?? each.querySelector('slot')!.assignedNodes()[0]!.textContent) === text,
  );
};

const isOpen = (page: Page, text: string): string | null | undefined => buttonOf(page, text)?.getAttribute('aria-expanded');

/** Leaves only that answer open. */
async function openOnly(page: Page, wanted: string): Promise<void> {
  for (const text of ['Why?', 'Who?', 'When?']) {
    const button = await until(() => buttonOf(page, text), `the question "${text}"`);
    const target = String(text === wanted);
    if (isOpen(page, text) !== target) button.click();
    await until(() => isOpen(page, text) === target, `"${text}" to open or close`);
  }
}

const lists = (page: Page): Call[] => libraries(page).calls.filter(({ method }) => method === 'GET');
const posts = (page: Page): Call[] => libraries(page).calls.filter(({ method }) => method === 'POST');

interface Site {
  page: Page;
  at: (name: string) => string;
  thread: string;
  /** Puts that at the page's address, or another's. */
  put: (name: string, body: string) => Promise<unknown>;
}

async function openSite(library: string, file: string, src = '/api'): Promise<Site> {
  const at = newSite();
  const thread = at('thread');
  const head = LEDGER + library + MORPHS + script(file);
  const put = (name: string, body: string): Promise<unknown> => putPage(at(name), head, body);
  await put('one', STORY + ended(parts(thread, src)));
  const page = await openAddress(at('one'));
  await allUpgraded(page);
  return { page, at, thread, put };
}

/** Each way in which a host rewrites what is on the page, and leaves nodes that did not change. */
const MORPHERS = {
  'a Turbo refresh': {
    library: TURBO,
    morph: async ({ page, put }: Site, body: string) => {
      await put('one', STORY + ended(body));
      await refresh(page);
    },
  },
  'htmx by outerMorph': {
    library: HTMX,
    morph: async ({ page, put, at }: Site, body: string) => {
      await put('part', ended(body));
      await swap(page, at('part'), 'outerMorph');
    },
  },
};

describe('a page that another library rewrites', () => {
  before(async function () {
    // Elements do not wait as long for an answer as a busy machine may take to start a backend.
    this.timeout(120_000);
    await fetch('/api');
  });

  afterEach(() => {
    closePages();
    localStorage.clear();
    sessionStorage.clear();
  });

  for (const file of FILES) {
    for (const [how, { library, morph }] of Object.entries(MORPHERS)) {
      it(`keeps the words, the selection and the focus of a reader who writes, through ${how}, ${file} (A10)`, async () => {
        const site = await openSite(library, file);
        const { page, thread } = site;
        const field = await begin(page, 'In the middle of a sent');
        field.setSelectionRange(3, 6);
        const asked = lists(page).map(({ address }) => address);
        await morph(site, parts(thread, '/api'));
        await frames(page, 4);
        expect(await textarea(page)).to.equal(field);
        expect([field.value, field.selectionStart, field.selectionEnd]).to.deep.equal(['In the middle of a sent', 3, 6]);
        expect((field.getRootNode() as ShadowRoot).activeElement).to.equal(field);
        expect(lists(page).map(({ address }) => address)).to.deep.equal(asked);
        expect(page.faults).to.deep.equal([]);
      });

      it(`shows the questions of now and leaves the one open that was, after ${how}, ${file} (A10)`, async () => {
        const site = await openSite(library, file);
        const { page, thread } = site;
        await openOnly(page, 'Why?');
        await morph(site, parts(thread, '/api', NEWER_FAQ));
        await until(() => buttonOf(page, 'Where?') && buttonOf(page, 'When exactly?'), 'the newer questions');
        expect(buttonOf(page, 'Who?')).to.equal(undefined);
        await until(() => isOpen(page, 'Why?') === 'true', 'the answer to stay open');
        expect([isOpen(page, 'Where?'), isOpen(page, 'When exactly?')]).to.deep.equal(['false', 'false']);
        expect(page.find('article-faq').innerText).to.contain('Because of that.');
        expect(page.faults).to.deep.equal([]);
      });

      it(`leaves open what was, by its words, where questions have no ids, after ${how}, ${file} (A10)`, async () => {
        const site = await openSite(library, file);
        const { page, thread } = site;
        const plain = (faq: string): string => parts(thread, '/api', faq.replace(/ id="\w+"/g, ''));
        await morph(site, plain(FAQ));
        await openOnly(page, 'Why?');
        await morph(site, plain(NEWER_FAQ));
        await until(() => buttonOf(page, 'Where?') && buttonOf(page, 'When exactly?'), 'the newer questions');
        await until(() => isOpen(page, 'Why?') === 'true', 'the answer to stay open');
        expect([isOpen(page, 'Where?'), isOpen(page, 'When exactly?')]).to.deep.equal(['false', 'false']);
      });

      it(`follows what the page says of facts and articles, after ${how}, ${file} (A10)`, async () => {
        const site = await openSite(library, file);
        const { page, thread } = site;
        await morph(
          site,
          parts(thread, '/api')
            .replace('three hearts', 'nine brains')
            .replace('<li><a href="/one">The first story</a></li>', '<li><a href="/three">The third story</a></li>'),
        );
        await until(() => page.find('did-you-know').innerText.includes('nine brains'), 'the new fact');
        await until(() => isReadable(page.find('a[href="/three"]')), 'the new link');
        expect(page.find('related-articles').innerText).not.to.contain('The first story');
        expect(page.faults).to.deep.equal([]);
      });
    }

    it(`gives a reader the words back whom an innerHTML swap interrupts, and asks once for each list, ${file} (A10)`, async () => {
      const site = await openSite(HTMX, file);
      const { page, thread, put, at } = site;
      await begin(page, 'Nearly don');
      const before = lists(page).length;
      await put('part', parts(thread, '/api'));
      await swap(page, at('part'), 'innerHTML');
      await approach(page, 'comment-box');
      const field = await textarea(page);
      await until(() => field.value === 'Nearly don', 'the draft');
      await until(() => page.find('comment-box').matches(':state(live)'), 'the conversation');
      expect(page.document.querySelectorAll('comment-box')).to.have.lengthOf(1);
      expect(lists(page).length - before).to.be.at.most(1);
      expect(page.faults).to.deep.equal([]);
    });

    it(`gives up the request of an element that a swap takes away, ${file} (A10)`, async () => {
      const at = newSite();
      await putPage(at('one'), LEDGER + HTMX + script(file), ended(parts(at('thread'), '/fault/hang/api')));
      await putPage(at('part'), '', '<p>Gone</p>');
      const page = await openAddress(at('one'));
      await approach(page, 'comment-box');
      await until(() => lists(page).length, 'the list to be asked for');
      const [{ signal }] = lists(page) as [Call];
      await swap(page, at('part'), 'innerHTML');
      await until(() => signal?.aborted, 'the request to be given up');
      await frames(page, 4);
      expect(lists(page)).to.have.lengthOf(1);
      expect(page.faults).to.deep.equal([]);
    });

    it(`sends a comment once, whose form is swapped while it is sent, ${file} (A10)`, async () => {
      const site = await openSite(HTMX, file, '/fault/writes.slow.700/api');
      const { page, thread, put, at } = site;
      await begin(page, 'Only once');
      const name = inside<HTMLInputElement>(page.find('comment-box'), 'input[autocomplete="name"]');
      if (name) type(name, 'A reader');
      const send = await until(
        () => [...everything(page.find('comment-box').shadowRoot!)].find((each) => each.textContent.trim() === 'Post comment'),
        'the button to send',
      );
      send.click();
      await until(() => posts(page).length, 'the comment to be sent');
      await put('part', parts(thread, '/fault/writes.slow.700/api'));
      await swap(page, at('part'), 'innerHTML');
      await approach(page, 'comment-box');
      const box = page.find('comment-box');
      const shown = (): number =>
        [...everything(box.shadowRoot!)].filter((each) => each.matches('article') && each.textContent.includes('Only once'))
          .length;
      await until(() => box.shadowRoot && shown(), 'the comment among the others');
      await frames(page, 10);
      expect(shown()).to.equal(1);
      expect(posts(page)).to.have.lengthOf(1);
    });

    it(`gives a reader the words back who returns to what Turbo kept, and doubles nothing, ${file} (A10)`, async () => {
      const site = await openSite(TURBO, file);
      const { page, put, at } = site;
      await put('two', STORY + ended(parts(at('another'), '/api')));
      await begin(page, 'Back in a moment');
      await visit(page, at('two'));
      await approach(page, 'comment-box');
      await until(() => page.find('comment-box').matches(':state(live)'), 'the other conversation');
      expect(inside<HTMLTextAreaElement>(page.find('comment-box'), 'textarea')?.value ?? '').to.equal('');
      await bringBack(page, at('one'));
      await approach(page, 'comment-box');
      const field = await textarea(page);
      await until(() => field.value === 'Back in a moment', 'the draft');
      for (const tag of TAGS) expect(page.document.querySelectorAll(tag), tag).to.have.lengthOf(1);
      const described = [...page.document.querySelectorAll('script[type="application/ld+json"]')];
      expect(described.filter((each) => each.textContent.includes('FAQPage'))).to.have.lengthOf(1);
      expect(page.faults).to.deep.equal([]);
    });

    it(`brings what a Turbo frame and Turbo streams put in to life, ${file} (A10)`, async () => {
      const site = await openSite(TURBO, file);
      const { page, put, at } = site;
      await put('frame', `<turbo-frame id="more"><article-faq id="framed">${FAQ}</article-faq></turbo-frame>`);
      const frame = page.document.createElement('turbo-frame');
      frame.id = 'more';
      frame.setAttribute('src', at('frame'));
      page.document.body.prepend(frame);
      await upgraded(page, '#framed');
      const stream = page.document.createElement('div');
      stream.innerHTML = `<turbo-stream action="replace" target="framed"><template><did-you-know id="streamed"><p>Replaced.</p></did-you-know></template></turbo-stream>
        <turbo-stream action="append" target="end"><template><comment-box id="appended" thread="${at('third')}" src="/api"></comment-box></template></turbo-stream>`;
      page.document.body.append(...stream.childNodes);
      await upgraded(page, '#streamed');
      expect(page.document.querySelector('#framed')).to.equal(null);
      await approach(page, '#appended');
      await until(() => page.find('#appended').matches(':state(live)'), 'the conversation that was appended');
      expect(page.faults).to.deep.equal([]);
    });

    it(`leaves no description of a page that Turbo kept on those after it, ${file} (A10)`, async () => {
      const at = newSite();
      const faq = (name: string): string =>
        `<article-faq structured-data><h3>${name}?</h3><p>Because.</p><h3>Who?</h3><p>You.</p></article-faq>`;
      for (const name of ['one', 'two', 'three']) await putPage(at(name), TURBO + script(file), faq(name));
      const page = await openAddress(at('one'));
      const all = (): Element[] => [...page.document.querySelectorAll('script[type="application/ld+json"]')];
      const described = (name: string): Promise<unknown> =>
        until(() => all().length === 1 && all()[0]!.textContent.includes(`${name}?`), `the description of page ${name} alone`);
      await described('one');
      await visit(page, at('two'));
      await described('two');
      await bringBack(page, at('one'));
      await described('one');
      await visit(page, at('three'));
      await described('three');
    });
  }
});
