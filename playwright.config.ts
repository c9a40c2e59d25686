import { defineConfig } from 'playwright/test';

/**
 * End-to-end specs in real Electron. They are run by `npm test`, which prepares Electron, a display and a session bus;
 * where Electron is and how it starts here they learn from scripts/lib/runtime.mjs.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
