import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';

/**
 * Gives a file for one soak and takes it away afterwards; in memory where the system has a place for that: a simulated
 * crash leaves what was written, so that waiting for a disk proves nothing.
 */
export async function withSoakFile<Result>(work: (file: string) => Promise<Result>): Promise<Result> {
  const inMemory = await stat(IN_MEMORY).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const folder = await mkdtemp(join(inMemory ? IN_MEMORY : tmpdir(), 'switchboard-soak-'));
  try {
    return await work(join(folder, 'desk.sqlite'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
