import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from './archive/store.js';
import { EXIT, UsageError } from './failure.js';
import { SCRIPTS_HELP } from './help.js';
import { scriptsOptions } from './options.js';

/**
 * `afterword scripts`; answers the exit code. Copies what script tags load into a folder named after its version, in which no
 * file ever changes: caches and CDNs may keep them for ever, and pages move to a new version by a new address, one template at a
 * time. Prints the tags with their integrity (https://www.w3.org/TR/sri-2/).
 */
export function runScripts(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(SCRIPTS_HELP);
    return Promise.resolve(EXIT.done);
  }
  const options = scriptsOptions(args);
  // Beside the command, in the package.
  const home = fileURLToPath(new URL('..', import.meta.url));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const target = join(options.folder, version);
  const files = readdirSync(join(home, 'cdn'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(home, 'cdn').length + 1));
  const contents = new Map(files.map((file) => [file, readFileSync(join(home, 'cdn', file))]));

  // Nothing is written before everything may be: half of two builds would be worse than either.
  for (const [file, content] of contents) {
    const path = join(target, file);
    if (existsSync(path) && !readFileSync(path).equals(content)) {
      throw new UsageError(
        `${path} is another build of ${version}, and a version never changes. Remove ${target}, or choose another folder.`,
      );
    }
  }
  for (const [file, content] of contents) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    // A copy that is cut off has whole files, and goes on where it ended.
    writeAtomically(join(target, file), content);
  }

  const base = `${(options.base ?? `/${basename(resolve(options.folder))}`).replace(/\/+$/, '')}/${version}`;
  const hashes = JSON.parse(contents.get('integrity.json')!.toString()) as Record<string, string>;
  const integrity = (file: string): string => `integrity="${hashes[file]!}" crossorigin="anonymous"`;
  process.stdout
    .write(`${contents.size} files in ${target}. They never change: Cache-Control: public, max-age=31536000, immutable

Into the head of your templates:
<link rel="stylesheet" href="${base}/afterword.css" ${integrity('afterword.css')}>
<script type="module" src="${base}/embed.js" ${integrity('embed.js')}></script>

Or, where everything a page runs has to be under one hash:
<script type="module" src="${base}/afterword.js" ${integrity('afterword.js')}></script>
`);
  return Promise.resolve(EXIT.done);
}
