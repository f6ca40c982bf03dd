import { defineConfig } from 'vitest/config';

/** Small apps of the frameworks publishers use, built from the packed package and driven in a real Chromium. */
export default defineConfig({
  test: {
    name: 'frameworks',
    environment: 'node',
    include: ['test/frameworks/*.test.ts'],
    globalSetup: 'test/frameworks/setup.ts',
    reporters: ['default', './test/frameworks/table-reporter.ts'],
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    retry: 0,
  },
});
