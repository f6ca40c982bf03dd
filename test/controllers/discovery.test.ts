import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/comment-box.js';
import '../../src/define/related-articles.js';
import { discover, type Discovered } from '../../src/discovery/discover.js';
import { recorded, toResponse } from '../support/recorded.js';
import { until } from '../support/wait.js';

const HERE = 'https://news.example/2026/10/coral/';

/** What a page with that head and body says of itself, as `port provider src` lines. */
function names(head: string, body = '', here = HERE): string[] {
  const page = new DOMParser().parseFromString(`<!doctype html><head><base href="${here}">${head}</head>${body}`, 'text/html');
  return (['comments', 'articles', 'newsletter'] as const).flatMap((port) =>
    discover(port, page, here).map(({ provider, src }: Discovered) => `${port} ${provider} ${src}`),
  );
}

// As WordPress 6.8.7 writes it for a post; the same facts are in the recorded `Link` headers of its pages.
const WORDPRESS = `
  <link rel="alternate" type="application/rss+xml" title="Lab Times &raquo; Feed" href="https://news.example/feed/" />
  <link rel="alternate" type="application/rss+xml" title="Lab Times &raquo; Comments Feed" href="https://news.example/comments/feed/" />
  <link rel="https://api.w.org/" href="https://news.example/wp-json/" />
  <link rel="alternate" title="JSON" type="application/json" href="https://news.example/wp-json/wp/v2/posts/4" />
  <link rel="alternate" title="oEmbed (JSON)" type="application/json+oembed" href="https://news.example/wp-json/oembed/1.0/embed?url=x" />
  <link rel='shortlink' href='https://news.example/?p=4' />`;
// As Ghost 6 writes it for a post whose theme has comments.
const GHOST = `
  <link rel="alternate" type="application/rss+xml" title="Lab Ghost" href="https://news.example/rss/">
  <script defer src="https://cdn.example/portal.min.js" data-i18n="true" data-ghost="https://news.example/" data-key="a31da673daef8f9bd5282ab32d" data-api="https://news.example/ghost/api/content/" data-locale="en" crossorigin="anonymous"></script>`;
const GHOST_COMMENTS = `<body class="post-template"><script defer src="https://cdn.example/comments-ui.min.js" data-ghost-comments="https://news.example/" data-api="https://news.example/ghost/api/content/" data-admin="https://news.example/ghost/" data-key="a31da673daef8f9bd5282ab32d" data-post-id="6b02d66d8fd770055c97bd0e"></script>`;
const FORM = 'form=https%3A%2F%2Fnews.example%2Fwp-comments-post.php';

describe('what a page says of its own backend', () => {
  it('is WordPress, the post and its form', () => {
    expect(names(WORDPRESS, '<body class="post-template-default single postid-4">')).to.deep.equal([
      `comments wordpress https://news.example/wp-json/?post=4&${FORM}`,
      'articles wordpress https://news.example/wp-json/',
      'articles rss https://news.example/feed/',
    ]);
  });

  it('is the post of WordPress, by whichever sign of it the theme left', () => {
    const api = '<link rel="https://api.w.org/" href="/wp-json/">';
    const signs: [string, string, string][] = [
      ['', '<body class="single postid-17">', '17'],
      ['<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/18">', '', '18'],
      ['<link rel="shortlink" href="https://news.example/?p=19">', '', '19'],
      [
        '',
        '<form id="commentform" action="/blog/wp-comments-post.php"><input type="hidden" name="comment_post_ID" value="20"></form>',
        '20',
      ],
    ];
    for (const [head, body, id] of signs) expect(names(api + head, body)[0], id).to.contain(`?post=${id}&`);
    expect(names(api + signs[3]![0], signs[3]![1])[0]).to.contain(
      'form=https%3A%2F%2Fnews.example%2Fblog%2Fwp-comments-post.php',
    );
  });

  it('is the post of the form, whatever head a script left when it swapped the page', () => {
    const form = '<form id="commentform"><input type="hidden" name="comment_post_ID" value="22"></form>';
    expect(names(WORDPRESS, `<body class="single postid-4">${form}`)[0]).to.contain('?post=22&');
    const { href } = location;
    const head = document.createElement('template');
    head.innerHTML =
      '<link rel="canonical" href="/4"><link rel="https://api.w.org/" href="/wp-json/"><link rel="shortlink" href="/?p=4">';
    const nodes = [...head.content.children];
    document.head.append(...nodes);
    const here = (): readonly Discovered[] => discover('comments');
    expect(here()[0]?.src).to.contain('post=4&');
    history.pushState(null, '', '/another-story');
    expect(here()).to.deep.equal([]);
    document.body.insertAdjacentHTML('beforeend', form);
    expect(here()[0]?.src).to.contain('post=22&');
    document.querySelector('#commentform')!.remove();
    for (const node of nodes) node.remove();
    history.replaceState(null, '', href);
  });

  it('is no conversation on a page of WordPress that lists posts or is no post', () => {
    for (const body of ['<body class="home blog">', '<body class="archive category">', '<body class="page page-id-4">', '']) {
      const found = names('<link rel="https://api.w.org/" href="/wp-json/">', body);
      expect(found, body).to.deep.equal(['articles wordpress https://news.example/wp-json/']);
    }
  });

  it('is WordPress with plain permalinks, and in a folder', () => {
    const plain = `<link rel="https://api.w.org/" href="https://news.example/index.php?rest_route=/">
      <link rel="alternate" type="application/json" href="https://news.example/index.php?rest_route=%2Fwp%2Fv2%2Fposts%2F4">`;
    expect(names(plain)[0]).to.equal(`comments wordpress https://news.example/index.php?rest_route=%2F&post=4&${FORM}`);
    const folder = '<link rel="https://api.w.org/" href="https://news.example/blog/wp-json/">';
    expect(names(folder, '<body class="postid-4">')[0]).to.contain('%2Fblog%2Fwp-comments-post.php');
  });

  it('is Ghost, its key and the post; comments only where the theme has them', () => {
    expect(names(GHOST, GHOST_COMMENTS)).to.deep.equal([
      'comments ghost https://news.example/?post=6b02d66d8fd770055c97bd0e',
      'articles ghost https://news.example/?key=a31da673daef8f9bd5282ab32d',
      'articles rss https://news.example/rss/',
      'newsletter ghost https://news.example/',
    ]);
    expect(names(GHOST).some((name) => name.startsWith('comments'))).to.equal(false);
  });

  it('is Ghost by its own scripts, whatever keys and addresses stand in those of others', () => {
    const other = '<script data-key="vendor" data-api="https://news.example/vendor/" data-post-id="9"></script>';
    const foreign = '<script data-ghost="https://other.example/" data-key="theirs"></script>';
    expect(names(other + foreign + GHOST, GHOST_COMMENTS).slice(0, 2)).to.deep.equal([
      'comments ghost https://news.example/?post=6b02d66d8fd770055c97bd0e',
      'articles ghost https://news.example/?key=a31da673daef8f9bd5282ab32d',
    ]);
  });

  it('is Ghost where its service keeps the posts of a site with a domain of its own', () => {
    const on = (api: string): string | undefined =>
      names(`<script data-ghost="https://news.example/" data-key="k" data-api="${api}"></script>`)[0];
    expect(on('https://paper.ghost.io/ghost/api/content/')).to.equal('articles ghost https://paper.ghost.io/?key=k');
    for (const api of [
      'https://paper.ghost.io.evil.test/ghost/api/content/',
      'http://paper.ghost.io/ghost/api/content/',
      'https://paper.ghost.io/elsewhere/',
      'https://ghost.io/ghost/api/content/',
      'https://a:b@paper.ghost.io/ghost/api/content/',
      'https://other.example/ghost/api/content/',
    ])
      expect(on(api), api).to.equal('articles ghost https://news.example/?key=k');
  });

  it('is the form of WordPress beside WordPress itself, wherever its API and its pages are', () => {
    const post = '<body class="logged-in postid-4">';
    const form = (root: string, more = ''): (string | null)[] => {
      const { searchParams } = new URL(names(`<link rel="https://api.w.org/" href="${root}">${more}`, post)[0]!.split(' ')[2]!);
      return [searchParams.get('form'), searchParams.get('nonce')];
    };
    const at = (folder: string): string[] => [
      `https://news.example${folder}wp-comments-post.php`,
      `https://news.example${folder}wp-admin/admin-ajax.php?action=rest-nonce`,
    ];
    expect(form('/index.php/wp-json/')).to.deep.equal(at('/'));
    expect(form('/blog/index.php/wp-json')).to.deep.equal(at('/blog/'));
    expect(form('/api/')).to.deep.equal(at('/'));
    expect(form('/?rest_route=/')).to.deep.equal(at('/'));
    expect(form('/blog/?rest_route=/')).to.deep.equal(at('/blog/'));
    expect(form('/blog/index.php?rest_route=/')).to.deep.equal(at('/blog/'));
    const named = '<link rel="EditURI" type="application/rsd+xml" href="https://news.example/wp/xmlrpc.php?rsd">';
    expect(form('/wp-json/', named)).to.deep.equal(at('/wp/'));
    expect(form('/wp-json/', named.replace('news', 'evil'))).to.deep.equal(at('/'));
  });

  it('is a feed, the one that is data before those that must be parsed', () => {
    const feeds = `<link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel="alternate" type="application/atom+xml" href="/atom.xml">
      <link rel="alternate home" type="application/feed+json" href="feed.json"><link rel="alternate" type="application/json" href="/x.json">
      <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" type="application/rss+xml" href="/no.xml">`;
    expect(names(feeds)).to.deep.equal([
      'articles json-feed https://news.example/2026/10/coral/feed.json',
      'articles atom https://news.example/atom.xml',
      'articles rss https://news.example/rss.xml',
    ]);
  });

  it('is never somebody else’s server, nor an address that is none', () => {
    const foreign = [
      'https://evil.example/',
      'https://news.example.evil.test/',
      'javascript:alert(1)',
      'http://[',
      'https://example/',
    ];
    for (const address of foreign) {
      const page = `<link rel="https://api.w.org/" href="${address}"><link rel="alternate" type="application/rss+xml" href="${address}">
        <script data-ghost="${address}" data-key="k" data-post-id="p"></script>`;
      expect(names(page, '<body class="postid-4">'), address).to.deep.equal([]);
    }
    for (const own of ['https://www.news.example/', 'https://blog.news.example/']) {
      expect(names(`<link rel="https://api.w.org/" href="${own}wp-json/">`)).to.deep.equal([
        `articles wordpress ${own}wp-json/`,
      ]);
    }
  });
});

describe('an element that nobody configured', () => {
  const realFetch = window.fetch;
  let asked: string[] = [];
  let added: Element[] = [];

  beforeEach(() => {
    asked = [];
    added = [];
  });
  afterEach(() => {
    window.fetch = realFetch;
    document.body.className = '';
    for (const element of added) element.remove();
  });

  /** Puts a link of WordPress or a feed into the page's head, and answers as recorded. */
  function site(rel: string, href: string, type: string, answer: (url: URL) => Promise<Response> | undefined): void {
    const link = Object.assign(document.createElement('link'), { rel, href, type });
    document.head.append(link);
    added.push(link);
    window.fetch = (input, init) => {
      const url = new URL(String(input instanceof Request ? input.url : input), location.href);
      const response = answer(url);
      if (!response) return realFetch(input, init);
      asked.push(url.pathname + url.search);
      return response;
    };
  }

  it('shows the comments of the WordPress post it stands under', async () => {
    const tree = await recorded('wordpress/comments-tree-flat');
    const items = (tree.response.body as { id: number; parent: number }[]).filter(({ parent }) => parent === 0);
    document.body.className = 'single postid-4';
    site('https://api.w.org/', '/site/wp-json/', '', (url) => {
      if (!url.pathname.startsWith('/site/wp-json/')) return undefined;
      if (url.pathname.endsWith('/posts/4')) return Promise.resolve(Response.json({ comment_status: 'open' }));
      return Promise.resolve(
        Response.json(url.searchParams.get('parent') === '0' ? items : [], { headers: { 'X-WP-Total': '12' } }),
      );
    });
    const box = await fixture(html`<comment-box></comment-box>`);
    await until(() => box.shadowRoot!.textContent.includes('Comment number 1'), 'the first comment');
    expect(asked[0]).to.contain('/site/wp-json/wp/v2/comments?post=4');
  });

  it('shows the articles of the page’s own feed', async () => {
    const feed = { items: [{ url: '/one', title: 'One more story' }] };
    site('alternate', '/site/feed.json', 'application/feed+json', (url) =>
      url.pathname === '/site/feed.json' ? Promise.resolve(Response.json(feed)) : undefined,
    );
    const related = await fixture(html`<related-articles></related-articles>`);
    await until(() => related.shadowRoot!.textContent.includes('One more story'), 'the article');
  });

  it('asks nobody where the publisher chose the links, or the page names nothing of its own', async () => {
    site('alternate', '/site/feed.json', 'application/feed+json', (url) =>
      url.pathname.startsWith('/site/')
        ? Promise.resolve(
            toResponse({ request: { method: 'GET', url: url.href }, response: { status: 200, headers: {}, body: '{}' } }),
          )
        : undefined,
    );
    const related = await fixture(
      html`<related-articles
        ><ul>
          <li><a href="/mine">Mine</a></li>
        </ul></related-articles
      >`,
    );
    const box = await fixture(html`<comment-box></comment-box>`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).to.deep.equal([]);
    expect(related.textContent).to.contain('Mine');
    expect(box.shadowRoot!.querySelector('form, li, button')).to.equal(null);
  });

  it('is told from one that says `auto` where there is nothing to find: the developer hears of that', async () => {
    const warn = console.warn;
    const told: unknown[] = [];
    console.warn = (...what: unknown[]) => told.push(what[0]);
    try {
      await fixture(html`<comment-box provider="auto"></comment-box>`);
      await until(() => told.some((message) => String(message).includes('names no backend')), 'a warning');
    } finally {
      console.warn = warn;
    }
  });

  describe('and whose site lets no reader in', () => {
    const warn = console.warn;
    let told: string[] = [];
    beforeEach(() => {
      told = [];
      console.warn = (...what: unknown[]) => told.push(String(what[0]));
      document.body.className = 'single postid-4';
    });
    afterEach(() => {
      console.warn = warn;
    });
    const closings = (): string[] => told.filter((message) => message.includes('closed to readers'));

    const answers: Readonly<Record<string, () => Response>> = {
      '401, as plug-ins that close the REST API say': () =>
        Response.json({ code: 'rest_not_logged_in', message: 'x', data: { status: 401 } }, { status: 401 }),
      '403 of a firewall': () => new Response('<h1>Forbidden</h1>', { status: 403 }),
      '404, because nothing is there': () => new Response('<h1>Not found</h1>', { status: 404 }),
      'its home page instead': () => new Response('<!doctype html><title>Lab Times</title>'),
    };
    for (const [what, answer] of Object.entries(answers)) {
      it(`stays as it was: ${what}`, async () => {
        site('https://api.w.org/', '/site/wp-json/', '', (url) =>
          url.pathname.startsWith('/site/wp-json/') ? Promise.resolve(answer()) : undefined,
        );
        const box = await fixture(html`<comment-box><p>Write to us.</p></comment-box>`);
        const related = await fixture(html`<related-articles><p>Our front page</p></related-articles>`);
        await until(() => closings().length === 2, 'the developer told by both');
        await until(() => !box.matches(':state(loading)') && !box.shadowRoot!.textContent.includes('Loading'), 'the end');
        for (const element of [box, related]) {
          expect(element.shadowRoot!.querySelector('form, [role="listitem"], button, .error')).to.equal(null);
          expect(element.children[0]!.checkVisibility(), element.localName).to.equal(true);
        }
        expect(box.matches(':state(failed)')).to.equal(false);
        expect(related.shadowRoot!.textContent).not.to.contain('could not');
        const before = asked.length;
        box.setAttribute('lang', 'en');
        await new Promise((resolve) => setTimeout(resolve));
        expect([closings().length, asked.length]).to.deep.equal([2, before]);
      });
    }

    it('shows the articles of its feed instead, when that is open', async () => {
      const feed = `<rss version="2.0"><channel><title>Lab</title><item><title>By feed</title><link>/one</link></item></channel></rss>`;
      site('https://api.w.org/', '/site/wp-json/', '', (url) => {
        if (url.pathname === '/site/feed/') return Promise.resolve(new Response(feed));
        return url.pathname.startsWith('/site/wp-json/') ? Promise.resolve(new Response('', { status: 401 })) : undefined;
      });
      const link = Object.assign(document.createElement('link'), {
        rel: 'alternate',
        href: '/site/feed/',
        type: 'application/rss+xml',
      });
      document.head.append(link);
      added.push(link);
      const related = await fixture(html`<related-articles></related-articles>`);
      await until(() => related.shadowRoot!.textContent.includes('By feed'), 'the article of the feed');
      expect(closings()).to.have.length(1);
    });

    it('says that it failed when it was open before, or fails in another way', async () => {
      site('https://api.w.org/', '/site/wp-json/', '', (url) =>
        url.pathname.startsWith('/site/wp-json/') ? Promise.resolve(new Response('', { status: 500 })) : undefined,
      );
      const box = await fixture(html`<comment-box></comment-box>`);
      await until(() => box.matches(':state(failed)'), 'the failure');
      expect(box.shadowRoot!.querySelector('button')).not.to.equal(null);
      expect(closings()).to.deep.equal([]);
    });
  });
});
