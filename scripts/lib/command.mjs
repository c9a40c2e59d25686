import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 1 when the program was ended by a signal or a time limit
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut
 */

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment, not additions
 * @property {number} [timeLimitMs] after this the program is ended
 * @property {boolean} [show] pass the program's output on to our stderr as it comes, besides collecting it
 */

/**
 * Runs a program without a shell and collects what it says.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<Outcome>} also for a failing program; rejects only when it cannot be started at all
 */
export function run(program, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    /** @type {Record<'stdout' | 'stderr', Buffer[]>} */
    const heard = { stdout: [], stderr: [] };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name].on('data', (/** @type {Buffer} */ chunk) => {
        heard[name].push(chunk);
        if (options.show) process.stderr.write(chunk);
      });
    }
    let timedOut = false;
    const limit =
      options.timeLimitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeLimitMs);
    child.on('error', (error) => {
      clearTimeout(limit);
      failed(error);
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      const text = (/** @type {'stdout' | 'stderr'} */ name) => Buffer.concat(heard[name]).toString('utf8');
      done({ code: code ?? 1, stdout: text('stdout'), stderr: text('stderr'), timedOut });
    });
  });
}

/**
 * Like `run`, but a failing program stops the whole work with its last words.
 *
 * @param {string} purpose what failed, for the message
 * @param {string} program
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<Outcome>}
 * @throws {SetupError}
 */
export async function runOrStop(purpose, program, args, options = {}) {
  const outcome = await run(program, args, options);
  if (outcome.code === 0) return outcome;
  const words = options.show ? '' : `\n${lastLines(outcome.stderr + outcome.stdout, 25)}`;
  const reason = outcome.timedOut ? 'took too long and was ended' : `failed with exit code ${outcome.code}`;
  throw new SetupError(`${purpose} ${reason}.${words}`);
}

/**
 * Runs a program in our place: our terminal, our signals, its exit code.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} the exit code, 128 + n after signal number n as shells have it
 */
export function handOver(program, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { ...options, stdio: 'inherit' });
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, passOn);
    const release = () => signals.forEach((signal) => process.off(signal, passOn));
    child.on('error', (error) => {
      release();
      failed(error);
    });
    child.on('close', (code, signal) => {
      release();
      done(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15));
    });
  });
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {string}
 */
function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
