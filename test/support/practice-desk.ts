import { expect, type Locator, type Page } from 'playwright/test';
import { practiceControl, type PracticeControl } from './practice.ts';

/** The number the practice network always has: partner 23, offer 45, sub id 12345 in its custom data. */
export const SHOWCASE = {
  number: '8885550142',
  promoNumberId: 'tune-45-23-0007',
  partnerId: '23',
  offerId: '45',
  subId: '12345',
} as const;

/** Without a keyring on any machine, so that no password can be asked for. */
export const WITHOUT_KEYRING = { electronArgs: ['--password-store=basic'] } as const;

/** Opens the practice network from the first screen, and lets no call arrive but those the test adds. */
export async function openPractice(page: Page): Promise<PracticeControl> {
  await page.getByRole('button', { name: 'Open the practice network' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  const control = await practiceOf(page);
  await control.setPace(0);
  await syncAll(page, control);
  return control;
}

/** The knobs of the practice network the window's workspace works with. */
export async function practiceOf(page: Page): Promise<PracticeControl> {
  const reply = await page.evaluate(() => window.switchboard.requests['networks.list']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  const practice = reply.value.find((network) => network.practice);
  if (!practice) throw new Error('The practice network is not connected.');
  return practiceControl(`${practice.baseUrl}/control`);
}

/** Syncs by the button until every transaction the practice network has written is stored. */
export async function syncAll(page: Page, control: PracticeControl): Promise<void> {
  const { transactions } = await control.state();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => storedTransactions(page)).toBeGreaterThanOrEqual(transactions);
}

/** Goes to a place of the rail. */
export async function goTo(
  page: Page,
  place:
    | 'Overview'
    | 'Review'
    | 'Conversions'
    | 'Calls'
    | 'Numbers'
    | 'Links'
    | 'Send lists'
    | 'Postbacks'
    | 'Partners'
    | 'Offers'
    | 'Reconcile'
    | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
}

/** How many transactions the open workspace holds. */
export async function storedTransactions(page: Page): Promise<number> {
  const reply = await page.evaluate(() => window.switchboard.requests['networks.list']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.reduce((sum, network) => sum + network.transactions, 0);
}

/** The row of a list that shows the text. */
export function rowOf(page: Page, list: 'Conversions' | 'Deliveries', text: string): Locator {
  return page.getByRole('grid', { name: list }).getByRole('row').filter({ hasText: text });
}

/** Finds the one delivery of a call by its id and opens it beside the list; returns the panel. */
export async function openDelivery(page: Page, callId: string): Promise<Locator> {
  await goTo(page, 'Postbacks');
  await page.getByRole('searchbox', { name: 'Search deliveries' }).fill(callId);
  await expect(rowOf(page, 'Deliveries', callId)).toHaveCount(1);
  await rowOf(page, 'Deliveries', callId).click();
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  await expect(panel).toContainText(callId);
  return panel;
}

/** A call on the showcase number with this result, stored; returns its id. */
export async function takeCall(page: Page, control: PracticeControl, result: string): Promise<string> {
  const [call] = await control.addCalls({ result, promo_number_id: SHOWCASE.promoNumberId });
  if (!call) throw new Error('No call arrived.');
  await syncAll(page, control);
  return call.complete_call_id;
}

/** The requests the showcase partner's receiver got that speak of the call. */
export async function receivedFor(
  control: PracticeControl,
  callId: string,
): Promise<Awaited<ReturnType<PracticeControl['received']>>['requests']> {
  const { requests } = await control.received(SHOWCASE.partnerId);
  return requests.filter(({ url }) => url.includes(callId));
}
