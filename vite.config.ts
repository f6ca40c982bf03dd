import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { minifyCss } from './scripts/lib/minify-css.mjs';
import { trimTemplates } from './scripts/lib/trim-templates.mjs';

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
        if (!/\b(html|css)`|CSS \*\/ `/.test(code)) return null;
        const fileName = id.replace(/\?.*$/, '');
        const trimmed = trimTemplates(code, fileName);
        const result = await minifyHTMLLiterals(trimmed, {
          fileName,
          shouldMinifyCSS: () => false,
          // A space between two words stays a space wherever it stands.
          minifyOptions: { collapseWhitespace: true, conservativeCollapse: true, removeComments: true, keepClosingSlash: true },
        });
        // A style sheet that no element adopts is a plain string, marked so.
        const minified = (result?.code ?? trimmed).replace(
          /(\bcss|\/\* CSS \*\/ )`([^`]*)`/g,
          (_literal: string, mark: string, css: string) => `${mark}\`${minifyCss(css)}\``,
        );
        return { code: minified, map: null };
      },
    },
  };
}

/** Where Lit makes its Trusted Types policy. */
const POLICY = /(\w+)\?(\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)):void 0/;

/**
 * What Lit takes for granted and real pages break, mended in the script-tag builds: a `trusted-types` policy list that names others
 * must not stop the script at its first line, pages that ship `custom-elements-es5-adapter` have replaced `HTMLElement` by a
 * function no class can extend, and the globals in which copies of Lit count each other are not ours to leave on a page.
 */
const LIT: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'lit-html': [
    [POLICY, '(()=>{try{return $1?$2:void 0}catch{}})()'],
    [/\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    [/,(\w+)=\w+\.litHtmlPolyfillSupport;\1\?\.\(\w+,\w+\),/, ';'],
  ],
  'lit-element': [
    [/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    [/,\w+\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\)/, ''],
    [/const (\w+)=\w+\.litElementPolyfillSupport;\1\?\.\(\{LitElement:\w+\}\);/, ''],
  ],
  'reactive-element': [
    [/extends HTMLElement\b/, 'extends Object.getPrototypeOf(HTMLSpanElement)'],
    [/\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    [/,(\w+)=\w+\.reactiveElementPolyfillSupport(.*?)\1\?\.\(\{ReactiveElement:\w+\}\),/, '$2'],
    // No property of ours is an object in an attribute.
    [/case Object:case Array:\w+=null==\w+\?\w+:JSON\.stringify\(\w+\)/, ''],
    [/break;case Object:case Array:try\{\w+=JSON\.parse\(\w+\)\}catch\(\w+\)\{\w+=null\}/, ''],
    // Only standard decorators write what these read.
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ';'],
    [/const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^{}]*for\(const\[\w+,\w+\]of \w+\)[^{}]*\}/, ''],
  ],
};

/** @param makesTemplates whether it is this Lit that puts templates on the page, and needs a policy to do so */
function hardenLit(makesTemplates: boolean): Plugin {
  return {
    name: 'afterword:harden-lit',
    transform: {
      filter: {
        id: /\/node_modules\/(lit-html|lit-element|@lit\/reactive-element)\/(lit-html|lit-element|reactive-element)\.js$/,
      },
      handler(code, id) {
        let mended = code;
        for (const [what, by] of LIT[/([\w-]+)\.js$/.exec(id)![1]!]!) {
          if (!what.test(mended)) throw new Error(`Lit no longer contains ${String(what)}: look at what it does instead`);
          // A page may forbid a second policy of that name, and reports who tries.
          mended = mended.replace(what, what === POLICY && !makesTemplates ? 'void 0' : by);
        }
        return { code: mended, map: null };
      },
    },
  };
}

/**
 * Whole modules that do more than we use, cut to what is used; tests of the built files prove it. TypeScript compiles our decorators
 * to the legacy kind, Lit's and the bundler's helper carry the standard kind as well. Every browser that knows `:state()` adopts style
 * sheets, and ours are whole: nothing is put together from parts.
 */
const CUT: readonly (readonly [id: RegExp, code: string])[] = [
  [
    /\/@lit\/reactive-element\/decorators\/property\.js$/,
    'export const property = (options) => (proto, name) => proto.constructor.createProperty(name, options);',
  ],
  [
    /@oxc-project.*\/helpers\/(esm\/)?decorate\.js$/,
    `export default function decorate(decorators, target, name) {
      const descriptor = decorators[0](target, name);
      if (descriptor) Object.defineProperty(target, name, descriptor);
    }`,
  ],
  [
    /\/@lit\/reactive-element\/css-tag\.js$/,
    `export const css = ([cssText], ...values) => {
      if (values.length) throw new TypeError('a style sheet of ours is one text');
      let sheet;
      return {
        cssText,
        get styleSheet() {
          if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(cssText);
          return sheet;
        },
      };
    };
    export const getCompatibleStyle = (style) => style;
    export const adoptStyles = (root, styles) => {
      root.adoptedStyleSheets = styles.map((style) => style.styleSheet);
    };
    export const [CSSResult, supportsAdoptingStyleSheets, unsafeCSS] = [];`,
  ],
];

function onlyWhatIsUsed(): Plugin {
  return {
    name: 'afterword:only-what-is-used',
    transform: {
      // The bundler loads its helper itself, past every plugin.
      filter: { id: CUT.map(([id]) => id) },
      handler: (_code, id) => ({ code: CUT.find(([file]) => file.test(id))![1], map: null }),
    },
  };
}

/** The platform's own `Event`, which MooTools replaces on its pages by a wrapper that no class can extend. */
function nativeEvent(): Plugin {
  // A name marked pure: of an expression in `extends` the bundler believes that it does something, and keeps every class.
  const native = 'const NativeEvent = /* @__PURE__ */ Object.getPrototypeOf(UIEvent);\n';
  return {
    name: 'afterword:native-event',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts(\?.*)?$|\/node_modules\/@lit\/context\/.*\.js$/ },
      handler: (code) =>
        /\bextends Event\b|\bnew Event\(/.test(code)
          ? {
              code:
                native +
                code.replace(/\bextends Event\b/g, 'extends NativeEvent').replace(/\bnew Event\(/g, 'new NativeEvent('),
              map: null,
            }
          : null,
    },
  };
}

/**
 * Who gets copies of its own of modules that others use too. The loader, so that it stays one file and no chunk ever imports it
 * back, and what enhances plain articles, so that it brings no Lit to a page where it finds nothing. Where a small module would
 * become a file only because two parts share it, each part holds it instead: a request costs a reader more than its bytes.
 * State is on `globalThis` under `Symbol.for` keys, or in the browser's storage, so copies agree.
 */
const COPIES: readonly (readonly [name: string, importer: RegExp, imported: RegExp])[] = [
  ['loader', /\/src\/embed\/embed\.ts$|\?loader$/, /./],
  ['enhance', /\/src\/enhance\/|\?enhance$/, /^(?!.*\/src\/enhance\/)/],
  [
    'shelf',
    /\/src\/elements\/related-articles\//,
    /\/(content\/time|controllers\/(remembered|adopt-styles|shown-controller|visibility-controller))\.ts$/,
  ],
  [
    'signup',
    /\/src\/elements\/newsletter-signup\/|\?signup$/,
    /\/(styles\/(control|error)\.styles|controllers\/(adopt-styles|keyboard))\.ts$/,
  ],
  ['search', /\/src\/elements\/article-faq\/search\.ts$|\?search$/, /\/(live\.js|controllers\/keyboard\.ts)$/],
  ['described', /\/src\/elements\/article-faq\/structured-data\.ts$/, /\/controllers\/description\.ts$/],
  [
    'posting',
    /\/src\/elements\/comment-box\/structured-data\.ts$|\?posting$/,
    /\/(controllers\/current-article|content\/article-meta)\.ts$/,
  ],
  [
    'facts',
    /\/src\/(define\/did-you-know|elements\/did-you-know\/loaded-pool)\.ts$/,
    /\/(define\/feedback|styles\/error\.styles)\.ts$/,
  ],
  ['count', /\/src\/define\/comment-count\.ts$/, /\/define\/comments-adapters\.ts$/],
  ['rest', /\/src\/adapters\/comments\/rest\.ts$/, /\/content\/(key-value-store|page-key)\.ts$/],
];

function ownCopies(): Plugin {
  return {
    name: 'afterword:own-copies',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer || options.kind === 'dynamic-import') return null;
      const [name, , imported] = COPIES.find(([, wants]) => wants.test(importer)) ?? [];
      if (!name) return null;
      const resolved = await this.resolve(source, importer.replace(/\?\w+$/, ''), { ...options, skipSelf: true });
      if (!resolved || !imported!.test(resolved.id)) return resolved;
      return { ...resolved, id: `${resolved.id}?${name}`, moduleSideEffects: name === 'count' };
    },
  };
}

/**
 * In the all-in-one file there is nothing to wait for: what is asked for on demand is imported at once. Left as it is, the bundler
 * would wrap every module that is reached in both ways, Lit among them, into a function of its own.
 */
function eager(): Plugin {
  return {
    name: 'afterword:eager',
    transform: {
      filter: { id: /\/src\/.*\.ts(\?.*)?$/ },
      handler(code) {
        const imports: string[] = [];
        const eager = (from: string): string =>
          `eager${imports.push(`import * as eager${imports.length} from '${from}';`) - 1}`;
        const isApart = (from: string): boolean => APART.some(([, imported]) => imported.test(from));
        const eagerly = code
          // One name of a module costs less than all of them, which would have to be an object.
          .replace(/\(await import\(["']([^"']+)["']\)\)\.(\w+)/g, (written, from: string, name: string) =>
            isApart(from) ? written : `${eager(from)}.${name}`,
          )
          .replace(/\bconst \{ (\w+) \} = await import\(["']([^"']+)["']\)/g, (written, name: string, from: string) =>
            isApart(from) ? written : `const ${name} = ${eager(from)}.${name}`,
          )
          .replace(/\bimport\(\s*["']([^"']+)["']\s*\)/g, (written, from: string) =>
            isApart(from) ? written : `Promise.resolve(${eager(from)})`,
          );
        return imports.length ? { code: `${imports.join('')}${eagerly}`, map: null } : null;
      },
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

/** Lets the elements of the all-in-one file be defined one after the other. */
function inTurn(): Plugin {
  return {
    name: 'afterword:in-turn',
    enforce: 'pre',
    resolveId(source, importer) {
      return source.endsWith('/define.js') && importer?.includes('/src/define/') ? path('src/embed/define-in-turn.ts') : null;
    },
  };
}

/** What the all-in-one file asks for when a page or a reader wants it, from the files beside it. */
const APART: readonly (readonly [file: string, imported: RegExp])[] = [
  ['./enhance.js', /\/(parts\/enhance|enhance\/start)\.js$/],
  [
    './extras.js',
    /\/(extras|adapters\/(facts|feedback)|loaded-pool|search|content\/email|discover|helpful-(answers|facts)|history|structured-data|share|advice|placement|last-resort)\.js$/,
  ],
];

/** Leaves what enhances plain articles, and what few pages switch on (`src/embed/extras.ts`), out of the all-in-one file. */
function apart(): Plugin {
  return {
    name: 'afterword:apart',
    enforce: 'pre',
    resolveId(source, _importer, { kind }) {
      const [file] = APART.find(([, imported]) => imported.test(source)) ?? [];
      return file && kind === 'dynamic-import' ? { id: file, external: true } : null;
    },
  };
}

/**
 * The bundler puts its helper for `import()` of shared files into a file of its own, which would be asked for only after what imports it
 * has come: a round trip for 148 bytes. Who needs the helper holds it.
 */
function noRuntimeFile(): Plugin {
  const isRuntime = ({ moduleIds }: { moduleIds: readonly string[] }): boolean =>
    moduleIds.length > 0 && moduleIds.every((id) => id.includes('rolldown/runtime'));
  const helper =
    '(all)=>{const it={};for(const name in all)Object.defineProperty(it,name,{get:all[name],enumerable:true});return it}';
  return {
    name: 'afterword:no-runtime-file',
    renderChunk(code, _chunk, _options, { chunks }) {
      const runtime = Object.values(chunks).find(isRuntime)?.fileName.replace(/^.*\//, '');
      if (!runtime) return null;
      let isHeld = false;
      const held = code.replace(
        /import\s*\{\s*\w+ as (\w+)\s*\}\s*from\s*["']\.\/([^"']+)["'];/g,
        (line, name: string, from: string) => {
          if (from !== runtime) return line;
          isHeld = true;
          return `const ${name}=${helper};`;
        },
      );
      return isHeld ? { code: held, map: null } : null;
    },
    generateBundle(_options, output) {
      for (const [name, file] of Object.entries(output)) {
        if (file.type === 'chunk' && isRuntime(file)) Reflect.deleteProperty(output, name);
      }
    },
  };
}

/**
 * Firefox never asks again for a module that it could not get, whatever a reader presses. After a failure the loader, and elements with
 * words in them that wait, ask under another address, of which it knows nothing.
 */
function askAgain(): Plugin {
  // A function, for it is there before the first line of the file runs.
  const helper =
    'function $ask(file){return import(file+($ask[file]??"")).catch((why)=>{$ask[file]="?"+Date.now();throw why})}';
  return {
    name: 'afterword:ask-again',
    renderChunk(code, { moduleIds }) {
      if (!moduleIds.some((id) => /\/(embed|comment-box|newsletter-signup)\.ts$/.test(id))) return null;
      const asking = code.replace(/\bimport\(\s*(["'`]\.[^"'`]+["'`])\s*\)/g, '$$ask($1)');
      return asking === code ? null : { code: asking + helper, map: null };
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
        imports: imports.filter((from) => from in output),
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
      filter: { id: /\/src\/(define|embed)\/(?!.*\?(loader|enhance)$)/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: true }),
    },
  };
}

/** Finds what the bundler's own minifier, which comes after it, leaves: 1.5 % of what a reader downloads. */
function terse(): Plugin {
  return {
    name: 'afterword:terse',
    async renderChunk(code, _chunk, { format }) {
      const options = { module: format === 'es', ecma: 2020, compress: { passes: 3, negate_iife: false } } as const;
      return { code: (await minify(code, options)).code!, map: null };
    },
  };
}

/** What several parts share, in few files: what every element needs, what those with a backend need, what adapters need. */
const SHARED = [
  {
    name: 'core',
    test: /\/node_modules\/(lit|lit-html|lit-element|@lit\/[\w-]+)\/(?!.*\/(live|query|base)\.js)[^?]*$|@oxc-project|rolldown\/runtime|\/src\/(elements\/(define|flag|load-button)|define\/locales|styles\/(base|button)\.styles|context\/settings|controllers\/(settings-controller|words-controller|page-styles-controller|feature-controller|console|slots|screen|visible-text))\.ts$/,
    minShareCount: 2,
  },
  {
    name: 'backends',
    test: /\/src\/(ports\/errors|context\/adapters|controllers\/(port-controller|visibility-controller))\.ts$/,
    minShareCount: 2,
  },
  { name: 'reads', test: /\/src\/controllers\/(page|request-controller|answered)\.ts$/, minShareCount: 2 },
  { name: 'requests', test: /\/src\/(adapters\/(http|src-options|pause)|content\/decode-text)\.ts$/, minShareCount: 2 },
  { name: 'addresses', test: /\/src\/(content\/urls|relevance\/comparable-url)\.ts$/, minShareCount: 2 },
  {
    name: 'conversation',
    test: /\/src\/(embed\/parts\/comment-box|elements\/comment-box\/comment-box(-event)?|content\/(key-value-store|uuid)|controllers\/storage)\.ts$|\/live\.js$/,
  },
  {
    name: 'signup',
    test: /\/src\/(embed\/parts\/newsletter-signup|elements\/newsletter-signup\/(newsletter-signup|find-form|honeypot))\.ts$/,
  },
  { name: 'texts', test: /\/src\/content\/(entities|html-text)\.ts$/ },
  { name: 'feeds', test: /\/src\/adapters\/(feed-values|articles\/(feed|json-feed))\.ts$/ },
];

interface Shape {
  /** Parts that are asked for on demand become chunks; otherwise everything is in the one file. */
  split?: boolean;
  /** `iife` files work in a classic script tag too. */
  format?: 'es' | 'iife';
  /** False for what is only handed to elements, whose own Lit makes the templates. */
  makesTemplates?: boolean;
}

function bundle(
  entry: Record<string, string>,
  plugins: Plugin[],
  { split = false, format = 'es', makesTemplates = true }: Shape = {},
): UserConfig {
  return {
    publicDir: false,
    plugins: [
      sideEffectsOfSource(),
      minifyTemplates(),
      hardenLit(makesTemplates),
      nativeEvent(),
      onlyWhatIsUsed(),
      ...plugins,
      terse(),
    ],
    build: {
      target: 'es2022',
      outDir: 'cdn',
      emptyOutDir: false,
      reportCompressedSize: false,
      modulePreload: false,
      lib: { entry, formats: [format], name: 'afterword', fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        // The smallest files are worth a few seconds.
        checks: { pluginTimings: false },
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
 * `enhance` and `extras` (cdn/enhance.js and cdn/extras.js, for the latter), `adapter:<port>/<name>:<file>` and `locale:<lang>` (one file each), `own:<tag>`
 * (one element without Lit, in memory, for bench/size.mjs). Any other mode is plain Vite, for Storybook.
 */
export default defineConfig(({ mode }) => {
  const [kind, what = '', file = ''] = mode.split(':');
  switch (kind) {
    case 'split':
      return bundle({ embed: path('src/embed/embed.ts') }, [ownCopies(), noRuntimeFile(), askAgain(), chunkGraph()], {
        split: true,
      });
    case 'single':
      return bundle({ afterword: path('src/embed/afterword.ts') }, [includedAdapters(), inTurn(), apart(), eager()]);
    case 'enhance':
      return bundle({ enhance: path('src/embed/parts/enhance.ts') }, []);
    case 'extras':
      return bundle({ extras: path('src/embed/extras.ts') }, [eager()], { makesTemplates: false });
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
          import { bringLocale } from '../controllers/words-controller.js';
          import locale from '../locales/${what}.js';
          bringLocale('${what}', locale);
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
