import { readdir, readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { importFaults } from './lib/import-rules.mjs';
import { inProject } from './lib/project.mjs';
import { say } from './lib/progress.mjs';
import { runScript } from './lib/setup-error.mjs';

/** Checks who imports whom in src and scripts (docs/architecture.md) and says what to do instead. */
await runScript(async () => {
  const folders = await Promise.all(['src', 'scripts'].map(filesIn));
  const faults = await Promise.all(
    folders.flat().map(async (file) => importFaults(file, await readFile(inProject(file), 'utf8'))),
  );
  for (const fault of faults.flat()) say(fault);
  return faults.flat().length === 0 ? 0 : 1;
});

/**
 * @param {string} folder
 * @returns {Promise<string[]>} paths of its modules in the checkout, with forward slashes
 */
async function filesIn(folder) {
  const names = await readdir(inProject(folder), { recursive: true });
  return names
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => `${folder}/${name.split(sep).join('/')}`);
}
