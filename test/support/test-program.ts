import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

/** The environment variable with the folder that test-programs.ts has filled. */
export const TEST_PROGRAMS = 'SWITCHBOARD_TEST_PROGRAMS';

/** The file of a workspace as it is when it is new, in that folder. */
export const NEW_WORKSPACE = 'new-workspace.sqlite';

/** A bundled program for a test to start in a process of its own. */
export function testProgram(name: 'cli' | 'store-crash-child'): string {
  const folder = process.env[TEST_PROGRAMS];
  if (folder === undefined) throw new Error('The programs are bundled when tests run.');
  return join(folder, `${name}.cjs`);
}

/** A folder on the disk, for tests of what a disk must keep; other tests keep their files in memory where they can. */
export async function folderOnDisk(): Promise<string> {
  const place = join(import.meta.dirname, '..', '..', 'test-results', 'on-disk');
  await mkdir(place, { recursive: true });
  return mkdtemp(join(place, 'switchboard-'));
}
