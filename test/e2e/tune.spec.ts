import type { Locator, Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { goTo, SHOWCASE, storedTransactions, syncAll, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';

/** Calls are hours old and the network's clock stands still, so that TUNE's own import counts as over. */
const CALLS_UNTIL = Date.now() - 3 * 3_600_000;

let practice: Practice;

test.beforeEach(async () => {
  const clock = (): number => CALLS_UNTIL;
  practice = await startPractice({ seed: 7, initialCalls: 30, clock, base: CALLS_UNTIL - 3_600_000 });
  await practice.control.setTune({ calls_in_ten_seconds: 0 });
});
test.afterEach(() => practice.stop());

test('TUNE is connected, read, guarded against telling partners twice, observed and written to', async ({
  launch,
}) => {
  const { page } = await launch(WITHOUT_KEYRING);
  const { control, network } = practice;

  await test.step('what stands in the way of connecting is explained, and nothing is saved before it is settled', async () => {
    await page.getByRole('button', { name: 'Connect TUNE' }).click();
    await field(page, 'Name').fill('LeadTrust');
    await field(page, 'Network id').fill(network.tuneNetworkId);
    await expect(field(page, 'Address of the API')).toHaveValue('https://leadtrust.api.hasoffers.com');
    await field(page, 'Address of the API').fill(network.tuneUrl);
    await field(page, 'API key').fill(network.tuneToken);
    await control.setTune({ address_listed: false });
    await connect(page);
    const step = page.getByRole('region', { name: 'One step in TUNE first' });
    await expect(step).toContainText('open Support → API');
    await expect(step).toContainText('127.0.0.1');
    await expect(step.getByRole('button', { name: 'Copy the address' })).toBeVisible();
    await control.setTune({ address_listed: true });
    await field(page, 'API key').fill('NETwrong');
    await connect(page);
    await expect(page.getByText('did not accept the API key')).toBeVisible();
    await expect(field(page, 'API key')).toHaveAttribute('aria-invalid', 'true');
    await field(page, 'API key').fill(network.tuneToken);
    await connect(page);
    await expect(page.getByRole('heading', { name: 'TUNE', level: 1 })).toBeVisible();
  });

  await test.step('what it holds is read by itself, and shown', async () => {
    await expect(fact(page, 'Pay-per-call offers')).toHaveText('10');
    await expect(fact(page, 'Conversions')).toHaveText('30');
    await expect(fact(page, 'Its time zone')).toHaveText('America/Los_Angeles');
    await expect(fact(page, 'Calls that are not here')).toHaveText('30');
  });

  await connectCalls(page);
  await test.step('with the calls here, every conversion is joined to its call', async () => {
    await readNow(page);
    await expect(fact(page, 'Calls that are not here')).toHaveText('0');
    await page.getByRole('link', { name: 'Conversions', exact: true }).last().click();
    const table = page.getByRole('table', { name: 'Conversions of TUNE' });
    await expect(table.getByRole('row')).toHaveCount(31);
    await expect(table.getByText('not here')).toHaveCount(0);
  });

  await test.step('partners whom TUNE tells too are listed, and told by the desk only once that is settled', async () => {
    await startTemplate(page);
    await takeCall(page, 'paid');
    await goTo(page, 'Overview');
    await page.getByRole('link', { name: /Told twice/ }).click();
    const row = page.getByRole('row').filter({ hasText: 'trk.couponfield.example/cb' });
    await expect(row).toContainText('Also told by Partners');
    await expect(row).toContainText('Twice');
    expect((await control.received(SHOWCASE.partnerId)).total).toBe(0);
    await page.getByRole('button', { name: 'Acknowledge postback 310' }).click();
    await expect(page.getByRole('dialog')).toContainText('is told of calls of Northgate Roof Inspection');
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await expect(row).toContainText('Acknowledged');
    await control.received(SHOWCASE.partnerId, { count: 1, within: 8000 });
    await page.getByRole('button', { name: 'Acknowledge postback 311' }).click();
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await expect(page.getByText('Twice', { exact: true })).toHaveCount(0);
  });

  await test.step('observing is previewed and then sends nothing', async () => {
    await page.getByRole('link', { name: 'Standing' }).click();
    await page.getByRole('button', { name: /^Switch to: TUNE/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Only observe?' });
    await expect(dialog).toContainText('1 active template owes nothing for calls that come meanwhile');
    await expect(dialog).toContainText('TUNE tells partners by 2 active postbacks of its own');
    await dialog.getByRole('button', { name: 'Observe', exact: true }).click();
    await expect(page.getByText('Observing: TUNE records and fires')).toBeVisible();
    const before = (await control.received(SHOWCASE.partnerId)).total;
    await takeCall(page, 'paid');
    await expect.poll(() => deliveries(page)).toEqual({ waiting: 0 });
    expect((await control.received(SHOWCASE.partnerId)).total).toBe(before);
  });

  await test.step('what the desk says of a call is written to TUNE, once its own import is said to be off', async () => {
    const callId = await takeCall(page, 'nosale');
    await control.importIntoTune();
    await control.setTune({ importing: false });
    await control.correct(callId, { result: 'paid', payout: 30 });
    await syncAll(page, control);
    await page.evaluate(() => window.location.assign('#/tune'));
    await readNow(page);
    await page.getByRole('button', { name: /^Switch to: The desk, which also writes/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Write to TUNE?' });
    await expect(dialog).toContainText('1 conversion gets the desk’s status, payout and revenue in TUNE');
    const confirm = dialog.getByRole('button', { name: 'Write to TUNE' });
    await expect(confirm).toBeDisabled();
    await dialog.getByRole('checkbox', { name: /^TUNE does not take over calls/ }).click();
    await confirm.click();
    await expect(page.getByRole('contentinfo').getByText('Writing to TUNE')).toBeVisible();
    await page.getByRole('link', { name: 'Conversions', exact: true }).last().click();
    const first = page.getByRole('table', { name: 'Conversions of TUNE' }).getByRole('row').nth(1);
    await expect(first.getByText('Approved')).toHaveCount(2);
    await expect(first.getByText('$30.00')).toHaveCount(2);
    await readNow(page);
    await expect(first.getByText('$30.00')).toHaveCount(2);
  });

  await test.step('the key is replaced only by one that is good; the network is removed', async () => {
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Replace key… of LeadTrust', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Replace the key of LeadTrust' });
    await dialog.getByRole('textbox', { name: 'API key' }).fill('NETwrong');
    await dialog.getByRole('button', { name: 'Test and replace' }).click();
    await expect(dialog.getByText('did not accept the API key')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'API key' }).fill(network.tuneToken);
    await dialog.getByRole('button', { name: 'Test and replace' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Remove… LeadTrust', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('link', { name: 'Open LeadTrust' })).toBeHidden();
  });

  await test.step('the practice workspace brings a TUNE of its own', async () => {
    await page.getByRole('button', { name: 'Workspace LeadTrust' }).click();
    await page.getByRole('menuitem', { name: 'Open the practice network' }).click();
    await expect(page.getByRole('button', { name: 'Workspace Practice network' })).toBeVisible();
    await page.evaluate(() => window.location.assign('#/tune/postbacks'));
    await expect(page.getByRole('row').filter({ hasText: 'Acknowledged' })).toHaveCount(2, {
      timeout: 20_000,
    });
  });
});

function field(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true });
}

async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test and connect' }).click();
}

/** A value of what was read, by its name. */
function fact(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: 'What was read' })
    .getByText(name, { exact: true })
    .locator('xpath=following-sibling::dd[1]');
}

async function readNow(page: Page): Promise<void> {
  const readAt = (): Promise<number | null> =>
    page.evaluate(async () => {
      const reply = await window.switchboard.requests['tune.list']({});
      return reply.ok ? (reply.value[0]?.readAt ?? null) : null;
    });
  const before = await readAt();
  await page.getByRole('button', { name: 'Read now' }).click();
  await expect.poll(readAt).not.toBe(before);
}

/** Connects the Invoca account whose calls TUNE counts, and brings its calls here. */
async function connectCalls(page: Page): Promise<void> {
  const { invocaUrl: baseUrl, networkId: organisationId, tokens } = practice.network;
  const draft = {
    name: 'Calls',
    baseUrl,
    organisationId,
    user: 'network',
    token: tokens.network,
    currency: 'USD',
  };
  await page.evaluate(async (asked) => {
    const reply = await window.switchboard.requests['networks.add']({
      draft: { ...asked, user: 'network' },
      keepWithoutKeyring: false,
    });
    if (!reply.ok) throw new Error(reply.error.message);
  }, draft);
  // Connecting it begins to sync by itself.
  const { transactions } = await practice.control.state();
  await expect.poll(() => storedTransactions(page)).toBeGreaterThanOrEqual(transactions);
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
}

/** A template that tells every partner of calls from now on, on this machine. */
async function startTemplate(page: Page): Promise<void> {
  const receiver = practice.network.receiverUrl;
  await page.evaluate(
    async ({ url, startsAt }) => {
      const { requests } = window.switchboard;
      await requests['receivers.setAllowLocal']({ receiver: new URL(url).host, allowLocal: true });
      const scope = { networkId: null, partnerId: null, offerId: null };
      const draft = { id: null, name: 'Partners', url, scope, startsAt, active: true };
      const reply = await requests['templates.save'](draft);
      if (!reply.ok) throw new Error(reply.error.message);
    },
    { url: `${receiver}/{affiliate_id}/conversion?call={invoca_id}`, startsAt: CALLS_UNTIL },
  );
}

/** A call on the showcase number, stored; returns its id. */
async function takeCall(page: Page, result: string): Promise<string> {
  const [call] = await practice.control.addCalls({ result, number: SHOWCASE.number });
  await syncAll(page, practice.control);
  return call?.complete_call_id ?? '';
}

async function deliveries(page: Page): Promise<{ readonly waiting: number }> {
  const reply = await page.evaluate(() =>
    window.switchboard.requests['deliveries.page']({ filter: { states: ['waiting'] }, index: 0, limit: 1 }),
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return { waiting: reply.value.count };
}
