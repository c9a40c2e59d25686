import type { ElectronApplication, Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { openPractice, SHOWCASE, takeCall, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';

/** As many places have a number: Alt and a digit from 1 to 9. */
const NUMBERED = 9;

test('the main job is done without a mouse', async ({ launch }) => {
  const { app, page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  const callId = await takeCall(page, control, 'paid');

  await test.step('every place is reached by Alt and its number, by g and its letter, and by the rail', async () => {
    const rail = page.getByRole('navigation', { name: 'Places' });
    const links = await rail.getByRole('link').allTextContents();
    // How much needs a person stands behind the name.
    const places = links.map((text) => text.replace(/\d+$/, ''));
    expect(places.length).toBeGreaterThan(NUMBERED);
    for (const [index, place] of places.slice(0, NUMBERED).entries()) {
      await page.keyboard.press(`Alt+Digit${index + 1}`);
      await expectPlace(page, place);
    }
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await expectPlace(page, 'Overview');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Calls' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expectPlace(page, 'Conversions');
  });

  await test.step('the table is walked by arrows, Page Up and Down, Home and End', async () => {
    const table = page.getByRole('grid', { name: 'Conversions' });
    await expect(table).toBeFocused();
    const last = Number(await table.getAttribute('aria-rowcount'));
    expect(last).toBeGreaterThan(100);
    await expectActive(page, 2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expectActive(page, 4);
    await page.keyboard.press('ArrowUp');
    await expectActive(page, 3);
    await page.keyboard.press('End');
    await expectActive(page, last);
    await page.keyboard.press('Home');
    await expectActive(page, 2);
    await page.keyboard.press('PageDown');
    await expect.poll(() => activeIndex(page)).toBeGreaterThan(8);
    await page.keyboard.press('PageUp');
    await expectActive(page, 2);
  });

  await test.step('Enter opens the panel, the arrows move it along, Escape closes it', async () => {
    const panel = page.getByRole('complementary', { name: 'Conversion' });
    await page.keyboard.press('Enter');
    await expect(panel).toContainText(callId);
    await page.keyboard.press('ArrowDown');
    await expect(panel).not.toContainText(callId);
    // Which row is active and what the panel shows are read together: the list may just be drawn anew.
    const follows = async (): Promise<boolean> => (await panel.innerText()).includes(await activeText(page));
    await expect.poll(follows).toBe(true);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(page.getByRole('grid', { name: 'Conversions' })).toBeFocused();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search conversions' })).toBeFocused();
  });

  await test.step('the palette finds a place and a conversion', async () => {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('combobox', { name: 'Find a place, an action or a conversion' });
    await expect(palette).toBeFocused();
    await expect(page.getByRole('option', { name: 'Partners' })).toContainText('Alt 9');
    await expect(page.getByRole('option', { name: 'Offers' })).toContainText('G F');
    await page.keyboard.type('postb');
    await expect(page.getByRole('option', { selected: true })).toContainText('Postbacks');
    await page.keyboard.press('Enter');
    await expectPlace(page, 'Postbacks');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(callId);
    await expect(page.getByRole('option', { selected: true })).toContainText(callId);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Call on/ })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(callId);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
  });

  await test.step('back and forward step through the places that were seen', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expectPlace(page, 'Postbacks');
    await page.keyboard.press('Alt+ArrowLeft');
    await expectPlace(page, 'Conversions');
    await page.keyboard.press('Alt+ArrowRight');
    await expectPlace(page, 'Postbacks');
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByRole('heading', { level: 1, name: /^Call on/ })).toBeVisible();
  });

  await test.step('and so do the lines of the Go menu', async () => {
    await pressMenu(app, 'Back');
    await expectPlace(page, 'Postbacks');
    await pressMenu(app, 'Forward');
    await expect(page.getByRole('heading', { level: 1, name: /^Call on/ })).toBeVisible();
  });

  await test.step('a link is composed and copied', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('combobox', { name: 'Number' }).focus();
    await page.keyboard.type(SHOWCASE.number);
    await expect(page.getByRole('option', { name: /555.?0142/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Partner' })).toHaveValue(SHOWCASE.partnerId);
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain(`aff_id%3D${SHOWCASE.partnerId}`);
  });
});

/** Chooses a line of the Go menu. */
async function pressMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const go = Menu.getApplicationMenu()?.items.find((item) => item.label === 'Go');
    go?.submenu?.items.find((item) => item.label === wanted)?.click();
  }, label);
}

async function expectPlace(page: Page, place: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
  await expect(
    page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }),
  ).toHaveAttribute('aria-current', 'page');
}

/** The row under the keys, as the table tells it to readers; the head is row 1. */
function activeRow(page: Page) {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    const row = document.getElementById(id);
    return { index: Number(row?.getAttribute('aria-rowindex')), text: row?.textContent ?? '' };
  });
}

const activeIndex = async (page: Page): Promise<number> => (await activeRow(page)).index;

const expectActive = (page: Page, index: number): Promise<void> =>
  expect.poll(() => activeIndex(page)).toBe(index);

/** The Invoca id in the row under the keys. */
async function activeText(page: Page): Promise<string> {
  const { text } = await activeRow(page);
  return /[0-9A-F]{4}-[0-9A-F]{12}/.exec(text)?.[0] ?? 'no row';
}
