import { expect, type Locator, type Page } from 'playwright/test';
import { goTo, SHOWCASE } from '#test/support/practice-desk.ts';
import type { Camera } from './camera.ts';
import type { Story } from './story.ts';

/** The link of a number as Invoca gives it: from its host, and not this machine's, it can be told where a click lands. */
const INVOCA_LINK = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';

/** The link the explaining screen is shown with: as a partner's tool spoils it, with a value encoded once too often. */
const SPOILT =
  'http://networkid.ringrevenue.com/c/142/7419-43943-833064?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8885550142%26PPCPN%3D8885550142%26aff_sub2%3Dspring%252520mailer%26aff_sub3%3D%257Bzip%257D';

/** Takes the picture of every screen once the practice network is open and the story told. */
export async function takeScenes(page: Page, camera: Camera, story: Story): Promise<void> {
  await overview(page);
  await camera.take('overview');
  await conversions(page, story);
  await camera.take('conversions');
  await compose(page);
  await camera.take('links');
  await explain(page);
  await camera.take('explain');
  await deliveries(page, story);
  await camera.take('deliveries');
  await template(page);
  await camera.take('template');
  await settings(page);
  await camera.take('settings');
}

async function overview(page: Page): Promise<void> {
  await goTo(page, 'Overview');
  await expect(page.getByText('Accepted today')).toBeVisible();
  await expect(page.getByText('Unknown result').first()).toBeVisible();
}

async function conversions(page: Page, { approvedCallId }: Story): Promise<void> {
  await goTo(page, 'Conversions');
  await rowOf(page, 'Conversions', approvedCallId).click();
  const panel = page.getByRole('complementary', { name: 'Conversion' });
  await expect(panel.getByText('Pending → Approved')).toBeVisible();
  await expect(panel.getByText('Accepted')).toBeVisible();
}

async function compose(page: Page): Promise<void> {
  await goTo(page, 'Links');
  await page.getByRole('combobox', { name: 'Number' }).fill(SHOWCASE.number);
  await page.getByRole('option', { name: /555.?0142/ }).click();
  await expect(page.getByRole('combobox', { name: 'Partner' })).toHaveValue(SHOWCASE.partnerId);
  await page.getByRole('textbox', { name: 'Invoca link of the number' }).fill(INVOCA_LINK);
  await page.getByRole('textbox', { name: 'aff_sub2' }).fill('Spring mailer & 100 %');
  await page.getByRole('textbox', { name: 'aff_sub3' }).fill('{zip}');
  await page.getByRole('textbox', { name: 'source' }).fill('mail');
  await page.getByRole('textbox', { name: 'aff_sub5' }).focus();
  await expect(page.getByRole('region', { name: 'Tracking link' })).toContainText('aff_sub3');
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('which nobody fills');
}

async function explain(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Explain' }).click();
  await page.getByRole('textbox', { name: 'Link to explain' }).fill(SPOILT);
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('encoded once too often');
}

async function deliveries(page: Page, { approvedCallId }: Story): Promise<void> {
  await goTo(page, 'Postbacks');
  await rowOf(page, 'Deliveries', approvedCallId).click();
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  await expect(panel.getByText('Attempt 1')).toBeVisible();
  await expect(panel).toContainText('HTTP 200');
}

async function template(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('link', { name: 'Practice partners' }).click();
  await expect(page.getByRole('heading', { name: 'Edit template' })).toBeVisible();
  await expect(page.getByText('Filled with')).toBeVisible();
}

async function settings(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await expect(page.getByText('Practice network').first()).toBeVisible();
}

function rowOf(page: Page, list: string, text: string): Locator {
  return page.getByRole('grid', { name: list }).getByRole('row').filter({ hasText: text }).first();
}
