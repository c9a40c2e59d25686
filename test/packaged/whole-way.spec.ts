import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { readRuntime } from '#scripts/lib/runtime.mjs';
import { playNotifications } from '#test/support/notification-desktop.ts';
import type { NotificationDesktop } from '#test/support/notification-desktop.ts';
import { expect, test, thePackagedProgram } from '#test/support/packaged-app.ts';
import {
  goTo,
  openDelivery,
  openPractice,
  receivedFor,
  rowOf,
  SHOWCASE,
  takeCall,
} from '#test/support/practice-desk.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { startOwnBus } from '#test/support/session-bus.ts';
import type { OwnBus } from '#test/support/session-bus.ts';
import { playTray } from '#test/support/tray-desktop.ts';
import type { TrayDesktop } from '#test/support/tray-desktop.ts';

test('from the first start to a conversion on screen, a postback at its partner and a link that carries the sub id', async ({
  start,
  dataFolder,
}) => {
  const first = await start();
  const { page } = first;
  await test.step('the fonts it draws with are its own', () => expectOwnFonts(page));
  const control = await openPractice(page);

  const callId = await test.step('a call is paid for: conversion, postback, receipt', async () => {
    const call = await takeCall(page, control, 'paid');
    await goTo(page, 'Conversions');
    await page.getByRole('searchbox', { name: 'Search conversions' }).fill(call);
    await expect(rowOf(page, 'Conversions', call)).toContainText('Approved');
    await openDelivery(page, call);
    await expect(rowOf(page, 'Deliveries', call)).toContainText('Accepted');
    const [received] = await receivedFor(control, call);
    expect(received?.url).toContain(SHOWCASE.subId);
    return call;
  });

  await test.step('a link is composed and explained', async () => {
    await goTo(page, 'Links');
    await page.getByRole('combobox', { name: 'Number' }).fill(SHOWCASE.number);
    await page.getByRole('option', { name: /555.?0142/ }).click();
    await page.getByRole('textbox', { name: 'aff_sub2' }).fill('from the archive');
    await expect(page.getByRole('main')).toContainText('aff_sub2%3Dfrom%2520the%2520archive');
  });

  await test.step('it knows its version and is not a checkout', async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')));
    const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
    expect(reply).toMatchObject({ ok: true, value: { version, dataFolder } });
    expect(await page.evaluate(() => window.location.href)).toMatch(/^app:\/\/switchboard\//);
  });

  await test.step('it quits in order and opens the same desk again, migrated and complete', async () => {
    expect(await first.quit()).toBe(0);
    const second = await start();
    await goTo(second.page, 'Conversions');
    await second.page.getByRole('searchbox', { name: 'Search conversions' }).fill(callId);
    await expect(rowOf(second.page, 'Conversions', callId)).toContainText('Approved');
    expect(await second.quit()).toBe(0);
  });

  await test.step('its log speaks of no error', async () => {
    const log = await readFile(join(dataFolder, 'logs', 'switchboard.log'), 'utf8').catch(() => '');
    expect(log.split('\n').filter((line) => line.includes('[error]'))).toEqual([]);
    expect(log).not.toContain('Not made for this Electron');
  });

  await test.step('the command line in its archive reads what it has stored', async () => {
    expect(JSON.parse(await archivedCli(['status', 'paid', '--json']))).toEqual({
      status: 'approved',
      known: true,
    });
    const out = join(dataFolder, 'conversions.json');
    const place = ['--workspace', 'practice', '--data', dataFolder];
    await archivedCli(['conversions', 'export', '--format', 'json', '--out', out, ...place]);
    const rows = z
      .array(z.object({ invoca_id: z.string(), status: z.string() }))
      .parse(JSON.parse(await readFile(out, 'utf8')));
    expect(rows).toContainEqual({ invoca_id: callId, status: 'approved' });
  });
});

test.describe('on a desktop', () => {
  test.skip(process.platform !== 'linux', 'Tray and notifications are looked at over D-Bus.');
  let bus: OwnBus;
  let tray: TrayDesktop;
  let notifications: NotificationDesktop;
  let practice: Practice;

  test.beforeEach(async () => {
    bus = await startOwnBus();
    tray = await playTray(bus.address);
    notifications = await playNotifications(bus.address);
    practice = await startPractice();
    await practice.control.addCalls({ count: 12, result: 'nosale' });
  });
  test.afterEach(async () => {
    tray.close();
    notifications.close();
    await Promise.all([practice.stop(), bus.stop()]);
  });

  test('started at login it stays in the tray and tells of a sync there, both with their pictures', async ({
    start,
  }) => {
    const { page, ended } = await start({
      args: ['--hidden'],
      env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
    });
    const icon = await tray.icon();
    await expect.poll(async () => (await icon.picture()).length).toBeGreaterThan(1000);
    await connect(page, practice);
    await expect
      .poll(() => notifications.shown)
      .toMatchObject([{ title: 'Calls synced', body: '12 new transactions', pictured: true }]);
    await icon.click('Open Switchboard');
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
    await icon.click('Quit');
    expect(await ended).toBe(0);
  });
});

/** A workspace with a practice network as an account like any other: the practice one tells nothing. */
async function connect(page: Page, { network }: Practice): Promise<void> {
  const { invocaUrl, networkId, tokens } = network;
  const reply = await page.evaluate(
    async (account) => {
      await window.switchboard.requests['desk.createWorkspace']({ name: 'Leadtrust' });
      return window.switchboard.requests['networks.add']({
        draft: { ...account, name: 'Leadtrust', user: 'network', currency: 'USD' },
        keepWithoutKeyring: false,
      });
    },
    { baseUrl: invocaUrl, organisationId: networkId, token: tokens.network },
  );
  expect(reply).toMatchObject({ ok: true });
}

/** Text and numbers are drawn with the two families the app brings, not with the system's. */
async function expectOwnFonts(page: Page): Promise<void> {
  const loaded = await page.evaluate(async () => {
    const families = ['Inter Variable', 'JetBrains Mono Variable'];
    const faces = await Promise.all(
      families.map((family) => document.fonts.load(`13px "${family}"`, 'Aa 0')),
    );
    return faces.map((found) => found.map(({ status }) => status));
  });
  expect(loaded).toEqual([['loaded'], ['loaded']]);
}

/** The command line out of the archive, in the Electron of this checkout: the program's own fuse keeps Node shut. */
async function archivedCli(args: readonly string[]): Promise<string> {
  const script = join(thePackagedProgram().resources, 'app.asar', 'out', 'main', 'cli.cjs');
  const { stdout } = await promisify(execFile)(readRuntime().executable, [script, ...args], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return stdout;
}
