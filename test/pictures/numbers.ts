import { expect, type Page } from 'playwright/test';
import { goTo } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

const COPIES = ['A: today only', 'B: 24 hours'] as const;

/** Takes the pictures of numbers: session numbers of a mailing with a call on one of them, and promo numbers. */
export async function takeNumbers(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  for (let recipient = 0; recipient < 9; recipient += 1) await requestNumber(page, recipient);
  await goTo(page, 'Numbers');
  const list = page.getByRole('grid', { name: 'Session numbers' });
  await expect(list.getByText('Active')).toHaveCount(9);
  const first = list.getByRole('row').nth(1);
  await first.click();
  const panel = page.getByRole('complementary', { name: 'Session number' });
  const { sessions } = await control.spcState({ campaign_id: 'spring-offer-7' });
  expect(sessions.length).toBeGreaterThanOrEqual(9);
  await panel.getByRole('button', { name: 'QR code' }).click();
  await expect(panel.getByRole('img', { name: /QR code/ })).toBeVisible();
  await camera.take('numbers');
  await page.getByRole('link', { name: 'Promo numbers' }).click();
  await page.getByRole('grid', { name: 'Promo numbers' }).getByRole('row').nth(2).click();
  await expect(page.getByRole('complementary', { name: 'Promo number' })).toContainText('Custom data');
  await camera.take('promo-numbers');
}

async function requestNumber(page: Page, recipient: number): Promise<void> {
  await page.evaluate(
    async ({ reference, fields }) => {
      const accounts = await window.switchboard.requests['spc.list']({});
      const [account] = accounts.ok ? accounts.value : [];
      if (!account) throw new Error('No SPC account is connected.');
      const asked = await window.switchboard.requests['sessions.request']({
        networkId: account.id,
        campaignId: 'spring-offer-7',
        reference,
        ttlSeconds: null,
        information: { keywords: ['roof inspection', 'storm damage'], fields },
      });
      if (!asked.ok) throw new Error(asked.error.message);
    },
    {
      reference: `spring-mailer:${4700 + recipient}`,
      fields: { twitter_id: String(178_392_011 + recipient * 77), ad_copy: COPIES[recipient % 2] ?? '' },
    },
  );
}
