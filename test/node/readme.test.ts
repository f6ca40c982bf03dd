import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { backendRows } from '../../scripts/lib/backends.mjs';

const readme = readFileSync('README.md', 'utf8');

/** The rows of the table between two marks, each as its cells without back-ticks. */
function table(name: string): string[][] {
  const block = new RegExp(`<!-- ${name} -->([^]*?)<!-- /${name} -->`).exec(readme)?.[1] ?? '';
  const rows = block.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
}

/** `CommentBoxSubmitEvent` is `comment-box-submit`, and says so, or its last part, to its base class. */
function nameOf(source: string): string {
  const kebab = /^(\w+)Event\b/
    .exec(source)![1]!
    .replace(/(?!^)[A-Z]/g, '-$&')
    .toLowerCase();
  const said = /super\('([\w-]+)'/.exec(source)?.[1] ?? 'nothing';
  return kebab === said || kebab.endsWith(`-${said}`) ? kebab : `${kebab} says ${said}`;
}

/** Every event class of the source: its name, whether it can be cancelled, its fields. */
function eventsInSource(): string[][] {
  return readdirSync('src/elements', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(`src/elements/${name}`)
        .filter((file) => file.endsWith('.events.ts'))
        .map((file) => readFileSync(`src/elements/${name}/${file}`, 'utf8')),
    )
    .flatMap((source) => source.split(/^export class /m).slice(1))
    .map((source) => [
      nameOf(source),
      /cancelable: true|super\('[\w-]+', true\)/.test(source) ? 'yes' : '',
      [...source.matchAll(/\breadonly (\w+)\??:/g)].map(([, field]) => field).join(', '),
    ])
    .sort();
}

describe('the README', () => {
  it('lists every event with what it carries, and no other', () => {
    expect(table('events').sort()).toEqual(eventsInSource());
  });

  it('says of every backend what its adapter can do and how that was checked, and of no other', async () => {
    const rows = (await backendRows(`${process.cwd()}/`)).map((row) => row.map((cell) => cell.replaceAll('`', '')));
    expect(table('backends'), 'node --import tsx scripts/capabilities.mjs').toEqual(rows);
  });

  it('lists every element that can be defined, and no other', () => {
    const defined = readdirSync('src/define')
      .map((file) => /define\('([\w-]+)'/.exec(readFileSync(`src/define/${file}`, 'utf8'))?.[1])
      // The composer is a part of the comment box, loaded when a reader wants to write.
      .filter((tag) => tag !== undefined && tag !== 'comment-composer');
    const listed = [...readme.matchAll(/^\| `<([\w-]+)>`/gm)].map(([, tag]) => tag);
    expect(listed.sort()).toEqual(defined.sort());
  });

  it('shows a picture and leads only to files that exist', () => {
    for (const [, path] of readme.matchAll(/\]\(([^)#:]+)\)/g)) expect(existsSync(path!), path).toBe(true);
  });

  it('says truly how much a reader downloads', () => {
    const rows = table('size');
    expect(rows.map(([file]) => file)).toEqual(['cdn/embed.js', 'cdn/afterword.js', 'cdn/afterword.css']);
    for (const [file, figure] of rows) {
      const most = Number.parseFloat(figure!) * 1000;
      const bytes = brotliCompressSync(readFileSync(file!)).byteLength;
      expect(bytes, `${file}: the README says at most ${figure}`).toBeLessThanOrEqual(most);
      // A ceiling far above the truth would be no figure either.
      expect(bytes, `${file}: the README says ${figure}`).toBeGreaterThan(most * 0.7);
    }
  });

  it('says of every round of publishers’ pages how much was found at first sight, and how much of that was right', () => {
    const real = readFileSync('test/enhance/real/README.md', 'utf8');
    const rounds = real.split(/^## First run, round /m).slice(1);
    const [, pages] = /^(\d+) pages in the markup/m.exec(real)!;
    const figures = rounds.map(
      (text) =>
        /^\| all .* ([\d.]+) % +\| ([\d.]+) % +\|$/m.exec(text) ?? /\(precision ([\d.]+) %, recall ([\d.]+) %\)/.exec(text)!,
    );
    const list = (column: 1 | 2): string =>
      figures
        .map((row) => String(Math.round(Number(row[column]))))
        .join(', ')
        .replace(/, (\d+)$/, ' and $1 %');
    const text = readme.replace(/\s+/g, ' ');
    expect(text).toContain(`over ${pages} pages`);
    expect(text).toContain(`At first sight it found ${list(2)} of a round, and ${list(1)} of what it found was right.`);
  });

  it('names only modules that the package has', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
    for (const [, path] of readme.matchAll(/'afterword\/([^']+)'/g)) {
      expect(existsSync(`src/${path}.ts`), path).toBe(true);
      const pattern = Object.keys(exports).some((key) => new RegExp(`^${key.replace('*', '.*')}$`).test(`./${path}`));
      expect(pattern, `exports of ${path}`).toBe(true);
    }
  });

  it('lets npm users import a definition of every element, and the languages, but none of our own helpers', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
    const definitions = Object.keys(exports).filter((path) => path.startsWith('./define/'));
    const listed = [...readme.matchAll(/^\| `<([\w-]+)>`/gm)].map(([, tag]) => `./define/${tag}`);
    expect(definitions.sort()).toEqual([...listed, './define/locales'].sort());
  });
});
