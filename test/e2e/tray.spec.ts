import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { startOwnBus } from '#test/support/session-bus.ts';
import type { OwnBus } from '#test/support/session-bus.ts';
import { playTray } from '#test/support/tray-desktop.ts';
import type { TrayDesktop } from '#test/support/tray-desktop.ts';

test.skip(process.platform !== 'linux', 'The tray is looked at over D-Bus, which is how Linux shows it.');

test.describe('the tray', () => {
  let bus: OwnBus;
  let desktop: TrayDesktop;

  test.beforeEach(async () => {
    bus = await startOwnBus();
    desktop = await playTray(bus.address);
  });
  test.afterEach(async () => {
    desktop.close();
    await bus.stop();
  });
  const env = () => ({ DBUS_SESSION_BUS_ADDRESS: bus.address });

  test('goes on with the window closed: tells its state, syncs, pauses, opens and quits', async ({
    launch,
  }) => {
    const { app, page } = await launch({ env: env() });
    const icon = await desktop.icon();
    await page.evaluate(() => window.switchboard.requests['desk.openPractice']({}));
    await expect.poll(() => icon.toolTip()).toContain('Practice network');
    await expect.poll(() => icon.toolTip()).toContain('Last synced');
    expect((await icon.menu()).map(({ label }) => label).filter((label) => label !== '')).toEqual(
      expect.arrayContaining(['Open Switchboard', 'Sync now', 'Pause syncing', 'Quit']),
    );
    const idle = await icon.picture();

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const visible = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? null);
    await expect.poll(visible).toBe(false);

    await icon.click('Pause syncing');
    await expect.poll(() => icon.toolTip()).toContain('Syncing is paused');
    const before = await lastSuccess(page);
    await icon.click('Sync now');
    await expect.poll(() => lastSuccess(page)).toBeGreaterThan(before);
    await expect.poll(() => icon.toolTip()).toContain('Syncing is paused');
    await icon.click('Resume syncing');
    const paused = await lastSuccess(page);
    // Without a hand on it and without a window, the next round comes by itself.
    await expect.poll(() => lastSuccess(page), { timeout: 20_000 }).toBeGreaterThan(paused);
    await expect.poll(() => icon.picture()).toBe(idle);

    await icon.click('Open Switchboard');
    await expect.poll(visible).toBe(true);

    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    const asked = Date.now();
    await icon.click('Quit');
    expect(await ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(3000);
  });

  test('starts hidden when it is started at login', async ({ launch }) => {
    const { app } = await launch({ env: env(), args: ['--hidden'] });
    await desktop.icon();
    const windows = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
    await expect.poll(windows).toEqual([false]);
  });

  test('says once that closing leaves it in the tray', async ({ launch }) => {
    const { app, page } = await launch({ env: env() });
    await desktop.icon();
    await app.evaluate(({ Notification }) => {
      const shown: string[] = [];
      Reflect.set(globalThis, 'shownNotices', shown);
      Notification.prototype.show = function show(this: Electron.Notification) {
        shown.push(this.title);
      };
    });
    const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const show = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
    await expect.poll(() => trayShown(page)).toBe(true);
    await close();
    await show();
    await close();
    const notices = await app.evaluate((): unknown => Reflect.get(globalThis, 'shownNotices'));
    expect(notices).toEqual(['Switchboard goes on in the tray']);
  });

  test('brings the window back when the tray goes away under it', async ({ launch }) => {
    const { app, page } = await launch({ env: env() });
    await desktop.icon();
    await expect.poll(() => trayShown(page)).toBe(true);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await desktop.leave();
    await expect.poll(() => trayShown(page)).toBe(false);
    const reachable = () =>
      app.evaluate(({ BrowserWindow }) => {
        const [own] = BrowserWindow.getAllWindows();
        return own !== undefined && (own.isVisible() || own.isMinimized());
      });
    await expect.poll(reachable).toBe(true);
  });
});

async function lastSuccess(page: Page): Promise<number> {
  const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
  return reply.ok ? (reply.value.sync.lastSuccessAt ?? 0) : 0;
}

async function trayShown(page: Page): Promise<boolean | null> {
  const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
  return reply.ok ? reply.value.trayShown : null;
}
