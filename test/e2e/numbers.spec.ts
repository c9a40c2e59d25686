import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { openPractice, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';

test('a session number is requested, told what it is for, called, and released', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Numbers' }).click();
  await page.getByRole('link', { name: 'Request number' }).click();

  await test.step('what is not within the limits is told where it is typed', async () => {
    await page.getByRole('combobox', { name: 'Campaign' }).fill('spring-offer-7');
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: 'What it is for' }).fill('spring-mailer:4711');
    await page.getByRole('textbox', { name: 'Keywords' }).fill('roof inspection\nstorm damage');
    await page.getByRole('combobox', { name: 'Name of field 1' }).fill('twitter_id');
    await page.keyboard.press('Tab');
    const value = page.getByRole('textbox', { name: 'Value of field 1' });
    await value.fill('not a number');
    await expect(page.getByText('takes up to 20 decimal digits')).toBeVisible();
    await expect(value).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('button', { name: 'Request' })).toBeDisabled();
    await value.fill('12345678901234567890');
    await page.getByRole('button', { name: 'Request' }).click();
  });

  const panel = page.getByRole('complementary', { name: 'Session number' });
  await test.step('the number comes with its end, its destination and what it was asked for with', async () => {
    await expect(panel.getByText('Active')).toBeVisible();
    await expect(panel.getByRole('timer')).toContainText(/[123]:\d\d:\d\d/);
    await expect(panel.getByRole('link', { name: /^\+1/ })).toHaveAttribute('href', /^tel:\+1\d{10}$/);
    await expect(panel).toContainText('12345678901234567890');
    await panel.getByRole('button', { name: 'QR code' }).click();
    await expect(panel.getByRole('img', { name: /QR code that calls/ })).toBeVisible();
  });

  await test.step('an update changes what is stored, and the history tells of it', async () => {
    await panel.getByRole('button', { name: 'Update…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Keywords' }).fill('storm damage');
    await dialog.getByRole('button', { name: 'Add a field' }).click();
    await dialog.getByRole('combobox', { name: 'Name of field 2' }).fill('ad_copy');
    await page.keyboard.press('Tab');
    await dialog.getByRole('textbox', { name: 'Value of field 2' }).fill('B');
    await dialog.getByRole('checkbox', { name: /^Only if nobody changed it/ }).click();
    await dialog.getByRole('button', { name: 'Update' }).click();
    await expect(dialog).toBeHidden();
    await expect(panel.getByText('keywords storm damage · ad_copy B')).toBeVisible();
    await expect(panel.getByText('Accepted').first()).toBeVisible();
  });

  const sessionId = await openSessionId(page);
  const [session] = (await control.spcState({ session_id: sessionId })).sessions;
  expect(session).toBeDefined();

  await test.step('a call on it shows the information it began with', async () => {
    await control.addSpcCalls({ session_id: sessionId, status: 'ANSWERED' });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(panel.getByText(/began with version \d/)).toBeVisible({ timeout: 20_000 });
    await expect(panel.getByRole('listitem').filter({ hasText: 'began with version' })).toContainText(
      'ad_copy',
    );
  });

  await test.step('releasing says what it means, and ends it', async () => {
    await panel.getByRole('button', { name: 'Release…' }).click();
    await expect(page.getByRole('dialog')).toContainText('The session ends at once');
    await page.getByRole('button', { name: 'Release the number' }).click();
    await expect(panel.getByText('Released')).toBeVisible();
    await expect(panel.getByRole('timer')).toBeHidden();
  });

  await test.step('the list finds it by what it carries, and shows it as a page', async () => {
    await page.getByRole('searchbox', { name: 'Search session numbers' }).fill('12345678901234567890');
    await expect(page.getByRole('grid', { name: 'Session numbers' })).toHaveAttribute('aria-rowcount', '2');
    await panel.getByRole('link', { name: 'Open as a page' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('555');
    await expect(page.getByRole('heading', { level: 2, name: 'History' })).toBeVisible();
  });
});

/** The session id of the number that stands open beside the list. */
async function openSessionId(page: Page): Promise<string> {
  const id = await page.evaluate(async () => {
    const reply = await window.switchboard.requests['sessions.page']({ filter: {}, index: 0, limit: 1 });
    return reply.ok ? reply.value.rows[0]?.sessionId : null;
  });
  if (!id) throw new Error('No session number was given.');
  return id;
}

test('many promo numbers are previewed, requested, and made once each', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  await openPractice(page);
  const before = await promoNumbers(page);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Numbers' }).click();
  await page.getByRole('link', { name: 'Promo numbers' }).click();
  await page.getByRole('link', { name: 'Request many' }).click();
  await page.getByRole('radio', { name: 'A file' }).click();

  await test.step('each fault stands at its row, and nothing is asked for before they are dealt with', async () => {
    await page
      .getByRole('textbox', { name: 'Or paste rows' })
      .fill('offer,partner,count,description,aff_sub2\n45,23,3,Mailer {n},spring\n45,999999,1,Nobody,x');
    await page.getByRole('button', { name: 'Preview' }).click();
    const rows = page.getByRole('grid', { name: 'Rows of the request' });
    await expect(rows).toHaveAttribute('aria-rowcount', '3');
    await expect(page.getByText('1 rows have a fault.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Request 3 numbers' })).toBeDisabled();
    await page.getByRole('checkbox', { name: 'Leave rows with a fault out' }).click();
    await page.getByRole('button', { name: 'Request 3 numbers' }).click();
  });

  await test.step('progress reaches the end, and the numbers are there with their custom data', async () => {
    await expect(page.getByText('3 of 3 done')).toBeVisible({ timeout: 20_000 });
    await page.getByRole('link', { name: /^Show its numbers/ }).click();
    const list = page.getByRole('grid', { name: 'Promo numbers' });
    await expect(list).toHaveAttribute('aria-rowcount', '4');
    await list.getByRole('row').nth(1).click();
    const panel = page.getByRole('complementary', { name: 'Promo number' });
    await expect(panel.getByText('Active')).toBeVisible();
    await expect(panel).toContainText('spring');
    expect(await promoNumbers(page)).toBe(before + 3);
  });
});

/** How many promo numbers the desk knows. */
async function promoNumbers(page: Page): Promise<number> {
  const reply = await page.evaluate(() =>
    window.switchboard.requests['numbers.page']({ filter: {}, index: 0, limit: 1 }),
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.count;
}
