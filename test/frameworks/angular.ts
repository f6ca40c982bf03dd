import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { APPS, must } from './install.js';

interface Babel {
  transformAsync(code: string, options: object): Promise<{ code: string }>;
}

/** Compiles the app's templates ahead of time, and checks them, with the compiler that Angular's own tools use. */
export function compileAngular(): Promise<void> {
  const compiler = join(APPS, 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js');
  return must(process.execPath, [compiler, '-p', join(APPS, 'apps/angular')], APPS);
}

/** Finishes Angular's packages, which are published half compiled, as its own bundler does. */
export async function angularLinker(): Promise<Plugin> {
  const compiler = createRequire(join(APPS, 'node_modules/@angular/compiler-cli/package.json'));
  const load = (name: string): Promise<unknown> => import(pathToFileURL(compiler.resolve(name)).href);
  const babel = ((await load('@babel/core')) as { default: Babel }).default;
  const linker = ((await load('@angular/compiler-cli/linker/babel')) as { default: unknown }).default;
  return {
    name: 'angular-linker',
    transform: {
      filter: { id: /@angular\/.*\.mjs$/, code: /ɵɵngDeclare/ },
      async handler(code, id) {
        const options = { filename: id, plugins: [linker], compact: false, babelrc: false, configFile: false };
        return { code: (await babel.transformAsync(code, options)).code, map: null };
      },
    },
  };
}
