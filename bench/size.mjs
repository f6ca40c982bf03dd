import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { adapters, locales } from '../scripts/lib/cdn.mjs';

/**
 * Brotli bytes (quality 11, each file on its own, as a server sends them) of what a reader downloads, against budgets. A
 * kilobyte is 1000 bytes. A budget holds or the run fails; a target is where we want to be. Needs a built `cdn/`.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const cdn = join(root, 'cdn');

/** What each element is to come to, with Lit and all it needs; printed, not yet enforced. */
const TARGETS = {
  'article-faq': 9000,
  'did-you-know': 8500,
  'newsletter-signup': 11_000,
  'related-articles': 11_000,
  'comment-box': 17_000,
};
/** What each may weigh today, with Lit: it may shrink, never grow unnoticed. docs/decisions/0008 says what stands between this and the targets. */
const CEILINGS = {
  'article-faq': 13_600,
  'did-you-know': 12_700,
  'newsletter-signup': 16_400,
  'related-articles': 11_850,
  'comment-box': 27_150,
};
const ADAPTERS_OF_A_PAGE = ['comments/rest', 'newsletter/rest', 'articles/json-feed'];

const brotli = (content) =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }).length;
const bytesOf = (file) => brotli(readFileSync(join(cdn, file)));

const graph = JSON.parse(readFileSync(join(root, '.cache/chunks.json'), 'utf8'));
const chunk = new Map(graph.map((entry) => [entry.fileName, entry]));
/** The file a module of `src/` is in; a copy that another part holds does not count. */
const fileOf = (module) => graph.find(({ modules }) => modules.includes(`src/${module}.ts`))?.fileName;

/** The files that come with one, itself included, without those it asks for later. */
function closure(file, found = new Set()) {
  if (!file || found.has(file)) return found;
  found.add(file);
  for (const imported of chunk.get(file)?.imports ?? []) closure(imported, found);
  return found;
}

const sum = (files) => [...files].reduce((total, file) => total + bytesOf(file), 0);
const part = (tag) => closure(fileOf(`embed/parts/${tag}`));

/** The element and its own helpers, with Lit left out. */
async function withoutLit(tag) {
  const [{ output }] = await build({ root, configFile: join(root, 'vite.config.ts'), mode: `own:${tag}`, logLevel: 'warn' });
  const chunks = new Map(output.map((file) => [file.fileName, file]));
  const wanted = new Set();
  const add = (name) => {
    if (wanted.has(name) || !chunks.has(name)) return;
    wanted.add(name);
    chunks.get(name).imports.forEach(add);
  };
  add(`${tag}.js`);
  return [...wanted].reduce((total, name) => total + brotli(Buffer.from(chunks.get(name).code)), 0);
}

const rows = [{ name: 'cdn/embed.js, the loader', bytes: bytesOf('embed.js'), budget: 1500 }];
const tags = Object.keys(TARGETS);
for (const tag of ['article-widgets', ...tags]) {
  rows.push({
    name: `<${tag}>`,
    own: await withoutLit(tag),
    bytes: sum(part(tag)),
    budget: CEILINGS[tag],
    target: TARGETS[tag],
  });
}
/** What an element asks for later, and when. */
const LATER = [
  ['related-articles', 'define/article-shelf', 'its shelf, when a reader comes near', 8_600],
  ['related-articles', 'elements/related-articles/by-relevance', 'its ranking, unless the source has ranked', 2700],
  ['newsletter-signup', 'elements/newsletter-signup/desk', 'its desk, when a reader touches the form', 5000],
  ['comment-box', 'elements/comment-box/comment-actions', 'its actions, at the first act', 3200],
  ['comment-box', 'elements/comment-box/comment-composer', 'its composer, on intent', 13_800],
];
/** What comes with each of them that is not there already. */
const arrived = new Map(tags.map((tag) => [tag, new Set(part(tag))]));
const laterFiles = LATER.map(([tag, module]) => {
  const there = arrived.get(tag);
  const files = [...closure(fileOf(module))].filter((file) => !there.has(file));
  if (!module.includes('comment')) files.forEach((file) => there.add(file));
  return files;
});
for (const [index, [tag, , name, budget]] of LATER.entries()) {
  rows.splice(rows.findLastIndex((row) => row.name === `<${tag}>` || row.of === tag) + 1, 0, {
    name: `  ${name}`,
    of: tag,
    bytes: sum(laterFiles[index]),
    budget,
  });
}
const page = new Set(['embed.js', ...tags.flatMap((tag) => [...part(tag)])]);
for (const name of ADAPTERS_OF_A_PAGE) closure(fileOf(`adapters/${name}`), page);
rows.push({ name: 'all five, one adapter each, no composer', bytes: sum(page), budget: 56_350, target: 34_000 });
rows.push({ name: 'cdn/afterword.js, all in one', bytes: bytesOf('afterword.js'), budget: 66_000, target: 40_000 });
rows.push({ name: '  its extras, when a page or a reader asks', bytes: bytesOf('extras.js') });
for (const file of laterFiles.slice(0, 3).flat()) page.add(file);
rows.push({ name: '… and what a reader near them brings', bytes: sum(page), budget: 68_900 });
rows.push({
  name: 'data-enhance, for old articles',
  bytes: sum(closure(fileOf('embed/parts/enhance'))),
  budget: 33_100,
});
rows.push({ name: 'cdn/afterword.css', bytes: bytesOf('afterword.css'), budget: 1000 });
for (const { file } of adapters(root)) rows.push({ name: `cdn/adapters/${file}.js`, bytes: bytesOf(`adapters/${file}.js`) });
for (const lang of locales(root)) rows.push({ name: `cdn/locales/${lang}.js`, bytes: bytesOf(`locales/${lang}.js`) });

const number = (value) => (value === undefined ? '' : value.toLocaleString('en'));
const table = (name, ...cells) => console.log(name.padEnd(42) + cells.map((cell) => cell.padStart(10)).join(''));
table('brotli bytes', 'own', 'with Lit', 'budget', 'target');
for (const { name, own, bytes, budget, target } of rows) {
  table(
    name,
    number(own),
    number(bytes),
    number(budget),
    number(target),
    bytes > budget ? 'OVER' : bytes > target ? 'over' : '',
  );
}
const failed = rows.filter(({ bytes, budget }) => budget !== undefined && !(bytes <= budget)).length;
const passed = rows.filter(({ budget }) => budget !== undefined).length - failed;
if (process.env.RESULTS_FILE) {
  mkdirSync(dirname(process.env.RESULTS_FILE), { recursive: true });
  writeFileSync(process.env.RESULTS_FILE, JSON.stringify({ passed, failed }));
}
process.exitCode = failed ? 1 : 0;
