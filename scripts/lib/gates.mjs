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
 * @property {() => Promise<GateResult>} pass
 */

/**
 * @typedef {import('./test-reports.mjs').Count & { words?: string }} GateResult `words` is what to show when it failed
 */

/**
 * All gates, in the order in which they are tried: the quickest to fail first.
 *
 * @type {readonly Gate[]}
 */
export const GATES = [
  check('Formatting', 'prettier', ['--check', '--log-level', 'warn', '.']),
  check('Lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  check('Types: main', 'typescript', ['-p', 'tsconfig.node.json'], 'tsc'),
  check('Types: page', 'typescript', ['-p', 'tsconfig.web.json'], 'tsc'),
  check('Types: tests and scripts', 'typescript', ['-p', 'tsconfig.test.json'], 'tsc'),
  {
    name: 'Import rules',
    kind: 'static',
    pass: () => runCheck([inProject('scripts', 'import-rules.mjs')]),
  },
  check('Dead code', 'knip', ['--no-progress']),
  { name: 'Unit and integration tests', kind: 'unit', pass: unitTests },
  { name: 'Build', kind: 'e2e', pass: buildGate },
  { name: 'End-to-end specs in Electron', kind: 'e2e', pass: endToEnd },
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
