import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the ports are called in file names that readers' browsers load: lists of ad-blockers know "newsletter". */
const NEUTRAL = { comments: 'comments', newsletter: 'subscribe', articles: 'articles' };

/** Every adapter of `src/adapters`, with the neutral name of its file in `cdn/adapters`. */
export function adapters(root) {
  return Object.entries(NEUTRAL).flatMap(([port, neutral]) => {
    const folder = join(root, 'src/adapters', port);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter(
        (name) => name.endsWith('.ts') && /export (async )?function fromSrc\b/.test(readFileSync(join(folder, name), 'utf8')),
      )
      .map((name) => name.replace(/\.ts$/, ''))
      .map((name) => ({ port, name, file: `${neutral}-${name}` }));
  });
}

/** The languages of `src/locales`. */
export function locales(root) {
  const folder = join(root, 'src/locales');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace(/\.ts$/, ''));
}

/** All files below a folder, as paths relative to it. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** A Subresource Integrity value, as the `integrity` attribute takes it. */
export function integrity(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
