import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from 'playwright/test';
import { goTo, SHOWCASE } from '#test/support/practice-desk.ts';
import type { RequestInput } from '#shared/ipc/contract.ts';
import type { Camera } from './camera.ts';

/** Takes the pictures of a reconciliation of the practice desk with a partner's report. */
export async function takeReconciliation(
  app: ElectronApplication,
  page: Page,
  camera: Camera,
  dataFolder: string,
): Promise<void> {
  const reply = await page.evaluate(
    (partner) =>
      window.switchboard.requests['conversions.page']({
        filter: { partnerIds: [partner] },
        order: { by: 'call_started_at', descending: true },
        index: 0,
        limit: 60,
      }),
    SHOWCASE.partnerId,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  const report = reply.value.rows.flatMap(({ invocaId, status, payout, callStartedAt }, place) => {
    if (callStartedAt === null || place % 11 === 4) return [];
    const amount = ((place % 13 === 5 ? payout + 250 : payout) / 100).toFixed(2);
    return [
      { line: `${invocaId},${status},${amount},${new Date(callStartedAt).toISOString()}`, at: callStartedAt },
    ];
  });
  const days = report.map(({ at }) => new Date(at).toISOString().slice(0, 10)).toSorted();
  const file = join(dataFolder, 'Couponfield report.csv');
  await writeFile(file, ['call id,status,payout,time', ...report.map(({ line }) => line)].join('\n'));
  await goTo(page, 'Reconcile');
  const digest = await kept(app, page, file);
  const zone = (name: string) => ({ kind: 'desk', zone: name }) as const;
  const mapping = {
    columns: { invoca_id: 'call id', status: 'status', payout: 'payout', datetime: 'time' },
    zone: 'America/Los_Angeles',
    currency: 'USD',
    status: 'approved' as const,
  };
  const draft: RequestInput<'reconcile.start'> = {
    title: 'Couponfield report',
    sides: [
      zone('America/New_York'),
      { kind: 'file', role: 'partner', digest, name: 'Couponfield report.csv', mapping, asOf: null },
    ],
    firstDay: days[0] ?? '2026-01-01',
    lastDay: days.at(-1) ?? '2026-01-01',
    windowMinutes: 5,
    networkId: null,
    partnerId: SHOWCASE.partnerId,
    offerId: null,
  };
  const started = await page.evaluate(
    (asked) => window.switchboard.requests['reconcile.start'](asked),
    draft,
  );
  if (!started.ok) throw new Error(started.error.message);
  await page.evaluate((id) => {
    window.location.hash = `#/reconcile/runs/${id}`;
  }, started.value.id);
  await page.getByRole('grid', { name: 'Lines' }).getByRole('row').nth(2).click();
  await expect(page.getByRole('complementary', { name: 'Line' })).toContainText('Amount');
  await camera.take('reconcile');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Zones' }).click();
  await expect(page.getByRole('region', { name: 'UTC' })).toBeVisible();
  await camera.take('reconcile-zones');
}

/** The digest under which the desk keeps the file once a person has chosen it. */
async function kept(app: ElectronApplication, page: Page, file: string): Promise<string> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  const chosen = await page.evaluate(() =>
    window.switchboard.requests['reconcile.chooseFile']({ role: 'partner' }),
  );
  if (!chosen.ok || chosen.value === null) throw new Error('The file was not taken.');
  return chosen.value.digest;
}
