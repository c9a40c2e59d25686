import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from 'playwright/test';
import { goTo, SHOWCASE } from '#test/support/practice-desk.ts';
import type { Camera } from './camera.ts';

const FILE = `Affiliate ID,Company,E-mail,Time zone,Click ID
${SHOWCASE.partnerId},Couponfield Media Group,ada@couponfield.example,America/New_York,aff_sub2
412,Bluebell Leads,desk@bluebell.example,Europe/London,aff_sub3
413,Harvest Clicks,no address,America/Denver,aff_sub2
414,Northlight Search,hello@northlight.example,America/Nowhere,source
`;

/** Takes pictures of partners, an offer with its goals, a pixel being tried, and a file of partners. */
export async function takeOffers(
  app: ElectronApplication,
  page: Page,
  camera: Camera,
  folder: string,
): Promise<void> {
  const file = join(folder, 'partners.csv');
  await writeFile(file, FILE);
  await app.evaluate(({ dialog, shell }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    shell.openExternal = () => Promise.resolve();
  }, file);
  await partners(page);
  await camera.take('partners');
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByRole('button', { name: 'Choose file…' }).click();
  await expect(page.getByText('2 with a fault.')).toBeVisible();
  await camera.take('record-import');
  await page.keyboard.press('Escape');
  await offer(page);
  await camera.take('offer');
  await tried(app, page);
  await camera.take('pixel-test');
  await page.keyboard.press('Escape');
}

async function partners(page: Page): Promise<void> {
  await goTo(page, 'Partners');
  const row = page.getByRole('gridcell', { name: SHOWCASE.partnerId, exact: true });
  await row.click();
  const panel = page.getByRole('complementary', { name: 'Partner' });
  await panel.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Contact' }).fill('Ada Pereira');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('ada@couponfield.example');
  await dialog.getByRole('combobox', { name: 'Time zone' }).fill('America/New_York');
  await page.keyboard.press('Tab');
  await dialog.getByRole('combobox', { name: 'aff_sub2 carries' }).click();
  await page.getByRole('option', { name: 'Click id' }).click();
  await dialog.getByRole('combobox', { name: 'aff_sub3 carries' }).click();
  await page.getByRole('option', { name: 'Keyword' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('Keyword')).toBeVisible();
}

async function offer(page: Page): Promise<void> {
  await goTo(page, 'Offers');
  await page.getByRole('gridcell', { name: SHOWCASE.offerId, exact: true }).click();
  await page.getByRole('link', { name: 'Open as a page' }).click();
  await page.getByRole('button', { name: 'Add goal' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a goal' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Callback request');
  await dialog.getByRole('textbox', { name: 'Payout' }).fill('2.50');
  await dialog.getByRole('textbox', { name: 'Revenue' }).fill('4');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('button', { name: 'Code of Callback request' })).toBeVisible();
}

async function tried(app: ElectronApplication, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Code of Callback request' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Test page…' }).click();
  await dialog.getByRole('combobox', { name: 'Rides along' }).click();
  await page.getByRole('option', { name: 'Code to try' }).click();
  await dialog
    .getByRole('textbox', { name: 'Code of the partner' })
    .fill('<img src="https://trk.couponfield.example/px?cid={aff_sub2}&offer={offer_id}&zip={zip}">');
  await dialog.getByRole('button', { name: 'Open test page' }).click();
  const address = await dialog.getByText(/\/t\/[0-9a-f]{32}$/).textContent();
  await app.evaluate(({ BrowserWindow, session }, url) => {
    const webPreferences = { session: session.fromPartition('visitor'), sandbox: true };
    void new BrowserWindow({ show: false, webPreferences }).loadURL(url);
  }, address ?? '');
  await expect(dialog.getByText('Nobody knows the macro {zip}')).toBeVisible();
}
