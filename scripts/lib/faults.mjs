import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Every small wrong change of test/mutations, with the file's name as its area. */
export function mutations(root) {
  const folder = join(root, 'test/mutations');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => readJson(join(folder, name)).map((entry) => ({ ...entry, area: name.replace(/\.json$/, '') })));
}

/** The rows that a test's title names: "keeps the text when posting fails (A1)". */
export function rowsOf(title) {
  return [...title.matchAll(/\(([A-E]\d{1,2}(?:, [A-E]\d{1,2})*)\)/g)].flatMap(([, rows]) => rows.split(', '));
}

/**
 * The fault matrix: a line for each way a page, a network or a reader can break us, with what passed and failed in each runner
 * and the change of our code that turns it red. `results` holds `{ title, runner, passed }` of each test.
 */
export function faultTable(root, results) {
  const byRow = new Map();
  for (const { title, runner, passed } of results) {
    for (const row of rowsOf(title)) {
      const runners = byRow.get(row) ?? byRow.set(row, {}).get(row);
      const counts = (runners[runner] ??= { passed: 0, failed: 0 });
      counts[passed ? 'passed' : 'failed']++;
    }
  }
  const changes = new Map(mutations(root).map(({ row, says }) => [row, says]));
  return Object.entries(readJson(join(root, 'test/faults.json'))).map(([row, says]) => {
    const runners = Object.entries(byRow.get(row) ?? {});
    const failed = runners.some(([, counts]) => counts.failed);
    const sign = failed ? '✗' : runners.length ? '✓' : '·';
    const counts = runners
      .map(([name, { passed, failed }]) => `${name} ${passed}${failed ? ` (${failed} failed)` : ''}`)
      .join(', ');
    const red = changes.has(row) ? `red when: ${changes.get(row)}` : '';
    return {
      row,
      failed,
      isProven: runners.length > 0,
      text: `${sign} ${row.padEnd(4)} ${says.padEnd(62)} ${(counts || 'no test').padEnd(44)} ${red}`.trimEnd(),
    };
  });
}

/** The elements, and the page itself, in the order of the columns. */
const COLUMNS = {
  'article-faq': 'faq',
  'did-you-know': 'fact',
  'newsletter-signup': 'signup',
  'related-articles': 'related',
  'comment-box': 'comments',
  page: 'page',
};

/**
 * Where a test belongs in the table of hostile pages, if it does, by the names of its suites and its own: "hostile pages", the
 * condition with its row, "<article-faq> works". What says something about no element says it about the page.
 */
export function cellOf(names) {
  const [root, condition, ...rest] = names.filter(Boolean);
  if (root !== 'hostile pages' || !rest.length) return undefined;
  const [, name, row] = /^(.+) \(([A-E]\d{1,2})\)$/.exec(condition) ?? [undefined, condition, ''];
  const [, element = 'page'] = /^<([\w-]+)>/.exec(rest.at(-1)) ?? [];
  return { condition: name, row, element };
}

/**
 * The table of hostile pages: a line for each condition, a column for each element and one for the page around them, in each cell the
 * engines in which it works, and the change of our code that turns the line red. `cells` are those of {@link cellOf} with
 * `engine` and `passed`; an engine that cannot express a condition has none there.
 */
export function hostileTable(root, cells) {
  const engines = [...new Set(cells.map(({ engine }) => engine))];
  const changes = mutations(root);
  const lines = new Map();
  for (const cell of cells.toSorted((one, other) => one.row.localeCompare(other.row, 'en', { numeric: true }))) {
    const name = `${cell.row.padEnd(4)} ${cell.condition}`;
    (lines.get(name) ?? lines.set(name, []).get(name)).push(cell);
  }
  const written = [...lines].map(([name, tests]) => {
    const of = (element, engine) => tests.filter((test) => test.element === element && test.engine === engine);
    const columns = Object.keys(COLUMNS).map((element) =>
      engines.map((engine) => {
        const own = of(element, engine);
        if (!own.length) return '–';
        return own.every(({ passed }) => passed) ? engine[0] : '✗';
      }),
    );
    const [{ condition, row, element, engine }] = tests;
    const pages = of(element, engine).length;
    const ofRow = changes.filter((each) => each.row === row);
    const change = ofRow.find((each) => each.pages?.includes(condition)) ?? ofRow.find((each) => !each.pages) ?? ofRow[0];
    return [
      tests.every(({ passed }) => passed) ? '✓' : '✗',
      pages > 1 ? `${name}: ${pages}` : name,
      columns.map((signs) => signs.join('')),
      change ? `red when: ${change.says}` : '',
    ];
  });
  const width = Math.max(...written.map(([, name]) => name.length));
  const text = ([sign, name, columns, red]) => {
    const padded = columns.map((column, at) => column.padEnd(Object.values(COLUMNS)[at].length));
    return `${sign} ${name.padEnd(width)} ${padded.join(' ')} ${red}`.trimEnd();
  };
  const number = (count) => count.toLocaleString('en');
  const works = cells.filter(({ passed }) => passed).length;
  return [
    text([' ', '     a page …', Object.values(COLUMNS), engines.map((engine) => `${engine[0]} ${engine}`).join(', ')]),
    ...written.map(text),
    `hostile pages: ${number(works)} of ${number(cells.length)} cells, in ${lines.size} conditions`,
  ].join('\n');
}
