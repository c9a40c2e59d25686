import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { goTo, openPractice, SHOWCASE, takeCall, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { expectSound } from '#test/support/sound-screen.ts';

const lines = (page: Page) => page.getByRole('grid', { name: 'Lines' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Line' });
const HEAD = 'Call,State,Commission,Currency,Call time';

test('sides are compared call by call, repeated, accepted and exported, and a folder does it by itself', async ({
  dataFolder,
  launch,
}) => {
  const { app, page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  for (const result of ['paid', 'paid', 'test']) await takeCall(page, control, result);
  await control.importIntoTune();
  const ours = await conversionsOf(page, SHOWCASE.partnerId);
  const day = new Date(Math.max(...ours.map(({ at }) => at))).toISOString().slice(0, 10);
  const approved = ours.filter(({ status }) => status === 'approved');
  const [lost, wrong] = approved;
  if (!lost || !wrong) throw new Error('There are two paid calls at least.');
  const report = ours
    .filter(({ id }) => id !== lost.id)
    .map(({ id, status, payout, currency, at }) =>
      [id, status, id === wrong.id ? '1.00' : payout, currency, new Date(at).toISOString()].join(','),
    );
  const file = join(dataFolder, 'Couponfield 05.csv');
  await writeFile(
    file,
    [HEAD, ...report, `GHOST-1,valid,7.00,USD,${new Date(wrong.at - 60_000).toISOString()}`, ''].join('\n'),
  );

  await test.step('a partner’s report is read by its columns, as the preview shows', async () => {
    await goTo(page, 'Reconcile');
    await page.getByRole('link', { name: 'New reconciliation' }).first().click();
    await chooses(app, file);
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByRole('alert')).toContainText('can be compared by a column with the Invoca id');
    await page.getByRole('combobox', { name: 'Invoca id' }).click();
    await page.getByRole('option', { name: 'Call', exact: true }).click();
    await expect(
      page.getByText(`${report.length + 1} of ${report.length + 1} rows can be read.`),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Take the file’s period' }).click();
    await page.getByRole('combobox', { name: 'Partner' }).fill(SHOWCASE.partnerId);
    await page.getByRole('option').first().click();
    await expectSound(page, 'a new reconciliation');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByText('Couponfield 05.csv').first()).toBeVisible();
  });

  await test.step('every difference has its cause, and the causes make up the difference', async () => {
    await expect(lines(page)).toHaveAttribute('aria-rowcount', /^[4-9]$/);
    await expect(cause(page, 'Payout')).toContainText('1');
    await expect(cause(page, 'Missing: Desk')).toContainText('1');
    const missing = cause(page, 'Missing: Couponfield 05.csv');
    await missing.click();
    await expect(lines(page)).toHaveAttribute('aria-rowcount', '2');
    await lines(page).getByRole('row').nth(1).click();
    await expect(panel(page)).toContainText(lost.id);
    await expect(panel(page)).toContainText('does not have it');
    await expect(panel(page).getByRole('link', { name: 'Open the conversion' })).toBeVisible();
    await expectSound(page, 'a line side by side');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Totals' })).toContainText('Explained by');
  });

  await test.step('what somebody has seen is accepted with a note, which can be taken back', async () => {
    await page.getByRole('button', { name: 'Accept these…' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('asked them by mail');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(lines(page).getByRole('row').nth(1)).toContainText('asked them by mail');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(lines(page).getByRole('row').nth(1)).not.toContainText('asked them by mail');
    await cause(page, 'All differences').click();
  });

  await test.step('lines are exported as every side says them', async () => {
    const target = join(dataFolder, 'lines.csv');
    await chooses(app, target);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('radio', { name: 'CSV' }).click();
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByText(/Wrote \d+ lines/)).toBeVisible();
    const text = await readFile(target, 'utf8');
    expect(text).toContain('cause_2');
    expect(text).toMatch(/GHOST-1.*missing_here/);
  });

  await test.step('a repeated run says what is new since the last', async () => {
    await page.getByRole('button', { name: 'Repeat' }).click();
    await expect(page.getByText(/Compared with the run of/)).toBeVisible();
    await expect(cause(page, 'As before')).toBeVisible();
    await expect(cause(page, 'New')).toContainText('0');
  });

  await test.step('the zones show the same days side by side', async () => {
    await page.getByRole('link', { name: 'Zones' }).click();
    await expect(page.getByRole('heading', { name: 'The same period in each zone' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'UTC' })).toBeVisible();
    await expectSound(page, 'the zones');
  });

  await test.step('desk, Invoca read afresh and TUNE stand side by side', async () => {
    await page.getByRole('link', { name: 'All reconciliations' }).click();
    await page.getByRole('link', { name: 'New reconciliation' }).first().click();
    await chooseKind(page, 'Second side', 'Invoca, read afresh');
    await page.getByRole('button', { name: 'Add a third side' }).click();
    await chooseKind(page, 'Third side', 'TUNE, by its API');
    await page.getByLabel('First day').fill(day);
    await page.getByLabel('Last day').fill(day);
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Totals' })).toContainText('Practice TUNE');
    await expect(page.getByRole('button', { name: /^Equal/ })).not.toContainText(/Equal0$/);
  });

  await test.step('a file put into the watched folder is compared by itself, and what is unknown waits', async () => {
    const inbox = join(dataFolder, 'inbox');
    await mkdir(inbox);
    await page.getByRole('link', { name: 'All reconciliations' }).click();
    await page.getByRole('link', { name: 'Watched folder' }).click();
    await chooses(app, inbox);
    await page.getByRole('button', { name: 'Choose a folder…' }).click();
    await expect(page.getByText(inbox)).toBeVisible();
    await writeFile(join(inbox, 'Couponfield 06.csv'), [HEAD, ...report, ''].join('\n'));
    await writeFile(join(inbox, 'unknown.csv'), 'one,two\n1,2\n');
    const arrivals = page.getByRole('table', { name: 'Files that came in' });
    await expect(arrivals.getByRole('row').filter({ hasText: 'Couponfield 06.csv' })).toContainText(
      'Compared',
    );
    await expect(arrivals.getByRole('row').filter({ hasText: 'unknown.csv' })).toContainText('Waits for you');
    await expectSound(page, 'the watched folder');
    await goTo(page, 'Overview');
    await page.getByRole('link', { name: /Files in the watched folder that wait/ }).click();
    await page.getByRole('link', { name: 'Say how it is read' }).click();
    await expect(page.getByText('unknown.csv')).toBeVisible();
  });
});

const cause = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Causes' }).getByRole('button', { name: new RegExp(`^${name}`) });

async function chooseKind(page: Page, side: string, kind: string): Promise<void> {
  await page.getByRole('group', { name: side }).getByLabel('What it is').click();
  await page.getByRole('option', { name: kind }).click();
}

/** The system's dialogs answer with this path. */
async function chooses(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

interface Ours {
  readonly id: string;
  readonly status: string;
  readonly payout: string;
  readonly currency: string;
  readonly at: number;
}

/** The partner's newest conversions of the newest day, as a report would have them. */
async function conversionsOf(page: Page, partnerId: string): Promise<readonly Ours[]> {
  const reply = await page.evaluate(
    (id) =>
      window.switchboard.requests['conversions.page']({
        filter: { partnerIds: [id] },
        order: { by: 'call_started_at', descending: true },
        index: 0,
        limit: 200,
      }),
    partnerId,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  const rows = reply.value.rows.flatMap(({ invocaId, status, payout, currency, callStartedAt }) =>
    callStartedAt === null
      ? []
      : [{ id: invocaId, status, payout: (payout / 100).toFixed(2), currency, at: callStartedAt }],
  );
  const newest = new Date(Math.max(...rows.map(({ at }) => at))).toISOString().slice(0, 10);
  return rows.filter(({ at }) => new Date(at).toISOString().startsWith(newest));
}
