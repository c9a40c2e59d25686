import type { Locator, Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import {
  goTo,
  openDelivery,
  openPractice,
  receivedFor,
  rowOf,
  SHOWCASE,
  takeCall,
  WITHOUT_KEYRING,
} from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';

const NEXT_IN_AN_HOUR = /Next try in (59:\d\d|1:00:0\d)/;
const AT_PARTNER = { target: 'receiver', receiver: SHOWCASE.partnerId } as const;

test('what a receiver answers decides what becomes of a delivery', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);

  await test.step('500 twice, then 200: every attempt is listed, under one delivery id', async () => {
    // Asked to wait an hour, the desk does not try again by itself while the test looks.
    const headers = { 'retry-after': '3600' };
    await control.setFault({ ...AT_PARTNER, kind: 'status', status: 500, headers, times: 2 });
    const callId = await takeCall(page, control, 'paid');
    const panel = await openDelivery(page, callId);
    await expect(panel).toContainText('HTTP 500');
    await expect(panel).toContainText(NEXT_IN_AN_HOUR);
    await tryAgain(panel);
    await expect(panel.getByText('Attempt 2')).toBeVisible();
    await expect(panel).toContainText(NEXT_IN_AN_HOUR);
    await tryAgain(panel);
    await expect(rowOf(page, 'Deliveries', callId)).toContainText('Accepted');
    await expect(panel.getByText(/^Attempt \d$/)).toHaveText(['Attempt 3', 'Attempt 2', 'Attempt 1']);
    const ids = (await receivedFor(control, callId)).map((request) => request.headers['webhook-id']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  await test.step('200 that says success=false is refused until a person tries again', async () => {
    const body = 'success=false; response=Invalid click';
    await control.setFault({ ...AT_PARTNER, kind: 'refuse-200', body, times: 1 });
    const callId = await takeCall(page, control, 'paid');
    const panel = await openDelivery(page, callId);
    await expect(rowOf(page, 'Deliveries', callId)).toContainText('Refused');
    await expect(panel).toContainText('its answer says no');
    await expect(panel).toContainText('Invalid click');
    await expect(panel).not.toContainText('Next try');
    await tryAgain(panel);
    await expect(rowOf(page, 'Deliveries', callId)).toContainText('Accepted');
  });

  const receiver = await receiverHost(page);
  await test.step('while the receiver is paused what is owed waits, and goes out once it is resumed', async () => {
    await goToReceivers(page);
    await page.getByRole('button', { name: `Pause ${receiver}` }).click();
    await expect(page.getByText(`${receiver} is paused.`)).toBeVisible();
    const callId = await takeCall(page, control, 'paid');
    const panel = await openDelivery(page, callId);
    await expect(panel).toContainText('the receiver is paused');
    expect(await receivedFor(control, callId)).toEqual([]);
    await resume(page, receiver);
    await expectAccepted(page, control, callId);
  });

  await test.step('410 stops the receiver; what comes after waits until it is resumed', async () => {
    await control.setFault({ ...AT_PARTNER, kind: 'status', status: 410, times: 1 });
    const stopped = await takeCall(page, control, 'paid');
    await openDelivery(page, stopped);
    await expect(rowOf(page, 'Deliveries', stopped)).toContainText('Stopped');
    const waiting = await takeCall(page, control, 'paid');
    await openDelivery(page, waiting);
    await expect(rowOf(page, 'Deliveries', waiting)).toContainText('Paused');
    expect(await receivedFor(control, waiting)).toEqual([]);
    await resume(page, receiver);
    await expectAccepted(page, control, waiting);
    await tryAgain(await openDelivery(page, stopped));
    await expect(rowOf(page, 'Deliveries', stopped)).toContainText('Accepted');
  });
});

test('a template is refused with the place of the fault, and an earlier start has to be confirmed', async ({
  launch,
}) => {
  const { page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  const receiver = await receiverHost(page);
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.getByRole('link', { name: 'New template' }).click();
  const url = page.getByRole('textbox', { name: 'URL' });

  await test.step('an unknown macro', async () => {
    await url.fill('https://partner.example/c?id={invoca_id}&x={sub_nine}');
    await expectRefused(page, url, '{sub_nine} is not a macro');
    expect(await selectedIn(url)).toBe('{sub_nine}');
  });

  await test.step('a macro in the host', async () => {
    await url.fill('https://{aff_sub2}.example/c?id={invoca_id}');
    await expectRefused(page, url, '{aff_sub2} stands in the host');
    expect(await selectedIn(url)).toBe('{aff_sub2}');
  });

  await test.step('an earlier start says what it would send, and sends nothing without a yes', async () => {
    const owed = await approvedOfPartner(page);
    expect(owed).toBeGreaterThan(0);
    const words = owed === 1 ? '1 delivery' : `${owed} deliveries`;
    await url.fill(`http://${receiver}/receiver/early/c?id={aff_sub2}&call={invoca_id}`);
    await page.getByRole('combobox', { name: 'Partner' }).fill(SHOWCASE.partnerId);
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Calls that started since' }).click();
    await page.getByLabel(/^Start, in/).fill('2020-01-01T00:00');
    await expect(page.getByText(`${words} would go out now.`)).toBeVisible();

    await page.getByRole('button', { name: 'Save the template' }).click();
    const dialog = page.getByRole('dialog', { name: `Send ${words} now?` });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    expect((await control.received('early')).total).toBe(0);

    await page.getByRole('button', { name: 'Save the template' }).click();
    await dialog.getByRole('button', { name: `Save and send ${owed}` }).click();
    await expect(page.getByText('Template saved.')).toBeVisible();
    const { requests } = await control.received('early', { count: owed, within: 30_000 });
    expect(new Set(requests.map((request) => request.url)).size).toBe(owed);
    expect(requests).toHaveLength(owed);
  });
});

const tryAgain = (panel: Locator): Promise<void> =>
  panel.getByRole('button', { name: 'Try again now' }).click();

async function expectAccepted(page: Page, control: PracticeControl, callId: string): Promise<void> {
  await openDelivery(page, callId);
  await expect(rowOf(page, 'Deliveries', callId)).toContainText('Accepted');
  expect(await receivedFor(control, callId)).toHaveLength(1);
}

async function goToReceivers(page: Page): Promise<void> {
  await goTo(page, 'Postbacks');
  await page.getByRole('link', { name: 'Receivers', exact: true }).click();
}

async function resume(page: Page, receiver: string): Promise<void> {
  await goToReceivers(page);
  await page.getByRole('button', { name: `Resume ${receiver}` }).click();
  await expect(page.getByRole('button', { name: `Pause ${receiver}` })).toBeVisible();
}

/** The host of the practice receivers, as the receivers' list shows it. */
async function receiverHost(page: Page): Promise<string> {
  await goToReceivers(page);
  const link = page.getByRole('table', { name: 'Receivers' }).getByRole('link', { name: '127.0.0.1:' });
  return (await link.textContent()) ?? '';
}

/** Saving is refused at the field; the button beside the fault selects its place. */
async function expectRefused(page: Page, url: Locator, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(page.getByRole('heading', { name: 'New template' })).toBeVisible();
  await expect(url).toHaveAccessibleDescription(new RegExp(words.replace(/[{}]/g, String.raw`\$&`)));
  const fault = page.getByRole('region', { name: 'Faults of the URL' }).getByRole('listitem').first();
  await expect(fault).toContainText(words);
  await fault.getByRole('button', { name: 'Show' }).click();
}

function selectedIn(url: Locator): Promise<string> {
  return url.evaluate((field) =>
    field instanceof HTMLTextAreaElement
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : 'not a text area',
  );
}

/** How many conversions of the showcase partner are approved. */
async function approvedOfPartner(page: Page): Promise<number> {
  const reply = await page.evaluate(
    (partnerId) =>
      window.switchboard.requests['conversions.totals']({
        filter: { statuses: ['approved'], partnerIds: [partnerId] },
        order: { by: 'call_started_at', descending: true },
      }),
    SHOWCASE.partnerId,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.count;
}

test('a template that was changed is not left without a question', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  await openPractice(page);
  await goTo(page, 'Postbacks');
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.getByRole('link', { name: 'Practice partners' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  const templates = page.getByRole('table', { name: 'Templates' });

  await test.step('nothing changed, nothing asked', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(templates).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(name).toHaveValue('Practice partners');
  });

  await test.step('a link, a shortcut and a step back ask first, and staying keeps what was typed', async () => {
    await name.fill('Partners in practice');
    for (const leave of [
      () => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Links' }).click(),
      () => page.keyboard.press('Alt+Digit1'),
      () => page.keyboard.press('Alt+ArrowLeft'),
    ]) {
      await leave();
      await expect(question).toBeVisible();
      await page.getByRole('button', { name: 'Keep editing' }).click();
      await expect(question).toBeHidden();
      await expect(name).toHaveValue('Partners in practice');
    }
  });

  await test.step('discarding goes where the person wanted, and nothing is saved', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(templates).toContainText('Practice partners');
  });

  await test.step('saving asks nothing', async () => {
    await page.getByRole('link', { name: 'Practice partners' }).click();
    await name.fill('Partners in practice');
    await page.keyboard.press('Control+s');
    await expect(templates).toContainText('Partners in practice');
    await expect(question).toBeHidden();
  });
});
