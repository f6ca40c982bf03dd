import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elementsPage } from '../../scripts/lib/elements-page.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
  .concat(readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`))
  .filter((name) => name.endsWith('.md'));

describe('the documentation', () => {
  for (const page of pages) {
    it(`names only files that exist: ${page}`, () => {
      const text = readFileSync(join(root, page), 'utf8');
      const named = [
        ...text.matchAll(/`((?:src|test|bench|demo|stories|scripts|docs)\/[\w./-]+\.(?:ts|mjs|md|mdx|html|yaml|json))`/g),
      ];
      const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, path]) =>
        join(dirname(page), path!),
      );
      const missing = [...named.map(([, path]) => path!), ...linked].filter((path) => !existsSync(join(root, path)));
      expect(missing).to.deep.equal([]);
    });
  }

  it('says of each element what its doc comments say', async () => {
    const page = readFileSync(join(root, 'docs/elements.md'), 'utf8');
    expect(page === (await elementsPage()), 'write it anew: node scripts/elements-page.mjs').to.equal(true);
  });

  it('gives a reason for every dependency there is, and for no other', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const rows = [...readFileSync(join(root, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)];
    expect(rows.map(([, name]) => name).sort()).to.deep.equal(Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});
