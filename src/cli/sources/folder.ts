import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UsageError } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError } from '../web.js';
import type { Gap, Source, SourceOptions } from './source.js';

const PAGE = /\.x?html?$/i;

/** A folder of built pages; `--site` says where they are on the web, unless each has a canonical link. */
export function folder(path: string, { site }: Pick<SourceOptions, 'site'>): Source {
  const root = site && (site.endsWith('/') ? site : `${site}/`);
  return {
    name: `folder ${path}`,
    complete: true,
    async *entries() {
      let found = 0;
      let written = false;
      for await (const { file, fault } of filesBelow(path)) {
        const key = relative(path, file).split(sep).join('/') || path;
        if (fault) yield gapAt(key, fault);
        written ||= /\.(md|mdx|adoc|rst)$/i.test(file);
        if (fault || !PAGE.test(file)) continue;
        const stats = await stat(file).catch((thrown: Error) => thrown);
        if (stats instanceof Error) {
          yield gapAt(key, stats);
          continue;
        }
        found++;
        const { mtimeMs, size } = stats;
        yield {
          key,
          version: `${Math.round(mtimeMs)}-${size}`,
          async load() {
            if (size > MOST_BYTES.page) throw new UnreadableError(`is larger than ${MOST_BYTES.page / 1e6} MB`);
            const address = key.replace(/(^|\/)index\.x?html?$/i, '$1');
            const url = root && new URL(address.split('/').map(encodeURIComponent).join('/'), root).href;
            return { html: decode(await readFile(file)), url };
          },
        };
      }
      if (!found && written)
        throw new UsageError(`${path} holds texts, but no .html pages. Name the folder your site generator builds into.`);
    },
  };
}

function gapAt(key: string, fault: NodeJS.ErrnoException): Gap {
  return { key, gap: `cannot be read (${fault.code ?? fault.message})` };
}

interface Found {
  file: string;
  /** Why it could not be opened, where it is a folder. */
  fault?: Error;
}

async function* filesBelow(path: string): AsyncGenerator<Found> {
  const folders: string[] = [];
  try {
    for await (const entry of await opendir(path)) {
      const file = join(path, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) folders.push(file);
      else if (entry.isFile()) yield { file };
    }
  } catch (thrown) {
    yield { file: path, fault: thrown as Error };
  }
  for (const below of folders.sort()) yield* filesBelow(below);
}
