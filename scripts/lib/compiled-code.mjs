import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readJson, writeJsonAtOnce } from './atomic-files.mjs';
import { buildStamp } from './build-output.mjs';
import { runOrStop } from './command.mjs';
import { inProject } from './project.mjs';
import { readRuntime } from './runtime.mjs';

const COMPILED = () => inProject('out', 'main', 'compiled.bin');
const STAMP = () => inProject('out', 'compiled.json');

/** It takes a third of a second; an Electron that hangs is not waited for. */
const LIMIT_MS = 60_000;

/**
 * Whether V8's part of the main program is of this build and this Electron.
 *
 * @returns {Promise<boolean>}
 */
export async function compiledCurrent() {
  if (!existsSync(COMPILED())) return false;
  return JSON.stringify(await readJson(STAMP())) === JSON.stringify(await madeOf());
}

/**
 * Lets Electron load the main program's files and keep what V8 makes of them (src/main/shell/compiled), which halves the time
 * they take at every start. It ends before Electron looks for a screen.
 *
 * @returns {Promise<void>}
 * @throws {import('./setup-error.mjs').SetupError}
 */
export async function makeCompiled() {
  const { executable, args } = readRuntime();
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  await runOrStop(
    'Compiling the main program',
    executable,
    [...args, inProject('out', 'main', 'make-compiled.cjs')],
    { env, timeLimitMs: LIMIT_MS },
  );
  await writeJsonAtOnce(STAMP(), await madeOf());
}

/** @returns {Promise<unknown>} what the part is made of */
async function madeOf() {
  const { executable, version } = readRuntime();
  const { size, mtimeMs } = await stat(executable);
  return { build: await buildStamp(), electron: { executable, version, size, mtimeMs } };
}
