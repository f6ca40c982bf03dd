import { defineConfig } from 'vitest/config';

/**
 * The built elements in a real Chromium against real servers. `scripts/integration.mjs` starts the servers and runs this;
 * each file has a server to itself. Time-outs are those of a machine that is busy with other things.
 */
export default defineConfig({
  test: {
    name: 'real servers',
    globals: true,
    environment: 'node',
    include: ['test/integration/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    retry: 0,
    maxWorkers: 2,
  },
});
