import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { minifyCss } from './scripts/lib/minify-css.mjs';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Where a generated entry pretends to be, so that its relative imports resolve. */
const VIRTUAL_ENTRY = path('src/embed/virtual-entry.ts');

/** Takes the layout of the source out of templates and style sheets. */
function minifyTemplates(): Plugin {
  return {
    name: 'afterword:minify-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts(\?.*)?$/ },
      async handler(code, id) {
        if (!/\b(html|css)`/.test(code)) return null;
        const result = await minifyHTMLLiterals(code, {
          fileName: id.replace(/\?.*$/, ''),
          shouldMinifyCSS: () => false,
          // A space between two words stays a space wherever it stands.
          minifyOptions: { collapseWhitespace: true, conservativeCollapse: true, removeComments: true },
        });
        const minified = (result?.code ?? code).replace(
          /\bcss`([^`]*)`/g,
          (_literal: string, css: string) => `css\`${minifyCss(css)}\``,
        );
        return { code: minified, map: null };
      },
    },
  };
}

/**
 * Two things Lit takes for granted that real pages break, mended in the script-tag builds: a `trusted-types` policy list
 * that names others must not stop the script at its first line, and pages that ship `custom-elements-es5-adapter` have
 * replaced `HTMLElement` by a function no class can extend.
 */
function hardenLit(): Plugin {
  const mend = (code: string, what: RegExp, by: string): string => {
    if (!what.test(code)) throw new Error(`Lit no longer contains ${what}: look at what it does instead`);
    return code.replace(what, by);
  };
  return {
    name: 'afterword:harden-lit',
    transform: {
      filter: { id: /\/node_modules\/(lit-html\/lit-html|@lit\/reactive-element\/reactive-element)\.js$/ },
      handler(code, id) {
        return {
          code: id.endsWith('lit-html.js')
            ? mend(
                code,
                /(\w+)\?(\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)):void 0/,
                '(()=>{try{return $1?$2:void 0}catch{}})()',
              )
            : mend(code, /extends HTMLElement\b/, 'extends Object.getPrototypeOf(HTMLSpanElement)'),
          map: null,
        };
      },
    },
  };
}

/**
 * Gives the loader its own copy of the few functions it shares with elements, so that it stays one file and no chunk ever
 * imports it back. Their state is on `globalThis` under `Symbol.for` keys, so copies agree.
 */
function standaloneLoader(): Plugin {
  return {
    name: 'afterword:standalone-loader',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer || !/\/src\/embed\/embed\.ts$|\?loader$/.test(importer) || options.kind === 'dynamic-import') return null;
      const resolved = await this.resolve(source, importer.replace(/\?loader$/, ''), { ...options, skipSelf: true });
      return resolved && { ...resolved, id: `${resolved.id}?loader`, moduleSideEffects: false };
    },
  };
}

/** Puts the adapters of the all-in-one file in place of every adapter there is, which `define/` would load on demand. */
function includedAdapters(): Plugin {
  return {
    name: 'afterword:included-adapters',
    enforce: 'pre',
    resolveId(source) {
      return /\/\w+-adapters\.js$/.test(source) ? path('src/embed/included-adapters.ts') : null;
    },
  };
}

/** Writes which chunk imports which, for the size budgets; not a part of what is served. */
function chunkGraph(): Plugin {
  return {
    name: 'afterword:chunk-graph',
    writeBundle(_options, output) {
      const chunks = Object.values(output).filter((file) => file.type === 'chunk');
      const graph = chunks.map(({ fileName, moduleIds, imports, dynamicImports, facadeModuleId }) => ({
        fileName,
        entry: facadeModuleId && relative(path('.'), facadeModuleId),
        modules: moduleIds.map((id) => relative(path('.'), id)),
        imports,
        dynamicImports,
      }));
      mkdirSync(path('.cache'), { recursive: true });
      writeFileSync(path('.cache/chunks.json'), JSON.stringify(graph, null, 2));
    },
  };
}

/** A module that makes one adapter, or one language, known as soon as it is loaded. */
function selfRegistering(code: string): Plugin {
  return {
    name: 'afterword:self-registering',
    resolveId: (source) => (source === VIRTUAL_ENTRY ? source : null),
    load: (id) => (id === VIRTUAL_ENTRY ? code : null),
  };
}

/**
 * package.json promises that only `dist/define` and `cdn` do anything when imported, which is true of the package; of the
 * source, `define` and `embed` do.
 */
function sideEffectsOfSource(): Plugin {
  return {
    name: 'afterword:side-effects-of-source',
    transform: {
      filter: { id: /\/src\/(define|embed)\/(?!.*\?loader$)/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: true }),
    },
  };
}

/** What several parts share, in few files: what every element needs, what those with a backend need, what adapters need. */
const SHARED = [
  {
    name: 'core',
    test: /\/node_modules\/(lit|lit-html|lit-element|@lit\/[\w-]+)\/[^?]*$|@oxc-project|\/src\/(elements\/define|define\/locales|styles\/base\.styles|context\/settings|controllers\/(settings-controller|words-controller|console))\.ts$/,
    minShareCount: 3,
  },
  {
    name: 'backends',
    test: /\/src\/(ports\/errors|context\/adapters|controllers\/(page|port-controller|request-controller|storage|visibility-controller)|content\/(key-value-store|page-key|text-length|urls|uuid))\.ts$/,
    minShareCount: 2,
  },
  { name: 'requests', test: /\/src\/adapters\/(http|src-options)\.ts$/, minShareCount: 2 },
];

interface Shape {
  /** Parts that are asked for on demand become chunks; otherwise everything is in the one file. */
  split?: boolean;
  /** `iife` files work in a classic script tag too. */
  format?: 'es' | 'iife';
}

function bundle(entry: Record<string, string>, plugins: Plugin[], { split = false, format = 'es' }: Shape = {}): UserConfig {
  return {
    publicDir: false,
    plugins: [sideEffectsOfSource(), minifyTemplates(), hardenLit(), ...plugins],
    build: {
      target: 'es2022',
      outDir: 'cdn',
      emptyOutDir: false,
      reportCompressedSize: false,
      modulePreload: false,
      lib: { entry, formats: [format], name: 'afterword', fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        output: {
          minify: true,
          // Names say nothing an ad-blocker's list could take for a newsletter box.
          chunkFileNames: 'chunks/[hash].js',
          codeSplitting: split && { groups: SHARED },
        },
      },
    },
  };
}

/**
 * What a script tag loads. Modes: `split` (cdn/embed.js and its chunks), `single` (cdn/afterword.js),
 * `adapter:<port>/<name>:<file>` and `locale:<lang>` (one file each), `own:<tag>` (one element without Lit, in memory, for
 * bench/size.mjs). Any other mode is plain Vite, for Storybook.
 */
export default defineConfig(({ mode }) => {
  const [kind, what = '', file = ''] = mode.split(':');
  switch (kind) {
    case 'split':
      return bundle({ embed: path('src/embed/embed.ts') }, [standaloneLoader(), chunkGraph()], { split: true });
    case 'single':
      return bundle({ afterword: path('src/embed/afterword.ts') }, [includedAdapters()]);
    case 'adapter': {
      const [port = '', name = ''] = what.split('/');
      return bundle(
        { [`adapters/${file}`]: VIRTUAL_ENTRY },
        [
          selfRegistering(`
          import { registerAdapter } from '../context/adapters.js';
          import { fromSrc } from '../adapters/${port}/${name}.js';
          registerAdapter('${port}', '${name}', () => fromSrc);
        `),
        ],
        { format: 'iife' },
      );
    }
    case 'locale':
      return bundle(
        { [`locales/${what}`]: VIRTUAL_ENTRY },
        [
          selfRegistering(`
          import { registerLocale } from '../controllers/words-controller.js';
          import locale from '../locales/${what}.js';
          registerLocale('${what}', () => Promise.resolve(locale));
        `),
        ],
        { format: 'iife' },
      );
    case 'own': {
      const bare = bundle({ [what]: path(`src/define/${what}.ts`) }, [], { split: true });
      return {
        ...bare,
        build: { ...bare.build, write: false, rolldownOptions: { ...bare.build?.rolldownOptions, external: /^(lit|@lit)\b/ } },
      };
    }
    default:
      return { plugins: [sideEffectsOfSource()] };
  }
});
