import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { sourceDigest } from '../../scripts/lib/build-output.mjs';
import { keptLog } from './store-workspace.ts';
import { NEW_WORKSPACE, TEST_PROGRAMS } from './test-program.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const DAY = 86_400_000;

/** What is bundled: by its name, from what. */
const PROGRAMS = {
  cli: join(PROJECT, 'src', 'main', 'cli', 'main.ts'),
  'store-thread': join(PROJECT, 'src', 'main', 'store-thread.ts'),
  'store-crash-child': join(PROJECT, 'test', 'support', 'store-crash-child.ts'),
};

/**
 * Before all tests, and once for the sources as they are: bundles the programs that tests start over and over, since every
 * start from hundreds of source files takes longer than what is tried, and makes a new workspace for tests to copy.
 * The folder is below node_modules, so that the programs find SQLite.
 */
export async function setup(): Promise<void> {
  const all = join(PROJECT, 'node_modules', '.cache', 'test-programs');
  const sources = ['src', 'test/support', 'package.json', 'package-lock.json'];
  const folder = join(all, (await sourceDigest(PROJECT, sources)).slice(0, 16));
  process.env[TEST_PROGRAMS] = folder;
  if (await exists(folder)) return;
  await mkdir(all, { recursive: true });
  const making = await mkdtemp(join(all, 'making-'));
  await bundle(making);
  const workspace = await openStoreInProcess({
    file: join(making, NEW_WORKSPACE),
    decode: decodeTransactionPage,
    log: keptLog(),
    now: Date.now,
  });
  await workspace.close();
  // Another run of the tests may have made the same meanwhile.
  await rename(making, folder).catch(() => rm(making, { recursive: true }));
  await removeOld(all, basename(folder));
}

async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: PROJECT,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      minify: false,
      outDir: folder,
      rollupOptions: {
        external: ['better-sqlite3'],
        input: PROGRAMS,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  });
}

async function removeOld(all: string, current: string): Promise<void> {
  for (const name of await readdir(all)) {
    const folder = join(all, name);
    const { mtimeMs } = await stat(folder);
    if (name !== current && mtimeMs < Date.now() - DAY) await rm(folder, { recursive: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
