import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ElectronApplication, Page } from 'playwright/test';
import { z } from 'zod';
import { expect, test } from '#test/support/electron-app.ts';
import { openPractice, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { expectSound } from '#test/support/sound-screen.ts';

const FOLLOWERS = 240;

const messages = z.array(
  z.object({
    twitter_id: z.string(),
    handle: z.string(),
    ad_copy: z.string(),
    number: z.string(),
    expires_at: z.string(),
    message: z.string(),
  }),
);
const results = z.array(
  z.looseObject({ twitter_id: z.string(), ad_copy: z.string(), calls: z.string(), orders: z.string() }),
);

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: /^Views of/ }).getByRole('link', { name });

test('a limited-time offer to Twitter followers, from their list to the orders by Twitter id and ad copy', async ({
  dataFolder,
  launch,
}) => {
  test.setTimeout(240_000);
  const { app, page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  await control.setSpc({ rate: 0 });
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Send lists' }).click();
  await expect(page.getByText('No send list yet')).toBeVisible();
  await expectSound(page, 'no send list');

  await test.step('Twitter gives the listing of followers', async () => {
    await page.getByRole('button', { name: 'New list' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Spring offer');
    await page.getByRole('button', { name: 'Read followers' }).click();
    await expect(page.getByText(`All ${FOLLOWERS} followers read.`)).toBeVisible();
    await page.getByRole('button', { name: 'Paste…' }).click();
    await page
      .getByRole('textbox', { name: /One line each/ })
      .fill('1597334455667788990,ada,Ada L.\n12x,bad,Bad');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText('241 recipients', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Show why' }).click();
    await expect(page.getByRole('dialog')).toContainText('“12x” is not a Twitter id');
    await page.keyboard.press('Escape');
  });

  await test.step('ad copies are written and seen as recipients will see them', async () => {
    await page.getByRole('combobox', { name: 'Campaign' }).fill('follower-offer');
    await page.keyboard.press('Escape');
    const first = page.getByRole('region', { name: 'Version 1' });
    await first.getByRole('textbox', { name: 'Text' }).fill('@{handle}: 20% off, call {nummer}');
    await first.getByRole('textbox', { name: 'Label' }).focus();
    await expect(first.getByRole('alert')).toContainText('does not show {number}');
    await first
      .getByRole('textbox', { name: 'Text' })
      .fill('@{handle}: 20% off, call {number} before {expires}');
    await page.getByRole('button', { name: 'Add a version' }).click();
    const second = page.getByRole('region', { name: 'Version 2' });
    await second.getByRole('textbox', { name: 'Label' }).fill('B: 24 hours');
    await second.getByRole('textbox', { name: 'Text' }).fill('Hi {name}, one day only: {number}');
    await second.getByRole('textbox', { name: 'Weight' }).fill('2');
    await expect(second).toContainText('67 % of the recipients');
    await expect(first.getByText('of 280').first()).toBeVisible();
    await page.getByRole('textbox', { name: 'Numbers in the pool' }).fill('100');
    await expect(page.getByText('241 numbers are needed, 100 are free.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Numbers in the pool' }).fill('12000');
    await expect(page.getByText('None has to wait.')).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });
  await expectSound(page, 'a list being set up');

  await test.step('every message gets a number of its own, and what it is for is stored before it is ready', async () => {
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await expect(page.getByText('241 of 241 messages have their number')).toBeVisible({ timeout: 90_000 });
    const { numbers_given: given, updates_stored: stored } = await control.spcState({
      client_reference: 'none',
    });
    expect({ given, stored }).toEqual({ given: 241, stored: 241 });
    const grid = page.getByRole('grid', { name: 'Messages' });
    await page.getByRole('searchbox', { name: 'Find by handle, name or id' }).fill('ada');
    await expect(grid.getByRole('row').filter({ hasText: '1597334455667788990' })).toContainText('Ready');
    await page.getByRole('searchbox', { name: 'Find by handle, name or id' }).fill('');
  });
  await expectSound(page, 'messages of a list');

  const file = join(dataFolder, 'messages.csv');
  await test.step('finished messages are handed over', async () => {
    await tab(page, 'Hand over').click();
    await expect(page.getByText('241 messages are ready and not handed out yet.')).toBeVisible();
    await savesTo(app, file);
    await page.getByRole('button', { name: 'CSV…' }).click();
    await expect(page.getByText('241 messages written.')).toBeVisible();
    await expect(page.getByText('241 were handed out before.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'CSV…' })).toBeDisabled();
  });
  const rows = messages.parse(parse(await readFile(file), { columns: true }));
  expect(rows).toHaveLength(241);
  expect(rows.filter(({ ad_copy: copy }) => copy === 'A')).toHaveLength(80);
  await expectSound(page, 'handing over');

  await test.step('calls and orders stand by Twitter id and ad copy, and are exported', async () => {
    const ada = rows.find(({ twitter_id: id }) => id === '1597334455667788990');
    for (const row of rows.slice(0, 3)) await callOn(row.number);
    if (ada) await callOn(ada.number);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await tab(page, 'Results').click();
    const copies = page.getByRole('table', { name: 'By ad copy' });
    await expect(copies.getByRole('row').last()).toContainText('4 (1.7 %)');
    await orderOf(page, '1597334455667788990');
    const grid = page.getByRole('grid', { name: 'By Twitter id' });
    const adas = grid.getByRole('row').filter({ hasText: '1597334455667788990' });
    await expect(adas.getByRole('gridcell').nth(6)).toHaveText('1');
    await expect(page.getByText('4 calls and 1 order in')).toBeVisible();
    await expectSound(page, 'results of a list');
    const out = join(dataFolder, 'results.csv');
    await savesTo(app, out);
    await page.getByRole('button', { name: 'Export by Twitter id…' }).click();
    await expect(page.getByText('4 rows written.')).toBeVisible();
    const exported = results.parse(parse(await readFile(out), { columns: true }));
    expect(exported.find(({ twitter_id: id }) => id === '1597334455667788990')).toMatchObject({
      ad_copy: ada?.ad_copy,
      calls: '1',
      orders: '1',
    });
  });

  await test.step('who asks not to be written to is left out of later lists', async () => {
    await page.getByRole('link', { name: 'All lists' }).click();
    await expect(page.getByRole('table', { name: 'Send lists' })).toContainText('Done');
    await expectSound(page, 'send lists');
    await tab(page, 'Left out').click();
    await page.getByRole('textbox', { name: 'Twitter ids' }).fill('1597334455667788990, 42');
    await page.getByRole('button', { name: 'Leave out' }).click();
    await expect(page.getByText('2 ids left out.')).toBeVisible();
    await expectSound(page, 'who is left out');
    await tab(page, 'X accounts').click();
    await expect(page.getByText('Practice followers')).toBeVisible();
    await expectSound(page, 'X accounts');
  });

  async function callOn(number: string): Promise<void> {
    await control.addSpcCalls({ phone_number: number.replace(/^'/, ''), status: 'ANSWERED' });
  }
});

/** Answers the next question for a file with this one. */
async function savesTo(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
}

/** Marks the call of a recipient as one that brought an order. */
async function orderOf(page: Page, twitterId: string): Promise<void> {
  const reply = await page.evaluate(async (id) => {
    const { requests } = window.switchboard;
    const found = await requests['calls.page']({
      filter: { where: [{ column: 'field.twitter_id', values: [id] }] },
      order: { by: 'started_at', descending: true },
      fields: [],
      index: 0,
      limit: 1,
    });
    const call = found.ok ? found.value.rows[0] : undefined;
    return call ? requests['calls.setOrder']({ id: call.id, ordered: true }) : found;
  }, twitterId);
  expect(reply.ok).toBe(true);
}
