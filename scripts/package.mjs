import { rm } from 'node:fs/promises';
import { handOver } from './lib/command.mjs';
import { fuseFaults, packagedPrograms, readFuses, wantedFuses } from './lib/fuse-check.mjs';
import { prepare } from './lib/prepare.mjs';
import { say, step } from './lib/progress.mjs';
import { inProject, projectRoot, toolNode, toolScript } from './lib/project.mjs';
import { readRuntime } from './lib/runtime.mjs';
import { runScript, SetupError } from './lib/setup-error.mjs';

/**
 * `npm run package`: the program as a folder in dist/, for this system. `npm run package -- --installers` makes the
 * installers of electron-builder.yml, which needs the official Electron. SWITCHBOARD_DRIVABLE=1 leaves the inspector's
 * fuse on, for specs that drive the packaged program: never for a release.
 */
await runScript(async () => {
  const installers = process.argv.includes('--installers');
  const drivable = process.env['SWITCHBOARD_DRIVABLE'] === '1';
  await prepare({ electron: true, build: true });
  if (installers && drivable)
    throw new SetupError('A drivable program is not for installers: unset SWITCHBOARD_DRIVABLE.');
  if (installers && readRuntime().source === 'fallback') {
    throw new SetupError(
      'Installers are made from the official Electron, which could not be downloaded here.',
    );
  }
  await rm(inProject('dist'), { recursive: true, force: true });
  const code = await handOver(toolNode(), await builderCommand({ installers, drivable }), {
    cwd: projectRoot,
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: process.env['CSC_LINK'] ? 'true' : 'false' },
  });
  if (code !== 0) return code;
  await step('Reading the fuses back', () => checkFuses(drivable));
  return 0;
});

/**
 * @param {{ installers: boolean, drivable: boolean }} wanted
 * @returns {Promise<string[]>}
 */
async function builderCommand({ installers, drivable }) {
  const { source, folder, version } = readRuntime();
  return [
    await toolScript('electron-builder'),
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...(installers ? [] : ['--dir']),
    ...(source === 'fallback'
      ? [`--config.electronDist=${folder}`, `--config.electronVersion=${version}`]
      : []),
    ...(drivable ? ['--config.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ];
}

/**
 * @param {boolean} drivable
 * @returns {Promise<void>}
 * @throws {SetupError} when a finished program is not as it must be
 */
async function checkFuses(drivable) {
  const programs = packagedPrograms(inProject('dist'));
  if (programs.length === 0) throw new SetupError('electron-builder made no program in dist/.');
  for (const program of programs) {
    const faults = fuseFaults(await readFuses(program), wantedFuses({ drivable }));
    if (faults.length > 0) throw new SetupError(`${program}:\n  ${faults.join('\n  ')}`);
    say(`${program}: fuses as they must be${drivable ? ', the inspector left on for specs' : ''}`);
  }
}
