import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOffScreen } from './app-environment.mjs';
import { readJson } from './atomic-files.mjs';
import { run } from './command.mjs';
import { prepare } from './prepare.mjs';
import { inProject, projectRoot, toolNode, toolScript } from './project.mjs';
import { bringPackages, hasCommand } from './system-packages.mjs';
import { countPlaywright, countVitest } from './test-reports.mjs';

/** A program that hangs is ended, so that the whole always comes to its last line. */
const LIMIT_MS = { check: 5 * 60_000, unit: 20 * 60_000, e2e: 60 * 60_000 };

/**
 * @typedef {object} Gate one thing that must hold
 * @property {string} name
 * @property {'static' | 'unit' | 'e2e'} kind
 * @property {boolean} [alone] it fills the machine and shows what it does as it goes, so that nothing is tried beside it
 * @property {() => Promise<GateResult>} pass
 */

/**
 * @typedef {import('./test-reports.mjs').Count & { words?: string }} GateResult `words` is what to show when it failed
 */

/**
 * All gates, in the order in which they are tried: what takes long and needs no other first, then the tests.
 *
 * @type {readonly Gate[]}
 */
export const GATES = [
  check('Lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  check('Formatting', 'prettier', ['--check', '--log-level', 'warn', ...remembering('formatted'), '.']),
  types('Types: tests and scripts', 'test'),
  types('Types: main', 'node'),
  types('Types: page', 'web'),
  { name: 'Build', kind: 'e2e', pass: buildGate },
  check('Dead code', 'knip', ['--no-progress']),
  {
    name: 'Import rules',
    kind: 'static',
    pass: () => runCheck([inProject('scripts', 'import-rules.mjs')]),
  },
  { name: 'Unit and integration tests', kind: 'unit', alone: true, pass: unitTests },
  { name: 'End-to-end specs in Electron', kind: 'e2e', alone: true, pass: endToEnd },
];

/**
 * @param {string} name
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {string} [command]
 * @returns {Gate}
 */
function check(name, packageName, args, command = packageName) {
  return {
    name,
    kind: 'static',
    pass: async () => runCheck([await toolScript(packageName, command), ...args]),
  };
}

/**
 * @param {string} name
 * @param {string} project
 * @returns {Gate}
 */
function types(name, project) {
  const known = inProject('node_modules', '.cache', 'types', `${project}.tsbuildinfo`);
  const args = ['-p', `tsconfig.${project}.json`, '--incremental', '--tsBuildInfoFile', known];
  return check(name, 'typescript', args, 'tsc');
}

/**
 * @param {string} name
 * @returns {string[]} words that make prettier pass over what it found right before, known by its whole text
 */
function remembering(name) {
  const place = inProject('node_modules', '.cache', name);
  return ['--cache', '--cache-strategy', 'content', '--cache-location', place];
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<GateResult>}
 */
async function runCheck(args) {
  const { code, stdout, stderr } = await run(toolNode(), args, {
    cwd: projectRoot,
    timeLimitMs: LIMIT_MS.check,
  });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, words: stdout + stderr };
}

/** @returns {Promise<GateResult>} */
async function unitTests() {
  const report = inProject('test-results', 'vitest.json');
  await rm(report, { force: true });
  const args = [
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code } = await run(toolNode(), [await toolScript('vitest'), ...args], {
    cwd: projectRoot,
    // Every store thread that a test starts reads the same sources: with what was made of them kept, in a third of the time.
    env: { ...process.env, NODE_COMPILE_CACHE: inProject('node_modules', '.cache', 'compiled') },
    timeLimitMs: LIMIT_MS.unit,
    show: true,
  });
  return countVitest(await readJson(report), code);
}

/** @returns {Promise<GateResult>} */
async function buildGate() {
  await prepare({ build: true });
  return { passed: 1, failed: 0 };
}

/** @returns {Promise<GateResult>} */
async function endToEnd() {
  await prepare({ electron: true, build: true });
  const report = inProject('test-results', 'playwright.json');
  await rm(report, { force: true });
  const env = { ...(await environmentOffScreen()), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const command = [
    toolNode(),
    await toolScript('playwright'),
    'test',
    '--pass-with-no-tests',
    '--reporter=list,json',
  ];
  const keyring = await mkdtemp(join(tmpdir(), 'switchboard-keyring-'));
  try {
    const [program = '', ...args] =
      process.platform === 'linux' ? await onSessionBus(command, keyring) : command;
    const { code } = await run(program, args, {
      cwd: projectRoot,
      env,
      timeLimitMs: LIMIT_MS.e2e,
      show: true,
    });
    return countPlaywright(await readJson(report), code);
  } finally {
    await rm(keyring, { recursive: true, force: true });
  }
}

/** Unlocks a keyring in the folder given first, then runs the rest. */
const WITH_KEYRING = `
  printf switchboard | XDG_DATA_HOME="$1" XDG_RUNTIME_DIR="$1" gnome-keyring-daemon --unlock --components=secrets >/dev/null
  shift
  exec "$@"
`;

/**
 * Puts a session bus of its own under a command, with an unlocked keyring on it that is not the user's: the specs play
 * the desktop's part there. A locked keyring would ask for a password and hold the app until somebody answers.
 *
 * @param {readonly string[]} command
 * @param {string} folder where the keyring may keep its files
 * @returns {Promise<string[]>}
 */
async function onSessionBus(command, folder) {
  const missing = ['dbus-run-session', 'dbus-launch', 'gnome-keyring-daemon'].filter(
    (name) => !hasCommand(name),
  );
  if (missing.length > 0) {
    await bringPackages('run the specs of tray and keyring', missing, ['dbus', 'dbus-x11', 'gnome-keyring']);
  }
  return ['dbus-run-session', '--', 'sh', '-c', WITH_KEYRING, 'sh', folder, ...command];
}
