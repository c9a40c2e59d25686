import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJsonAtOnce } from './atomic-files.mjs';
import { run } from './command.mjs';
import { step } from './progress.mjs';
import { cacheFolder, inProject, installedVersion, toolNode } from './project.mjs';

/** How long the release server may take to answer at all before it counts as blocked. */
const PROBE_LIMIT_MS = 10_000;

/** How long the download (about 110 MB) may take where there is a fallback, and where there is none. */
const DOWNLOAD_LIMIT_MS = { withFallback: 5 * 60_000, without: 30 * 60_000 };

/** How long a failed download is remembered, so that the next start does not wait for it again. */
const REMEMBER_FAILURE_MS = 24 * 3600_000;

const FAILURE_NOTE = () => join(cacheFolder(), 'official-download-failed.json');

/**
 * The folder of the Electron that the `electron` package downloaded.
 *
 * @returns {Promise<{ folder: string, executable: string } | undefined>} undefined when it is not there or another version
 */
export async function installedOfficial() {
  const folder = inProject('node_modules', 'electron', 'dist');
  try {
    const [has, relative] = await Promise.all([
      readFile(join(folder, 'version'), 'utf8'),
      readFile(inProject('node_modules', 'electron', 'path.txt'), 'utf8'),
    ]);
    const executable = join(folder, relative);
    const wanted = await installedVersion('electron');
    return has.replace(/^v/, '').trim() === wanted && existsSync(executable)
      ? { folder, executable }
      : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Downloads the official Electron with the `electron` package's own installer.
 *
 * @param {{ hasFallback: boolean }} options with a fallback we ask first whether the server can be reached, and wait less
 * @returns {Promise<string | undefined>} why it failed; undefined when it is installed
 */
export async function downloadOfficial({ hasFallback }) {
  if (hasFallback) {
    const blocked = await step('Asking for the official Electron', () => probe());
    if (blocked !== undefined) return blocked;
  }
  const outcome = await step('Downloading the official Electron (about 110 MB)', () =>
    run(toolNode(), [inProject('node_modules', 'electron', 'install.js')], {
      timeLimitMs: hasFallback ? DOWNLOAD_LIMIT_MS.withFallback : DOWNLOAD_LIMIT_MS.without,
    }),
  );
  if (outcome.timedOut) return 'the download took too long';
  if (outcome.code !== 0) return outcome.stderr.trim().split('\n')[0] || `exit code ${outcome.code}`;
  return undefined;
}

/** @returns {Promise<string | undefined>} why the release server cannot be reached, undefined when it can */
async function probe() {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  const version = await installedVersion('electron');
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const address = new URL(`v${version}/SHASUMS256.txt`, base.endsWith('/') ? base : `${base}/`);
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_LIMIT_MS) });
    return answer.ok || mirror !== undefined ? undefined : `the release server answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Whether the official download failed lately for this version.
 *
 * @param {{ now: number }} clock UTC milliseconds
 * @returns {Promise<boolean>}
 */
export async function failedLately({ now }) {
  const note = await readJson(FAILURE_NOTE());
  if (typeof note !== 'object' || note === null || !('version' in note)) return false;
  if (note.version !== (await installedVersion('electron'))) return false;
  return now - (await stat(FAILURE_NOTE())).mtimeMs < REMEMBER_FAILURE_MS;
}

/**
 * Remembers for a day that the official download failed.
 *
 * @param {string} reason
 * @returns {Promise<void>}
 */
export async function rememberFailure(reason) {
  await writeJsonAtOnce(FAILURE_NOTE(), { version: await installedVersion('electron'), reason });
}
