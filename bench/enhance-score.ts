import { readdirSync, readFileSync } from 'node:fs';
import type { Finding, FoundQuestion, Target } from '../src/enhance/finding.js';
import { read } from '../src/enhance/read.js';
import { parse } from '../test/support/parse.js';

/** Compares what the reader finds in the pages of test/enhance with what a careful editor would want found. */

const PAGES = new URL('../test/enhance/', import.meta.url);
const FOLDERS = { positives: 'corpus/positives/', traps: 'corpus/traps/', real: 'real/' } as const;

interface Expectation {
  lang: string;
  pattern: string;
  findings: readonly Expected[];
  sourcesConfigured?: boolean;
  /** Of the pages in publishers' markup: which came first, and which after the rules had been mended by those. */
  round?: number;
}

export interface Expected {
  target: Target;
  optional?: boolean;
  questions?: readonly { q: string; a: string }[];
  kind?: 'fact' | 'tip';
  text?: string;
  links?: readonly string[];
  how?: string;
  action?: string;
}

export interface CorpusPage {
  name: string;
  html: string;
  expectation: Expectation;
}

export interface PageScore {
  page: CorpusPage;
  /** Expected and found, each with what it was compared with. */
  hits: readonly { expected: Expected; finding: Finding }[];
  missed: readonly Expected[];
  /** Found and not expected. */
  wrong: readonly Finding[];
}

export function corpus(kind: keyof typeof FOLDERS): CorpusPage[] {
  const folder = new URL(FOLDERS[kind], PAGES);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.html$/, '');
      const expectation = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expectation;
      return { name, html: readFileSync(new URL(file, folder), 'utf8'), expectation };
    });
}

/** Its own, as the page says. */
export function addressOf({ name, html }: CorpusPage): string {
  const own = /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1] ?? /<base href="([^"]+)"/.exec(html)?.[1];
  return own ?? `https://paper.example/${name}`;
}

export async function score(page: CorpusPage): Promise<PageScore> {
  const { expectation } = page;
  const on = expectation.sourcesConfigured === true;
  const sources = { comments: on, articles: on, newsletter: on };
  const reading = read(await parse(page.html), { url: addressOf(page), sources });
  // What a publisher would see applied.
  const found = reading.findings.filter(({ tier, needsSource }) => tier < 3 && (on || !needsSource));
  const hits: { expected: Expected; finding: Finding }[] = [];
  const missed: Expected[] = [];
  const left = new Set(found);
  for (const expected of expectation.findings) {
    const finding = [...left].find((each) => isSame(expected, each));
    if (finding) {
      left.delete(finding);
      hits.push({ expected, finding });
    } else if (!expected.optional) missed.push(expected);
  }
  return { page, hits, missed, wrong: [...left] };
}

/** Row of the table: what was to be found. */
export function rowOf({ target, kind, how, links }: Expected): string {
  const more = kind ?? how ?? (links && (links.length ? 'list' : 'title'));
  return more ? `${target} ${more}` : target;
}

function isSame(expected: Expected, finding: Finding): boolean {
  if (expected.target !== finding.target) return false;
  switch (expected.target) {
    case 'article-faq': {
      const pairs = finding.questions ?? [];
      return (
        pairs.length === expected.questions!.length &&
        expected.questions!.every(
          ({ q, a }, index) =>
            agrees(q, said(pairs[index]!.question, pairs[index]!)) && agrees(a, said(pairs[index]!.answer, pairs[index]!)),
        )
      );
    }
    case 'did-you-know':
      return (
        expected.kind === finding.kind &&
        squeeze(finding.nodes.map((node) => node.textContent).join(' ')).includes(squeeze(expected.text!.replace(/…$/, '')))
      );
    case 'related-articles':
      return (
        [...new Set(expected.links)].sort().join('\n') ===
        // A card may link its picture and its title.
        [...new Set((finding.links ?? []).map((link) => link.getAttribute('href')))].sort().join('\n')
      );
    case 'comment-box':
      return expected.how === howOf(finding);
    case 'newsletter-signup':
      return expected.how === 'form'
        ? Boolean(finding.form) && (finding.form!.getAttribute('action') ?? '') === (expected.action ?? '')
        : !finding.form;
  }
}

function howOf({ form, comments, heading, place }: Finding): string {
  if (form) return 'form';
  if (comments) return 'list';
  return place === 'after' || !heading ? 'sentence' : 'heading';
}

/** The expectation is the whole text, or the beginning of it and "…". */
function agrees(expected: string, found: string): boolean {
  const start = squeeze(expected.replace(/…$/, ''));
  return expected.endsWith('…') ? squeeze(found).startsWith(start) : squeeze(found) === start;
}

/** White space between blocks is a matter of taste. */
function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

function said(nodes: readonly Node[], pair: FoundQuestion): string {
  return nodes.map((node) => textOf(node, pair)).join('');
}

function textOf(node: Node, pair: FoundQuestion): string {
  if (pair.furniture.includes(node) || /^(script|style|template|noscript|iframe)$/i.test(node.nodeName)) return '';
  if (node.nodeType !== 3) return [...node.childNodes].map((child) => textOf(child, pair)).join('');
  return pair.labels
    .filter((label) => label.node === node)
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), (node as Text).data);
}
