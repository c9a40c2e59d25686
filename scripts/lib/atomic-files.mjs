import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { processAlive } from './process-alive.mjs';

/**
 * A name beside `path`, on the same disk, that nobody else uses: what is put together there can be renamed into place.
 *
 * @param {string} path
 * @returns {string}
 */
export function temporaryBeside(path) {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
}

/**
 * Builds a folder under a temporary name and renames it into place only when it is complete. When somebody else was
 * quicker, theirs stays and ours is thrown away.
 *
 * @param {string} path
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<void>}
 */
export async function makeFolderAtOnce(path, fill) {
  const temporary = temporaryBeside(path);
  try {
    await mkdir(temporary, { recursive: true });
    await fill(temporary);
    if (!existsSync(path)) await rename(temporary, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Removes what processes that are gone left under temporary names.
 *
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function sweepTemporary(folder) {
  for (const name of await readdir(folder)) {
    const owner = /\.(\d+)-[0-9a-f]{8}\.tmp$/.exec(name)?.[1];
    if (owner !== undefined && !processAlive(Number(owner))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/**
 * Copies a file so that readers see the old one or the new one, never half of it.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Promise<void>}
 */
export async function copyAtOnce(from, to) {
  const temporary = temporaryBeside(to);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, temporary);
  await rename(temporary, to);
}

/**
 * Writes a value as JSON so that readers see the old file or the new one, never half of it.
 *
 * @param {string} path
 * @param {unknown} value
 * @returns {Promise<void>}
 */
export async function writeJsonAtOnce(path, value) {
  const temporary = temporaryBeside(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, `${JSON.stringify(value, undefined, 2)}\n`);
  await rename(temporary, path);
}

/**
 * Reads a JSON file of our own making.
 *
 * @param {string} path
 * @returns {Promise<unknown>} undefined when it is not there or is not JSON: then it is made anew
 */
export async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
