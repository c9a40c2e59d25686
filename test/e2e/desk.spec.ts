import type { ElectronApplication, Page } from 'playwright/test';
import { composeTrackingLink } from '#shared/domain/tracking-link.ts';
import { expect, test, type RunningApp } from '#test/support/electron-app.ts';
import {
  goTo,
  openDelivery,
  openPractice,
  practiceOf,
  receivedFor,
  rowOf,
  SHOWCASE,
  syncAll,
  takeCall,
  WITHOUT_KEYRING,
} from '#test/support/practice-desk.ts';

const SUB_ID = 'Grüße & 100 % 電話';

test('from the first start to a received postback and a copied link, and all of it after a restart', async ({
  launch,
}) => {
  const first = await launch(WITHOUT_KEYRING);
  const { page } = first;
  const control = await openPractice(page);

  await goTo(page, 'Conversions');
  const rows = page.getByRole('grid', { name: 'Conversions' }).getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(10);

  const callId = await test.step('a call arrives and is pending', async () => {
    const id = await takeCall(page, control, 'nosale');
    await page.getByRole('searchbox', { name: 'Search conversions' }).fill(id);
    const row = rowOf(page, 'Conversions', id);
    await expect(row).toContainText('Pending');
    await expect(row).toContainText(SHOWCASE.subId);
    await row.click();
    const panel = page.getByRole('complementary', { name: 'Conversion' });
    await expect(panel).toContainText('None is owed yet.');
    expect(await receivedFor(control, id)).toEqual([]);
    return id;
  });

  await test.step('the correction approves it, and its history keeps both', async () => {
    await control.correct(callId, { result: 'paid', payout: 21, payin: 32 });
    await syncAll(page, control);
    await expect(rowOf(page, 'Conversions', callId)).toContainText('Approved');
    await expect(rowOf(page, 'Conversions', callId)).toContainText('$21.00');
    await expectHistory(page);
  });

  await test.step('its postback is received once, with sub id and payout', async () => {
    await control.received(SHOWCASE.partnerId, { count: 1, within: 15_000 });
    await expectAccepted(page, callId);
    await syncAll(page, control);
    const requests = await receivedFor(control, callId);
    expect(requests.map(({ url }) => url)).toEqual([postbackPath(callId)]);
  });

  const link = await test.step('a tracking link is composed, copied, saved and explained', async () => {
    await composeLink(page);
    const copied = await copyBothWays(first);
    await expect(page.getByRole('region', { name: 'Tracking link' })).toContainText(copied);
    await expectLanding(page, copied);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Link saved.')).toBeVisible();
    await expectExplained(page);
    return copied;
  });

  await first.app.close();
  const second = await launch(WITHOUT_KEYRING);
  const again = second.page;
  await expect(again.getByRole('heading', { name: 'Links', level: 1 })).toBeVisible();
  const controlAgain = await practiceOf(again);
  await controlAgain.setPace(0);

  await test.step('after a restart everything is still there and nothing is sent again', async () => {
    await goTo(again, 'Conversions');
    await again.getByRole('searchbox', { name: 'Search conversions' }).fill(callId);
    await expect(rowOf(again, 'Conversions', callId)).toContainText('Approved');
    await rowOf(again, 'Conversions', callId).click();
    await expectHistory(again);
    await expectAccepted(again, callId);
    await goTo(again, 'Links');
    await explainSaved(again);
    await expect(again.getByRole('textbox', { name: 'Link to explain' })).toHaveValue(link);

    // A call of now goes through the whole way, so that one of before would have been seen by then.
    const later = await takeCall(again, controlAgain, 'paid');
    await expectAccepted(again, later);
    expect(await receivedFor(controlAgain, callId)).toEqual([]);
    expect(await receivedFor(controlAgain, later)).toHaveLength(1);
  });
});

function postbackPath(callId: string): string {
  return `/receiver/${SHOWCASE.partnerId}/conversion?id=${SHOWCASE.subId}&call=${callId}&payout=21.00`;
}

async function expectHistory(page: Page): Promise<void> {
  const history = page
    .getByRole('complementary', { name: 'Conversion' })
    .getByRole('listitem')
    .filter({ hasText: /first seen|corrects/ })
    .filter({ hasNotText: 'received' });
  await expect(history).toHaveCount(2);
  await expect(history.nth(0)).toContainText(/Pending .*“No Sale”.*first seen/);
  await expect(history.nth(1)).toContainText(
    /Pending → Approved .*\$0\.00 → \$21\.00.*“No Sale” → “paid”.*corrects/,
  );
}

async function expectAccepted(page: Page, callId: string): Promise<void> {
  const panel = await openDelivery(page, callId);
  await expect(rowOf(page, 'Deliveries', callId)).toContainText('Accepted');
  await expect(panel).toContainText('HTTP 200');
  await expect(panel.getByText('Attempt 1')).toBeVisible();
  await expect(panel.getByText('Attempt 2')).toBeHidden();
}

async function composeLink(page: Page): Promise<void> {
  await goTo(page, 'Links');
  await page.getByRole('combobox', { name: 'Number' }).fill(SHOWCASE.number);
  await page.getByRole('option', { name: /555.?0142/ }).click();
  await expect(page.getByRole('combobox', { name: 'Partner' })).toHaveValue(SHOWCASE.partnerId);
  await expect(page.getByRole('combobox', { name: 'Offer' })).toHaveValue(SHOWCASE.offerId);
  await page.getByRole('textbox', { name: 'aff_sub2' }).fill(SUB_ID);
}

/** Copies the link by its button and by its shortcut; returns what both put on the clipboard. */
async function copyBothWays({ app, page }: RunningApp): Promise<string> {
  const base = await page.getByRole('textbox', { name: 'Invoca link of the number' }).inputValue();
  const { number, offerId, partnerId } = SHOWCASE;
  const subIds = { aff_sub2: SUB_ID };
  const composed = composeTrackingLink({ base, number, offerId, partnerId, subIds });
  if (!composed.ok) throw new Error(JSON.stringify(composed.errors));
  await page.getByRole('button', { name: /^Copy/ }).click();
  await expectClipboard(app, composed.link);
  await app.evaluate(({ clipboard }) => clipboard.clear());
  await page.getByRole('textbox', { name: 'aff_sub2' }).press('Control+Enter');
  await expectClipboard(app, composed.link);
  return composed.link;
}

/** The place the link is said to land at is where a click on it is sent. */
async function expectLanding(page: Page, link: string): Promise<void> {
  const clicked = await fetch(link, { redirect: 'manual' });
  expect(clicked.status).toBe(302);
  const landing = page.getByRole('definition').filter({ hasText: /^http:\/\/127\.0\.0\.1:\d+\/aff_c/ });
  await expect(landing).toHaveText(clicked.headers.get('location') ?? '');
}

async function expectClipboard(app: ElectronApplication, text: string): Promise<void> {
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(text);
}

/** Opens the saved link and has it explained. */
async function explainSaved(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Saved', exact: true }).click();
  await page.getByRole('grid', { name: 'Register of links' }).getByRole('row', { name: SUB_ID }).click();
  const panel = page.getByRole('complementary', { name: 'Saved link' });
  await panel.getByRole('button', { name: 'Explain' }).click();
}

/** The link stands in the list; from there it is taken apart layer by layer, without a fault. */
async function expectExplained(page: Page): Promise<void> {
  await explainSaved(page);
  const layers = page.getByRole('region', { name: 'Layer by layer' });
  const click = `/aff_c?offer_id=45&aff_id=23&aff_sub=8885550142&PPCPN=8885550142&aff_sub2=${encodeURIComponent(SUB_ID)}`;
  await expect(layers).toContainText('Click, decoded once');
  await expect(layers).toContainText(click);
  await expect(layers.getByRole('definition').filter({ hasText: SUB_ID }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('No fault found.');
}
