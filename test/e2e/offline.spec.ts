import type { Page } from 'playwright/test';
import { expect, test, type RunningApp } from '#test/support/electron-app.ts';
import { goTo, SHOWCASE, storedTransactions, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';

const PAGE = 4000;

let practice: Practice;

test.afterEach(() => practice.stop());

test('without the network everything is read and composed, and once it is back the desk catches up', async ({
  launch,
}) => {
  // The same seed and clock make the same log, so that the network can go and come back as it was.
  const now = Date.now();
  const world = { initialCalls: 40, clock: () => now };
  practice = await startPractice(world);
  const running = await launch(WITHOUT_KEYRING);
  const { app, page } = running;
  await connect(page);
  const { transactions } = await practice.control.state();
  await expect.poll(() => storedTransactions(page)).toBe(transactions);

  await test.step('the network is gone: the desk says so, and when it tries next', async () => {
    await practice.stop();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByRole('main').getByText('Offline', { exact: true })).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText('the connection was refused');
    await expect(page.getByRole('banner')).toContainText(/next in \d:\d\d/);
    await expectAllReadable(running);
  });

  await test.step('it is back: what arrived since is taken in', async () => {
    practice = await startPractice({ ...world, port: practice.network.port });
    const [call] = await practice.control.addCalls({
      result: 'paid',
      promo_number_id: SHOWCASE.promoNumberId,
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect.poll(() => storedTransactions(page)).toBe(transactions + 1);
    await goTo(page, 'Overview');
    await expect(page.getByRole('main').getByText('Idle', { exact: true })).toBeVisible();
    await goTo(page, 'Conversions');
    await expect(page.getByRole('grid')).toContainText(call?.complete_call_id ?? 'a call');
  });

  await test.step('the machine loses its connection, and syncs by itself when it has one again', async () => {
    await setOnline(running, false);
    await expect(page.getByRole('banner').getByRole('status')).toHaveText('Offline');
    await expect(page.getByRole('contentinfo')).toContainText('sync and deliveries wait for the connection');
    await expectAllReadable(running);
    await practice.control.addCalls({ result: 'nosale', count: 3 });
    await setOnline(running, true);
    await expect(page.getByRole('banner').getByRole('status')).toHaveText('Online');
    await expect.poll(() => storedTransactions(page)).toBe(transactions + 4);
  });
  await app.close();
});

test('catching up shows how far it is, and can be cancelled without loss', async ({ launch }) => {
  practice = await startPractice();
  await practice.control.addCalls({ count: 3 * PAGE, result: 'paid' });
  await practice.control.setFault({ target: 'transactions', kind: 'hang', skip: 2 });
  const { page } = await launch(WITHOUT_KEYRING);
  await connect(page);

  await expect(page.getByRole('banner')).toContainText('Syncing Leadtrust · 8,000 transactions');
  await goTo(page, 'Conversions');
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('Approved');
  await page.getByRole('button', { name: 'Cancel sync' }).click();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
  expect(await storedTransactions(page)).toBe(2 * PAGE);

  await practice.control.clearFaults();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => storedTransactions(page)).toBe(3 * PAGE);
  await expect(page.getByRole('contentinfo')).toContainText('12,000 conversions');
});

/** A workspace with the practice network as an account like any other. */
async function connect(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Welcome to Switchboard' })).toBeVisible();
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
}

/** Every place shows what is stored, and a link is composed and copied. */
async function expectAllReadable({ app, page }: RunningApp): Promise<void> {
  await goTo(page, 'Conversions');
  await page.getByRole('grid', { name: 'Conversions' }).getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary', { name: 'Conversion' });
  await expect(panel).toContainText('Raw transactions');
  await goTo(page, 'Postbacks');
  await expect(page.getByText('Nothing owed yet')).toBeVisible();
  await goTo(page, 'Settings');
  await expect(page.getByRole('listitem').filter({ hasText: 'Leadtrust' })).toContainText('transactions');
  await goTo(page, 'Links');
  await app.evaluate(({ clipboard }) => clipboard.clear());
  // The composer remembers what was in it.
  await page.getByRole('combobox', { name: 'Number' }).clear();
  await page.getByRole('combobox', { name: 'Number' }).fill(SHOWCASE.number);
  await page.getByRole('option', { name: /555.?0142/ }).click();
  await page.getByRole('textbox', { name: 'aff_sub2' }).fill('offline');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('aff_sub2%3Doffline');
  await goTo(page, 'Overview');
  await expect(page.getByRole('region', { name: 'Today' })).toBeVisible();
}

/** Plays a machine that has, or has not, any connection: what Electron says of it is all the app goes by. */
async function setOnline({ app }: RunningApp, online: boolean): Promise<void> {
  await app.evaluate(({ net }, value) => {
    Object.defineProperty(net, 'isOnline', { value: () => value, configurable: true });
  }, online);
}
