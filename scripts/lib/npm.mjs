import { isAbsolute } from 'node:path';
import { run, runOrStop } from './command.mjs';
import { projectRoot } from './project.mjs';

/**
 * How to call npm without a shell: by the Node and the script that run us where we were started by npm.
 *
 * @returns {{ program: string, args: string[] }}
 */
function npmProgram() {
  const script = process.env['npm_execpath'];
  if (script && isAbsolute(script) && script.endsWith('.js')) {
    return { program: process.env['npm_node_execpath'] ?? process.execPath, args: [script] };
  }
  return process.platform === 'win32'
    ? { program: process.env['ComSpec'] ?? 'cmd.exe', args: ['/d', '/s', '/c', 'npm.cmd'] }
    : { program: 'npm', args: [] };
}

/** Environment of a nested npm: without what the outer `npm run` says about its own script. */
function npmEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_|lifecycle_|package_)/i.test(name)),
  );
}

/**
 * Runs npm in the project and stops with its last words when it fails.
 *
 * @param {string} purpose
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<import('./command.mjs').Outcome>}
 */
export function npmOrStop(purpose, args, options = {}) {
  const { program, args: first } = npmProgram();
  return runOrStop(purpose, program, [...first, ...args], {
    cwd: options.cwd ?? projectRoot,
    env: npmEnvironment(),
  });
}

/**
 * Whether npm can be run at all.
 *
 * @returns {Promise<boolean>}
 */
export async function npmWorks() {
  const { program, args } = npmProgram();
  try {
    return (await run(program, [...args, '--version'], { env: npmEnvironment() })).code === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
