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
  { ignores: ['dist/', 'cdn/', 'storybook-static/', 'node_modules/', 'coverage/', '.cache/', 'types/', 'demo/.data/'] },
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
  { files: ['src/adapters/http.ts'], rules: { 'no-restricted-globals': 'off' } },
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
