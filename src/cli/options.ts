import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './failure.js';
import type { Part } from './archive/build.js';
import type { Kind } from './sources/source.js';

const SHARED = {
  state: { type: 'string' },
  concurrency: { type: 'string' },
  delay: { type: 'string' },
  timeout: { type: 'string' },
  limit: { type: 'string' },
  kind: { type: 'string' },
  key: { type: 'string' },
  site: { type: 'string' },
  match: { type: 'string' },
  'ignore-robots': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
} as const satisfies ParseArgsConfig['options'];

const INDEX = {
  ...SHARED,
  out: { type: 'string', short: 'o' },
  update: { type: 'boolean' },
  recheck: { type: 'boolean' },
  pages: { type: 'boolean' },
  'all-pages': { type: 'boolean' },
  shards: { type: 'string' },
  split: { type: 'string' },
  base: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

const SCAN = {
  ...SHARED,
  json: { type: 'string' },
  html: { type: 'string' },
  sample: { type: 'string' },
  lang: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

const SCRIPTS = { base: { type: 'string' } } as const satisfies ParseArgsConfig['options'];

interface SharedOptions {
  source: string;
  state: string;
  concurrency: number;
  delay: number;
  timeout: number;
  limit: number;
  kind: Kind | undefined;
  key: string | undefined;
  site: string | undefined;
  match: string | undefined;
  robots: boolean;
  quiet: boolean;
}

export interface IndexOptions extends SharedOptions {
  out: string | undefined;
  update: boolean;
  recheck: boolean;
  pages: boolean;
  allPages: boolean;
  shards: number | undefined;
  split: Part | undefined;
  /** Where readers will find the index, for the HTML that is printed. */
  base: string | undefined;
}

export interface ScanOptions extends SharedOptions {
  json: string | undefined;
  html: string | undefined;
  sample: number;
  lang: string | undefined;
}

/** What stands behind `afterword index`. Throws a `UsageError` for what is unknown or makes no sense. */
export function indexOptions(args: readonly string[]): IndexOptions {
  const { values, positionals } = parse(args, INDEX);
  const options = {
    ...shared(values, positionals, 'index'),
    out: values.out,
    update: values.update ?? false,
    recheck: values.recheck ?? false,
    pages: values.pages ?? false,
    allPages: values['all-pages'] ?? false,
    shards: values.shards === undefined ? undefined : number('shards', values.shards, 1, 10_000_000),
    split: values.split === undefined ? undefined : part(values.split),
    base: values.base,
  };
  const isMap = options.split !== undefined && options.source !== 'merge';
  if (!isMap && !options.out) throw new UsageError('Say where the index goes: --out related/');
  if (isMap && options.out) throw new UsageError('A part of a split writes no index: `afterword index merge --out …` does.');
  if (options.split && options.update) throw new UsageError('--update works on a whole index, not on a part of a split.');
  return options;
}

/** What stands behind `afterword scan`; throws as {@link indexOptions}. */
export function scanOptions(args: readonly string[]): ScanOptions {
  const { values, positionals } = parse(args, SCAN);
  return {
    ...shared(values, positionals, 'scan'),
    json: values.json,
    html: values.html,
    sample: number('sample', values.sample ?? '5', 0, 100),
    lang: values.lang,
  };
}

/** What stands behind `afterword scripts`; throws as {@link indexOptions}. */
export function scriptsOptions(args: readonly string[]): { folder: string; base: string | undefined } {
  const { values, positionals } = parse(args, SCRIPTS);
  const [folder, ...more] = positionals;
  if (!folder) throw new UsageError('Where shall they go? For example: afterword scripts public/afterword');
  if (more.length) throw new UsageError(`One folder at a time, please: "${folder}", and then "${more.join('", "')}"?`);
  return { folder, base: values.base };
}

function parse<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw new UsageError(`${message.split('. To specify')[0]!} (afterword --help lists the options)`);
  }
}

type Values = { [K in keyof typeof SHARED]?: (typeof SHARED)[K]['type'] extends 'boolean' ? boolean : string };

function shared(values: Values, positionals: readonly string[], command: string): SharedOptions {
  const [source, ...more] = positionals;
  if (!source) throw new UsageError(`What shall be read? For example: afterword ${command} https://paper.example/sitemap.xml`);
  if (more.length) throw new UsageError(`One source at a time, please: "${source}", and then "${more.join('", "')}"?`);
  const { kind, site } = values;
  const kinds: readonly string[] = ['feed', 'sitemap', 'folder', 'wordpress', 'ghost', 'jsonl'] satisfies Kind[];
  if (kind !== undefined && !kinds.includes(kind)) throw new UsageError(`--kind is one of ${kinds.join(', ')}.`);
  if (site !== undefined && !/^https?:\/\/[^/]/.test(site))
    throw new UsageError('--site is a web address: https://paper.example');
  return {
    source,
    state: values.state ?? '.afterword',
    concurrency: number('concurrency', values.concurrency ?? '4', 1, 64),
    delay: number('delay', values.delay ?? '0', 0, 3600_000),
    timeout: number('timeout', values.timeout ?? '20', 0.05, 600) * 1000,
    limit: values.limit === undefined ? Infinity : number('limit', values.limit, 1, 1e9),
    kind: kind as Kind | undefined,
    key: values.key,
    site,
    match: values.match,
    robots: !values['ignore-robots'],
    quiet: values.quiet ?? false,
  };
}

function number(name: string, value: string, least: number, most: number): number {
  const read = Number(value);
  if (value.trim() && read >= least && read <= most) return read;
  throw new UsageError(`--${name} is a number from ${least} to ${most}, not "${value}".`);
}

function part(value: string): Part {
  const [, number = '', of = ''] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  if (Number(number) >= 1 && Number(of) >= Number(number)) return { number: Number(number), of: Number(of) };
  throw new UsageError('--split is one part of several: 1/4, 2/4, 3/4 or 4/4.');
}
