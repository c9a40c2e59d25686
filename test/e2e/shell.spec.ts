import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { DeskState } from '#shared/ipc/desk.ts';
import { expect, launchCommand, quit, test } from '#test/support/electron-app.ts';
import { NO_BUS } from '#test/support/session-bus.ts';

const WITHOUT_TRAY = { DBUS_SESSION_BUS_ADDRESS: NO_BUS };

test('a second start shows the window of the first and ends', async ({ launch, dataFolder }) => {
  const { app } = await launch();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const { command, args, env } = await launchCommand(dataFolder);
  const second = spawn(command, args, { env, stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  const visible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
  await expect.poll(visible).toEqual([true]);
});

test('the window opens where it was', async ({ launch }) => {
  const bounds = { x: 137, y: 89, width: 1111, height: 777 };
  const first = await launch();
  await first.app.evaluate(
    ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place),
    bounds,
  );
  await quit(first.app);
  const { app } = await launch();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
    bounds,
  );
  const smallest = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
  );
  expect(smallest).toEqual([1024, 700]);
});

test('the window opens at the place it was closed at, with nothing filtered or opened there', async ({
  launch,
}) => {
  const first = await launch();
  expect(new URL(first.page.url()).hash).toBe('');
  await first.page.evaluate(() => window.switchboard.requests['desk.createWorkspace']({ name: 'Northwind' }));
  await first.page.evaluate(() => {
    window.location.hash = '#/conversions?text=%2B15550100&open=7';
  });
  await quit(first.app);
  const { page } = await launch();
  expect(new URL(page.url()).hash).toBe('#/conversions');
  await expect(page.getByRole('heading', { name: 'Conversions', level: 1 })).toBeVisible();
});

test('a start is run from what was compiled at the build, and learns that there is no graphics card', async ({
  launch,
  dataFolder,
}) => {
  test.skip(process.platform !== 'linux', 'Only on Linux are the specs run without a graphics card.');
  expect((await stat('out/main/compiled.bin')).size).toBeGreaterThan(0);
  const { app } = await launch();
  const electron = await app.evaluate(() => process.versions.electron);
  const remembered = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(dataFolder, 'desk.json'), 'utf8').catch(() => '{}'));
  await expect.poll(remembered).toMatchObject({ noCard: { electron } });
  await quit(app);
  const log = await readFile(join(dataFolder, 'logs', 'switchboard.log'), 'utf8').catch(() => '');
  expect(log).not.toContain('Not made for this Electron');
  const again = await launch();
  await again.page.evaluate(() => window.switchboard.requests['desk.createWorkspace']({ name: 'Northwind' }));
  await expect(again.page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});

test('settings last, take effect, and are not mixed with records', async ({ launch, dataFolder }) => {
  const first = await launch();
  await first.page.evaluate(() =>
    window.switchboard.requests['settings.save']({ theme: 'dark', pollMinutes: 25 }),
  );
  await quit(first.app);
  expect(JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8'))).toMatchObject({
    theme: 'dark',
    pollMinutes: 25,
  });
  const { app, page } = await launch();
  expect((await deskState(page)).settings).toMatchObject({
    theme: 'dark',
    pollMinutes: 25,
    closeToTray: true,
  });
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true);
  expect(await page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
});

for (const [what, text] of [
  ['is no JSON', '{ "theme": "dark", '],
  ['has values nobody can set', '{ "theme": "purple" }'],
] as const) {
  test(`a settings file that ${what} is kept aside and the person is told`, async ({
    launch,
    dataFolder,
  }) => {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(join(dataFolder, 'settings.json'), text);
    const { page } = await launch();
    expect((await deskState(page)).settings).toMatchObject({ theme: 'system', pollMinutes: 10 });
    const kept = (await readdir(dataFolder)).find((name) => name.startsWith('settings.broken-'));
    expect(kept).toBeDefined();
    expect(await readFile(join(dataFolder, kept ?? ''), 'utf8')).toBe(text);

    await page.evaluate(() => window.switchboard.requests['desk.createWorkspace']({ name: 'Northwind' }));
    const overview = await page.evaluate(() =>
      window.switchboard.requests['overview.get']({ dayStart: 0, dayEnd: 86_400_000 }),
    );
    expect(overview).toMatchObject({ ok: true });
    const attention = overview.ok ? overview.value.attention : [];
    expect(attention).toEqual([
      expect.objectContaining({ kind: 'settings_reset', text: expect.stringContaining(kept ?? '') }),
    ]);
  });
}

test('without a tray closing never hides into nothing', async ({ launch }) => {
  const { app, page } = await launch({ env: WITHOUT_TRAY });
  expect(await deskState(page)).toMatchObject({ trayShown: false, settings: { closeToTray: true } });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const found = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.isVisible() || one.isMinimized()),
  );
  expect(found).toEqual([true]);
});

test('without a tray a hidden start still leaves a window on the task bar', async ({ launch }) => {
  const { app } = await launch({ env: WITHOUT_TRAY, args: ['--hidden'] });
  const found = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.isVisible() || one.isMinimized()),
    );
  await expect.poll(found).toEqual([true]);
});

test('closing quits where the person does not want the tray', async ({ launch }) => {
  const { app, page } = await launch({ env: WITHOUT_TRAY });
  const child = app.process();
  await page.evaluate(() => window.switchboard.requests['settings.save']({ closeToTray: false }));
  const ended = once(child, 'exit');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  expect((await ended)[0]).toBe(0);
});

test('starts at login by a file in the autostart folder, and no longer when it is taken back', async ({
  launch,
  dataFolder,
}) => {
  test.skip(process.platform !== 'linux', 'macOS and Windows keep a list of their own.');
  const config = join(dataFolder, 'config');
  const entry = join(config, 'autostart', 'switchboard.desktop');
  const { page } = await launch({ env: { XDG_CONFIG_HOME: config } });
  const save = (startAtLogin: boolean) =>
    page.evaluate(
      (value) => window.switchboard.requests['settings.save']({ startAtLogin: value }),
      startAtLogin,
    );
  expect(await save(true)).toMatchObject({ ok: true, value: { startAtLogin: true } });
  const text = await readFile(entry, 'utf8');
  expect(text).toContain('[Desktop Entry]');
  expect(text).toMatch(/^Exec=".+" .*"--hidden"$/m);
  expect(await save(false)).toMatchObject({ ok: true, value: { startAtLogin: false } });
  await expect(stat(entry)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an autostart folder that cannot be written leaves the setting as it was', async ({
  launch,
  dataFolder,
}) => {
  test.skip(process.platform !== 'linux', 'macOS and Windows keep a list of their own.');
  const config = join(dataFolder, 'config');
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'autostart'), 'a file where a folder should be');
  const { page } = await launch({ env: { XDG_CONFIG_HOME: config } });
  const reply = await page.evaluate(() =>
    window.switchboard.requests['settings.save']({ startAtLogin: true, theme: 'dark' }),
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'not_permitted', field: 'startAtLogin' } });
  expect((await deskState(page)).settings).toMatchObject({ startAtLogin: false, theme: 'system' });
});

test('says when the machine is without a network', async ({ launch }) => {
  const { app, page } = await launch();
  expect((await deskState(page)).online).toBe(true);
  await app.evaluate(({ net }) => {
    net.isOnline = () => false;
  });
  await expect.poll(async () => (await deskState(page)).online).toBe(false);
});

test('the practice network goes on where it was after a restart, and ends with the app', async ({
  launch,
}) => {
  const first = await launch({ env: WITHOUT_TRAY });
  await first.page.evaluate(() => window.switchboard.requests['desk.openPractice']({}));
  await expect.poll(() => conversions(first.page)).toBeGreaterThanOrEqual(200);
  const address = await practiceAddress(first.page);
  const before = await conversions(first.page);
  const asked = Date.now();
  await quit(first.app);
  expect(Date.now() - asked).toBeLessThan(3000);
  await expect(fetch(address)).rejects.toThrow();

  const second = await launch({ env: WITHOUT_TRAY });
  await expect
    .poll(async () => (await deskState(second.page)).workspace)
    .toMatchObject({ id: 'practice', practice: true });
  expect(await practiceAddress(second.page)).toBe(address);
  await expect.poll(() => conversions(second.page), { timeout: 30_000 }).toBeGreaterThan(before);
  expect((await deskState(second.page)).sync.error).toBeNull();
});

test('the practice network does not outlive an app that is killed', async ({ launch }) => {
  const { app, page } = await launch({ env: WITHOUT_TRAY });
  await page.evaluate(() => window.switchboard.requests['desk.openPractice']({}));
  const address = await practiceAddress(page);
  await expect.poll(() => answers(address)).toBe(true);
  app.process().kill('SIGKILL');
  await expect.poll(() => answers(address)).toBe(false);
});

test('workspaces are apart, are opened again, and cannot share a name', async ({ launch }) => {
  const first = await launch();
  const made = await first.page.evaluate(async () => {
    const ask = window.switchboard.requests['desk.createWorkspace'];
    return [
      await ask({ name: 'Northwind Media' }),
      await ask({ name: 'Søren & Co' }),
      await ask({ name: 'northwind media' }),
    ];
  });
  expect(made).toMatchObject([
    { ok: true, value: { id: 'northwind-media', name: 'Northwind Media', practice: false } },
    { ok: true, value: { name: 'Søren & Co' } },
    { ok: false, error: { code: 'conflict', field: 'name' } },
  ]);
  await quit(first.app);
  const { page } = await launch();
  await expect.poll(async () => (await deskState(page)).workspace?.name).toBe('Søren & Co');
  expect((await deskState(page)).workspaces.map(({ name }) => name)).toEqual([
    'Northwind Media',
    'Søren & Co',
  ]);
});

async function deskState(page: Page): Promise<DeskState> {
  const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

async function conversions(page: Page): Promise<number> {
  const reply = await page.evaluate(() =>
    window.switchboard.requests['overview.get']({ dayStart: 0, dayEnd: 86_400_000 }),
  );
  return reply.ok ? reply.value.allConversions : 0;
}

async function practiceAddress(page: Page): Promise<string> {
  const reply = await page.evaluate(() => window.switchboard.requests['templates.list']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  return new URL(reply.value[0]?.url ?? '').origin;
}

async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/control/state`).then(
    () => true,
    () => false,
  );
}
