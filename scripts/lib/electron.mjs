import { join } from 'node:path';
import {
  FALLBACK,
  fallbackExists,
  fallbackFolder,
  fallbackReady,
  provideFallback,
} from './fallback-runtime.mjs';
import { downloadOfficial, failedLately, installedOfficial, rememberFailure } from './official-electron.mjs';
import { say } from './progress.mjs';
import { installedVersion } from './project.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} Electron
 * @property {'official' | 'fallback'} source
 * @property {string} version
 * @property {string} folder the dist folder
 * @property {string} executable
 */

/**
 * Sees to it that there is an Electron to run: the official one if it is installed or can be had, else the fallback.
 * SWITCHBOARD_ELECTRON=official or =fallback forces one of them.
 *
 * @returns {Promise<Electron>}
 * @throws {SetupError} when neither can be had
 */
export async function provideElectron() {
  const forced = process.env['SWITCHBOARD_ELECTRON'];
  if (forced === 'fallback') return describeFallback(await provideFallback());
  const installed = await describeOfficial();
  if (installed !== undefined) return installed;
  const hasFallback = fallbackExists() && forced !== 'official';
  if (hasFallback && fallbackReady() && (await failedLately({ now: Date.now() }))) {
    return describeFallback(fallbackFolder());
  }
  const reason = await downloadOfficial({ hasFallback });
  const downloaded = reason === undefined ? await describeOfficial() : undefined;
  if (downloaded !== undefined) return downloaded;
  const why = reason ?? 'its files are not where they should be';
  if (!hasFallback) {
    throw new SetupError(
      `The official Electron could not be downloaded: ${why}.\n` +
        'Connect to the internet and try again. Behind a proxy, set ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY;\n' +
        'with a mirror of the releases, set ELECTRON_MIRROR.',
    );
  }
  say(
    `The official Electron could not be downloaded (${why}); using Electron ${FALLBACK.electronVersion} instead.`,
  );
  const folder = await provideFallback();
  await rememberFailure(why);
  return describeFallback(folder);
}

/** @returns {Promise<Electron | undefined>} */
async function describeOfficial() {
  const installed = await installedOfficial();
  if (installed === undefined) return undefined;
  return { source: 'official', version: await installedVersion('electron'), ...installed };
}

/**
 * @param {string} folder
 * @returns {Electron}
 */
function describeFallback(folder) {
  const version = FALLBACK.electronVersion;
  return { source: 'fallback', version, folder, executable: join(folder, 'electron') };
}
