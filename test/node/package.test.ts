import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | Record<string, string>>;
  sideEffects: string[];
  dependencies: Record<string, string>;
  scripts: Record<string, string>;
};
const folder = mkdtempSync(join(tmpdir(), 'afterword-package-'));
let tarball = '';
let files: string[] = [];

function npm(args: string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The `.ts` files of a folder of the source, without their ending. */
function sources(path: string): string[] {
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace(/\.ts$/, ''));
}

beforeAll(() => {
  const [packed] = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root)) as [
    { filename: string; files: { path: string }[] },
  ];
  tarball = join(folder, packed.filename);
  files = packed.files.map(({ path }) => path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the npm package', () => {
  it('holds what is built, and nothing of how', () => {
    for (const file of [
      'package.json',
      'custom-elements.json',
      'dist/index.js',
      'dist/index.d.ts',
      'cdn/embed.js',
      'cdn/afterword.js',
      'docs/backend.md',
      'docs/rest-api.yaml',
    ]) {
      expect(files).toContain(file);
    }
    const allowed =
      /^(dist|cdn|cli|types)\/|^docs\/[\w/-]+\.(md|yaml|png)$|^stories\/[\w-]+\.mdx$|^demo\/article\.html$|^(package\.json|custom-elements\.json|(README|CHANGELOG|CONTRIBUTING)\.md|LICENSE)$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(files.filter((file) => /\.test\.|\.stories\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it('brings the guides that its README leads to; what is tested is in the repository', () => {
    const links = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/\]\((?!https?:|#|test\/)([^)#]+)/g)].map(
      ([, to]) => to!,
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !files.some((file) => file.startsWith(link)))).toEqual([]);
  });

  it('gives every module its types', () => {
    const modules = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
    expect(modules.filter((file) => !files.includes(file.replace(/\.js$/, '.d.ts')))).toEqual([]);
  });

  it('exports only paths that exist', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    for (const target of targets) {
      const pattern = new RegExp(`^${target.replace('./', '').replaceAll('.', '\\.').replace('*', '.+')}$`);
      expect(
        files.some((file) => pattern.test(file)),
        target,
      ).toBe(true);
    }
  });

  it('has a define module for every element and an export for every adapter', () => {
    for (const name of sources('src/define')) expect(files).toContain(`dist/define/${name}.js`);
    for (const port of ['comments', 'newsletter', 'articles']) {
      expect(Object.keys(manifest.exports)).toContain(`./adapters/${port}/*`);
      for (const name of sources(`src/adapters/${port}`)) expect(files).toContain(`dist/adapters/${port}/${name}.js`);
    }
  });

  it('promises side effects of define/ and cdn/ only, and runs no script when installed', () => {
    expect(manifest.sideEffects).toEqual(['./dist/define/*.js', './cdn/**/*.js', './cdn/**/*.css']);
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['@lit/context', 'lit']);
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) expect(manifest.scripts).not.toHaveProperty(hook);
  });

  it('exports the class of every element and of every event from its main module', () => {
    const index = readFileSync(join(root, 'src/index.ts'), 'utf8');
    for (const tag of readdirSync(join(root, 'src/elements'), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      for (const name of sources(`src/elements/${tag.name}`)) {
        if (name !== tag.name && name !== `${tag.name}.events`) continue;
        const source = readFileSync(join(root, 'src/elements', tag.name, `${name}.ts`), 'utf8');
        for (const [, exported] of source.matchAll(/^export class (\w+(?:Element|Event)) /gm)) {
          expect(index, `${tag.name}/${name}`).toMatch(new RegExp(`\\b${exported}\\b`));
        }
      }
    }
  });

  it('knows every adapter by its name before it is downloaded', () => {
    for (const port of ['comments', 'newsletter', 'articles']) {
      const registered = readFileSync(join(root, `src/define/${port}-adapters.ts`), 'utf8');
      for (const name of sources(`src/adapters/${port}`)) {
        if (!/export (async )?function fromSrc\b/.test(readFileSync(join(root, `src/adapters/${port}/${name}.ts`), 'utf8')))
          continue;
        expect(registered, `${port}/${name}`).toContain(`registerAdapter('${port}', '${name}',`);
      }
    }
  });

  it('can be imported on a server, every part of it', () => {
    const modules = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js')).map((file) => join(root, file));
    const script = `for (const path of ${JSON.stringify(modules)}) await import(path);`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).not.toThrow();
  });

  it('describes only public members in its manifest, and every element', () => {
    const elements = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
      modules: { path: string; declarations: { tagName?: string; members?: { name: string; privacy?: string }[] }[] }[];
    };
    const declarations = elements.modules.flatMap((module) => module.declarations);
    const tags = declarations.flatMap(({ tagName }) => tagName ?? []);
    const folders = readdirSync(join(root, 'src/elements'));
    expect(tags.sort()).toEqual(sources('src/define').filter((name) => folders.includes(name)));
    for (const { members = [] } of declarations) {
      expect(members.filter(({ name, privacy }) => name.startsWith('#') || privacy)).toEqual([]);
    }
    for (const { path } of elements.modules) expect(files).toContain(path);
  });
});

describe('a fresh Vite app with the packed package', () => {
  const app = join(folder, 'app');
  let server: Server;

  beforeAll(async () => {
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }));
    writeFileSync(
      join(app, 'index.html'),
      `<!doctype html><html lang="en"><title>App</title>
        <article-faq><details><summary>Why?</summary><p>Because.</p></details></article-faq>
        <script type="module" src="/main.js"></script>`,
    );
    writeFileSync(
      join(app, 'main.js'),
      `import { ArticleFaqElement } from 'afterword';
       import 'afterword/define/article-faq';
       document.title = document.querySelector('article-faq') instanceof ArticleFaqElement ? 'upgraded' : 'not upgraded';`,
    );
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], app);
    await build({ root: app, configFile: false, logLevel: 'error' });
    server = createServer((request, response) => {
      const path = request.url === '/' ? 'index.html' : request.url!.slice(1);
      const type = { '.html': 'text/html', '.js': 'text/javascript' }[extname(path)] ?? 'text/plain';
      try {
        const content = readFileSync(join(app, 'dist', path));
        response.writeHead(200, { 'content-type': type }).end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }, 120_000);
  afterAll(() => server.close());

  it('sees an element upgrade', async () => {
    const browser = await chromium.launch({ executablePath: findBrowsers().chromium ?? '', args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction(() => document.title.includes('upgraded'));
      expect(await page.title()).toBe('upgraded');
      expect(await page.evaluate(() => Boolean(document.querySelector('article-faq')?.shadowRoot))).toBe(true);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('bundles only the element it asked for', () => {
    const bundle = readdirSync(join(app, 'dist/assets'))
      .map((file) => readFileSync(join(app, 'dist/assets', file), 'utf8'))
      .join('\n');
    expect(bundle).toContain('article-faq');
    expect(bundle).not.toContain('newsletter-signup-submit');
    expect(bundle).not.toContain('comment-box-submit');
  });
});
