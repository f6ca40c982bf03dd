import { mkdirSync, writeFileSync } from 'node:fs';
import { cellOf, rowsOf } from '../../scripts/lib/faults.mjs';

/** What is said of a failed test: its name and the first lines of why. */
const failureOf = (title, message = 'no reason given') => `${title.trim()}: ${message.split('\n').slice(0, 4).join(' ')}`;

function count(suite, totals, names = []) {
  const path = names.join(' ');
  for (const test of suite?.tests ?? []) {
    if (test.skipped) totals.skipped++;
    else if (test.passed) totals.passed++;
    else totals.failed++;
    const title = `${path} ${test.name}`;
    if (!test.passed && !test.skipped) totals.failures.push(failureOf(title, test.error?.message));
    if (rowsOf(title).length) totals.rows.push({ title, passed: test.passed });
    const cell = cellOf([...names, test.name]);
    if (cell) totals.cells.push({ ...cell, passed: test.passed });
  }
  for (const inner of suite?.suites ?? []) count(inner, totals, [...names, inner.name]);
}

/**
 * Writes what passed and failed per engine, with the tests of the fault matrix and of the table of hostile pages, for `npm test`,
 * which adds up all its runners.
 */
export function resultsReporter() {
  const file = process.env.RESULTS_FILE;
  return {
    stop({ sessions }) {
      const engines = {};
      for (const session of sessions) {
        const totals = (engines[session.browser.name] ??= {
          passed: 0,
          failed: 0,
          skipped: 0,
          rows: [],
          cells: [],
          failures: [],
        });
        count(session.testResults, totals);
        // A file that does not load has no results, and has failed.
        if (!session.passed && !session.testResults?.suites?.length) {
          totals.failed++;
          totals.failures.push(`${session.testFile}: did not run`);
        }
        if (session.errors?.length) {
          totals.failed++;
          totals.failures.push(`${session.testFile}: ${session.errors.map(({ message }) => message).join(' ')}`);
        }
      }
      for (const [engine, { passed, failed, skipped }] of Object.entries(engines)) {
        console.log(`${engine}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
      }
      if (!file) return;
      mkdirSync(new URL('.', `file://${file}`), { recursive: true });
      writeFileSync(file, JSON.stringify(engines));
    },
  };
}
