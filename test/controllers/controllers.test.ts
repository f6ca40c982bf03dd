import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { request } from '../../src/adapters/http.js';
import { registerAdapter } from '../../src/context/adapters.js';
import { FeatureController } from '../../src/controllers/feature-controller.js';
import { onOtherPage, pageIdentity } from '../../src/controllers/page.js';
import { PortController } from '../../src/controllers/port-controller.js';
import { RequestController } from '../../src/controllers/request-controller.js';
import { SettingsController } from '../../src/controllers/settings-controller.js';
import { VisibilityController } from '../../src/controllers/visibility-controller.js';
import { offerLocale, registerLocale, WordsController, type Words } from '../../src/controllers/words-controller.js';
import '../../src/define/article-widgets.js';
import type { ArticlesPort } from '../../src/ports/articles.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { until } from '../support/wait.js';

const english = {
  greeting: 'Hello {name}',
  comments: { one: '{n} comment', other: '{n} comments' },
  only: 'Only English',
} satisfies Words;

class ControllerProbe extends LitElement {
  @property() provider = '';
  @property() src = '';
  @property({ attribute: false }) port: ArticlesPort | undefined;
  readonly ports: (string | undefined)[] = [];
  readonly swapped: ArticlesPort[] = [];
  readonly settings = new SettingsController(this, () => this.requestUpdate());
  readonly words = new WordsController(this, 'controller-probe', english, this.settings);
  readonly request = new RequestController<string>(this);
  readonly visibility = new VisibilityController(this, () => this.requestUpdate());
  readonly ports$ = new PortController(this, {
    name: 'articles',
    settings: this.settings,
    own: () => ({ port: this.port, provider: this.provider, src: this.src }),
    onChange: (port) => this.ports.push(port?.key),
    onSwap: (port) => this.swapped.push(port),
  });

  override render(): TemplateResult {
    return html`${this.words.t('greeting', { name: 'Ada' })} · ${this.words.t('comments', { n: 1 })} ·
    ${this.words.t('comments', { n: 1234 })} · ${this.words.t('only')}`;
  }
}
customElements.define('controller-probe', ControllerProbe);

const probe = (template = html`<controller-probe></controller-probe>`): Promise<ControllerProbe> =>
  fixture<ControllerProbe>(template);
const text = (element: Element): string => element.shadowRoot!.textContent.replaceAll(/\s+/g, ' ');
const articles = (key: string): ArticlesPort => ({ key, list: () => Promise.resolve({ articles: [] }) });

describe('RequestController', () => {
  it('keeps the last run when answers arrive out of order (D49)', async () => {
    const element = await probe();
    let slow: (value: string) => void = () => undefined;
    const first = element.request.run(() => new Promise((resolve) => (slow = resolve)));
    const second = element.request.run(() => Promise.resolve('second'));
    expect(await second).to.equal('second');
    slow('first');
    expect(await first).to.equal(undefined);
    expect(element.request.value).to.equal('second');
  });

  it('aborts when its element is removed, and stays idle', async () => {
    const element = await probe();
    let aborted = false;
    void element.request.run((signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => undefined);
    });
    element.remove();
    expect([aborted, element.request.status]).to.deep.equal([true, 'idle']);
  });

  it('gives up what nobody waits for any more, so that nothing happens after the reader was told that it did not', async () => {
    const element = await probe();
    const { setTimeout: later } = window;
    window.setTimeout = ((act: () => void, after?: number) => later(act, after === 60_000 ? 30 : after)) as typeof setTimeout;
    let signal: AbortSignal | undefined;
    try {
      await element.request.run((its) => {
        signal = its;
        return new Promise(() => undefined);
      });
    } finally {
      window.setTimeout = later;
    }
    expect([element.request.status, element.request.error?.code, signal!.aborted]).to.deep.equal(['failed', 'timeout', true]);
  });

  it('turns whatever was thrown into one class of failure', async () => {
    const element = await probe();
    await element.request.run(() => Promise.reject(new TypeError('adapter fault')));
    expect(element.request.status).to.equal('failed');
    expect(element.request.error).to.be.instanceOf(AfterwordError);
    expect(element.request.error!.code).to.equal('server');
  });
});

describe('PortController', () => {
  it('makes the named adapter from its source, and another when the attribute changes', async () => {
    registerAdapter('articles', 'probe', () => (src) => articles(src.href));
    const element = await probe(html`<controller-probe provider="probe" src="/one"></controller-probe>`);
    await until(() => element.ports$.port, 'a port');
    element.src = '/two';
    await until(() => element.ports$.port?.key.endsWith('/two'), 'the other port');
    expect(element.ports.map((key) => key?.replace(location.origin, ''))).to.deep.equal(['/one', '/two']);
  });

  it('explains a provider nobody registered, and picks it up when it registers late', async () => {
    const element = await probe(html`<controller-probe provider="late" src="/"></controller-probe>`);
    await until(() => element.ports$.error, 'an error');
    expect(element.ports$.error!.code).to.equal('misconfigured');
    expect(element.ports$.error!.message).to.contain('"late"');
    registerAdapter('articles', 'late', () => (src) => articles(src.href));
    await until(() => element.ports$.port, 'the late port');
    expect(element.ports$.error).to.equal(undefined);
  });

  it('explains a source that is no address', async () => {
    registerAdapter('articles', 'probe', () => (src) => articles(src.href));
    const element = await probe(html`<controller-probe provider="probe" src="http://["></controller-probe>`);
    await until(() => element.ports$.error, 'an error');
    expect(element.ports$.error!.code).to.equal('misconfigured');
  });

  it('takes a port that is made anew with the same key in place of the one before, and starts over for another key or none', async () => {
    const element = await probe();
    const give = async (port: ArticlesPort | undefined): Promise<void> => {
      element.port = port;
      await element.updateComplete;
    };
    const [one, again, other] = [articles('one'), articles('one'), articles('other')];
    for (const port of [one, again, other, undefined, one]) await give(port);
    expect(element.ports).to.deep.equal(['one', 'other', undefined, 'one']);
    expect(element.swapped).to.deep.equal([again]);
    await give(again);
    expect(element.ports$.port).to.equal(again);
  });

  it('says nothing is configured when nothing is', async () => {
    const element = await probe();
    expect([element.ports$.configured, element.ports$.port, element.ports$.error]).to.deep.equal([false, undefined, undefined]);
  });
});

describe('FeatureController', () => {
  it('works without a file that hangs, and tells the developer', async () => {
    const element = await probe();
    const { setTimeout: later } = window;
    const { warn } = console;
    const told: unknown[] = [];
    console.warn = (message: unknown) => told.push(message);
    window.setTimeout = ((act: () => void, after?: number) => later(act, after === 60_000 ? 30 : after)) as typeof setTimeout;
    const features = new FeatureController<null, { late: string }>(element, null, () => ({
      late: () => new Promise(() => undefined),
    }));
    try {
      expect(features.get('late', true)).to.equal(undefined);
      await until(() => features.get('late', true) === null, 'the end of its patience');
    } finally {
      window.setTimeout = later;
      console.warn = warn;
    }
    expect(told).to.deep.equal(['<controller-probe> works without "late", which did not load']);
  });
});

describe('request()', () => {
  it('waits no longer for an answer that a page awaited before it came back from the back/forward cache', async () => {
    const hanging = request('/never', {
      method: 'POST',
      signal: new AbortController().signal,
      fetch: () => new Promise(() => undefined),
    });
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    let code: unknown;
    await hanging.catch((error: AfterwordError) => (code = error.code));
    expect(code).to.equal('timeout');
  }).timeout(10_000);
});

describe('WordsController', () => {
  it('fills placeholders and chooses plural forms', async () => {
    const element = await probe();
    expect(text(element)).to.equal('Hello Ada · 1 comment · 1,234 comments · Only English');
  });

  it('takes the language of its place on the page, loads it once, and falls back word by word', async () => {
    let loads = 0;
    registerLocale('pl', () => {
      loads++;
      return Promise.resolve({
        'controller-probe': {
          greeting: 'Cześć {name}',
          comments: { one: '{n} komentarz', few: '{n} komentarze', other: '{n} komentarzy' },
        },
      });
    });
    const page = await fixture(
      html`<div lang="pl-PL"><controller-probe></controller-probe><controller-probe></controller-probe></div>`,
    );
    for (const element of page.querySelectorAll('controller-probe')) {
      await until(() => element.shadowRoot!.textContent.startsWith('Cześć Ada'), 'Polish words');
      expect(text(element)).to.equal('Cześć Ada · 1 komentarz · 1234 komentarze · Only English');
    }
    expect(loads).to.equal(1);
  });

  it('puts a page’s own words over those of the library, word by word, whichever comes first and also later', async () => {
    const element = await probe(html`<controller-probe lang="sk"></controller-probe>`);
    expect(text(element)).to.contain('Hello Ada');
    registerLocale('sk', () => Promise.resolve({ 'controller-probe': { greeting: 'Ahoj {name}' } }));
    await until(() => text(element).startsWith('Ahoj Ada · 1 comment ·'), 'own words on an element that is there');
    offerLocale('sk', () => Promise.resolve({ 'controller-probe': { greeting: 'Dobrý deň', only: 'Len po slovensky' } }));
    offerLocale('sk', () => Promise.reject(new Error('nobody asks the copy of another script')));
    await until(() => text(element).endsWith('Len po slovensky'), 'the words that are not its own');
    expect(text(element)).to.match(/^Ahoj Ada · /);
    registerLocale('sk', () => Promise.resolve({ 'controller-probe': { greeting: 'Čau {name}' } }));
    await until(() => text(element).startsWith('Čau Ada · '), 'what was said last');
  });

  it('knows a language however its tag is written, and stays in English where a file holds no words', async () => {
    registerLocale('fr-ca', () => Promise.resolve({ 'controller-probe': { greeting: 'Allô {name}' } }));
    const canadian = await probe(html`<controller-probe lang="FR-ca"></controller-probe>`);
    await until(() => text(canadian).startsWith('Allô Ada'), 'the words of fr-CA');
    expect(() => registerLocale('no_tag', () => Promise.resolve({}))).to.throw(RangeError);
    let loads = 0;
    registerLocale('lt', () => Promise.resolve(void loads++ as unknown as Record<string, Words>));
    const lithuanian = await probe(html`<controller-probe lang="lt"></controller-probe>`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([text(lithuanian).slice(0, 9), loads]).to.deep.equal(['Hello Ada', 1]);
  });

  it('follows the page when its language changes, and an element that is moved', async () => {
    registerLocale('fi', () => Promise.resolve({ 'controller-probe': { greeting: 'Hei {name}' } }));
    const page = await fixture<HTMLElement>(
      html`<div lang="en">
        <p lang="fi"></p>
        <controller-probe></controller-probe>
      </div>`,
    );
    const element = page.querySelector('controller-probe')!;
    expect(text(element)).to.contain('Hello Ada');
    page.lang = 'fi';
    await until(() => text(element).startsWith('Hei Ada'), 'the new language of the page');
    page.lang = 'en';
    await until(() => text(element).startsWith('Hello Ada'), 'the first one again');
    page.firstElementChild!.append(element);
    await until(() => text(element).startsWith('Hei Ada'), 'the language of its new place');
  });

  it('writes numbers as the language does, small ones too', async () => {
    const el = await fixture<ControllerProbe>(html`<controller-probe></controller-probe>`);
    const langs = [
      'en',
      'de',
      'es',
      'fr',
      'he',
      'it',
      'ja',
      'pl',
      'pt-BR',
      'uk',
      'zh-Hant',
      'ar',
      'ar-EG',
      'fa',
      'en-u-nu-arab',
    ];
    for (const lang of langs) {
      el.lang = lang;
      el.requestUpdate();
      await el.updateComplete;
      for (const value of [0, 7, 999, 1000, 12_345, -12, 2.5]) {
        expect(el.words.number(value), `${value} in ${lang}`).to.equal(new Intl.NumberFormat(lang).format(value));
      }
    }
  });

  it('writes the numbers of English words as English does, where the page’s language has no words, and as its own English', async () => {
    for (const lang of ['fa', 'mr', 'de-CH', 'en-GB', 'en-IN']) {
      const page = await fixture<HTMLElement>(html`<div lang=${lang}><controller-probe></controller-probe></div>`);
      const element = page.querySelector<ControllerProbe>('controller-probe')!;
      expect(element.words.t('comments', { n: 123_456 }), lang).to.equal(
        `${(123_456).toLocaleString(lang.startsWith('en') ? lang : 'en')} comments`,
      );
      expect(element.words.number(123_456), lang).to.equal((123_456).toLocaleString(lang));
    }
  });

  it('takes the words of the nearest wider language, also of one with a script and a region', async () => {
    registerLocale('sr-Latn', () => Promise.resolve({ 'controller-probe': { greeting: 'Zdravo {name}' } }));
    registerLocale('sr', () => Promise.resolve({ 'controller-probe': { greeting: 'Здраво {name}' } }));
    const latin = await probe(html`<controller-probe lang="sr-Latn-RS"></controller-probe>`);
    await until(() => text(latin).startsWith('Zdravo Ada'), 'Serbian in Latin letters');
    const cyrillic = await probe(html`<controller-probe lang="sr-Cyrl-RS"></controller-probe>`);
    await until(() => text(cyrillic).startsWith('Здраво Ada'), 'Serbian');
  });

  it('follows the settings of the page when their language changes', async () => {
    registerLocale('et', () => Promise.resolve({ 'controller-probe': { greeting: 'Tere {name}' } }));
    const settings = await fixture<HTMLElement>(
      html`<article-widgets lang="en"
        ><p lang="en"><controller-probe></controller-probe></p
      ></article-widgets>`,
    );
    const element = settings.querySelector<ControllerProbe>('controller-probe')!;
    expect(text(element)).to.contain('Hello Ada');
    settings.lang = 'et';
    await until(() => text(element).startsWith('Tere Ada'), 'the new language of the settings');
  });

  it('survives a lang that no engine knows', async () => {
    const element = await probe(html`<controller-probe lang="x_not a tag"></controller-probe>`);
    expect(element.shadowRoot!.textContent).to.contain('Hello Ada');
  });
});

describe('VisibilityController', () => {
  it('is not seen far below the viewport, and is seen once scrolled near, even after being moved', async () => {
    const page = await fixture(
      html`<div>
        <div style="height: 5000px"></div>
        <section><controller-probe style="display: block; height: 10px"></controller-probe></section>
      </div>`,
    );
    const element = page.querySelector('controller-probe') as ControllerProbe;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(element.visibility.seen).to.equal(false);
    page.append(element);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(element.visibility.seen).to.equal(false);
    element.scrollIntoView();
    await until(() => element.visibility.seen, 'the element to be seen');
  });
});

class SettledProbe extends LitElement {
  readonly settings = new SettingsController(this);
}
customElements.define('settled-probe', SettledProbe);

describe('pageIdentity', () => {
  const { href } = location;
  const links: HTMLLinkElement[] = [];
  const addLink = (address: string): HTMLLinkElement => {
    const link = Object.assign(document.createElement('link'), { rel: 'canonical', href: address });
    links.push(link);
    document.head.append(link);
    return link;
  };
  afterEach(() => {
    for (const link of links.splice(0)) link.remove();
    history.replaceState(null, '', href);
  });

  it('prefers the canonical link, and drops the hash of a location', () => {
    location.hash = 'comment-1';
    expect(pageIdentity().url).to.equal(location.href.split('#')[0]);
    addLink('https://news.example/a');
    expect(pageIdentity('7')).to.include({ id: '7', url: 'https://news.example/a' });
  });

  it('is never that of the page before, whose head a script left when it swapped the page', () => {
    history.replaceState(null, '', '/stories/1');
    const link = addLink('https://news.example/1');
    expect(pageIdentity().url).to.equal('https://news.example/1');
    history.pushState(null, '', '/stories/2?a=b#end');
    expect(pageIdentity().url).to.equal(`${location.origin}/stories/2?a=b`);
    link.href = 'https://news.example/2';
    expect(pageIdentity().url).to.equal('https://news.example/2');
    history.pushState(null, '', '/stories/2/');
    expect(pageIdentity().url, 'with a slash').to.equal('https://news.example/2');
    link.remove();
    addLink('https://news.example/2');
    history.pushState(null, '', '/stories/1');
    addLink('https://news.example/1');
    links[1]!.remove();
    expect(pageIdentity().url, 'back').to.equal('https://news.example/1');
  });

  it('is that of the page which was swapped in before its address was, in the same task', async () => {
    history.replaceState(null, '', '/stories/1');
    const link = addLink('https://news.example/1');
    pageIdentity();
    await new Promise((resolve) => setTimeout(resolve));
    const element = document.createElement('settled-probe') as SettledProbe;
    document.body.append(element);
    history.pushState(null, '', '/stories/2');
    const urlOf = (): string => pageIdentity('', element.settings.path).url;
    await until(() => urlOf() === `${location.origin}/stories/2`, 'the address of the second page');
    element.remove();
    document.body.append(element);
    link.remove();
    addLink('https://news.example/3');
    pageIdentity();
    history.pushState(null, '', '/stories/3');
    await until(() => urlOf() === 'https://news.example/3', 'the canonical link of the third, which came before its address');
    element.remove();
  });

  describe('for an element that stays while a router leads elsewhere', () => {
    class StayingProbe extends LitElement {
      others = 0;
      constructor() {
        super();
        onOtherPage(this, () => this.others++);
      }
    }
    customElements.define('staying-probe', StayingProbe);
    const probe = (): Promise<StayingProbe> => fixture(html`<staying-probe></staying-probe>`);
    const pass = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

    it('becomes another with the address, and with a canonical link that comes later', async () => {
      const element = await probe();
      history.pushState(null, '', '/stories/1');
      document.title = 'Another';
      await until(() => element.others === 1, 'the other page');
      addLink('https://news.example/first');
      await until(() => element.others === 2, 'the link');
    });

    it('stays while the canonical link does, and in one of several', async () => {
      addLink('https://news.example/album');
      const element = await probe();
      history.pushState(null, '', '/album/photo/3');
      document.title = 'Photo 3';
      await pass(1500);
      expect(element.others, 'a gallery').to.equal(0);
      const other = document.createElement('staying-probe');
      element.after(other);
      links[0]!.href = 'https://news.example/next';
      await pass(1500);
      expect(element.others, 'one of two').to.equal(0);
      other.remove();
    });
  });
});
