import { defineConfig } from 'vitest/config';

/** Rules are pure, so their tests may share a process; starting one takes longer than most of them. */
const RULES = 'test/unit/domain/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // One worker fewer than there are cores, which is the default, leaves half of a small machine idle.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'rules', include: [RULES], isolate: false } },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts'],
          exclude: [RULES],
        },
      },
    ],
  },
});
