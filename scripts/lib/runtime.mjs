import { readFileSync } from 'node:fs';
import { readJson, writeJsonAtOnce } from './atomic-files.mjs';
import { inProject } from './project.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} Runtime what tests, benchmarks and the scripts need to start the app
 * @property {'official' | 'fallback'} source
 * @property {string} version of Electron
 * @property {string} folder the dist folder, for tools that want `ELECTRON_OVERRIDE_DIST_PATH` or `electronDist`
 * @property {string} executable
 * @property {string[]} args what the executable needs before the app's folder: `--no-sandbox` for root on Linux, else nothing
 * @property {string} node a Node that better-sqlite3 loads in and that runs TypeScript by type stripping
 */

const FILE = () => inProject('out', 'runtime.json');

/**
 * Where Electron is and how it is to be started here. Written by the preparation that `npm start` and `npm test` do.
 *
 * @returns {Runtime}
 * @throws {SetupError} when nothing was prepared yet
 */
export function readRuntime() {
  try {
    return JSON.parse(readFileSync(FILE(), 'utf8'));
  } catch (error) {
    throw new SetupError(
      'Electron has not been prepared in this checkout: run `npm start` or `node scripts/build.mjs` first.',
      { cause: error },
    );
  }
}

/**
 * What the executable needs on its command line here, before everything else.
 *
 * @returns {string[]} `--no-sandbox` for root on Linux, where the sandbox cannot start; otherwise nothing
 */
export function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Writes down the runtime for `readRuntime`, unless the same is written already.
 *
 * @param {Runtime} runtime
 * @returns {Promise<void>}
 */
export async function writeRuntime(runtime) {
  if (JSON.stringify(await readJson(FILE())) !== JSON.stringify(runtime))
    await writeJsonAtOnce(FILE(), runtime);
}
