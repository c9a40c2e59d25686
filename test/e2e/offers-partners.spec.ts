import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { z } from 'zod';
import { expect, test } from '#test/support/electron-app.ts';
import { openPractice, SHOWCASE, takeCall, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';

test('partners and offers are named, paid, given goals, tried and taken in from a file', async ({
  launch,
}) => {
  const { app, page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  await takeCall(page, control, 'Paid');
  const places = page.getByRole('navigation', { name: 'Places' });

  await test.step('a name given to a partner shows on its conversions', async () => {
    await places.getByRole('link', { name: 'Partners' }).click();
    await page.getByRole('searchbox', { name: 'Search partners' }).fill(SHOWCASE.partnerId);
    const list = page.getByRole('grid', { name: 'Partners' });
    await expect(list).toHaveAttribute('aria-rowcount', '2');
    await list.getByRole('row').nth(1).click();
    const panel = page.getByRole('complementary', { name: 'Partner' });
    await panel.getByRole('button', { name: 'Edit…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Our best partner');
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Nowhere/Atall');
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('is not a time zone')).toBeVisible();
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('America/New_York');
    await page.keyboard.press('Tab');
    await dialog.getByRole('combobox', { name: 'aff_sub2 carries' }).click();
    await page.getByRole('option', { name: 'Click id' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(panel.getByText('Click id')).toBeVisible();
    await panel.getByRole('link', { name: /^\d+ approved$/ }).click();
    const conversions = page.getByRole('grid', { name: 'Conversions' });
    await expect(conversions.getByRole('row').nth(1)).toContainText('Our best partner');
    await expect(page).toHaveURL(new RegExp(`status=approved&partner=${SHOWCASE.partnerId}`));
  });

  await test.step('the composer tells what the partner carries in a sub id', async () => {
    await places.getByRole('link', { name: 'Links' }).click();
    await page.getByRole('combobox', { name: 'Partner' }).fill(SHOWCASE.partnerId);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: 'aff_sub2' })).toHaveAccessibleDescription('Click id');
  });

  await test.step('the default goal is renamed and paid, and says why it stays what it is', async () => {
    await places.getByRole('link', { name: 'Offers' }).click();
    await page.getByRole('searchbox', { name: 'Search offers' }).fill(SHOWCASE.offerId);
    await page
      .getByRole('grid', { name: 'Offers' })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell', { name: SHOWCASE.offerId, exact: true }) })
      .click();
    await page.getByRole('link', { name: 'Open as a page' }).click();
    const goals = page.getByRole('table', { name: 'Goals of the offer' });
    await goals.getByRole('row').nth(1).getByRole('button', { name: /^Edit/ }).click();
    const dialog = page.getByRole('dialog', { name: 'The default goal' });
    await expect(dialog.getByRole('combobox', { name: 'Counted by' })).toBeDisabled();
    await expect(dialog.getByText('Invoca’s calls become its conversions')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Sale');
    await dialog.getByRole('textbox', { name: 'Payout' }).fill('21,50');
    await expect(dialog.getByText('Write it with a point')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Payout' }).fill('21.50');
    await dialog.getByRole('textbox', { name: 'Revenue' }).fill('30');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(goals.getByRole('row').nth(1)).toContainText('Sale');
    await expect(goals.getByRole('row').nth(1)).toContainText('$21.50');
  });

  await test.step('a lead form gets a goal of its own for nothing, with code as TUNE’s', async () => {
    await page.getByRole('button', { name: 'Add goal' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a goal' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Lead <form>');
    await dialog.getByRole('textbox', { name: 'Goal id' }).fill('931');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'Code of Lead <form>' }).click();
    const code = page.getByRole('dialog').locator('pre');
    await expect(code).toContainText('/aff_goal?a=l&amp;goal_id=931&amp;offer_id=45');
    await expect(code).toContainText('<!-- Offer Goal Conversion: Lead form -->');
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('<iframe src=');
  });

  await test.step('the test page calls the goal, and a partner’s pixel rides along', async () => {
    const opened = await catchOpened(app);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Test page…' }).click();
    await dialog.getByRole('combobox', { name: 'Rides along' }).click();
    await page.getByRole('option', { name: 'Code to try' }).click();
    await dialog
      .getByRole('textbox', { name: 'Code of the partner' })
      .fill('<img src="https://trk.partner.example/px?c={aff_sub2}&o={offer_id}&x={nope}">');
    await dialog.getByRole('button', { name: 'Open test page' }).click();
    await expect(dialog.getByText('Waiting for the page to be opened')).toBeVisible();
    const [address = ''] = await opened();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/t\/[0-9a-f]{32}$/);
    await openInWindow(app, address);
    await expect(dialog.getByText('The goal was called.')).toBeVisible();
    const calls = dialog.getByRole('table', { name: 'Called so far' });
    await expect(calls).toContainText('aff_goal?a=l&goal_id=931&offer_id=45');
    await expect(calls).toContainText('https://trk.partner.example/px?c=click-12345&o=45');
    await expect(calls).toContainText('Nobody knows the macro {nope}');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    // Over with the dialog, so that nothing is served that nobody looks at.
    await expect.poll(() => answers(address)).toBe(false);
  });

  await test.step('a pay-per-call offer is added by hand, paused, and taken back', async () => {
    await page.getByRole('link', { name: 'All offers' }).click();
    await page.getByRole('button', { name: 'Add pay-per-call offer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Window cleaning');
    await dialog.getByRole('textbox', { name: 'Id', exact: true }).fill(SHOWCASE.offerId);
    await dialog.getByRole('combobox', { name: 'Invoca campaign' }).click();
    await page.getByRole('option').first().click();
    await dialog.getByRole('textbox', { name: 'Default payout' }).fill('12');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByText('There is an offer 45 already')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Id', exact: true }).fill('7001');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Window cleaning' })).toBeVisible();
    await expect(page.getByText('$12.00 per call')).toBeVisible();
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Paused' }).click();
    await expect(page.getByText('is paused now')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('combobox', { name: 'Status' })).toContainText('Active');
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Offers' })).toBeVisible();
  });

  await test.step('a file is read row by row, and nothing in it is lost', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-import-'));
    const file = join(folder, 'partners.csv');
    await writeFile(
      file,
      'partner id,company,zone,owner,click id\n' +
        `${SHOWCASE.partnerId},Renamed by file,Europe/Berlin,Ada,aff_sub3\n` +
        '9001,New from file,Mars/Olympus,Bo,aff_sub9\n9002,Third,,Cy,\n',
    );
    await places.getByRole('link', { name: 'Partners' }).click();
    await chooseFile(app, file);
    await page.getByRole('button', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import partners' });
    await dialog.getByRole('button', { name: 'Choose file…' }).click();
    await expect(dialog.getByText('1 to add, 1 to change, 0 the same.')).toBeVisible();
    await dialog.getByRole('combobox', { name: 'owner' }).click();
    await page.getByRole('option', { name: 'Contact' }).click();
    const rows = dialog.getByRole('grid', { name: 'Rows of the file' });
    await expect(rows.getByRole('row').nth(1)).toContainText('Contact: Ada');
    await expect(rows.getByRole('row').nth(1)).toContainText('Our best partner → Renamed by file');
    await expect(rows.getByRole('row').nth(2)).toContainText('“Mars/Olympus” is not a time zone');
    await expect(dialog.getByRole('button', { name: 'Import 2' })).toBeDisabled();
    const kept = join(folder, 'faults.csv');
    await app.evaluate(({ dialog: system }, path) => {
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, kept);
    await dialog.getByRole('button', { name: 'Save them to a file…' }).click();
    await expect
      .poll(() => readFile(kept, 'utf8').catch(() => ''))
      .toMatch(/9001,New from file,Mars\/Olympus,Bo,aff_sub9,.*aff_sub9/s);
    await dialog.getByRole('checkbox', { name: 'Leave out the rows with a fault' }).click();
    await dialog.getByRole('button', { name: 'Import 2' }).click();
    await expect(page.getByText('Added 1, changed 1, left out 1.')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search partners' }).fill('Renamed');
    await expect(page.getByRole('grid', { name: 'Partners' }).getByRole('row').nth(1)).toContainText('Ada');
    await rm(folder, { recursive: true, force: true });
  });
});

/** Keeps what is asked to be opened outside; the returned function tells it. */
async function catchOpened(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, '__opened', opened);
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  return async () =>
    z.array(z.string()).parse(await app.evaluate((): unknown => Reflect.get(globalThis, '__opened')));
}

/** Loads an address in a browser window of its own, as a person's browser would. */
async function openInWindow(app: ElectronApplication, address: string): Promise<Page> {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ BrowserWindow, session }, url) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session: session.fromPartition('visitor'), sandbox: true },
      });
      void window.loadURL(url);
    }, address),
  ]);
  return page;
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function chooseFile(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}
