import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ElectronApplication, Locator, Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { goTo, openPractice, SHOWCASE, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';

const { number, offerId, partnerId } = SHOWCASE;

test('links are made by rule, registered, published, followed, and watched', async ({
  launch,
  dataFolder,
}) => {
  const { app, page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  await goTo(page, 'Links');

  await test.step('a template says how sub ids are filled', async () => {
    await tab(page, 'Templates');
    await page.getByRole('button', { name: 'New template' }).click();
    const dialog = page.getByRole('dialog', { name: 'New template' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Mailings');
    await dialog.getByRole('textbox', { name: 'Traffic source' }).fill('Email');
    await pick(page, dialog.getByRole('combobox', { name: 'How source is filled' }), 'always the same');
    await dialog.getByRole('textbox', { name: 'Value of source' }).fill('mail');
    await pick(page, dialog.getByRole('combobox', { name: 'How aff_sub3 is filled' }), 'from a list');
    await dialog.getByRole('textbox', { name: 'Values of aff_sub3' }).fill('spring\nautumn');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('row', { name: /Mailings/ })).toContainText(
      'aff_sub3 one of 2 · source mail',
    );
    await page.getByRole('button', { name: 'Many links with Mailings' }).click();
  });

  await test.step('rows become links, each with its faults, and go out as a file', async () => {
    await expect(page.getByRole('combobox', { name: 'Template' })).toContainText('Mailings');
    await page
      .getByRole('textbox', { name: 'Or paste rows' })
      .fill(
        [
          'phone,offer_id,aff_id,aff_sub2,city',
          `${number},${offerId},${partnerId},a b & c,Denver`,
          `${number},${offerId},${partnerId},{clickid},Boston`,
          '12,45,23,x,Miami',
        ].join('\n'),
      );
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByText('2 links of 3 rows.')).toBeVisible();
    const rows = page.getByRole('grid', { name: 'Links of the file' });
    await expect(rows.getByRole('row').nth(2)).toContainText('which nobody fills');
    await expect(rows.getByRole('row').nth(3)).toContainText('no link');
    const file = join(dataFolder, 'links.csv');
    await savesTo(app, file);
    await page.getByRole('button', { name: 'Save CSV…' }).click();
    await expect(page.getByText(`Saved as ${file}.`)).toBeVisible();
    const saved: Record<string, string>[] = parse(await readFile(file, 'utf8'), { columns: true });
    expect(saved.map(({ city, aff_sub3, source }) => [city, aff_sub3, source])).toEqual([
      ['Denver', 'spring', 'mail'],
      ['Boston', 'autumn', 'mail'],
      ['Miami', 'spring', 'mail'],
    ]);
    await page.getByRole('textbox', { name: 'Note for all of them' }).fill('autumn mailing');
    await page.getByRole('button', { name: 'Register 1 link' }).click();
  });

  const panel = page.getByRole('complementary', { name: 'Saved link' });
  await test.step('the register has it, with its code as a picture', async () => {
    const register = page.getByRole('grid', { name: 'Register of links' });
    await expect(register).toHaveAttribute('aria-rowcount', '2');
    await register.getByRole('row').nth(1).click();
    await expect(panel).toContainText('autumn mailing');
    await panel.getByRole('button', { name: 'QR code' }).click();
    const dialog = page.getByRole('dialog', { name: 'QR code of the link' });
    await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
    const file = join(dataFolder, 'link.png');
    await savesTo(app, file);
    await dialog.getByRole('button', { name: 'Save PNG…' }).click();
    await expect(page.getByText(`Saved as ${file}.`)).toBeVisible();
    expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG');
    await dialog.getByRole('button', { name: 'Copy picture' }).click();
    await expect(page.getByText('Picture copied.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('once it is published somewhere it is followed by itself', async () => {
    await panel.getByRole('button', { name: 'Add a place…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Where the link is used' });
    await dialog.getByRole('textbox', { name: 'Place' }).fill('Autumn newsletter');
    await dialog.getByRole('textbox', { name: 'Address' }).fill('https://couponfield.example/autumn');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(panel.getByText('Published', { exact: true })).toBeVisible();
    const checks = panel.getByRole('list', { name: 'Checks' });
    await expect(checks.getByRole('listitem').first()).toContainText(/Whole.*by itself/);
    const { clicks } = await control.tuneState();
    expect(clicks.at(-1)?.sub_ids).toMatchObject({ aff_sub2: 'a b & c', aff_sub3: 'spring' });
  });

  await test.step('a redirector that spoils it is seen, address by address', async () => {
    await control.spoilClicks({ lose: ['source'], encode_again: ['aff_sub2'] });
    await panel.getByRole('button', { name: 'Follow' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Lost on the way: source.' })).toBeVisible();
    const hops = page.getByRole('table', { name: 'Addresses, one after the other' });
    await expect(hops.getByRole('row')).toHaveCount(4);
    await expect(hops.getByRole('row').nth(2)).toContainText('re-encoded: one layer too many');
    const parameters = page.getByRole('table', { name: 'Parameters of the click' });
    await expect(parameters.getByRole('row', { name: /aff_sub2/ })).toContainText('a%20b%20%26%20c');
    await expect(parameters.getByRole('row', { name: /PPCPN/ })).toContainText('whole');
  });

  await test.step('it needs attention until it is mended', async () => {
    await goTo(page, 'Overview');
    await page.getByRole('link', { name: /Link trouble/ }).click();
    await expect(page.getByRole('grid', { name: 'Register of links' })).toHaveAttribute('aria-rowcount', '2');
    await control.spoilClicks({ lose: [], encode_again: [] });
    await page.getByRole('grid', { name: 'Register of links' }).getByRole('row').nth(1).click();
    await panel.getByRole('button', { name: 'Follow' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(page.getByText('Every parameter arrived as it was sent.')).toBeVisible();
    await goTo(page, 'Overview');
    await expect(page.getByText('Link trouble')).toBeHidden();
  });
});

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views of links' }).getByRole('link', { name }).click();
}

async function pick(page: Page, select: Locator, option: string): Promise<void> {
  await select.click();
  await page.getByRole('option', { name: option }).click();
}

/** Answers the next question for a file with this one. */
async function savesTo(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
}
