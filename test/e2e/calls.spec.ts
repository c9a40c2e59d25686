import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ElectronApplication, Page } from 'playwright/test';
import { callsWorkspace } from '#test/support/calls-workspace.ts';
import { expect, test } from '#test/support/electron-app.ts';
import { WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { expectSound } from '#test/support/sound-screen.ts';

const list = (page: Page) => page.getByRole('grid', { name: 'Calls', exact: true });
const groups = (page: Page) => page.getByRole('grid', { name: 'Groups of calls' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Call' });

test('calls are found, grouped, marked, kept as a view and exported by what their numbers were for', async ({
  dataFolder,
  launch,
}) => {
  await callsWorkspace(dataFolder, Date.now());
  const { app, page } = await launch(WITHOUT_KEYRING);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Calls' }).click();
  await expect(page.getByRole('heading', { name: 'Calls', level: 1 })).toBeVisible();
  await expect(list(page)).toHaveAttribute('aria-rowcount', '64');

  await test.step('groups by ad copy lead to their calls', async () => {
    await page.getByRole('button', { name: 'Group by' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'ad_copy' }).click();
    await expect(groups(page)).toHaveAttribute('aria-rowcount', '5');
    await groups(page).getByRole('row').filter({ hasText: 'B: 24 hours & 20% off' }).click();
    await expect(page.getByText('ad_copy is')).toBeVisible();
    await expect(list(page)).toHaveAttribute('aria-rowcount', '21');
  });

  await test.step('a call’s panel tells what it began with, and a mark makes it an order', async () => {
    await list(page).getByRole('row').nth(1).click();
    await expect(panel(page)).toContainText('twitter_id');
    await expect(panel(page)).toContainText('15973344556677800');
    await panel(page).getByRole('button', { name: 'Mark as order' }).click();
    await expect(panel(page)).toContainText('As marked here.');
    await expect(page.getByLabel('Of what is shown')).toContainText('1 order');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
  });

  await test.step('one more condition narrows the list', async () => {
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.getByRole('menuitem', { name: 'Order' }).click();
    await page.getByRole('checkbox', { name: /yes/ }).click();
    await expect(list(page)).toHaveAttribute('aria-rowcount', '2');
    await page.keyboard.press('Escape');
  });

  await test.step('a view is kept under a name, and found again after a look elsewhere', async () => {
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Orders of B');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Orders of B' })).toHaveAttribute('aria-current', 'page');
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'All' }).click();
    await expect(list(page)).toHaveAttribute('aria-rowcount', '64');
    await page.getByRole('link', { name: 'Orders of B' }).click();
    await expect(list(page)).toHaveAttribute('aria-rowcount', '2');
  });

  await test.step('what is shown is exported, zone and filter with it', async () => {
    const file = join(dataFolder, 'orders.csv');
    await chooses(app, file);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('radio', { name: 'CSV' }).click();
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByText(/Wrote 1 row/)).toBeVisible();
    const [head = [], row = [], ...more] = rowsOf(await readFile(file, 'utf8'));
    expect(more).toEqual([]);
    expect(head).toContain('twitter_id');
    expect(row[head.indexOf('ad_copy')]).toBe('B: 24 hours & 20% off');
    expect(row[head.indexOf('twitter_id')]).toMatch(/^15973344556677800\d\d$/);
    expect(row[head.indexOf('number')]).toMatch(/^'\+1202555/);
    expect(row[head.indexOf('filters')]).toContain('ad_copy is B: 24 hours & 20% off and Order is yes');
  });
});

test('calls of an account without its own come from a file, and a person’s calls can be deleted', async ({
  dataFolder,
  launch,
}) => {
  await callsWorkspace(dataFolder, Date.now());
  const file = join(dataFolder, 'provider.csv');
  await writeFile(
    file,
    'Start time,Tracking number,Caller,Duration,twitter_id,Sale\n' +
      '2026-03-02T16:41:09Z,(202) 555-0143,4155550187,5:12,1597334455667788990,yes\n' +
      'yesterday,(202) 555-0143,,x,7,\n',
  );
  const { app, page } = await launch(WITHOUT_KEYRING);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Calls' }).click();
  await expect(list(page)).toHaveAttribute('aria-rowcount', '64');

  await test.step('the preview shows faults at their cells, and only what can be read is imported', async () => {
    await chooses(app, file);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Import calls from a file…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import provider.csv' });
    await expect(dialog).toContainText('1 of 2 rows can be imported.');
    await expect(dialog).toContainText('“yesterday” is not a date with a time');
    await expectSound(page, 'import of calls');
    await dialog.getByRole('button', { name: 'Import 1 call' }).click();
    await expect(list(page)).toHaveAttribute('aria-rowcount', '65');
  });

  await test.step('deletion shows what would go before it goes', async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete a person’s calls…' }).click();
    await page.getByRole('textbox', { name: 'Twitter id' }).fill('1597334455667788990');
    await page.getByRole('button', { name: 'Show what would go' }).click();
    await expect(page.getByRole('dialog')).toContainText('1 call of session numbers');
    await expectSound(page, 'deletion of calls');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(list(page)).toHaveAttribute('aria-rowcount', '64');
  });
});

test('the calls screen is sound in every state', async ({ dataFolder, launch }) => {
  await callsWorkspace(dataFolder, Date.now());
  const { page } = await launch(WITHOUT_KEYRING);
  const at = async (address: string, shown: string): Promise<void> => {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, address);
    await expect(page.getByText(shown).first()).toBeVisible();
  };
  await at('#/calls', 'spring-offer-7');
  await list(page).getByRole('row').nth(2).click();
  await expect(panel(page)).toContainText('Information the call began with');
  await expectSound(page, 'a call beside the list');
  await at('#/calls?group=keywords', 'A call with several keywords counts under each of them.');
  await expectSound(page, 'groups of calls');
  await at('#/calls?text=nothing+fits', 'No call fits');
  await expectSound(page, 'no call fits');
});

/** The system's dialogs answer with this file. */
async function chooses(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: unknown = parse(text);
  if (!Array.isArray(rows)) throw new Error('The file has no rows.');
  return rows.map((row: unknown) => (Array.isArray(row) ? row.map(String) : []));
}
