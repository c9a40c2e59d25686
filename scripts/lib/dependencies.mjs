import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { readJson } from './atomic-files.mjs';
import { npmOrStop, npmWorks } from './npm.mjs';
import { say, step } from './progress.mjs';
import { inProject } from './project.mjs';
import { SetupError } from './setup-error.mjs';

const STAMP = () => inProject('node_modules', '.switchboard-dependencies');

/**
 * Whether node_modules is what package-lock.json asks for.
 *
 * @returns {Promise<boolean>}
 */
export async function dependenciesCurrent() {
  if (!existsSync(inProject('node_modules'))) return false;
  const lock = await readFile(inProject('package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(STAMP()) && (await readFile(STAMP(), 'utf8')) === digest) return true;
  const installed = await readJson(inProject('node_modules', '.package-lock.json'));
  if (!lockSatisfied(JSON.parse(lock.toString('utf8')), installed)) return false;
  await writeFile(STAMP(), digest);
  return true;
}

/**
 * Whether npm's own record of what it installed agrees with the lockfile: then an `npm install` by hand counts too.
 *
 * @param {unknown} wanted parsed package-lock.json
 * @param {unknown} installed parsed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function lockSatisfied(wanted, installed) {
  const want = packagesOf(wanted);
  const have = packagesOf(installed);
  if (want === undefined || have === undefined) return false;
  const complete = Object.entries(want).every(
    ([path, entry]) => path === '' || entry.optional === true || have[path]?.version === entry.version,
  );
  return complete && Object.entries(have).every(([path, entry]) => want[path]?.version === entry.version);
}

/**
 * @param {unknown} lock
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function packagesOf(lock) {
  if (typeof lock !== 'object' || lock === null || !('packages' in lock)) return undefined;
  const { packages } = lock;
  return typeof packages === 'object' && packages !== null ? { ...packages } : undefined;
}

/**
 * Installs what package-lock.json asks for, exactly.
 *
 * @returns {Promise<void>}
 * @throws {SetupError} when npm is missing or the installation fails
 */
export async function installDependencies() {
  if (!(await npmWorks())) {
    throw new SetupError(
      'npm is missing. It comes with Node: install Node 20 or newer from https://nodejs.org.',
    );
  }
  say('Installing dependencies: half a minute on a good line.');
  await step('Installing dependencies', () =>
    npmOrStop('Installing dependencies (npm ci)', ['ci', '--no-progress']),
  );
  const lock = await readFile(inProject('package-lock.json'));
  await writeFile(STAMP(), createHash('sha256').update(lock).digest('hex'));
}
