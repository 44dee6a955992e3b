import { defineConfig } from 'vitest/config';

const besideSources = ['shared', 'desktop', 'sync-server', 'hardware', 'installers'].map(
  (place) => `${place}/**/*.test.{ts,tsx}`,
);
const notSources = ['**/node_modules/**', '**/dist/**', '.balie-runtime/**'];

/**
 * Three views of the same tests: `unit` is everything but the windows, `server` its part that can meet a real CouchDB. Files share their
 * process, so that the sources are loaded once: a test leaves nothing behind that another could meet.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          include: [...besideSources, 'test/**/*.test.ts'],
          exclude: [...notSources, 'test/e2e/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          isolate: false,
          include: ['sync-server/**/*.test.ts', 'test/server/**/*.test.ts'],
          exclude: notSources,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e-setup.ts'],
          exclude: notSources,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
