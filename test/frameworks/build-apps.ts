import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type PluginOption } from 'vite';
import { filesBelow } from '../../scripts/lib/cdn.mjs';
import { hashOf } from '../../scripts/lib/stamp.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where the apps are installed and built; kept from one run to the next. */
export const APPS = join(root, '.cache/frameworks');

/** Entry of each app in the browser and, where there is one, on the server. */
const ENTRIES = {
  plain: ['main.js'],
  react: ['main.tsx', 'server.tsx'],
  vue: ['main.js', 'server.js'],
  svelte: ['main.js', 'server.js'],
} as const;

function node(args: string[]): void {
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What is packed is what the source says now. */
function buildPackage(): void {
  const built = ['dist/index.js', 'types/jsx.d.ts'].map((file) => join(root, file));
  const isBuilt = built.every((file) => existsSync(file));
  const since = isBuilt ? Math.min(...built.map((file) => statSync(file).mtimeMs)) : 0;
  const isOld = (folder: string): boolean =>
    filesBelow(join(root, folder)).some((file: string) => statSync(join(root, folder, file)).mtimeMs > since);
  const writers = ['scripts/lib/framework-types.mjs', 'custom-elements-manifest.config.mjs'];
  const hasNewWriter = writers.some((file) => statSync(join(root, file)).mtimeMs > since);
  if (hasNewWriter || isOld('src')) node(['scripts/build.mjs', 'package', 'manifest']);
  if (!existsSync(join(root, 'cdn/embed.js'))) node(['scripts/build.mjs', 'cdn']);
}

/** The dependencies as locked, and the packed package the way npm unpacks one. */
function install(tarball: string): void {
  mkdirSync(APPS, { recursive: true });
  const installed = join(APPS, 'package-lock.json');
  const lock = readFileSync(join(root, 'test/frameworks/package-lock.json'), 'utf8');
  if (!existsSync(join(APPS, 'node_modules/react')) || !existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, 'test/frameworks', file), join(APPS, file));
    // The peers, vite above all, are those of the project.
    const flags = ['--legacy-peer-deps', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', ['ci', ...flags], { cwd: APPS, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const target = join(APPS, 'node_modules/afterword');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}

/** Plugins of the frameworks, which are installed with the apps. */
async function plugins(): Promise<PluginOption[]> {
  const require = createRequire(join(APPS, 'package.json'));
  const load = (name: string): Promise<unknown> =>
    import(pathToFileURL(require.resolve(name)).href).then(
      (module: Record<string, unknown>) => module['svelte'] ?? module['default'],
    );
  const vue = (await load('@vitejs/plugin-vue')) as (options: unknown) => PluginOption;
  const svelte = (await load('@sveltejs/vite-plugin-svelte')) as (options: unknown) => PluginOption;
  return [
    vue({ template: { compilerOptions: { isCustomElement: (tag: string) => tag.includes('-') } } }),
    svelte({ configFile: false }),
  ];
}

/** Development builds: only those of the frameworks tell of what does not match. */
async function buildApp(name: keyof typeof ENTRIES): Promise<void> {
  const [client, server] = ENTRIES[name];
  const common = {
    root: join(APPS, 'apps'),
    configFile: false as const,
    mode: 'development',
    logLevel: 'error' as const,
    oxc: { jsx: { development: true } },
    plugins: await plugins(),
  };
  const options = { emptyOutDir: true, minify: false, target: 'es2022' };
  await build({
    ...common,
    base: './',
    build: {
      ...options,
      outDir: join(APPS, 'built', name),
      rollupOptions: { input: join(APPS, 'apps', name, client), output: { entryFileNames: 'main.js' } },
    },
  });
  if (!server) return;
  await build({
    ...common,
    build: {
      ...options,
      outDir: join(APPS, 'rendered', name),
      ssr: join(APPS, 'apps', name, server),
      rollupOptions: { output: { entryFileNames: 'server.js' } },
    },
  });
  const module = (await import(`${pathToFileURL(join(APPS, 'rendered', name, 'server.js')).href}?${Date.now()}`)) as {
    render: () => string | Promise<string>;
  };
  writeFileSync(join(APPS, 'built', name, 'rendered.html'), await module.render());
}

/** Packs, installs and builds, unless nothing has changed since the last time. */
export default async function setup(): Promise<void> {
  buildPackage();
  const stamp = join(APPS, 'stamp');
  const now = hashOf(root, ['package.json', 'dist', 'types', 'test/frameworks', 'vitest.frameworks.config.ts']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  rmSync(stamp, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'afterword-frameworks-'));
  try {
    const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const packed = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    install(join(folder, filename));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(join(APPS, 'apps'), { recursive: true, force: true });
  cpSync(join(root, 'test/frameworks/apps'), join(APPS, 'apps'), { recursive: true });
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'development';
  try {
    for (const name of Object.keys(ENTRIES) as (keyof typeof ENTRIES)[]) await buildApp(name);
  } finally {
    process.env['NODE_ENV'] = before;
  }
  writeFileSync(stamp, now);
}
