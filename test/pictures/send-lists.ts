import { expect, type Page } from 'playwright/test';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

const FOLLOWERS = 240;

/** Takes pictures of a send list being set up and of what came of it, on the practice network. */
export async function takeSendLists(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  await control.setSpc({ rate: 0 });
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Send lists' }).click();
  await page.getByRole('button', { name: 'New list' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Spring offer');
  await page.getByRole('button', { name: 'Read followers' }).click();
  await expect(page.getByText(`All ${FOLLOWERS} followers read.`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Campaign' }).fill('follower-offer');
  await page.keyboard.press('Escape');
  await write(page, 1, 'A', '20% off until {expires}, {name}: call {number}');
  await page.getByRole('button', { name: 'Add a version' }).click();
  await write(page, 2, 'B: one day', 'One day only! {number}');
  await page.getByRole('textbox', { name: 'Numbers in the pool' }).fill('12000');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.getByRole('textbox', { name: 'Name', exact: true }).scrollIntoViewIfNeeded();
  await camera.take('send-list-setup');

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText(`${FOLLOWERS} of ${FOLLOWERS} messages have their number`)).toBeVisible({
    timeout: 90_000,
  });
  await control.addSpcCalls({ campaign_id: 'follower-offer', count: 34, status: 'ANSWERED' });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('link', { name: 'Results' }).click();
  await expect(page.getByRole('table', { name: 'By ad copy' })).toBeVisible();
  await markOrders(page);
  await expect(page.getByText('34 calls and 12 orders')).toBeVisible();
  await camera.take('send-list-results');
}

async function write(page: Page, version: number, label: string, text: string): Promise<void> {
  const copy = page.getByRole('region', { name: `Version ${version}` });
  await copy.getByRole('textbox', { name: 'Label' }).fill(label);
  await copy.getByRole('textbox', { name: 'Text' }).fill(text);
}

/** Every third call brought an order. */
async function markOrders(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { requests } = window.switchboard;
    const found = await requests['calls.page']({
      filter: { where: [{ column: 'field.ad_copy', values: ['A', 'B: one day'] }] },
      order: { by: 'started_at', descending: true },
      fields: [],
      index: 0,
      limit: 60,
    });
    if (!found.ok) throw new Error(found.error.message);
    const ordered = found.value.rows.filter((_, place) => place % 3 === 0);
    for (const { id } of ordered) await requests['calls.setOrder']({ id, ordered: true });
  });
}
