import type { Page } from 'playwright/test';
import { expect, test, type RunningApp } from '#test/support/electron-app.ts';
import { playNotifications, type NotificationDesktop } from '#test/support/notification-desktop.ts';
import { storedTransactions, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { startOwnBus, type OwnBus } from '#test/support/session-bus.ts';

test.skip(process.platform !== 'linux', 'Notifications are read from D-Bus, which is how Linux shows them.');

let bus: OwnBus;
let desktop: NotificationDesktop;
let practice: Practice;

test.beforeEach(async () => {
  bus = await startOwnBus();
  desktop = await playNotifications(bus.address);
  practice = await startPractice();
});

test.afterEach(async () => {
  desktop.close();
  await Promise.all([practice.stop(), bus.stop()]);
});

test('a sync is told in one notification, and only what a person is not looking at or has not switched off', async ({
  launch,
}) => {
  const running = await launch({ ...WITHOUT_KEYRING, env: { DBUS_SESSION_BUS_ADDRESS: bus.address } });
  const { page } = running;
  await connect(page);
  await showWindow(running, false);

  await test.step('seven calls in one sync are one notification', async () => {
    await practice.control.addCalls({ count: 5, result: 'paid' });
    await practice.control.addCalls({ count: 2, result: 'notapproved' });
    await syncTo(page, 7);
    await expect
      .poll(() => desktop.shown.map(words))
      .toEqual(['Calls synced: 7 new transactions · 5 conversions approved · 2 rejected']);
    expect(desktop.shown[0]?.pictured).toBe(true);
  });

  await test.step('a sync that brings nothing says nothing, and nor does one with the switch off', async () => {
    await syncTo(page, 7);
    await page.evaluate(() => window.switchboard.requests['settings.save']({ notifications: false }));
    await practice.control.addCalls({ count: 3, result: 'paid' });
    await syncTo(page, 10);
    await page.evaluate(() => window.switchboard.requests['settings.save']({ notifications: true }));
  });

  await test.step('with the switch on again the next sync is told, and a click leads to its rows', async () => {
    await practice.control.addCalls({ count: 1, result: 'paid' });
    await syncTo(page, 11);
    // The bus keeps the order: whatever the two syncs before had said would have come first.
    await expect
      .poll(() => desktop.shown.map(words))
      .toEqual([
        expect.stringContaining('7 new transactions'),
        'Calls synced: 1 new transaction · 1 conversion approved',
      ]);
    const [, latest] = desktop.shown;
    if (latest) desktop.click(latest);
    await expect.poll(() => isVisible(running)).toBe(true);
    await expect(page.getByRole('heading', { name: 'Conversions', level: 1 })).toBeVisible();
  });

  await test.step('what a person is looking at is not told', async () => {
    await showWindow(running, true);
    await expect.poll(() => isFocused(running)).toBe(true);
    await practice.control.addCalls({ count: 1, result: 'paid' });
    await syncTo(page, 12);
    await showWindow(running, false);
    await practice.control.setFault({ target: 'transactions', kind: 'status', status: 403 });
    await page.evaluate(() => window.switchboard.requests['sync.now']({}));
    await expect.poll(() => desktop.shown.length).toBe(3);
    expect(words(desktop.shown[2])).toMatch(/^Syncing needs attention: /);
  });
});

const words = (notice: { readonly title: string; readonly body: string } | undefined): string =>
  notice === undefined ? '' : `${notice.title}: ${notice.body}`;

/** A workspace with the practice network as an account like any other: the practice one tells nothing. */
async function connect(page: Page): Promise<void> {
  const { invocaUrl, networkId, tokens } = practice.network;
  await page.evaluate(
    async (account) => {
      await window.switchboard.requests['desk.createWorkspace']({ name: 'Leadtrust' });
      await window.switchboard.requests['networks.add']({
        draft: { ...account, name: 'Leadtrust', user: 'network', currency: 'USD' },
        keepWithoutKeyring: false,
      });
    },
    { baseUrl: invocaUrl, organisationId: networkId, token: tokens.network },
  );
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect.poll(() => lastSuccess(page)).toBeGreaterThan(0);
}

/** Syncs as a person asks for it and waits for the round's end. */
async function syncTo(page: Page, transactions: number): Promise<void> {
  const before = await lastSuccess(page);
  await page.evaluate(() => window.switchboard.requests['sync.now']({}));
  await expect.poll(() => lastSuccess(page)).toBeGreaterThan(before);
  expect(await storedTransactions(page)).toBe(transactions);
}

async function lastSuccess(page: Page): Promise<number> {
  const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
  return reply.ok ? (reply.value.sync.lastSuccessAt ?? 0) : 0;
}

async function showWindow({ app }: RunningApp, shown: boolean): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    const [own] = BrowserWindow.getAllWindows();
    if (wanted) own?.show();
    else own?.hide();
    if (wanted) own?.focus();
  }, shown);
}

const isVisible = ({ app }: RunningApp): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true);

const isFocused = ({ app }: RunningApp): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused() === true);
