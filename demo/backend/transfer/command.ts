import { existsSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { openDatabase } from '../db.js';
import type { Database } from '../sql.js';
import { readAfterword } from './afterword.js';
import { arrange, type Plan } from './arrange.js';
import { readCommento } from './commento.js';
import { readDisqus } from './disqus.js';
import { exportComments } from './export.js';
import { readIsso } from './isso.js';
import { readRemark42 } from './remark42.js';
import { UnreadableFile, type Source, type Tally } from './source.js';
import { readWordPress } from './wordpress.js';
import { writeThreads, type WrittenCounts } from './write.js';

const READERS: Readonly<Record<string, (path: string, site: URL) => Promise<Source>>> = {
  disqus: readDisqus,
  wordpress: readWordPress,
  remark42: readRemark42,
  commento: readCommento,
  isso: readIsso,
};

const USAGE = `npm run comments:import -- <file> --from ${Object.keys(READERS).join('|')}|afterword --site https://example.org
  --formerly https://old.example   an address the same site had before; may be given more than once
  --anonymous Guest                what people without a name are called
  --dry-run                        says what would happen, and does nothing
npm run comments:export -- --out comments.jsonl
The database is the one of npm run backend: AFTERWORD_DATA, or DATABASE_URL.`;

/** Pages of other sites that are named one by one. */
const NAMED = 10;

export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  out: Writable;
  error: (line: string) => void;
  now?: () => number;
}

/** Wrong use or a file that cannot be taken: 2; anything else that fails: 1. */
export async function transfer(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  try {
    const [direction, ...rest] = args;
    if (direction === 'import') await runImport(rest, around);
    else if (direction === 'export') await runExport(rest, around);
    else throw new Misuse();
    return 0;
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException;
    if (error instanceof Misuse || error.code?.startsWith('ERR_PARSE_ARGS')) {
      around.error([error.message, USAGE].filter(Boolean).join('\n'));
      return 2;
    }
    around.error(error instanceof UnreadableFile ? `${error.message}\nNothing was changed.` : error.message);
    return error instanceof UnreadableFile ? 2 : 1;
  }
}

class Misuse extends Error {}

async function runImport(args: string[], { env, out, now = Date.now }: Surroundings): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      site: { type: 'string' },
      formerly: { type: 'string', multiple: true },
      anonymous: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new Misuse('One file is imported at a time.');
  const given = values.site ?? env['SITE_URL']?.trim();
  const site = given ? webAddress(given, '--site') : undefined;
  const formerly = (values.formerly ?? []).map((address) => webAddress(address, '--formerly'));
  const source = await read(path, values.from, site);
  const plan = arrange(source, { site, formerly, anonymous: values.anonymous?.trim() || 'Anonymous', now: now() });
  const isReal = !values['dry-run'];
  const counts = await withDatabase(env, isReal ? 'write' : 'look', (db) => writeThreads(db, plan.threads, isReal));
  plan.changed.add('replies whose parent is nowhere, now without one', counts.orphans);
  out.write(summary(plan, counts, { isReal, site }));
}

async function read(path: string, from: string | undefined, site: URL | undefined): Promise<Source> {
  if (from === 'afterword') return readAfterword(path);
  const reader = from !== undefined && Object.hasOwn(READERS, from) ? READERS[from] : undefined;
  if (!reader)
    throw new Misuse(from === undefined ? '--from says what wrote the file.' : `Nothing here reads files of ${from}.`);
  if (!site) throw new Misuse('--site says which site the comments belong to.');
  return reader(path, site);
}

async function runExport(args: string[], { env, out, error }: Surroundings): Promise<void> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' } } });
  const counts = await withDatabase(env, 'read', (db) => exportComments(db, values.out ?? out));
  error(`${plural(counts.comments, 'comment')} of ${plural(counts.threads, 'page')} exported`);
}

/** `write` makes the database when there is none, `look` takes that for an empty one, `read` needs one. */
async function withDatabase<T>(
  env: Surroundings['env'],
  mode: 'write' | 'look' | 'read',
  use: (db: Database) => Promise<T>,
): Promise<T> {
  const databaseUrl = env['DATABASE_URL']?.trim() || undefined;
  const folder = env['AFTERWORD_DATA']?.trim() || 'afterword-data';
  const isThere = databaseUrl !== undefined || existsSync(folder);
  if (!isThere && mode === 'read')
    throw new Error(`There is no database in ${folder}: AFTERWORD_DATA or DATABASE_URL says where it is.`);
  const db = await openDatabase({ data: isThere || mode === 'write' ? folder : 'memory', databaseUrl }).catch(
    (thrown: unknown) => {
      const { message } = thrown as Error;
      const advice = message.includes('in use') ? '\nStop the server for as long as this takes.' : '';
      throw new Error(`The database did not open: ${message}${advice}`);
    },
  );
  try {
    return await use(db);
  } finally {
    await db.close();
  }
}

function webAddress(text: string, option: string): URL {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text);
  throw new Misuse(`${option} must be an address like https://example.org`);
}

function summary(plan: Plan, counts: WrittenCounts, { isReal, site }: { isReal: boolean; site: URL | undefined }): string {
  const lines = [
    `Pages: ${number(plan.threads.length)} in the file, ${number(counts.threads)} of them ${isReal ? 'new here' : 'would be new here'}`,
    `Comments: ${number(counts.comments)} ${isReal ? 'imported' : 'would be imported'}, ${number(counts.known)} already here`,
    ...(counts.pending ? [`  ${number(counts.pending)} of the new ones wait for a moderator`] : []),
    ...list('Left out', plan.leftOut),
    ...list('Not as they were', plan.changed),
  ];
  const elsewhere = [...plan.elsewhere];
  if (elsewhere.length) {
    lines.push(
      `Pages that are none of ${site?.origin ?? ''}, so that nobody will see their comments there (--formerly moves them):`,
    );
    for (const [url, comments] of elsewhere.slice(0, NAMED)) lines.push(`  ${url} (${plural(comments, 'comment')})`);
    if (elsewhere.length > NAMED) lines.push(`  and ${number(elsewhere.length - NAMED)} more`);
  }
  lines.push('Addresses of people, of mail or of their network, are not imported.');
  if (!isReal) lines.push('Nothing was changed: this was a dry run.');
  return `${lines.join('\n')}\n`;
}

function list(title: string, tally: Tally): string[] {
  if (!tally.total) return [];
  return [`${title}:`, ...tally.entries.map(([what, count]) => `  ${what}: ${number(count)}`)];
}

function plural(count: number, word: string): string {
  return `${number(count)} ${word}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
