import { defineConfig } from 'playwright/test';

/** Specs of the packaged program in dist/, run by scripts/package.mjs right after it was made. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/packaged',
  // They look at one and the same program, and one of them puts files beside it.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
