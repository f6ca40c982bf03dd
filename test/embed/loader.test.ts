import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { can } from '../support/engines.js';
import { until } from '../support/wait.js';
import { closePages, FAQ, FAR, frames, openPage, otherOrigin, script, SIGNUP, upgraded, type Page } from './pages.js';

/** Whether the page knows the tag. */
const knows = (page: Page, tag: string): boolean => page.window.customElements.get(tag) !== undefined;

describe('the script tag', () => {
  afterEach(closePages);

  it('brings an element that is near the screen to life, without a fault', async () => {
    const page = await openPage({ body: FAQ + script() });
    await upgraded(page, 'article-faq');
    expect(page.faults).to.deep.equal([]);
    expect(page.warnings).to.deep.equal([]);
  });

  it('loads nothing but itself on a page without our elements', async () => {
    const page = await openPage({ body: `<p>Only text</p>${script()}` });
    await frames(page);
    expect(page.requests().filter((address) => address.includes('/copy/'))).to.have.lengthOf(1);
  });

  it('loads an element only when the reader comes near it', async () => {
    const page = await openPage({ body: FAQ + FAR + SIGNUP + script() });
    await upgraded(page, 'article-faq');
    await frames(page);
    expect(knows(page, 'newsletter-signup')).to.equal(false);
    page.window.scrollTo(0, 4600);
    await upgraded(page, 'newsletter-signup');
  });

  it('leaves an element under its article where the address changes before its code comes, and one of another page under that', async () => {
    const asked = (page: Page, address: string): Promise<unknown> =>
      until(
        () => page.requests().some((request) => new URL(request).pathname.startsWith('/no-api') && request.includes(address)),
        `a list for ${address}`,
      );
    const page = await openPage({
      head: '<link rel="canonical" href="https://news.example/album">',
      body: `${FAR}<comment-box src="/no-api"></comment-box>${script()}`,
    });
    await until(() => page.requests().some((address) => address.includes('/copy/')), 'the loader');
    await frames(page);
    expect(knows(page, 'comment-box')).to.equal(false);
    page.window.history.pushState(null, '', '/album/photo/3');
    page.window.scrollTo(0, 4600);
    await asked(page, encodeURIComponent('https://news.example/album'));
    page.window.history.pushState(null, '', '/story/2');
    const swapped = page.document.createElement('comment-box');
    swapped.setAttribute('src', '/no-api');
    page.find('comment-box').replaceWith(swapped);
    await asked(page, encodeURIComponent(`${page.window.location.host}/story/2`));
  });

  it('leaves the page as it was written: same nodes, same attributes', async () => {
    const page = await openPage({ body: FAQ + SIGNUP + script() });
    const before = [FAQ, SIGNUP];
    await upgraded(page, 'article-faq');
    await upgraded(page, 'newsletter-signup');
    const after = [page.find('article-faq').outerHTML, page.find('newsletter-signup').outerHTML];
    expect(after.map((html) => html.replaceAll('=""', ''))).to.deep.equal(before);
  });

  it('works in the head, before there is a body', async () => {
    const page = await openPage({ head: script(), body: FAQ });
    await upgraded(page, 'article-faq');
  });

  it('works when it is async, and when a tag manager puts it in late', async () => {
    const async = await openPage({ head: script('embed.js', { attributes: 'async' }), body: FAQ });
    await upgraded(async, 'article-faq');
    const late = await openPage({ body: FAQ });
    const tag = Object.assign(late.document.createElement('script'), { type: 'module', src: '/copy/late/embed.js' });
    late.document.head.append(tag);
    await upgraded(late, 'article-faq');
  });

  it('sees elements that the page adds later, also deep inside', async () => {
    const page = await openPage({ body: script() });
    await frames(page);
    const box = page.document.createElement('div');
    const element = page.document.createElement('article-faq');
    element.append(page.document.createElement('p'));
    box.append(element);
    page.document.body.append(box);
    await upgraded(page, 'article-faq');
  });

  it('waits with an element in a closed tab panel until the panel is shown', async () => {
    const page = await openPage({ body: `<div id="panel" hidden>${FAQ}</div>${script()}` });
    await frames(page);
    expect(knows(page, 'article-faq')).to.equal(false);
    page.find('#panel').hidden = false;
    await upgraded(page, 'article-faq');
  });

  it('loads an element that the page cloaks until it is defined', async () => {
    const page = await openPage({
      head: '<style>article-faq:not(:defined) { display: none }</style>',
      body: FAQ + script(),
    });
    await upgraded(page, 'article-faq');
  });

  it('loads an element without a box of its own, and one without content', async () => {
    const page = await openPage({
      head: '<style>newsletter-signup { display: contents } :empty { display: none }</style>',
      body: `<article-faq></article-faq>${SIGNUP}${script()}`,
    });
    await until(() => knows(page, 'article-faq') && knows(page, 'newsletter-signup'), 'both to load');
  });

  it('loads a far FAQ at once when the address leads into it, and when it does so later', async () => {
    const page = await openPage({ body: FAR + FAQ + script(), hash: '#why' });
    await until(() => knows(page, 'article-faq'), 'the FAQ to load');
    const later = await openPage({ body: FAR + FAQ + script() });
    await frames(later);
    expect(knows(later, 'article-faq')).to.equal(false);
    later.window.location.hash = '#why';
    await until(() => knows(later, 'article-faq'), 'the FAQ to load');
  });

  it('takes settings from its own data attributes, the weakest of all', async () => {
    const page = await openPage({
      head: '<img name="currentScript" src="data:,"><img name="scripts" src="data:,">',
      body: `<comment-box></comment-box><article-widgets lang="de" thread="t2"><comment-box></comment-box></article-widgets>
        <comment-box thread="t3" lang="en"></comment-box>
        ${script('embed.js', { attributes: 'data-comments="rest" data-comments-src="/no-api" data-lang="fr" data-thread="t1"' })}`,
    });
    await upgraded(page, 'comment-box');
    const asked = (thread: string): boolean =>
      page.requests().some((address) => address.includes('/no-api/comments') && address.includes(`thread=${thread}`));
    await until(() => asked('t1') && asked('t2') && asked('t3'), 'the three lists');
    const labels = (): (string | null | undefined)[] =>
      [...page.document.querySelectorAll('comment-box')].map((box) =>
        box.shadowRoot?.querySelector('section')?.getAttribute('aria-label'),
      );
    await until(() => labels().join() === 'Commentaires,Kommentare,Comments', 'their languages');
  });

  it('takes the thread of the page that a visit within the document brings, and none of another page', async () => {
    const tag = (thread: string): string =>
      script('embed.js', { attributes: `data-comments-src="/no-api" ${thread && `data-thread="${thread}"`}` });
    const page = await openPage({ body: `<main><comment-box></comment-box>${tag('one')}</main>` });
    const asked = (thread: string): boolean => page.requests().some((address) => address.includes(`thread=${thread}`));
    await until(() => asked('one'), 'the list of the first page');
    // As Turbo does: another body, whose scripts are made anew.
    const visit = (path: string, thread: string): void => {
      page.window.history.pushState(null, '', path);
      const next = page.document.createElement('main');
      const loader = Object.assign(page.document.createElement('script'), {
        type: 'module',
        src: page.document.querySelector<HTMLScriptElement>('script[src]')!.src,
      });
      loader.dataset['commentsSrc'] = '/no-api';
      if (thread) loader.dataset['thread'] = thread;
      next.append(loader, page.document.createElement('comment-box'));
      page.find('main').replaceWith(next);
    };
    visit('/story/two', 'two');
    await until(() => asked('two'), 'the list of the second page');
    visit('/story/three', '');
    await until(() => asked(encodeURIComponent(`https://${page.window.location.host}/story/three`)), 'that of the third');
  });

  for (const [where, src, after] of [
    ['where its address is redirected', '/moved/embed.js', ''],
    ['where a <base> after it changes what its address means', 'copy/first/embed.js', '<base href="/elsewhere/">'],
  ] as const) {
    it(`takes settings from its own data attributes ${where}`, async () => {
      const page = await openPage({
        head: `<script type="module" src="/old-script/none.js" data-lang="de"></script>
          <script type="module" src="${src}" data-comments="memory" data-enhance></script>${after}`,
        body: '<article><h2>FAQ</h2><h3>Why?</h3><p>Because.</p><h3>Who?</h3><p>You.</p></article><comment-box></comment-box>',
      });
      const box = page.find('comment-box');
      await until(() => box.matches(':state(live)'), 'the conversation');
      await until(() => page.document.querySelector('article-faq'), 'what the article holds');
    });
  }

  it('brings the words of the page’s language and the adapter the page names', async () => {
    const page = await openPage({
      root: 'lang="de"',
      body: `<newsletter-signup></newsletter-signup>${script('embed.js', { attributes: 'data-newsletter="memory"' })}`,
    });
    await upgraded(page, 'newsletter-signup');
    await until(() => page.find('newsletter-signup').shadowRoot!.textContent.includes('Abonnieren'), 'German words');
    expect(page.warnings).to.deep.equal([]);
  });

  it('works from another origin', async () => {
    const origin = await otherOrigin();
    const page = await openPage({ body: `${FAQ}<script type="module" src="${origin}/embed.js" data-lang="en"></script>` });
    await upgraded(page, 'article-faq');
    expect(page.faults).to.deep.equal([]);
    const ours = page.requests().filter((address) => address.endsWith('.js'));
    expect(ours.every((address) => address.startsWith(origin))).to.equal(true);
  });

  it('works twice on a page, as the same file and as two copies, and next to the all-in-one file', async () => {
    const page = await openPage({
      body:
        FAQ + SIGNUP + script() + script() + script('embed.js', { copy: 'second' }) + script('afterword.js', { copy: 'third' }),
    });
    await upgraded(page, 'article-faq');
    await upgraded(page, 'newsletter-signup');
    await frames(page, 20);
    expect(page.faults).to.deep.equal([]);
    expect(page.warnings).to.deep.equal([]);
  });

  it('stands back when the page has another element of that name, and says so once', async () => {
    const page = await openPage({
      body: `${FAQ}${SIGNUP}<script>customElements.define('article-faq', class Theirs extends HTMLElement {})</script>${script('afterword.js')}`,
    });
    await upgraded(page, 'newsletter-signup');
    expect(page.find('article-faq').shadowRoot).to.equal(null);
    expect(page.warnings.filter((warning) => warning.includes('<article-faq>'))).to.have.lengthOf(1);
    expect(page.faults).to.deep.equal([]);
  });

  it('opens the form at the second try where its file could not be had at the first, in every browser', async () => {
    const page = await openPage({
      body: `<article-widgets comments="memory"></article-widgets><comment-box></comment-box>${script('embed.js', { copy: 'form' })}`,
    });
    const inBox = (selector: string): HTMLElement | null | undefined =>
      page.find('comment-box').shadowRoot?.querySelector<HTMLElement>(selector);
    const open = await until(() => inBox('button'), 'the button that opens the form');
    await executeServerCommand('fail-next', 'form');
    open.click();
    const again = await until(() => inBox('.error + button'), 'the failure to be told');
    again.click();
    await until(() => inBox('comment-composer')?.shadowRoot?.querySelector('textarea'), 'the form');
    expect(page.faults).to.deep.equal([]);
  });

  it('says once that a part did not arrive, keeps the page readable, and gets it when the network is back', async () => {
    const nonce = Math.random().toString(36).slice(2);
    const page = await openPage({ body: `${FAQ}<script type="module" src="/flaky/${nonce}/embed.js"></script>` });
    await until(() => page.warnings.length, 'the developer to be told');
    expect(page.find('article-faq').textContent).to.contain('Because.');
    // Each file of a part may fail once.
    if (!can('import-again')) return;
    for (let chance = 0; chance < 6 && !page.find('article-faq').shadowRoot; chance++) {
      page.window.dispatchEvent(new Event('online'));
      await frames(page, 20);
    }
    await upgraded(page, 'article-faq');
    expect(page.warnings).to.have.lengthOf(1);
    expect(page.faults).to.deep.equal([]);
  });
});

describe('the all-in-one file', () => {
  afterEach(closePages);

  it('brings elements to life with one request', async () => {
    const page = await openPage({ body: FAQ + SIGNUP + script('afterword.js') });
    await upgraded(page, 'article-faq');
    await upgraded(page, 'newsletter-signup');
    expect(page.requests().filter((address) => address.includes('/copy/'))).to.have.lengthOf(1);
    expect(page.faults).to.deep.equal([]);
  });

  it('defines each element in a task of its own', async () => {
    const page = await openPage({
      head: `<script>
        const { define } = CustomElementRegistry.prototype;
        const tasks = [];
        let isSame = false;
        CustomElementRegistry.prototype.define = function (tag, element) {
          if (isSame) tasks.at(-1).push(tag);
          else tasks.push([tag]);
          isSame = true;
          setTimeout(() => (isSame = false));
          define.call(this, tag, element);
          document.documentElement.dataset.tasks = JSON.stringify(tasks);
        };
      </script>`,
      body: FAQ + SIGNUP + script('afterword.js'),
    });
    await upgraded(page, 'article-faq');
    await upgraded(page, 'newsletter-signup');
    const defined = (): string[][] => JSON.parse(page.document.documentElement.dataset['tasks']!) as string[][];
    for (const tag of ['did-you-know', 'related-articles', 'comment-box'])
      await until(() => defined().some(([first]) => first === tag), tag);
    expect(defined().filter(({ length }) => length > 1)).to.deep.equal([]);
  });

  it('takes what few pages switch on from the file beside it, which has a Lit of its own', async () => {
    const page = await openPage({
      body: `<article-faq helpful open><h3>Why?</h3><p>Because.</p></article-faq>${script('afterword.js')}`,
    });
    await upgraded(page, 'article-faq');
    const find = (): HTMLButtonElement | undefined =>
      [...page.find('article-faq').shadowRoot!.querySelectorAll('button')].find(
        (button) => button.textContent.trim() === 'Yes',
      );
    const yes = await until(find, 'the question whether it was helpful');
    yes.click();
    await until(() => yes.ariaPressed === 'true', 'the vote');
    const files = page.requests().filter((address) => address.includes('/copy/'));
    expect(files.map((address) => address.split('/').at(-1)).sort()).to.deep.equal(['afterword.js', 'extras.js']);
    expect(page.faults).to.deep.equal([]);
  });

  it('reads a feed of any kind, as the loader does', async () => {
    const page = await openPage({
      body: `<related-articles src="/test/embed/feed.xml"></related-articles>${script('afterword.js')}`,
    });
    const titles = (): (string | undefined)[] =>
      [...page.find('related-articles').shadowRoot!.querySelectorAll('li a')].map((link) => link.textContent.trim());
    await upgraded(page, 'related-articles');
    await until(() => titles().length === 2, 'the articles of the feed');
    expect(titles().sort()).to.deep.equal(['The room behind the room', 'Who guards a ceasefire?']);
    expect(page.faults).to.deep.equal([]);
  });

  it('takes settings from its own data attributes', async () => {
    const body = `<related-articles></related-articles>${script('afterword.js', { attributes: 'data-articles-src="/no-feed.json"' })}`;
    const page = await openPage({ body });
    await until(() => page.requests().some((address) => address.endsWith('/no-feed.json')), 'the feed to be asked for');
  });

  it('takes further adapters and languages from plain script tags, which leave no globals behind', async () => {
    const page = await openPage({
      root: 'lang="de"',
      head: `<script>window.before = Object.keys(window)</script>
        <script src="/copy/first/adapters/subscribe-listmonk.js"></script><script src="/copy/first/locales/de.js"></script>
        <script>window.added = Object.keys(window).filter((name) => !before.includes(name) && name !== 'before')</script>`,
      body: `<newsletter-signup provider="listmonk" src="https://lists.example/?list=1"></newsletter-signup>
        ${script('afterword.js')}`,
    });
    await upgraded(page, 'newsletter-signup');
    await until(() => page.find('newsletter-signup').shadowRoot!.textContent.includes('Abonnieren'), 'German words');
    expect((page.window as unknown as { added: string[] }).added).to.deep.equal([]);
    expect(page.warnings.filter((warning) => warning.includes('no newsletter adapter'))).to.deep.equal([]);
  });

  it('speaks the language of the page from the file of that language beside it', async () => {
    const page = await openPage({
      root: 'lang="uk"',
      body: `<newsletter-signup provider="memory" topics="none"></newsletter-signup>${script('afterword.js')}`,
    });
    await upgraded(page, 'newsletter-signup');
    await until(() => page.find('newsletter-signup').shadowRoot!.textContent.includes('Підписатися'), 'Ukrainian words');
    expect(page.requests().filter((address) => address.includes('/locales/'))).to.have.length(1);
    expect([page.faults, page.warnings]).to.deep.equal([[], []]);
  });

  it('says so where what enhances a page is gone, and leaves the page as it is', async () => {
    const page = await openPage({
      body: `<h2>FAQ</h2><article-widgets enhance></article-widgets>
        <script type="module" src="/only-loader/enhance/afterword.js" data-enhance></script>`,
    });
    await until(
      () => page.warnings.filter((warning) => warning.includes('what enhances this page')).length === 2,
      'the developer to be told',
    );
    expect(page.faults).to.deep.equal([]);
  });

  it('takes an adapter that arrives after the element', async () => {
    const page = await openPage({
      body: `<newsletter-signup provider="kit" src="https://kit.example/?form=1"></newsletter-signup>${script('afterword.js')}`,
    });
    await until(() => page.warnings.some((warning) => warning.includes('no newsletter adapter')), 'the developer to be told');
    page.document.head.append(
      Object.assign(page.document.createElement('script'), { src: '/copy/first/adapters/subscribe-kit.js' }),
    );
    const registry = (page.window as unknown as Record<symbol, { loaders: Map<string, unknown> }>)[
      Symbol.for('afterword.adapters')
    ];
    await until(() => registry?.loaders.has('newsletter/kit'), 'the adapter to register itself');
    expect(page.faults).to.deep.equal([]);
  });
});
