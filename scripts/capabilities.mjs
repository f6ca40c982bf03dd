import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BACKEND_HEADINGS, backendRows } from './lib/backends.mjs';

/** Writes the README's table of backends from the adapters themselves: `node --import tsx scripts/capabilities.mjs`. */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = `${root}README.md`;

const rows = (await backendRows(root)).map(([port, name, ...rest]) => [port, `\`${name}\``, ...rest]);
const widths = BACKEND_HEADINGS.map((heading, column) =>
  Math.max(...[heading, ...rows.map((row) => row[column])].map((cell) => cell.length)),
);
const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
const table = [line(BACKEND_HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');

const readme = readFileSync(file, 'utf8');
writeFileSync(file, readme.replace(/(<!-- backends -->\n)[^]*?(<!-- \/backends -->)/, `$1\n${table}\n\n$2`));
