import { statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Units share a process, file after file; starting one, and reading the same modules anew, takes longer than most of them. */
const UNITS = 'test/unit/**/*.test.{ts,tsx}';

/** Where Linux keeps files in memory, and how much of it tests may need. */
const MEMORY = '/dev/shm';
const NEEDED = 1 << 30;

/** Waiting for a disk proves nothing, save where a process is killed: those tests ask for a folder on the disk. */
function temporaryFiles(): Record<string, string> {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= NEEDED ? { TMPDIR: MEMORY } : {};
  } catch {
    return {};
  }
}

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: 'test/support/test-programs.ts',
    env: temporaryFiles(),
    // One worker fewer than there are cores, which is the default, leaves half of a small machine idle.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'units', include: [UNITS], isolate: false } },
      { extends: true, test: { name: 'parts', include: ['test/integration/**/*.test.ts'] } },
    ],
  },
});
