import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';
import { bringPackages, hasCommand } from './system-packages.mjs';

const SCREEN = '1920x1080x24';

/** How long the display may take to come up. */
const START_LIMIT_MS = 15_000;

/** What ends a process that is stopped from outside, with the numbers its exit code is made of. */
const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Whether programs started from here have a screen to show themselves on.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean}
 */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** @returns {Promise<void>} when the program that makes virtual displays is there */
export async function bringVirtualDisplay() {
  if (!hasCommand('Xvfb')) {
    await bringPackages('show windows where there is no display', ['Xvfb'], ['xvfb', 'xauth']);
  }
}

/**
 * @typedef {object} VirtualDisplay
 * @property {Record<string, string>} env what programs need to show themselves on it
 * @property {string} name such as `:99`
 * @property {() => void} close
 */

/**
 * Starts a virtual display under a free number, with a key of its own, so that nobody else on the machine can look at it.
 *
 * @returns {Promise<VirtualDisplay>}
 * @throws {SetupError}
 */
export async function openVirtualDisplay() {
  await bringVirtualDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-display-'));
  const keyFile = join(folder, 'Xauthority');
  writeFileSync(keyFile, authorityRecord(randomBytes(16)), { mode: 0o600 });
  // Without -noreset the server starts over when its last window goes, and a window that comes just then is refused.
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-noreset', '-nolisten', 'tcp', '-auth', keyFile];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const close = () => {
    server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  const stopListening = closeWithProcess(close);
  const name = await displayName(server);
  server.unref();
  for (const stream of server.stdio) {
    if (stream instanceof Socket) stream.unref();
  }
  return {
    name,
    env: { DISPLAY: name, XAUTHORITY: keyFile },
    close: () => {
      stopListening();
      close();
    },
  };
}

/**
 * Calls `close` when this process ends, also by a signal that nobody else handles.
 *
 * @param {() => void} close
 * @returns {() => void} takes it back
 */
function closeWithProcess(close) {
  const endings = Object.entries(ENDING_SIGNALS).map(([signal, number]) => {
    const end = () => {
      if (process.listenerCount(signal) === 1) process.exit(128 + number);
    };
    process.on(signal, end);
    return () => process.off(signal, end);
  });
  process.once('exit', close);
  return () => {
    process.off('exit', close);
    for (const stop of endings) stop();
  };
}

/**
 * One record of an Xauthority file that fits every display: family "wild", empty address and number.
 *
 * @param {Buffer} key 16 random bytes
 * @returns {Buffer}
 */
export function authorityRecord(key) {
  const counted = (/** @type {Buffer} */ bytes) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const empty = Buffer.alloc(0);
  const fields = [empty, empty, Buffer.from('MIT-MAGIC-COOKIE-1'), key];
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...fields.map(counted)]);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayName(server) {
  return new Promise((done, failed) => {
    let words = '';
    const fail = (/** @type {string} */ reason) =>
      failed(new SetupError(`The virtual display (Xvfb) did not start: ${reason}.\n${words}`));
    const limit = setTimeout(() => fail('it took too long'), START_LIMIT_MS);
    server.stderr?.on('data', (chunk) => (words += chunk));
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`it ended with exit code ${code}`));
    let number = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      number += chunk.toString('ascii');
      if (!number.includes('\n')) return;
      clearTimeout(limit);
      done(`:${number.trim()}`);
    });
  });
}
