import { expect, type Page } from 'playwright/test';
import { goTo, SHOWCASE } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

const { number, offerId, partnerId } = SHOWCASE;

const ROWS = [
  'phone,offer_id,aff_id,city,aff_sub2',
  `${number},${offerId},${partnerId},Denver,roof & gutter`,
  `${number},${offerId},${partnerId},Boston,storm damage`,
  `${number},${offerId},${partnerId},Miami,{clickid}`,
  `888555014,${offerId},${partnerId},Austin,free inspection`,
  `${number},${offerId},${partnerId},Seattle,jane@example.com`,
];

/** Takes the pictures of many links, of the register with a link's places and checks, and of one that is spoilt on its way. */
export async function takeLinks(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  await saveTemplate(page);
  await goTo(page, 'Links');
  await tab(page, 'Many links');
  await page.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option', { name: 'Mailings' }).click();
  await page.getByRole('textbox', { name: 'Or paste rows' }).fill(ROWS.join('\n'));
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText('4 links of 5 rows.')).toBeVisible();
  await page.getByRole('button', { name: /^Register/ }).scrollIntoViewIfNeeded();
  await camera.take('links-bulk');

  await page.getByRole('button', { name: 'Register 2 links' }).click();
  await page.getByRole('grid', { name: 'Register of links' }).getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary', { name: 'Saved link' });
  await publish(page, await openLink(page));
  await expect(panel.getByText(/by itself/).first()).toBeVisible();
  await control.spoilClicks({ lose: ['source'], encode_again: ['aff_sub2'] });
  await panel.getByRole('button', { name: 'Follow' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(page.getByText('Lost on the way: source.')).toBeVisible();
  await camera.take('links-follow');
  await control.spoilClicks({ lose: [], encode_again: [] });

  await tab(page, 'Saved');
  await page.getByRole('grid', { name: 'Register of links' }).getByRole('row').nth(1).click();
  await expect(panel.getByText('Lost on the way: source.')).toBeVisible();
  await camera.take('links-register');
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views of links' }).getByRole('link', { name }).click();
}

async function saveTemplate(page: Page): Promise<void> {
  await page.evaluate(async (partner) => {
    const none = { kind: 'none' as const };
    const saved = await window.switchboard.requests['linkTemplates.save']({
      id: null,
      name: 'Mailings',
      partnerId: partner,
      trafficSource: 'Email',
      rules: {
        aff_sub2: none,
        aff_sub3: { kind: 'list', values: ['spring', 'autumn'], take: 'in_turn' },
        aff_sub4: { kind: 'column', column: 'city', otherwise: '' },
        aff_sub5: none,
        source: { kind: 'fixed', value: 'mail' },
      },
    });
    if (!saved.ok) throw new Error(saved.error.message);
  }, partnerId);
}

/** The id of the link that stands open beside the register. */
async function openLink(page: Page): Promise<number> {
  await expect(page).toHaveURL(/open=\d+/);
  return Number(/open=(\d+)/.exec(page.url())?.[1]);
}

async function publish(page: Page, linkId: number): Promise<void> {
  await page.evaluate(async (id) => {
    const now = Date.now();
    const places = [
      {
        place: 'Autumn newsletter',
        url: 'https://couponfield.example/autumn',
        publishedAt: now,
        endedAt: null,
      },
      { place: 'Flyer, 2,000 copies', url: '', publishedAt: null, endedAt: null },
    ];
    for (const place of places) {
      const saved = await window.switchboard.requests['links.savePlace']({ id: null, linkId: id, ...place });
      if (!saved.ok) throw new Error(saved.error.message);
    }
  }, linkId);
}
