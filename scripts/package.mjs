import { rm } from 'node:fs/promises';
import { environmentOffScreen } from './lib/app-environment.mjs';
import { handOver } from './lib/command.mjs';
import { fuseFaults, readFuses } from './lib/fuse-check.mjs';
import { checkToolNode } from './lib/node-version.mjs';
import { packagedPrograms } from './lib/packaged-program.mjs';
import { prepare } from './lib/prepare.mjs';
import { say, step } from './lib/progress.mjs';
import { inProject, projectRoot, toolNode, toolScript } from './lib/project.mjs';
import { readRuntime } from './lib/runtime.mjs';
import { runScript, SetupError } from './lib/setup-error.mjs';
import { signingEnvironment } from './lib/signing-environment.mjs';
import { bringPackages, hasCommand } from './lib/system-packages.mjs';

/**
 * `npm run package`: the program as a folder in dist/, for this system. `npm run package -- --installers` makes the
 * installers of electron-builder.yml as well, which needs the official Electron. Either way the finished program is then
 * started and driven by the specs of test/packaged/; what does not pass them is not fit to be handed out.
 */
await runScript(async () => {
  const installers = process.argv.includes('--installers');
  await prepare({ electron: true, build: true });
  checkToolNode();
  if (installers && readRuntime().source === 'fallback') {
    throw new SetupError(
      'Installers are made from the official Electron, which could not be downloaded here.',
    );
  }
  await rm(inProject('dist'), { recursive: true, force: true });
  const code = await handOver(toolNode(), await builderCommand(installers), {
    cwd: projectRoot,
    env: signingEnvironment(process.env),
  });
  if (code !== 0) return code;
  await step('Reading the fuses back', checkFuses);
  return provePrograms();
});

/**
 * @param {boolean} installers
 * @returns {Promise<string[]>}
 */
async function builderCommand(installers) {
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
  ];
}

/**
 * @returns {Promise<void>}
 * @throws {SetupError} when a finished program is not as it must be
 */
async function checkFuses() {
  const programs = packagedPrograms(inProject('dist'));
  if (programs.length === 0) throw new SetupError('electron-builder made no program in dist/.');
  for (const program of programs) {
    const faults = fuseFaults(await readFuses(program));
    if (faults.length > 0) throw new SetupError(`${program}:\n  ${faults.join('\n  ')}`);
    say(`${program}: fuses as they must be`);
  }
}

/** @returns {Promise<number>} the exit code of the specs */
async function provePrograms() {
  if (process.platform === 'linux' && !hasCommand('dbus-daemon'))
    await bringPackages('try the packaged program', ['dbus-daemon'], ['dbus']);
  const args = [await toolScript('playwright'), 'test', '--config', inProject('test', 'packaged')];
  return handOver(toolNode(), args, { cwd: projectRoot, env: await environmentOffScreen() });
}
