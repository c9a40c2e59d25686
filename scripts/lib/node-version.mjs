import { SetupError } from './setup-error.mjs';

/**
 * Checks the Node that runs us.
 *
 * @param {string} [version] such as `20.11.1`
 * @returns {void}
 * @throws {SetupError} naming what is there and what is needed
 */
export function checkNode(version = process.versions.node) {
  const major = Number(version.split('.')[0]);
  if (major >= 20) return;
  throw new SetupError(
    `Node ${version} is too old: Switchboard needs Node 20 or newer. Install it from https://nodejs.org and try again.`,
  );
}
