import { eventFields } from './event-fields.mjs';
import { publicOnly } from './public-only.mjs';
import { sharedTokens } from './shared-tokens.mjs';

/** How the manifest's analyzer reads our elements; what is written from it is in `custom-elements-manifest.config.mjs`. */
export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.styles.ts', '**/*.words.ts'],
  litelement: true,
  packagejson: false,
  plugins: [publicOnly(), eventFields(), sharedTokens()],
};
