import { expect, type Page } from 'playwright/test';
import { SHOWCASE, syncAll } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

/** Takes the pictures of the review: a conversion to decide, a conflict, a change of the status map. What is decided is taken back. */
export async function takeDecisions(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  const [call] = await control.addCalls({ result: 'nosale', promo_number_id: SHOWCASE.promoNumberId });
  if (!call) throw new Error('No call arrived.');
  const id = call.complete_call_id;
  await syncAll(page, control);

  await go(page, `/conversions?text=${id}`);
  await page.getByRole('grid', { name: 'Conversions' }).getByRole('row').filter({ hasText: id }).click();
  await page.getByRole('button', { name: 'Approve…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide about this conversion' });
  await dialog.getByRole('textbox', { name: 'Payout' }).fill('21.00');
  await dialog.getByRole('button', { name: 'Heard the recording' }).click();
  await expect(dialog.getByText(/Paid to partners/)).toBeVisible();
  await camera.take('decide');
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(page.getByText('Pending → Approved')).toBeVisible();

  await go(page, '/review/unknown');
  const sends = page.getByText(/Approving sends/);
  await expect(sends).toBeVisible();
  // The newest call stands last, and is after the start of the template.
  await expect(async () => {
    if (!(await sends.innerText()).includes('1 postback')) await page.keyboard.press('j');
    await expect(sends).toContainText('1 postback', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await camera.take('review');

  await control.correct(id, { result: 'repeat' });
  await syncAll(page, control);
  await go(page, '/review/conflicts');
  await expect(page.getByText('The network disagrees')).toBeVisible();
  await camera.take('conflict');
  await page.keyboard.press('t');
  await expect(page.getByText('All gone through')).toBeVisible();

  await go(page, '/review/status-map?result=underqualityreview');
  await page.getByRole('combobox', { name: 'Meaning of Under Quality Review' }).selectOption('approved');
  await expect(page.getByText(/Paid to partners/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Why the map changes' }).fill('Agreed with the network on 14 May');
  await camera.take('status-map');
  await page.getByRole('button', { name: 'Discard' }).click();
}

async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, address);
}
