import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const HTML_SINKS = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'createContextualFragment',
  'write',
  'writeln',
  'srcdoc',
];

/** What a folder of src may not import: the one direction of the architecture, see docs/decisions/. */
const forbid = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist/', 'cdn/', 'cli/', 'storybook-static/', 'node_modules/', 'coverage/', '.cache/', 'types/', 'demo/.data/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ...lit.configs['flat/recommended'],
  },
  { files: ['src/**/*.ts'], ...wc.configs['flat/recommended'] },
  { files: ['src/**/*.ts'], plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...HTML_SINKS.map((property) => ({
          property,
          message: 'Readers’ and backends’ strings never become HTML; build nodes.',
        })),
      ],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'src/adapters/http.ts is the only fetch.' }],
      'wc/guard-super-call': 'off',
    },
  },
  {
    // Prototype and MooTools, on the pages that still load them, replace what these do.
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Array'][callee.property.name='from']",
          message: 'Old pages replace Array.from: spread into a list, then map.',
        },
        {
          selector: "CallExpression[callee.property.name='entries'][callee.object.name!='Object']",
          message: 'Old pages replace the entries() of lists: count, or spread a map.',
        },
        {
          selector: "CallExpression[callee.object.name='document'][callee.property.name=/^querySelector/]",
          message: 'An `<img name="querySelector">` of the page shadows it: ask document.documentElement.',
        },
      ],
    },
  },
  { files: ['src/adapters/http.ts', 'src/cli/web.ts'], rules: { 'no-restricted-globals': 'off' } },
  // The command line writes to files and terminals, and has no document.
  { files: ['src/cli/**'], rules: { 'no-restricted-properties': 'off' } },
  forbid(['src/ports/**'], ['../*', 'lit', 'lit/*', '@lit/*'], 'Ports import nothing.'),
  forbid(
    ['src/content/**', 'src/relevance/**'],
    ['lit', 'lit/*', '@lit/*', '**/adapters/**', '**/elements/**', '**/controllers/**', '**/context/**'],
    'Pure code.',
  ),
  forbid(
    ['src/adapters/**'],
    ['lit', 'lit/*', '@lit/*', '**/elements/**', '**/controllers/**', '**/context/**'],
    'Adapters never see Lit or the document.',
  ),
  forbid(
    ['src/controllers/**', 'src/context/**'],
    ['**/elements/**', '**/adapters/*/**', '**/define/**'],
    'Controllers serve elements, not the other way round.',
  ),
  forbid(
    ['src/elements/**'],
    [
      '**/adapters/*/**',
      '**/adapters/http.js',
      '**/define/**',
      'lit/directives/unsafe-*',
      'lit/directives/style-map.js',
      'lit/directives/style-map',
    ],
    'Elements never fetch, never name a provider and never use HTML strings or style strings.',
  ),
);
