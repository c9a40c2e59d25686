import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import {
  openPractice,
  receivedFor,
  rowOf,
  syncAll,
  takeCall,
  WITHOUT_KEYRING,
} from '#test/support/practice-desk.ts';

async function go(page: Page, address: string, heading: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, address);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

test('what needs a person is decided with its consequence in sight, taken back, and settled against the network', async ({
  launch,
}, info) => {
  const { page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  const first = await takeCall(page, control, 'nosale');
  const second = await takeCall(page, control, 'nosale');
  const odd = await takeCall(page, control, 'Under Quality Review');
  const card = page.getByRole('article', { name: 'Conversion to review' });
  const toasts = page.getByRole('region', { name: 'Notices' });

  await test.step('a conversion is approved in its panel; the dialog says before what it pays and sends', async () => {
    await go(page, `/conversions?text=${first}`, 'Conversions');
    await rowOf(page, 'Conversions', first).click();
    const panel = page.getByRole('complementary', { name: 'Conversion' });
    await panel.getByRole('button', { name: 'Approve…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide about this conversion' });
    await dialog.getByRole('textbox', { name: 'Payout' }).fill('12.50');
    await dialog.getByRole('button', { name: 'Heard the recording' }).click();
    const preview = dialog.getByRole('region', { name: 'What it changes' });
    await expect(preview).toContainText('The conversion changes');
    await expect(preview).toContainText('$12.50');
    await expect(preview).toContainText(/1 to 127\.0\.0\.1/);
    await page.screenshot({ path: info.outputPath('decide.png') });
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(toasts.getByText('Approved')).toBeVisible();
    await expect(panel.getByText('Pending → Approved')).toBeVisible();
    await expect(panel.getByText('Heard the recording').first()).toBeVisible();
    await expect(panel.getByText('Chain holds')).toBeVisible();
    await expect.poll(async () => (await receivedFor(control, first)).length).toBe(1);
  });

  await test.step('a later row that disagrees comes to the review as a conflict, and is settled by a key', async () => {
    await control.correct(first, { result: 'repeat' });
    await syncAll(page, control);
    await go(page, '/review/conflicts', 'Review');
    await expect(card).toContainText(first);
    await expect(card).toContainText('The network disagrees');
    await expect(card).toContainText('Network says');
    const rail = page.getByRole('navigation', { name: 'Places' });
    const waiting = rail.getByRole('link', { name: 'Review' });
    const unknown = await unknownResults(page);
    await expect(waiting).toHaveText(`Review${unknown + 1}`);
    await page.screenshot({ path: info.outputPath('conflict.png') });
    await page.keyboard.press('d');
    await expect(toasts.getByText('Decision kept')).toBeVisible();
    await expect(waiting).toHaveText(`Review${unknown}`);
    await expect(page.getByText('All gone through')).toBeVisible();
  });

  await test.step('keys approve and reject in the queue; u takes the last one back', async () => {
    await go(page, '/review/pending', 'Review');
    await page.getByRole('combobox', { name: 'Waiting' }).selectOption('All of them');
    await expect(card).toBeVisible();
    await expect(card.getByText(/Approving sends/)).toBeVisible();
    const shown = await card.locator('.mono').first().innerText();
    await page.screenshot({ path: info.outputPath('review.png') });
    await page.keyboard.press('r');
    await expect(page.getByText('1 rejected')).toBeVisible();
    await expect(card).not.toContainText(shown);
    await page.keyboard.press('u');
    await expect(toasts.getByText('Taken back')).toBeVisible();
    await expect(card).toContainText(shown);
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await expect(page.getByText('1 rejected')).toHaveCount(0);
  });

  await test.step('all that a filter shows is decided at once, and taken back at once', async () => {
    await go(page, `/conversions?text=${second}`, 'Conversions');
    await expect(rowOf(page, 'Conversions', second)).toHaveCount(1);
    await page.getByRole('button', { name: 'Decide…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide about this conversion' });
    await dialog.getByRole('radio', { name: 'Reject' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wrong state');
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
    await expect(rowOf(page, 'Conversions', second)).toContainText('Rejected');
    await toasts.getByRole('button', { name: 'Undo' }).last().click();
    await expect(rowOf(page, 'Conversions', second)).toContainText('Pending');
  });

  await test.step('ticked rows are decided about together', async () => {
    await go(page, '/conversions?status=pending', 'Conversions');
    // Until the filter's own rows are there a key would still tick one of the rows before.
    await expect(rowOf(page, 'Conversions', odd)).toHaveCount(1);
    const table = page.getByRole('grid', { name: 'Conversions' });
    await table.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await table.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Decide about 2…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide about 2 conversions' });
    await dialog.getByRole('radio', { name: 'Note' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Asked the partner');
    await dialog.getByRole('button', { name: 'Note', exact: true }).click();
    await expect(toasts.getByText('Noted: 2 conversions')).toBeVisible();
    await expect(table.getByRole('checkbox')).toHaveCount(0);
  });

  await test.step('an unknown value is mapped from its warning, and the map is taken back', async () => {
    await go(page, '/attention/unknown-results', 'Unknown results');
    await page
      .getByRole('row')
      .filter({ hasText: 'Under Quality Review' })
      .getByRole('link', { name: 'Give it a meaning' })
      .click();
    await page.getByRole('combobox', { name: 'Meaning of Under Quality Review' }).selectOption('rejected');
    const apply = page.getByRole('region', { name: '1 result changed' });
    await expect(apply.getByRole('button', { name: /^Change the map and \d+ conversions?$/ })).toBeVisible();
    await apply.getByRole('textbox', { name: 'Why the map changes' }).fill('Agreed with the network');
    await page.screenshot({ path: info.outputPath('status-map.png') });
    await apply.getByRole('button', { name: /^Change the map/ }).click();
    await expect(toasts.getByText(/Status map changed/)).toBeVisible();
    await go(page, `/conversions?text=${odd}`, 'Conversions');
    await expect(rowOf(page, 'Conversions', odd)).toContainText('Rejected');
    await go(page, '/review/decided', 'Review');
    const row = page.getByRole('row').filter({ hasText: 'Status map: underqualityreview → rejected' });
    await page.screenshot({ path: info.outputPath('decided.png') });
    await row.getByRole('button', { name: /^Take back/ }).click();
    await expect(row).toContainText('Taken back');
    await go(page, `/conversions?text=${odd}`, 'Conversions');
    await expect(rowOf(page, 'Conversions', odd)).toContainText('Pending');
  });
});

/** How many conversions carry a result nobody knows. */
async function unknownResults(page: Page): Promise<number> {
  const reply = await page.evaluate(() => window.switchboard.requests['attention.unknownResults']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.reduce((sum, { count }) => sum + count, 0);
}
