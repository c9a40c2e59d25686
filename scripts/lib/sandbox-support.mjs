import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';

const RESTRICTIONS = /** @type {const} */ ([
  [
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    '1',
    'kernel.apparmor_restrict_unprivileged_userns=0',
  ],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0', 'kernel.unprivileged_userns_clone=1'],
]);

/**
 * Checks that Electron's sandbox can start for an ordinary user on this Linux: it needs user namespaces, or a helper that
 * belongs to root. We never switch the sandbox off for a user who could have it.
 *
 * @param {string} distFolder
 * @returns {void}
 * @throws {SetupError} with the two ways out
 */
export function checkSandbox(distFolder) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return;
  const helper = join(distFolder, 'chrome-sandbox');
  const restriction = RESTRICTIONS.find(
    ([file, value]) => existsSync(file) && readFileSync(file, 'utf8').trim() === value,
  );
  if (restriction === undefined || helperWorks(helper)) return;
  throw new SetupError(
    "This system does not let Electron's sandbox start for ordinary users. Allow it in one of these ways:\n\n" +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n` +
      `  sudo sysctl -w ${restriction[2]}\n\n` +
      'The first is for this copy of Electron only, the second for every program until the next restart.',
  );
}

/**
 * @param {string} helper
 * @returns {boolean} whether it belongs to root and runs as root
 */
function helperWorks(helper) {
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4001) === 0o4001;
}
