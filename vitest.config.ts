import { defineConfig } from 'vitest/config';

/** Tests that need no browser: pure code, adapters and the backend in plain Node. Stories have vitest.stories.config.ts. */
export default defineConfig({
  test: {
    name: 'node',
    globals: true,
    environment: 'node',
    include: ['test/{adapters,cli,content,relevance,node}/**/*.test.ts', 'test/enhance/{read,corpus}*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    retry: 0,
  },
});
