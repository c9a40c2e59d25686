import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJsonAtOnce } from './atomic-files.mjs';
import { runOrStop } from './command.mjs';
import { step } from './progress.mjs';
import { inProject, projectRoot, toolNode, toolScript } from './project.mjs';

/** What the build is made from. */
const SOURCES = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** What must be there after a build. */
const RESULTS = ['main/index.cjs', 'main/cli.cjs', 'preload/index.cjs', 'renderer/index.html'];

const STAMP = () => inProject('out', 'build.json');

/**
 * A digest of names, sizes and times of everything the build is made from.
 *
 * @param {string} [root] folder of the checkout
 * @param {readonly string[]} [sources] files and folders in it
 * @returns {Promise<string>}
 */
export async function sourceDigest(root = projectRoot, sources = SOURCES) {
  const lines = await Promise.all(sources.map((source) => describe(join(root, source), source)));
  return createHash('sha256').update(lines.flat().join('\n')).digest('hex');
}

/**
 * @param {string} path
 * @param {string} name
 * @returns {Promise<string[]>}
 */
async function describe(path, name) {
  if (!existsSync(path)) return [];
  const found = await stat(path);
  if (!found.isDirectory()) return [`${name} ${found.size} ${found.mtimeMs}`];
  const children = (await readdir(path)).toSorted();
  return (await Promise.all(children.map((child) => describe(join(path, child), `${name}/${child}`)))).flat();
}

/**
 * Whether out/ is complete and made from the sources as they are.
 *
 * @returns {Promise<boolean>}
 */
export async function buildCurrent() {
  if (!RESULTS.every((result) => existsSync(inProject('out', result)))) return false;
  return (await buildStamp()) === (await sourceDigest());
}

/**
 * The digest of what out/ was built from.
 *
 * @returns {Promise<unknown>} undefined when it holds no whole build
 */
export async function buildStamp() {
  const stamp = await readJson(STAMP());
  return typeof stamp === 'object' && stamp !== null && 'sources' in stamp ? stamp.sources : undefined;
}

/**
 * Builds the app into out/.
 *
 * @returns {Promise<void>}
 */
export async function build() {
  const sources = await sourceDigest();
  await step('Building', async () =>
    runOrStop(
      'Building the app',
      toolNode(),
      [await toolScript('electron-vite'), 'build', '--logLevel', 'warn'],
      {
        cwd: projectRoot,
        env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      },
    ),
  );
  await writeJsonAtOnce(STAMP(), { sources });
}

/**
 * Makes the next preparation build anew: for when out/ is about to hold something else.
 *
 * @returns {Promise<void>}
 */
export async function forgetBuild() {
  await rm(STAMP(), { force: true });
}
