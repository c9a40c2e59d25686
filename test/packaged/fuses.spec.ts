import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRuntime } from '#scripts/lib/runtime.mjs';
import { expect, packagedCommand, test, thePackagedProgram } from '#test/support/packaged-app.ts';

test('it runs its own archive whatever words and variables it is given', async ({ start, dataFolder }) => {
  const asNode = join(dataFolder, 'as-node.mark');
  const required = join(dataFolder, 'required.mark');
  const script = await markScript(join(dataFolder, 'script.cjs'), asNode);
  const module = await markScript(join(dataFolder, 'module.cjs'), required);
  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${JSON.stringify(module)}` };

  await test.step('an Electron without these fuses does run them', () => {
    spawnSync(readRuntime().executable, [script], { env: { ...process.env, ...env } });
    expect([existsSync(asNode), existsSync(required)]).toEqual([true, true]);
  });
  await Promise.all([asNode, required].map((mark) => rm(mark)));

  const { page, said, quit } = await start({ args: [script, '--inspect=0'], env });
  await expect(page.getByRole('heading', { name: 'Welcome to Switchboard' })).toBeVisible();
  expect(said()).not.toContain('Debugger listening');
  expect([existsSync(asNode), existsSync(required)]).toEqual([false, false]);
  expect(await quit()).toBe(0);
});

test('a folder in the place of its archive is not run', async ({ dataFolder }) => {
  const { resources } = thePackagedProgram();
  const archive = join(resources, 'app.asar');
  const folder = join(resources, 'app');
  const mark = join(dataFolder, 'folder.mark');
  await rename(archive, `${archive}.away`);
  try {
    await mkdir(folder);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'folder', main: 'main.cjs' }));
    await markScript(join(folder, 'main.cjs'), mark);
    expect(await endOf(dataFolder)).not.toBe(0);
    expect(existsSync(mark)).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rename(`${archive}.away`, archive);
  }
});

test('an archive that was changed is not run', async ({ dataFolder }) => {
  test.skip(process.platform === 'linux', 'Electron checks its archive on macOS and Windows only.');
  const archive = join(thePackagedProgram().resources, 'app.asar');
  const whole = join(dataFolder, 'app.asar');
  await copyFile(archive, whole);
  try {
    await changeOneDigest(archive);
    expect(await endOf(dataFolder)).not.toBe(0);
  } finally {
    await copyFile(whole, archive);
  }
});

/** A script that leaves a mark and ends. */
async function markScript(path: string, mark: string): Promise<string> {
  await writeFile(path, `require('fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exitCode = 0;`);
  return path;
}

/** How the program ends that cannot start: its exit code or signal. @throws Error when it goes on instead */
async function endOf(dataFolder: string): Promise<unknown> {
  const { command, args, env } = packagedCommand(dataFolder);
  const child = spawn(command, args, { env, stdio: 'ignore' });
  let wentOn = false;
  const late = setTimeout(() => (wentOn = child.kill('SIGKILL')), 20_000);
  const [code, signal]: unknown[] = await once(child, 'exit');
  clearTimeout(late);
  if (wentOn) throw new Error('The program started and went on.');
  return code ?? signal;
}

/** Turns one digit of a file's digest in the archive's header into another. */
async function changeOneDigest(archive: string): Promise<void> {
  const file = await open(archive, 'r+');
  try {
    const header = Buffer.alloc(64 * 1024);
    await file.read(header, 0, header.length, 0);
    const at = header.indexOf('"hash":"') + '"hash":"'.length;
    const digit = header.toString('latin1', at, at + 1);
    await file.write(digit === '0' ? '1' : '0', at, 'latin1');
  } finally {
    await file.close();
  }
}
