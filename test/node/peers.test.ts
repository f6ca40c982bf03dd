import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/peers.md'), 'utf8');

/** The cells of each row of each table, its head and its rule left out. */
function rows(): string[][] {
  const isRule = (line: string | undefined): boolean => /^\|[\s|:-]+\|$/.test(line ?? '');
  const lines = page.split('\n');
  return lines
    .filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1]))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

const proofs = rows().map((cells) => ({ what: cells[0]!, ours: cells[1]!, proof: cells.at(-1)! }));

describe('the comparison with our peers', () => {
  it('has a line for each thing that matters', () => {
    expect(proofs.length).toBeGreaterThan(50);
  });

  it('says yes of us only where a test of that title proves it', () => {
    for (const { what, ours, proof } of proofs) {
      if (!ours.startsWith('yes')) continue;
      const named = /^\[([^\]]+)\]\(\.\.\/(test\/[^)]+)\)$/.exec(proof);
      expect(named, `the proof of "${what}"`).not.toBeNull();
      const [, title, file] = named as unknown as [string, string, string];
      expect(existsSync(join(root, file)), file).toBe(true);
      const written = readFileSync(join(root, file), 'utf8');
      expect(written.includes(`it('${title}'`) || written.includes(`it(\`${title}\``), `"${title}" in ${file}`).toBe(true);
    }
  });

  it('says no where we do not, and why', () => {
    for (const { what, ours, proof } of proofs) {
      expect(ours, what).toMatch(/^(yes|no)/);
      if (ours.startsWith('no')) expect(proof, what).not.toBe('');
    }
  });
});
