import type { Reporter, TestModule } from 'vitest/node';

/** Prints which framework can do what: a column for each outer suite, a row for each title. */
export default class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const columns: string[] = [];
    const rows = new Map<string, Map<string, string>>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const column = test.parent.type === 'suite' ? test.parent.name : test.module.moduleId;
        if (!columns.includes(column)) columns.push(column);
        const row = rows.get(test.name) ?? rows.set(test.name, new Map()).get(test.name)!;
        row.set(column, test.result().state === 'passed' ? '✓' : '✗');
      }
    }
    const width = Math.max(0, ...[...rows.keys()].map((name) => name.length));
    const line = (name: string, cells: string[]): string =>
      `${name.padEnd(width)}  ${cells.map((cell, index) => cell.padEnd(columns[index]!.length)).join('  ')}`.trimEnd();
    console.log(line('', columns));
    for (const [name, cells] of rows)
      console.log(
        line(
          name,
          columns.map((column) => cells.get(column) ?? '·'),
        ),
      );
  }
}
