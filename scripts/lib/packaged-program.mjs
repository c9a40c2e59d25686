import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The finished programs in electron-builder's output folder.
 *
 * @param {string} output
 * @returns {string[]} an executable each, or on macOS the .app
 */
export function packagedPrograms(output) {
  const candidates = readdirSync(output).flatMap((folder) => [
    join(output, folder, 'switchboard'),
    join(output, folder, 'Switchboard.exe'),
    join(output, folder, 'Switchboard.app'),
  ]);
  return candidates.filter((path) => existsSync(path));
}

/**
 * Where the parts of a finished program lie.
 *
 * @param {string} program as `packagedPrograms` names it
 * @returns {{ executable: string, resources: string }} resources: the folder of the app's archive
 */
export function packagedParts(program) {
  if (!program.endsWith('.app'))
    return { executable: program, resources: join(dirname(program), 'resources') };
  const contents = join(program, 'Contents');
  return { executable: join(contents, 'MacOS', 'Switchboard'), resources: join(contents, 'Resources') };
}
