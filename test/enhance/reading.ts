import { read, type ReadOptions } from '../../src/enhance/read.js';
import type { Finding, FoundQuestion, Reading, TextRange } from '../../src/enhance/finding.js';
import { parse } from '../support/parse.js';

export const URL_OF_PAGE = 'https://paper.example/story';
export const ALL_SOURCES = { comments: true, articles: true, newsletter: true };

/** What is read in a page of which only the story is given. */
export async function readStory(story: string, options: Partial<ReadOptions> = {}, lang = 'en'): Promise<Reading> {
  return readPage(
    `<!doctype html><html lang="${lang}"><head><title>A story</title></head><body><main><article><h1>A story</h1>${story}</article></main></body></html>`,
    options,
  );
}

export async function readPage(html: string, options: Partial<ReadOptions> = {}): Promise<Reading> {
  return read(await parse(html), { url: URL_OF_PAGE, sources: ALL_SOURCES, ...options });
}

/** Every question with its answer, as a reader will read them: without labels and without what served the layout. */
export function pairsOf(finding: Finding | undefined): [question: string, answer: string][] {
  return (finding?.questions ?? []).map((each) => [said(each.question, each), said(each.answer, each)]);
}

export async function pairsIn(story: string, lang = 'en'): Promise<[question: string, answer: string][]> {
  const { findings } = await readStory(story, {}, lang);
  return pairsOf(findings.find(({ target, tier }) => target === 'article-faq' && tier < 3));
}

function said(nodes: readonly Node[], { labels, furniture }: FoundQuestion): string {
  return nodes
    .map((node) => textOf(node, labels, furniture))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function textOf(node: Node, labels: readonly TextRange[], furniture: readonly Node[]): string {
  if (furniture.includes(node)) return '';
  if (node.nodeType === 3) {
    const cut = labels.filter((label) => label.node === node).sort((a, b) => b.start - a.start);
    return cut.reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), (node as Text).data);
  }
  const text = [...node.childNodes].map((child) => textOf(child, labels, furniture)).join('');
  return /^(p|li|div|ul|ol|td|tr|h\d)$/i.test(node.nodeName) ? ` ${text} ` : text;
}
