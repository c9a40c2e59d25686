import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { run, runOrStop } from './command.mjs';
import { step } from './progress.mjs';
import { SetupError } from './setup-error.mjs';

/** Which Debian package brings a library, older name first; newer releases carry some under a `t64` name. */
const PACKAGE_OF_LIBRARY = /** @type {const} */ ([
  [/^libgtk-3\.so|^libgdk-3\.so/, 'libgtk-3-0'],
  [/^libnss3\.so|^libnssutil3\.so|^libsmime3\.so|^libssl3\.so/, 'libnss3'],
  [/^libnspr4\.so|^libplc4\.so/, 'libnspr4'],
  [/^libasound\.so/, 'libasound2'],
  [/^libgbm\.so/, 'libgbm1'],
  [/^libdrm\.so/, 'libdrm2'],
  [/^libXss\.so/, 'libxss1'],
  [/^libXtst\.so/, 'libxtst6'],
  [/^libnotify\.so/, 'libnotify4'],
  [/^libsecret-1\.so/, 'libsecret-1-0'],
  [/^libatk-1\.0\.so/, 'libatk1.0-0'],
  [/^libatk-bridge-2\.0\.so/, 'libatk-bridge2.0-0'],
  [/^libatspi\.so/, 'libatspi2.0-0'],
  [/^libcups\.so/, 'libcups2'],
  [/^libdbus-1\.so/, 'libdbus-1-3'],
  [/^libexpat\.so/, 'libexpat1'],
  [/^libxkbcommon\.so/, 'libxkbcommon0'],
  [/^libpango-1\.0\.so/, 'libpango-1.0-0'],
  [/^libcairo\.so/, 'libcairo2'],
  [/^libgio-2\.0\.so|^libglib-2\.0\.so|^libgobject-2\.0\.so/, 'libglib2.0-0'],
  [/^libXcomposite\.so/, 'libxcomposite1'],
  [/^libXdamage\.so/, 'libxdamage1'],
  [/^libXfixes\.so/, 'libxfixes3'],
  [/^libXrandr\.so/, 'libxrandr2'],
  [/^libXext\.so/, 'libxext6'],
  [/^libX11\.so/, 'libx11-6'],
  [/^libxcb\.so/, 'libxcb1'],
]);

/** Loaded by Electron only when needed, so the linker does not name them: screensaver, input, notifications, keyring. */
const LOADED_LATER = ['libXss.so.1', 'libXtst.so.6', 'libnotify.so.4', 'libsecret-1.so.0'];

/**
 * The Debian package that brings a library.
 *
 * @param {string} library as the linker names it, such as `libgtk-3.so.0`
 * @returns {string | undefined}
 */
export function packageOfLibrary(library) {
  return PACKAGE_OF_LIBRARY.find(([pattern]) => pattern.test(library))?.[1];
}

/**
 * What `ldd` could not find.
 *
 * @param {string} listing output of `ldd`
 * @returns {string[]}
 */
export function missingInListing(listing) {
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * Names the libraries a Linux program needs and this system does not have, those it loads later included.
 *
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
export async function missingLibraries(executable) {
  const [linked, known] = await Promise.all([
    run('ldd', [executable]),
    run(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p']),
  ]);
  const later =
    known.code === 0 ? LOADED_LATER.filter((library) => !known.stdout.includes(`\t${library} `)) : [];
  return [...new Set([...missingInListing(linked.stdout), ...later])];
}

/**
 * Whether a command is on the PATH.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean}
 */
export function hasCommand(name, env = process.env) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return (env['PATH'] ?? '')
    .split(separator)
    .some((folder) => folder !== '' && existsSync(`${folder}/${name}`));
}

/** @returns {Promise<boolean>} whether this is Debian, Ubuntu or a child of theirs */
async function isDebianLike() {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(await readFile('/etc/os-release', 'utf8'));
}

/** @returns {boolean} */
function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Sees to it that system packages are there: installs them when running as root on Debian or Ubuntu, otherwise stops and
 * says what is missing, what for, and the exact command that brings it.
 *
 * @param {string} purpose what they are needed for, to follow "needed to …"
 * @param {readonly string[]} missing what is missing, in the words to show
 * @param {readonly string[]} packages the Debian packages that bring it
 * @returns {Promise<void>}
 * @throws {SetupError}
 */
export async function bringPackages(purpose, missing, packages) {
  const debian = await isDebianLike();
  const what = `Missing on this system, needed to ${purpose}: ${missing.join(', ')}.`;
  if (debian && isRoot()) {
    await step(`Installing system packages to ${purpose}: ${packages.join(' ')}`, () => aptInstall(packages));
    return;
  }
  const command = `sudo apt-get update && sudo apt-get install --yes ${packages.join(' ')}`;
  throw new SetupError(
    debian
      ? `${what}\nInstall with:\n\n  ${command}\n`
      : `${what}\nInstall them with this system's package manager. On Debian and Ubuntu the command is:\n\n  ${command}\n`,
  );
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<void>}
 */
async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runOrStop('apt-get update', 'apt-get', ['update', '--quiet'], { env });
  const names = await Promise.all(packages.map(currentName));
  await runOrStop(
    'apt-get install',
    'apt-get',
    ['install', '--yes', '--quiet', '--no-install-recommends', ...names],
    { env },
  );
}

/**
 * @param {string} name
 * @returns {Promise<string>} the name under which this release has the package
 */
async function currentName(name) {
  const renamed = `${name}t64`;
  const found = await run('apt-cache', ['show', '--quiet', renamed]);
  return found.code === 0 && found.stdout.includes(`Package: ${renamed}`) ? renamed : name;
}
