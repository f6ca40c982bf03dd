import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';
import { describe, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'stories/write-an-adapter.mdx'), 'utf8');
const listings = [...page.matchAll(/^```js\n([^]*?)^```$/gm)].map((match) => match[1]!);

/** Where the package's entries come from, without a build. */
const PATHS: Readonly<Record<string, string>> = {
  'afterword/contracts/': 'test/contracts/',
  'afterword/adapters/': 'src/adapters/',
  afterword: 'src/index.js',
};

/** The page's listings as the one module that a reader would make of them: every name imported once. */
function asModule(parts: readonly string[]): string {
  const names = new Map<string, Set<string>>();
  const code = parts.join('\n').replace(/^import \{ (.+) \} from '(.+)';\n/gm, (_, list: string, from: string) => {
    const imported = names.get(from) ?? new Set();
    for (const name of list.split(', ')) imported.add(name);
    names.set(from, imported);
    return '';
  });
  const imports = [...names].map(([from, imported]) => `import { ${[...imported].join(', ')} } from '${from}';\n`);
  return imports.join('') + code;
}

/** What the compiler says of a file that does not exist, in the project beside the tests. */
function complaints(text: string): string[] {
  const file = join(root, 'test/node/listing-of-the-page.js');
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    strict: true,
    // Parameters of plain JavaScript have no types.
    noImplicitAny: false,
    experimentalDecorators: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['mocha'],
    skipLibCheck: true,
    noEmit: true,
    paths: {
      afterword: [join(root, 'src/index.ts')],
      'afterword/contracts/*': [join(root, 'test/contracts/*.ts')],
      'afterword/*': [join(root, 'src/*.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => root;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, target, ...more) =>
    name === file ? ts.createSourceFile(name, text, target) : getSourceFile(name, target, ...more);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText, start }) => {
      const line = text.slice(0, start).split('\n').at(-1)! + text.slice(start).split('\n')[0]!;
      return `${line.trim()}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    },
  );
}

describe('the page about writing an adapter', () => {
  it('fits the types of the package, every listing of it', () => {
    expect(listings).to.have.length(6);
    expect(complaints(asModule(listings))).to.deep.equal([]);
  });

  it('is told when it does not', () => {
    const wrong = asModule(listings).replace("status: item.approved === false ? 'pending' : 'published'", "status: 'approved'");
    expect(complaints(wrong).join()).to.contain('"approved"');
    expect(complaints(asModule(listings).replace('sort:', 'order:')).join()).to.contain('order');
  });
});

// Its last listing makes the tests: an adapter to each port, against the suites of the package.
const folder = join(root, '.cache/write-an-adapter');
mkdirSync(folder, { recursive: true });
const runnable = asModule(listings.filter((listing) => !listing.includes('document.'))).replace(
  /from '(afterword\/(?:contracts|adapters)\/|afterword)(.*)'/g,
  (_, start: string, rest: string) => `from '../../${PATHS[start]!}${rest && `${rest}.js`}'`,
);
const file = join(folder, 'listing.mjs');
writeFileSync(file, runnable);
await import(/* @vite-ignore */ pathToFileURL(file).href);
