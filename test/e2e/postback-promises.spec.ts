import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import {
  goTo,
  openDelivery,
  openPractice,
  receivedFor,
  rowOf,
  takeCall,
  WITHOUT_KEYRING,
} from '#test/support/practice-desk.ts';

test('deliveries are replayed as a repair or as a further posting, after a look at what would be sent', async ({
  launch,
}) => {
  const { page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  const callId = await takeCall(page, control, 'paid');
  const panel = await openDelivery(page, callId);
  await expect(rowOf(page, 'Deliveries', callId)).toContainText('Accepted');
  const ids = async (): Promise<unknown[]> =>
    (await receivedFor(control, callId)).map(({ headers }) => headers['webhook-id']);

  await test.step('old and new request stand side by side, and the built-in receiver shows what would arrive', async () => {
    await addToTemplateUrl(page, '&again=yes');
    await openDelivery(page, callId);
    await panel.getByRole('link', { name: 'Replay…' }).click();
    await expect(page.getByText('1 delivery goes out again')).toBeVisible();
    const compared = page.getByRole('listitem').filter({ hasText: callId });
    await expect(compared.getByRole('insertion')).toHaveText('&again=yes');
    await page.getByRole('button', { name: 'Try on the built-in receiver…' }).click();
    const rehearsal = page.getByRole('dialog', { name: 'On the built-in receiver' });
    await expect(rehearsal.getByRole('listitem')).toContainText('again=yes');
    await expect(rehearsal.getByRole('listitem')).toContainText('webhook-id');
    await rehearsal.getByRole('button', { name: 'Close', exact: true }).last().click();
    expect(await ids()).toHaveLength(1);
  });

  await test.step('a repair keeps the id', async () => {
    await page.getByRole('textbox', { name: 'Why' }).fill('their database was lost');
    await page.getByRole('button', { name: 'Replay 1 delivery' }).click();
    await expect(page.getByText('1 accepted')).toBeVisible();
    await expect(page.getByText('their database was lost')).toBeVisible();
    const [first, second] = await ids();
    expect(second).toBe(first);
    const { at = 0, url = '' } = (await receivedFor(control, callId))[1] ?? {};
    expect(at).toBeGreaterThan(0);
    expect(url).toContain('again=yes');
  });

  await test.step('a further posting has an id of its own', async () => {
    await openDelivery(page, callId);
    await panel.getByRole('link', { name: 'Replay…' }).click();
    await page.getByRole('radio', { name: 'A further posting' }).click();
    await page.getByRole('button', { name: 'Replay 1 delivery' }).click();
    await expect(page.getByText('1 accepted')).toBeVisible();
    const all = await ids();
    expect(all).toHaveLength(3);
    expect(new Set(all).size).toBe(2);
  });

  await test.step('a replay of a filter is taken back while it runs, and what waits already is refused', async () => {
    const before = (await control.received('23')).total;
    await goTo(page, 'Postbacks');
    await page.getByRole('searchbox', { name: 'Search deliveries' }).fill(callId);
    await expect(rowOf(page, 'Deliveries', callId)).toHaveCount(2);
    await page.getByRole('link', { name: 'Replay these…' }).click();
    await choosePace(page, 'one every 10 seconds');
    await page.getByRole('button', { name: 'Replay 2 deliveries' }).click();
    await expect(page.getByText('1 accepted')).toBeVisible();

    const later = page.url();
    await goTo(page, 'Postbacks');
    await page.getByRole('searchbox', { name: 'Search deliveries' }).fill(callId);
    await page.getByRole('link', { name: 'Replay these…' }).click();
    await expect(page.getByText('1 delivery refused:')).toBeVisible();
    await expect(page.getByText('1 in the outbox already under this id')).toBeVisible();

    await page.goto(later);
    await page.getByRole('button', { name: 'Take back what was not tried' }).click();
    await expect(page.getByText('1 taken back').first()).toBeVisible();
    expect((await control.received('23')).total).toBe(before + 1);
  });
});

/** Adds to the URL of the practice partners' template, as one does whose partner wants another parameter. */
async function addToTemplateUrl(page: Page, more: string): Promise<void> {
  await goTo(page, 'Postbacks');
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.getByRole('link', { name: 'Practice partners' }).click();
  const url = page.getByRole('textbox', { name: 'URL' });
  await url.fill(`${await url.inputValue()}${more}`);
  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(page.getByText('Template saved.')).toBeVisible();
}

async function choosePace(page: Page, pace: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Pace' }).click();
  await page.getByRole('option', { name: pace }).click();
}
