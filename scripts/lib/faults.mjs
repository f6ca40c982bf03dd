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
