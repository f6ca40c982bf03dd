import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type PluginOption } from 'vite';
import { angularLinker, compileAngular } from './angular.js';
import { APPS, install, ROOT } from './install.js';

/** Entry of each app in the browser and, where there is one, on the server. */
const ENTRIES = {
  plain: ['plain/main.js'],
  react: ['react/main.tsx', 'react/server.tsx'],
  vue: ['vue/main.js', 'vue/server.js'],
  svelte: ['svelte/main.js', 'svelte/server.js'],
  angular: ['compiled/angular/main.js', 'compiled/angular/server.js'],
} as const;

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
    await angularLinker(),
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
      rollupOptions: { input: join(APPS, 'apps', client), output: { entryFileNames: 'main.js' } },
    },
  });
  if (!server) return;
  await build({
    ...common,
    // Node cannot run what is half compiled.
    ssr: { noExternal: [/^@angular\//] },
    build: {
      ...options,
      outDir: join(APPS, 'rendered', name),
      ssr: join(APPS, 'apps', server),
      rollupOptions: { output: { entryFileNames: 'server.js' } },
    },
  });
  const module = (await import(`${pathToFileURL(join(APPS, 'rendered', name, 'server.js')).href}?${Date.now()}`)) as {
    render: () => string | Promise<string>;
  };
  writeFileSync(join(APPS, 'built', name, 'rendered.html'), await module.render());
}

/** Installs what the apps need, the packed package too, and builds them; what has a server part is rendered by it. */
export async function buildApps(tarball: string): Promise<void> {
  await install('test/frameworks', APPS, tarball);
  rmSync(join(APPS, 'apps'), { recursive: true, force: true });
  cpSync(join(ROOT, 'test/frameworks/apps'), join(APPS, 'apps'), { recursive: true });
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'development';
  try {
    const compiled = compileAngular();
    for (const name of ['plain', 'react', 'vue', 'svelte'] as const) await buildApp(name);
    await compiled;
    await buildApp('angular');
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
