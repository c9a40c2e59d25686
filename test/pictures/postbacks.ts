import { expect, type Page } from 'playwright/test';
import { goTo, SHOWCASE, syncAll } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

/** Takes the pictures of a receiver whose circuit is open, and of a replay before it is begun. */
export async function takePostbacks(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  await openCircuit(page, control);
  await camera.take('receiver');
  await page.getByRole('button', { name: 'Probe now' }).click();
  await expect(page.getByText('Receiving', { exact: true })).toBeVisible({ timeout: 30_000 });
  await setUpReplay(page);
  await camera.take('replay');
}

async function openCircuit(page: Page, control: PracticeControl): Promise<void> {
  await control.setAnswer(SHOWCASE.partnerId, { status: 503, body: 'Service Unavailable' });
  await control.addCalls({ result: 'paid', promo_number_id: SHOWCASE.promoNumberId, count: 9 });
  await syncAll(page, control);
  await goTo(page, 'Postbacks');
  await page.getByRole('link', { name: 'Receivers', exact: true }).click();
  await page.getByRole('table', { name: 'Receivers' }).getByRole('link', { name: '127.0.0.1:' }).click();
  await expect(page.getByText('Its circuit breaker is open')).toBeVisible({ timeout: 30_000 });
  for (const partnerId of await partners(page))
    await control.setAnswer(partnerId, { status: 200, body: 'OK' });
}

async function partners(page: Page): Promise<readonly string[]> {
  const reply = await page.evaluate(() => window.switchboard.requests['catalogue.partners']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.map(({ partnerId }) => partnerId);
}

/** The partner wants another parameter, so what it has already is sent once more. */
async function setUpReplay(page: Page): Promise<void> {
  await goTo(page, 'Postbacks');
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.getByRole('link', { name: 'Practice partners' }).click();
  const url = page.getByRole('textbox', { name: 'URL' });
  await url.fill(`${await url.inputValue()}&offer={offer_id}`);
  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(page.getByText('Template saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search deliveries' }).fill('Couponfield');
  await expect(page).toHaveURL(/text=Couponfield/);
  await page.getByRole('link', { name: 'Replay these…' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('They match by offer from now on');
  await expect(page.getByRole('insertion').first()).toBeVisible();
  await expect(page.getByText('Template saved.')).toBeHidden();
}
