import { toolNode } from './project.mjs';
import { SetupError } from './setup-error.mjs';

/** Where the lockfile brings a newer Node for the tools, any Node 20 will do; elsewhere the tools run on this one. */
const NEEDED = process.platform === 'linux' && process.arch === 'x64' ? [20, 0] : [20, 19];

/**
 * Checks the Node that runs us.
 *
 * @param {string} [version] such as `20.11.1`
 * @param {readonly number[]} [needed] major and minor
 * @returns {void}
 * @throws {SetupError} naming what is there and what is needed
 */
export function checkNode(version = process.versions.node, needed = NEEDED) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = needed;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  const words = needMinor === 0 ? `Node ${needMajor}` : `Node ${needMajor}.${needMinor}`;
  throw new SetupError(
    `Node ${version} is too old: Switchboard needs ${words} or newer. Install it from https://nodejs.org and try again.`,
  );
}

/**
 * Checks the Node that tests and benchmarks run on, where the lockfile does not bring one: they are TypeScript that Node
 * reads as it is.
 *
 * @returns {void}
 * @throws {SetupError}
 */
export function checkToolNode() {
  if (toolNode() === process.execPath) checkNode(process.versions.node, [22, 19]);
}
