import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './project.mjs';

const MANIFEST = { name: 'electron', productName: 'Electron', type: 'module', main: 'main.mjs' };

/**
 * Writes the small app that makes `electron <folder>` load that folder. It must be an asar and not a folder
 * `resources/app`, which would come before the real app in a package built from the same dist.
 *
 * @param {string} target path of `default_app.asar`
 * @returns {Promise<void>}
 */
export async function writeDefaultApp(target) {
  const { createPackage } = await import('@electron/asar');
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-default-app-'));
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
    await copyFile(inProject('scripts', 'default-app', 'main.mjs'), join(folder, 'main.mjs'));
    await createPackage(folder, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
