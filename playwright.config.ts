import { defineConfig } from 'playwright/test';

/** The longest first, so that both workers come to their end together. */
const LONGEST = [
  '**/crash.spec.ts',
  '**/screens-of-partners.spec.ts',
  '**/screens.spec.ts',
  '**/tune.spec.ts',
  '**/drill-down.spec.ts',
  '**/send-lists.spec.ts',
  '**/calls.spec.ts',
];

/**
 * End-to-end specs in real Electron. They are run by `npm test`, which prepares Electron, a display and a session bus;
 * where Electron is and how it starts here they learn from scripts/lib/runtime.mjs.
 */
export default defineConfig({
  testDir: 'test/e2e',
  projects: [
    ...LONGEST.map((testMatch) => ({ name: 'long', testMatch })),
    { name: 'others', testMatch: '**/*.spec.ts', testIgnore: LONGEST },
  ],
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
