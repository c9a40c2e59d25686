import { existsSync } from 'node:fs';
import { build, buildCurrent } from './build-output.mjs';
import { compiledCurrent, makeCompiled } from './compiled-code.mjs';
import { dependenciesCurrent, installDependencies } from './dependencies.mjs';
import { provideElectron } from './electron.mjs';
import { checkNode } from './node-version.mjs';
import { toolNode } from './project.mjs';
import { sandboxArguments, writeRuntime } from './runtime.mjs';
import { SetupError } from './setup-error.mjs';
import { checkSandbox } from './sandbox-support.mjs';
import { provideCompiledBinding } from './sqlite-binding.mjs';
import { bringPackages, missingLibraries, packageOfLibrary } from './system-packages.mjs';
import { oneAtATime } from './turn-taking.mjs';

/**
 * @typedef {object} Wanted
 * @property {boolean} [electron] an Electron that starts on this system, with a SQLite binding that loads in it
 * @property {boolean} [build] out/ made from the sources as they are; with `electron` also what V8 makes of the main program
 */

/**
 * Brings the checkout to where the app, its tests or its command line can run. What is there already costs a few
 * milliseconds.
 *
 * @param {Wanted} wanted
 * @returns {Promise<void>}
 * @throws {import('./setup-error.mjs').SetupError} saying what is missing and how to get it
 */
export async function prepare(wanted) {
  checkNode();
  if (!(await dependenciesCurrent())) {
    await oneAtATime(async () => {
      if (!(await dependenciesCurrent())) await installDependencies();
    });
  }
  if (wanted.electron) await prepareElectron();
  if (wanted.build && !(await buildCurrent())) {
    await oneAtATime(async () => {
      if (!(await buildCurrent())) await build();
    });
  }
  if (wanted.build && wanted.electron && !(await compiledCurrent())) {
    await oneAtATime(async () => {
      if (!(await compiledCurrent())) await makeCompiled();
    });
  }
}

/** @returns {Promise<void>} */
async function prepareElectron() {
  const electron = await oneAtATime(async () => {
    const provided = await provideElectron();
    if (provided.source === 'fallback') await provideCompiledBinding();
    return provided;
  });
  if (process.platform === 'linux') {
    await bringLibraries(electron.executable);
    checkSandbox(electron.folder);
  }
  await writeRuntime({ ...electron, args: sandboxArguments(), node: toolNode() });
}

/**
 * @param {string} executable
 * @returns {Promise<void>}
 */
async function bringLibraries(executable) {
  if (!existsSync('/usr/bin/ldd')) return;
  const libraries = await missingLibraries(executable);
  if (libraries.length === 0) return;
  const packages = new Set(libraries.map(packageOfLibrary).filter((name) => name !== undefined));
  if (packages.size === 0)
    throw new SetupError(`Missing on this system, needed to run Electron: ${libraries.join(', ')}.`);
  await bringPackages('run Electron', libraries, [...packages]);
}
