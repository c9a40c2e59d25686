import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRuntime } from '#scripts/lib/runtime.mjs';
import { expect, packagedCommand, test, thePackagedProgram } from '#test/support/packaged-app.ts';

test('it runs its own archive whatever words, variables and files it is given', async ({
  start,
  dataFolder,
}) => {
  const { resources } = thePackagedProgram();
  const shadow = join(resources, 'app');
  const marks = ['as-node', 'required', 'shadow'].map((name) => join(dataFolder, `${name}.mark`));
  const [asNode = '', required = '', shadowing = ''] = marks;
  const markScript = async (path: string, mark: string): Promise<string> => {
    await writeFile(path, `require('fs').writeFileSync(${JSON.stringify(mark)}, '')`);
    return path;
  };
  const script = await markScript(join(dataFolder, 'script.cjs'), asNode);
  const module = await markScript(join(dataFolder, 'module.cjs'), required);

  await test.step('an Electron without these fuses does run them', () => {
    const { executable } = readRuntime();
    const env = {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require ${JSON.stringify(module)}`,
    };
    spawnSync(executable, [script], { env });
    expect([existsSync(asNode), existsSync(required)]).toEqual([true, true]);
  });
  await Promise.all([asNode, required].map((mark) => rm(mark)));

  try {
    await mkdir(shadow);
    await writeFile(join(shadow, 'package.json'), JSON.stringify({ name: 'shadow', main: 'main.cjs' }));
    await markScript(join(shadow, 'main.cjs'), shadowing);
    const { page, said, quit } = await start({
      args: [script, '--inspect=0'],
      env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${JSON.stringify(module)} --inspect=0` },
    });
    await expect(page.getByRole('heading', { name: 'Welcome to Switchboard' })).toBeVisible();
    expect(said()).not.toContain('Debugger listening');
    expect(marks.filter((mark) => existsSync(mark))).toEqual([]);
    expect(await quit()).toBe(0);
  } finally {
    await rm(shadow, { recursive: true, force: true });
  }
});

test('an archive that was changed is not run', async ({ dataFolder }) => {
  test.skip(process.platform === 'linux', 'Electron checks its archive on macOS and Windows only.');
  const archive = join(thePackagedProgram().resources, 'app.asar');
  const whole = join(dataFolder, 'app.asar');
  await copyFile(archive, whole);
  try {
    await changeOneDigest(archive);
    const { command, args, env } = packagedCommand(dataFolder);
    const child = spawn(command, args, { env, stdio: 'ignore' });
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    const [code, signal] = await once(child, 'exit');
    clearTimeout(late);
    expect([code, signal]).not.toEqual([null, 'SIGKILL']);
    expect(code).not.toBe(0);
  } finally {
    await copyFile(whole, archive);
  }
});

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
