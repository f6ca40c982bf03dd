import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './cdn.mjs';

/** One hash over the names and content of files and folders. */
export function hashOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = statSync(join(root, path)).isDirectory()
      ? filesBelow(join(root, path)).map((file) => join(path, file))
      : [path];
    for (const file of files) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}
