import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import {
  goTo,
  openDelivery,
  openPractice,
  receivedFor,
  rowOf,
  SHOWCASE,
  syncAll,
  takeCall,
  WITHOUT_KEYRING,
} from '#test/support/practice-desk.ts';

test('what was sent can be sent again, and a receiver is treated as it needs', async ({ launch }) => {
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
    await expect(page.getByText('1 delivery is not replayed:')).toBeVisible();
    await expect(page.getByText('1: in the outbox already under this id')).toBeVisible();

    await page.goto(later);
    await page.getByRole('button', { name: 'Take back what was not tried' }).click();
    await expect(page.getByText('1 taken back').first()).toBeVisible();
    expect((await control.received('23')).total).toBe(before + 1);
  });

  await test.step('five failures open the circuit of the receiver; an answered probe closes it and all goes out', async () => {
    await control.setFault({ target: 'receiver', receiver: '23', kind: 'status', status: 503, times: 5 });
    const calls = await control.addCalls({
      result: 'paid',
      promo_number_id: SHOWCASE.promoNumberId,
      count: 6,
    });
    await syncAll(page, control);
    await goToReceivers(page);
    const row = page.getByRole('table', { name: 'Receivers' }).getByRole('row').nth(1);
    await expect(row).toContainText('Circuit open');
    await expect(row).toContainText('5 attempts in a row failed, the last with: HTTP 503');
    await expect(row).toContainText(/probe in 0:\d\d|probe in 1:00/);
    await row.getByRole('link', { name: '127.0.0.1:' }).click();
    await expect(page.getByText('Its circuit breaker is open')).toBeVisible();
    await page.getByRole('button', { name: 'Probe now' }).click();
    await expect(page.getByText('Receiving', { exact: true })).toBeVisible();
    for (const { complete_call_id: id } of calls)
      await expect.poll(() => receivedFor(control, id).then(({ length }) => length > 0)).toBe(true);
    await expect(page.getByRole('img', { name: /of the last \d+ were answered/ })).toBeVisible();
  });

  await test.step('a rule is tried on an answer before it is set, and then judges what the receiver says', async () => {
    await page.getByRole('radio', { name: 'A rule of your own' }).click();
    await page.getByRole('button', { name: 'Add a condition for yes' }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill('taken');
    await page.getByText('Try the rule on an answer').click();
    const said = page.locator('.try-verdict');
    await expect(said).toContainText('Refused');
    await page.getByRole('combobox', { name: 'Answer' }).click();
    await page.getByRole('option', { name: 'one that I type' }).click();
    await page.getByRole('textbox', { name: 'Body' }).fill('Taken, thanks');
    await expect(said).toContainText('Accepted');
    await page.getByRole('textbox', { name: 'Requests a second' }).fill('20');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await expect(page.getByText('Settings saved.')).toBeVisible();

    const refused = await takeCall(page, control, 'paid');
    await openDelivery(page, refused);
    await expect(rowOf(page, 'Deliveries', refused)).toContainText('Refused');
    await expect(panel).toContainText('does not contain “taken”');
    await control.setAnswer('23', { status: 200, body: 'taken' });
    await panel.getByRole('button', { name: 'Try again now' }).click();
    await expect(rowOf(page, 'Deliveries', refused)).toContainText('Accepted');
  });

  await test.step('a secret signs what goes out, and is never kept with it', async () => {
    await goToReceivers(page);
    await page.getByRole('table', { name: 'Receivers' }).getByRole('link', { name: '127.0.0.1:' }).click();
    await page.getByRole('switch', { name: 'Sign requests' }).click();
    await page.getByRole('button', { name: 'Add a secret…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a signing secret' });
    await dialog.getByRole('radio', { name: 'Given by the partner' }).click();
    await dialog.getByLabel('Secret', { exact: true }).fill('a secret between the two of us');
    await dialog.getByRole('button', { name: 'Add the secret' }).click();
    await expect(page.getByText('Secret added.')).toBeVisible();
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await expect(page.getByRole('button', { name: 'Save the settings' })).toBeDisabled();
    const signed = await takeCall(page, control, 'paid');
    await openDelivery(page, signed);
    await expect(rowOf(page, 'Deliveries', signed)).toContainText('Accepted');
    expect((await receivedFor(control, signed))[0]?.url).toMatch(
      /[?&]timestamp=\d+.*&signature=[0-9a-f]{64}/,
    );
    await panel.getByText('Request and answer').click();
    await expect(panel).toContainText('signature=(blanked)');
  });
});

async function goToReceivers(page: Page): Promise<void> {
  await goTo(page, 'Postbacks');
  await page.getByRole('link', { name: 'Receivers', exact: true }).click();
}

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
