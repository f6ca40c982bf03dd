import { expect } from '@open-wc/testing';
import { ALL_ALIVE, ALL_FIVE, score } from './all-five.js';
import { closePages, frames, openPage, script, upgraded, type Page } from './pages.js';

const FILES = ['embed.js', 'afterword.js'];

/** What a page has and we might have changed: its globals, what the platform's objects can do, its own look. */
function surroundings(page: Page): unknown {
  const { window } = page;
  const built = [
    window.Array,
    window.Object,
    window.Function,
    window.String,
    window.Element,
    window.Document,
    window.Node,
    window.Event,
  ];
  const style = window.getComputedStyle(page.find('#host'));
  return {
    globals: Object.keys(window).sort(),
    prototypes: built.map(({ prototype }) => Object.getOwnPropertyNames(prototype).length),
    look: ['font', 'color', 'margin', 'padding', 'width', 'height', 'background'].map((name) => style.getPropertyValue(name)),
    place: JSON.stringify(page.find('#host').getBoundingClientRect()),
    sheets: page.document.querySelectorAll('style, link').length,
    root: [...page.document.documentElement.attributes, ...page.document.body.attributes].map(({ name }) => name),
  };
}

describe('the page survives us', () => {
  afterEach(() => {
    closePages();
    localStorage.clear();
  });

  for (const file of FILES) {
    it(`with its globals, its prototypes and its look as they were, after ${file} (C28)`, async () => {
      const page = await openPage({
        // A scroll bar that comes with a longer page is the page's own.
        head: '<style>html { overflow-y: scroll }</style>',
        body: `<p id="host">The host's own words</p>${ALL_FIVE}`,
      });
      const before = surroundings(page);
      const tag = Object.assign(page.document.createElement('script'), { type: 'module', src: `/copy/first/${file}` });
      page.document.head.append(tag);
      expect(await score(page)).to.deep.equal(ALL_ALIVE);
      page.window.scrollTo(0, 0);
      expect(surroundings(page)).to.deep.equal(before);
    });
  }

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
      page.document.head.append(
        Object.assign(page.document.createElement('script'), { type: 'module', src: '/copy/late/embed.js' }),
      );
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

/** A page that no other may look into: it uses the elements itself and says how it went. */
const CONFESSING = `<script>
  addEventListener('error', (event) => faults.push(event.message));
  const say = () => parent.postMessage({ faults, roots: [...document.querySelectorAll('article-faq, did-you-know, newsletter-signup, related-articles, comment-box')]
    .filter((element) => { element.scrollIntoView(); return element.shadowRoot }).length }, '*');
  setInterval(say, 100);
</script>`;

describe('a frame', () => {
  let frame: HTMLIFrameElement;

  afterEach(() => frame.remove());

  function saying(): Promise<{ faults: string[]; roots: number }> {
    return new Promise((resolve) => {
      addEventListener('message', function listen({ source, data }) {
        if (source !== frame.contentWindow || data.roots < 5) return;
        removeEventListener('message', listen);
        resolve(data);
      });
    });
  }

  const html = `<!doctype html><html lang="en"><body><script>const faults = []</script>${CONFESSING}${ALL_FIVE}
    <script type="module" src="${location.origin}/copy/first/embed.js"></script></body></html>`;

  it('in a sandbox, where storage throws, has all five at work (C38)', async () => {
    frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.style.cssText = 'width: 800px; height: 600px';
    frame.src = `/page?${new URLSearchParams({ html }).toString()}`;
    document.body.append(frame);
    expect(await saying()).to.deep.equal({ faults: [], roots: 5 });
  });

  it('with its page in an attribute has all five at work (C38)', async () => {
    frame = document.createElement('iframe');
    frame.style.cssText = 'width: 800px; height: 600px';
    frame.setAttribute('srcdoc', html);
    document.body.append(frame);
    expect(await saying()).to.deep.equal({ faults: [], roots: 5 });
  });
});

describe('a page of XHTML', () => {
  afterEach(closePages);

  for (const file of FILES) {
    // Chromium runs no module scripts in XML documents.
    it(`keeps its own content in sight with ${file}, whether the engine runs it or not (C38)`, async () => {
      const page = await openPage({
        doctype: '',
        root: 'xmlns="http://www.w3.org/1999/xhtml" lang="en"',
        type: 'application/xhtml+xml',
        charset: '<meta charset="utf-8" />',
        body: `<article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p></article-faq>${script(file).replace(' >', '>')}`,
      });
      await frames(page, 40);
      expect(page.faults).to.deep.equal([]);
      expect(page.find('article-faq').innerText).to.contain('Why?');
    });
  }
});
