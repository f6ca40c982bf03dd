import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UsageError } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError } from '../web.js';
import type { Source, SourceOptions } from './source.js';

const PAGE = /\.x?html?$/i;

/** A folder of built pages; `--site` says where they are on the web, unless each has a canonical link. */
export function folder(path: string, { site, warn }: Pick<SourceOptions, 'site' | 'warn'>): Source {
  const root = site && (site.endsWith('/') ? site : `${site}/`);
  return {
    name: `folder ${path}`,
    complete: true,
    async *entries() {
      let found = 0;
      let written = false;
      for await (const file of filesBelow(path, warn)) {
        written ||= /\.(md|mdx|adoc|rst)$/i.test(file);
        if (!PAGE.test(file)) continue;
        found++;
        const { mtimeMs, size } = await stat(file);
        const key = relative(path, file).split(sep).join('/');
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

async function* filesBelow(path: string, warn: (message: string) => void): AsyncGenerator<string> {
  const folders: string[] = [];
  try {
    for await (const entry of await opendir(path)) {
      const file = join(path, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) folders.push(file);
      else if (entry.isFile()) yield file;
    }
  } catch (thrown) {
    warn(`${path}: ${(thrown as NodeJS.ErrnoException).code ?? 'cannot be read'}`);
  }
  for (const below of folders.sort()) yield* filesBelow(below, warn);
}
