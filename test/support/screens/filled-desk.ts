import { expect, type Page } from 'playwright/test';
import { SHOWCASE, takeCall } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';

/**
 * Something to see on every screen: a delivery in trouble, an unknown result, a row not read, a correction without its
 * original, a link, a lost network.
 */
export async function fillDesk(page: Page, control: PracticeControl): Promise<void> {
  await control.setFault({ target: 'receiver', kind: 'status', status: 404, times: 1 });
  await takeCall(page, control, 'paid');
  await takeCall(page, control, 'Under Quality Review');
  await control.appendRows([
    { transaction_id: 'FFFFFFFF-FFFFFFFE', transaction_type: 'Call' },
    {
      transaction_id: 'FFFFFFFF-FFFFFFFF',
      complete_call_id: 'FFFF-000000000001',
      corrects_transaction_id: '00000001-00000000',
      transaction_type: 'Call',
      call_result_description_detail: 'paid',
    },
  ]);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('link', { name: 'Links' }).click();
  await page.getByRole('combobox', { name: 'Number' }).fill(SHOWCASE.number);
  await page.getByRole('option', { name: /555.?0142/ }).click();
  await page.getByRole('textbox', { name: 'aff_sub2' }).fill('Grüße & 100 %');
  await page.getByRole('textbox', { name: 'Note' }).fill('for the newsletter');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Link saved.')).toBeVisible();
  await page.evaluate(async () => {
    const { requests } = window.switchboard;
    const goal = await requests['goals.save']({
      id: null,
      offer: 1,
      goalId: '931',
      name: 'Callback form',
      protocol: 'iframe',
      payout: 0,
      revenue: 0,
      status: 'active',
    });
    if (!goal.ok || goal.value.id === null) throw new Error('The goal was not kept.');
    const code = '<img src="https://trk.partner.example/px?c={aff_sub2}">';
    const place = { id: null, partner: null, goal: goal.value.id };
    await requests['pixels.save']({ ...place, kind: 'image', code, status: 'active' });
    await requests['networks.add']({
      draft: {
        name: 'Faraway',
        baseUrl: 'https://faraway.invalid',
        organisationId: '7',
        user: 'network',
        token: 'a token',
        currency: 'EUR',
      },
      keepWithoutKeyring: false,
    });
  });
  await page.evaluate(async () => {
    const accounts = await window.switchboard.requests['spc.list']({});
    const [account] = accounts.ok ? accounts.value : [];
    if (!account) throw new Error('No SPC account is connected.');
    await window.switchboard.requests['sessions.request']({
      networkId: account.id,
      campaignId: 'spring-offer-7',
      reference: 'spring-mailer:4711',
      ttlSeconds: null,
      information: { keywords: ['storm damage'], fields: { ad_copy: 'B' } },
    });
  });
  await expect(page.getByRole('contentinfo')).toContainText('Faraway');
}
