import { expect } from '@open-wc/testing';
import { until } from '../support/wait.js';
import { ALL_FIVE, readOwn, TAGS, use } from './all-five.js';
import { once, unexpected } from './conditions.js';
import { closePages, frames, openPage, script, upgraded, type Page } from './pages.js';

const FILES = ['embed.js', 'afterword.js'];

const ids = new WeakMap<object, number>();
let lastId = 0;

/** Another number for another function, so that one put in the place of another is seen. */
function idOf(value: unknown): string {
  if (typeof value !== 'function') return typeof value;
  const id = ids.get(value) ?? ++lastId;
  ids.set(value, id);
  return `function ${id}`;
}

/** What an object has of its own, hidden or not. */
function shapeOf(object: object): Record<string, string> {
  const keys = Reflect.ownKeys(object).filter(
    (key) => typeof key === 'string' || !Symbol.keyFor(key)?.startsWith('afterword.'),
  );
  return Object.fromEntries(
    keys.map((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key)!;
      // WebKit makes an accessor anew each time it is asked for one.
      return [String(key), [idOf(value), String(get), String(set)].join(', ')];
    }),
  );
}

/** What a page has and we might have changed: its globals, what the platform's objects can do, its own look. */
function surroundings(page: Page): unknown {
  const { window, document } = page;
  const style = window.getComputedStyle(page.find('#host'));
  const all = window as unknown as Record<string, unknown>;
  const built = Object.getOwnPropertyNames(window).filter((name) => /^[A-Z]/.test(name) && typeof all[name] === 'function');
  return {
    globals: shapeOf(window),
    // By name: some engines make what the page has not used yet in the order in which it is.
    built: Object.fromEntries(
      built.map((name) => {
        const Built = all[name] as { prototype?: object };
        return [name, [shapeOf(Built), Built.prototype && shapeOf(Built.prototype)]];
      }),
    ),
    objects: [document, window.history, window.navigator, window.location, window.Math, window.JSON, window.Reflect].map(
      shapeOf,
    ),
    handlers: [window.onerror, window.onunhandledrejection, window.onmessage, document.onclick].map(idOf),
    cookie: document.cookie,
    look: ['font', 'color', 'margin', 'padding', 'width', 'height', 'background'].map((name) => style.getPropertyValue(name)),
    place: JSON.stringify(page.find('#host').getBoundingClientRect()),
    sheets: document.querySelectorAll('style, link').length,
    root: [...document.documentElement.attributes, ...document.body.attributes].map(({ name }) => name),
  };
}

function addScript({ document }: Page, file: string, copy = 'first'): void {
  document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: `/copy/${copy}/${file}` }));
}

describe('hostile pages', () => {
  for (const file of FILES) {
    describe(`that compares itself with what it was, after ${file} (C28)`, () => {
      const open = once(async () => {
        const page = await openPage({
          // A scroll bar that comes with a longer page is the page's own.
          head: '<style>html { overflow-y: scroll }</style>',
          body: `<p id="host">The host's own words</p><p class="host"></p>${ALL_FIVE}`,
        });
        const found = surroundings(page);
        addScript(page, file);
        return { page, found };
      });

      after(() => {
        closePages();
        localStorage.clear();
      });

      for (const tag of TAGS) it(`<${tag}> works`, async () => use((await open()).page.document, tag));

      it('the page has its globals, its prototypes and its look as they were', async () => {
        const { page, found } = await open();
        page.window.scrollTo(0, 0);
        expect(surroundings(page)).to.deep.equal(found);
        expect(unexpected(page)).to.deep.equal([]);
      });
    });
  }

  /** Places of frames that no other page may look into; what is in them uses the elements itself. */
  const FRAMES: Readonly<Record<string, (frame: HTMLIFrameElement, html: string) => void>> = {
    'in a sandbox, where storage throws': (frame, html) => {
      frame.setAttribute('sandbox', 'allow-scripts allow-forms');
      frame.src = `/page?${new URLSearchParams({ html }).toString()}`;
    },
    'in an attribute of another page': (frame, html) => void frame.setAttribute('srcdoc', html),
    'in its own address, without an origin': (frame, html) => {
      // Where no address can be resolved, a publisher writes whole ones.
      const whole = html.replaceAll('="/', `="${location.origin}/`);
      frame.src = `data:text/html;charset=utf-8,${encodeURIComponent(whole)}`;
    },
    'that gives away its origin': (frame, html) => {
      const relaxed = '<script>try { document.domain = document.domain } catch {}</script>';
      frame.src = `/page?${new URLSearchParams({ html: html.replace('<body>', `<body>${relaxed}`) }).toString()}`;
    },
  };
  for (const [name, fill] of Object.entries(FRAMES)) {
    describe(`${name} (C38)`, () => {
      const answers = new Map<string, string>();
      let frame: HTMLIFrameElement | undefined;

      const listen = ({ source, data }: MessageEvent<{ about: string; said: string }>): void => {
        if (source && source === frame?.contentWindow) answers.set(data.about, data.said);
      };

      function ask(about: string): Promise<string> {
        if (!frame) {
          addEventListener('message', listen);
          frame = document.createElement('iframe');
          frame.style.cssText = 'width: 800px; height: 600px';
          fill(
            frame,
            `<!doctype html><html lang="en"><body><script>const faults = []; globalThis.faults = faults;
              addEventListener('error', (event) => faults.push(event.message));
              addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)))</script>${ALL_FIVE}
              <script type="module" src="${location.origin}/copy/first/embed.js"></script>
              <script type="module" src="${location.origin}/test/embed/confess.ts"></script></body></html>`,
          );
          document.body.append(frame);
        }
        return until(() => answers.get(about), `what the frame says of ${about}`);
      }

      after(() => {
        removeEventListener('message', listen);
        frame?.remove();
        localStorage.clear();
      });

      for (const tag of TAGS) {
        it(`<${tag}> works`, async () => {
          expect(await ask(tag)).to.equal('works');
        });
      }

      it('the page goes on without a fault', async () => {
        expect(await ask('page')).to.equal('works');
      });
    });
  }

  for (const file of FILES) {
    describe(`of XHTML, with ${file} (C38)`, () => {
      const open = once(() =>
        openPage({
          doctype: '',
          root: 'xmlns="http://www.w3.org/1999/xhtml" lang="en"',
          type: 'application/xhtml+xml',
          charset: '<meta charset="utf-8" />',
          body: `${ALL_FIVE}${script(file)}`,
        }),
      );

      after(closePages);

      // Chromium runs no module scripts in XML documents.
      for (const tag of TAGS) {
        it(`<${tag}> keeps the page's own content in sight, whether the engine runs it or not`, async () => {
          const page = await open();
          await frames(page, 20);
          await readOwn(page.document, tag);
        });
      }

      it('the page goes on without a fault', async () => {
        expect(unexpected(await open())).to.deep.equal([]);
      });
    });
  }
});

describe('the page survives us', () => {
  afterEach(() => {
    closePages();
    localStorage.clear();
  });

  for (const [how, head] of [
    ['', ''],
    [' with the style sheet that goes with it', '<link rel="stylesheet" href="/copy/first/afterword.css">'],
  ] as const) {
    it(`with everything where it was, when a late script upgrades what is on screen${how} (C33)`, async () => {
      const page = await openPage({ head, body: `${ALL_FIVE.replace(/<comment-box[^]*/, '')}<p id="host">The end</p>` });
      const places = (): number[] =>
        [
          'article-faq p',
          'did-you-know p',
          '[type=email]',
          'form button',
          'related-articles h2',
          'related-articles a',
          '#host',
        ].map((selector) => Math.round(page.find(selector).getBoundingClientRect().top));
      const before = places();
      addScript(page, 'embed.js', 'late');
      for (const tag of ['article-faq', 'did-you-know', 'newsletter-signup', 'related-articles']) await upgraded(page, tag);
      await frames(page, 20);
      expect(places()).to.deep.equal(before);
    });
  }

  it('when it shadows what the document itself is asked for (B20)', async () => {
    const page = await openPage({
      body: `<img name="createElement"><img name="createTreeWalker"><img name="querySelector">${ALL_FIVE}${script()}`,
    });
    await frames(page, 20);
    expect(page.faults).to.deep.equal([]);
    expect(page.find('article-faq').textContent).to.contain('Because.');
  });
});
