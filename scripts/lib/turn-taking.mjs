import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processAlive } from './process-alive.mjs';
import { say } from './progress.mjs';
import { projectRoot } from './project.mjs';

/** How often a waiting process looks whether it is its turn. */
const LOOK_EVERY_MS = 200;

/**
 * Lets one process at a time prepare this checkout: two installations or builds at once would spoil each other.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [lock] path of the file that says whose turn it is
 * @returns {Promise<T>}
 */
export async function oneAtATime(work, lock = lockOfCheckout()) {
  let waiting = false;
  while (!(await take(lock))) {
    if (!waiting) say('Waiting for another process that prepares this checkout …');
    waiting = true;
    await pause(LOOK_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** @returns {string} */
function lockOfCheckout() {
  const place = createHash('sha256').update(projectRoot).digest('hex').slice(0, 16);
  return join(tmpdir(), `switchboard-${process.getuid?.() ?? 'user'}-${place}.lock`);
}

/**
 * @param {string} lock
 * @returns {Promise<boolean>} whether it is ours now
 */
async function take(lock) {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  await removeIfAbandoned(lock);
  return false;
}

/**
 * @param {string} lock
 * @returns {Promise<void>}
 */
async function removeIfAbandoned(lock) {
  const holder = await readFile(lock, 'utf8').catch(() => '');
  if (holder === '' || processAlive(Number(holder))) return;
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => undefined);
  await rm(aside, { force: true });
}
