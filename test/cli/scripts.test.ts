import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { integrity } from '../../scripts/lib/cdn.mjs';
import { afterword, buildCommand, temporaryFolder } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

beforeAll(buildCommand);

describe('afterword scripts', () => {
  it('copies every file into a folder of its version, and prints tags whose hashes are those of the files', async () => {
    const folder = temporaryFolder();
    const { code, out } = await afterword(folder, ['scripts', 'public/afterword']);
    expect(code).toBe(0);
    const target = join(folder, 'public/afterword', version);
    expect(filesOf(target)).toEqual(filesOf(join(root, 'cdn')));
    const tags = [...out.matchAll(/(?:src|href)="\/afterword\/([^"]+)" integrity="([^"]+)"/g)];
    expect(tags.map(([, file]) => file)).toEqual(
      ['afterword.css', 'embed.js', 'afterword.js'].map((file) => `${version}/${file}`),
    );
    for (const [, file, hash] of tags) expect(hash).toBe(integrity(readFileSync(join(folder, 'public/afterword', file!))));
  });

  it('names the address the folder has on the web', async () => {
    const { out } = await afterword(temporaryFolder(), ['scripts', 'assets', '--base', 'https://static.example/a/']);
    expect(out).toContain(`src="https://static.example/a/${version}/embed.js"`);
  });

  it('never changes a version that is there: the same files are fine, others are refused and nothing is written', async () => {
    const folder = temporaryFolder();
    await afterword(folder, ['scripts', 'a']);
    expect((await afterword(folder, ['scripts', 'a'])).code).toBe(0);
    const changed = join(folder, 'a', version, 'embed.js');
    appendFileSync(changed, '// another build');
    const { code, error } = await afterword(folder, ['scripts', 'a']);
    expect(code).toBe(2);
    expect(error).toContain('a version never changes');
    expect(readFileSync(changed, 'utf8')).toContain('// another build');
  });

  it('says what is missing or too much', async () => {
    const folder = temporaryFolder();
    expect((await afterword(folder, ['scripts'])).error).toContain('Where shall they go?');
    expect((await afterword(folder, ['scripts', 'a', 'b'])).error).toContain('One folder at a time');
    expect((await afterword(folder, ['scripts', '--help'])).out).toContain('--base <url>');
  });
});
