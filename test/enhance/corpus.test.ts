import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseHTML } from 'linkedom';
import { parse, serialize } from 'parse5';
import type { Target } from '../../src/enhance/finding.js';

/** What corpus/README.md says of an expectation. */
interface Expectation {
  lang: string;
  pattern: string;
  source: 'wordpress 6.1 block' | 'wordpress 6.1 classic' | 'hand';
  findings: ExpectedFinding[];
  sourcesConfigured: boolean;
}

interface ExpectedFinding {
  target: Target;
  optional?: true;
  questions?: { q: string; a: string }[];
  kind?: 'fact' | 'tip';
  text?: string;
  links?: string[];
  how?: 'form' | 'list' | 'heading' | 'sentence';
  action?: string;
}

interface Page {
  set: 'positives' | 'traps';
  slug: string;
  html: string;
  expected: Expectation;
}

const corpus = new URL('corpus/', import.meta.url);
const names = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, corpus))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const read = (path: string): string => readFileSync(new URL(path, corpus), 'utf8');

const pages = (['positives', 'traps'] as const).flatMap((set) =>
  names(`${set}/`, '.html').map((slug): Page => ({
    set,
    slug,
    html: read(`${set}/${slug}.html`),
    expected: JSON.parse(read(`${set}/${slug}.json`)) as Expectation,
  })),
);
const positives = pages.filter((page) => page.set === 'positives');
const traps = pages.filter((page) => page.set === 'traps');
const fromWordPress = (page: Page): boolean => page.expected.source !== 'hand';

/** linkedom does not repair markup as browsers do; parse5 does. */
const documentOf = (page: Page): Document => parseHTML(serialize(parse(page.html))).document;

const squeezed = (text: string): string => text.replace(/\s+/g, '');
const start = (text: string): string => squeezed(text.replace(/…$/, ''));

const shapes: Record<Target, (finding: ExpectedFinding) => boolean> = {
  'article-faq': ({ questions }) => !!questions?.length && questions.every(({ q, a }) => q !== '' && a !== ''),
  'did-you-know': ({ kind, text }) => (kind === 'fact' || kind === 'tip') && !!text,
  'related-articles': ({ links }) => Array.isArray(links) && links.every((link) => link !== ''),
  'comment-box': ({ how }) => ['form', 'list', 'heading', 'sentence'].includes(how ?? ''),
  'newsletter-signup': ({ how, action }) => (how === 'form' ? action !== undefined : how === 'sentence'),
};

/** Worth an element only where a source is configured, see `Finding.needsSource`. */
const needsSource = ({ how, links }: ExpectedFinding): boolean =>
  how === 'heading' || how === 'sentence' || links?.length === 0;

/** Tags and classes of the body, without text and without the numbers that WordPress gives to posts. */
const skeleton = (page: Page): string =>
  [...documentOf(page).body.querySelectorAll('*')]
    .map((element) => `${element.localName}.${element.getAttribute('class') ?? ''}`.replace(/\d+/g, ''))
    .join(' ');

describe('the corpus', () => {
  it('is large enough, and at least half of its positives came out of a real WordPress', () => {
    expect(positives.length).to.be.at.least(60);
    expect(traps.length).to.be.at.least(60);
    expect(positives.filter(fromWordPress).length).to.be.at.least(positives.length / 2);
  });

  it('speaks twelve languages where something is found and eight where nothing is', () => {
    const languages = (set: Page[]): Set<string> => new Set(set.map((page) => page.expected.lang));
    expect([...languages(positives)]).to.include.members('en uk de fr es pt it pl ar he ja zh'.split(' '));
    expect(languages(traps).size).to.be.at.least(8);
  });

  it('writes Arabic and Hebrew pages from right to left', () => {
    for (const page of pages.filter(({ expected }) => ['ar', 'he'].includes(expected.lang))) {
      expect(documentOf(page).documentElement.getAttribute('dir'), page.slug).to.equal('rtl');
    }
  });

  it('has an expectation for every page and a page for every expectation', () => {
    for (const set of ['positives/', 'traps/']) expect(names(set, '.json')).to.deep.equal(names(set, '.html'));
  });

  it('keeps the source of every page that WordPress served', () => {
    const served = pages.filter(fromWordPress);
    expect(names('wordpress/posts/', '.html')).to.deep.equal(served.map(({ slug }) => slug).sort());
    for (const { slug, html } of served) expect(html, slug).to.contain('https://paper.example/wp-');
  });

  it('has no two pages of the same structure', () => {
    const seen = new Map<string, string>();
    for (const page of pages) {
      const shape = skeleton(page);
      expect(seen.get(shape), page.slug).to.equal(undefined);
      seen.set(shape, page.slug);
    }
  });

  it('names no machine that a page was made on', () => {
    for (const { slug, html } of pages) expect(html, slug).not.to.match(/127\.0\.0\.1|localhost/);
  });

  for (const page of pages) {
    it(`expects what is on the page: ${page.set}/${page.slug}`, () => {
      const { lang, pattern, findings, sourcesConfigured } = page.expected;
      expect(lang).to.match(/^[a-z]{2}$/);
      expect(pattern).to.match(/\w/);
      expect(sourcesConfigured).to.be.a('boolean');
      if (page.set === 'positives') expect(findings.some(({ optional }) => !optional)).to.equal(true);

      const document = documentOf(page);
      for (const unread of document.querySelectorAll('script, style, template')) unread.remove();
      const text = squeezed(document.body.textContent ?? '');
      const values = (name: string, selector: string): (string | null)[] =>
        [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name));

      for (const finding of findings) {
        expect(shapes[finding.target](finding), JSON.stringify(finding)).to.equal(true);
        if (needsSource(finding)) expect(sourcesConfigured, JSON.stringify(finding)).to.equal(true);
        for (const { q, a } of finding.questions ?? []) {
          expect(text).to.contain(squeezed(q));
          expect(text).to.contain(start(a));
          expect(text.indexOf(start(a), text.indexOf(squeezed(q))), a).to.be.greaterThan(-1);
        }
        if (finding.text) expect(text).to.contain(start(finding.text));
        for (const link of finding.links ?? []) expect(values('href', 'a')).to.include(link);
        if (finding.action) expect(values('action', 'form')).to.include(finding.action);
        if (finding.target === 'comment-box' && finding.how === 'form') {
          expect(document.querySelector('#respond form textarea')).not.to.equal(null);
        }
      }
    });
  }
});
