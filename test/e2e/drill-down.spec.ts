import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { z } from 'zod';
import { expect, test } from '#test/support/electron-app.ts';
import { goTo, openPractice, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import { expectSound } from '#test/support/sound-screen.ts';
import { visitorAt } from '#test/support/visitor.ts';

const exported = z.array(z.looseObject({ keywords: z.array(z.string()) }));

const settings = (page: Page) => page.getByRole('region', { name: 'Site drill-down' });
const timeline = (page: Page) => page.getByRole('list', { name: 'Visit' });

test('a visitor drills down, calls, and the export says what he was looking at at that moment', async ({
  dataFolder,
  launch,
}) => {
  const { app, page } = await launch(WITHOUT_KEYRING);
  const control = await openPractice(page);
  const opened = await watchBrowser(app);

  await test.step('the endpoint is off until it is turned on', async () => {
    await goTo(page, 'Settings');
    await expect(settings(page).getByRole('button', { name: 'Play a visit' })).toBeDisabled();
    const port = await freePort();
    await settings(page).getByLabel('Port').fill(String(port));
    await settings(page).getByLabel('Port').press('Enter');
    await settings(page).getByRole('switch', { name: 'Listen to sites on this machine' }).click();
    await expect(settings(page)).toContainText(`Listening on http://127.0.0.1:${port}`);
    await expectSound(page, 'settings, listening to sites');
  });

  const address = await test.step('a visit is played in the browser', async () => {
    await settings(page).getByRole('button', { name: 'Play a visit to Garden shop' }).click();
    const shown = await page.getByRole('status', { name: 'Address of the page' }).textContent();
    await expect.poll(opened).toEqual([shown]);
    await page.getByRole('button', { name: 'Done' }).click();
    return shown ?? '';
  });

  const visitor = await visitorAt(address);
  const shop = visitor.page;
  try {
    const number = await test.step('the page shows a number of its own at once', async () => {
      await expect(shop.locator('#number')).toHaveText(/^\(\d{3}\) \d{3}-\d{4}$/);
      return (await shop.locator('#number').getAttribute('href'))?.replace('tel:', '') ?? '';
    });
    await test.step('he goes from step to step, and calls on the way', async () => {
      await shop.getByRole('button', { name: 'garden' }).click();
      await shop.getByRole('button', { name: 'mowers' }).click();
      await heldBy(control, number, ['garden', 'mowers']);
      await control.addSpcCalls({ phone_number: number, status: 'ANSWERED', talk_seconds: 30 });
      await shop.getByRole('button', { name: 'battery mower 40 V' }).click();
      await heldBy(control, number, ['garden', 'mowers', 'battery mower 40 V']);
      await control.addSpcCalls({ phone_number: number, status: 'ANSWERED', talk_seconds: 90 });
    });
    await test.step('the number’s page shows the visit as a timeline', async () => {
      await page.getByRole('button', { name: 'Sync now' }).click();
      await settings(page).getByRole('table', { name: 'Last visits' }).getByRole('link').first().click();
      await expect(timeline(page)).toContainText('garden › mowers › battery mower 40 V');
      await expect(timeline(page).getByText('Accepted')).toHaveCount(3);
      await expect(timeline(page).getByText(/^Call from/)).toHaveCount(2);
      await expect(timeline(page)).toContainText('/play/garden/mowers/battery%20mower%2040%20V');
      await expect(timeline(page)).not.toContainText('#');
      await expectSound(page, 'page of a visit’s number');
    });
    await test.step('the network is told again when his number ended, and the page shows the new one', async () => {
      const { sessions } = await control.spcState();
      const session = sessions.find((one) => one.phone_number === number);
      await control.expireSpcSession(session?.session_id ?? '');
      await shop.getByRole('button', { name: 'Shop', exact: true }).click();
      await expect(shop.locator('#state')).toHaveText('a new number: the one before had ended', {
        timeout: 20_000,
      });
      await expect(shop.locator('#number')).not.toHaveAttribute('href', `tel:${number}`);
      await expect(timeline(page)).toContainText('the one before had ended');
    });
    await test.step('the visit ends, and the number is given back', async () => {
      await shop.getByRole('button', { name: 'End the visit' }).click();
      await expect(shop.locator('#state')).toHaveText('the visit is over');
      await expect(timeline(page)).toContainText('The site ended the visit');
      await expect.poll(async () => (await control.spcState()).releases).toBe(1);
    });
    await test.step('the export carries the keywords of each call’s moment', async () => {
      const file = join(dataFolder, 'calls.json');
      await app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
      }, file);
      await goTo(page, 'Calls');
      await page.getByRole('searchbox', { name: 'Search calls' }).fill(number.slice(2));
      await expect(page.getByText(/^2 of \d+$/)).toBeVisible();
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('radio', { name: 'JSON' }).click();
      await page.getByRole('button', { name: 'Choose a file…' }).click();
      await expect(page.getByText(/Wrote 2 rows/)).toBeVisible();
      const calls = exported.parse(JSON.parse(await readFile(file, 'utf8')));
      const moments = calls.map(({ keywords }) => keywords.join(' › '));
      expect(moments.toSorted()).toEqual(['garden › mowers', 'garden › mowers › battery mower 40 V']);
    });
  } finally {
    await visitor.close();
  }
});

test('a site is registered, and its key is shown once and speaks for it', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  await openPractice(page);
  await goTo(page, 'Settings');
  const port = await freePort();
  await settings(page).getByLabel('Port').fill(String(port));
  await settings(page).getByLabel('Port').press('Enter');
  await settings(page).getByRole('switch', { name: 'Listen to sites on this machine' }).click();
  await expect(settings(page)).toContainText('Listening on');

  await settings(page).getByRole('button', { name: 'Register a site…' }).click();
  await page.getByLabel('Name').fill('Boat shop');
  await page.getByLabel('Campaign').fill('site-drilldown');
  await page.getByLabel('Origins whose pages may ask').fill('https://boats.example/dinghies');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('is no origin');
  await page.getByLabel('Origins whose pages may ask').fill('https://boats.example');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  const key = (await page.getByRole('status', { name: 'Key' }).textContent()) ?? '';
  await expectSound(page, 'settings, key of a site');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(settings(page)).toContainText(`Key …${key.slice(-4)}`);
  await expect(settings(page)).not.toContainText(key);

  const start = (given: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/v1/start`, {
      method: 'POST',
      headers: { authorization: `Bearer ${given}`, 'content-type': 'application/json' },
      body: JSON.stringify({ visit: 'v-1', keywords: ['dinghies'] }),
    });
  expect((await start(key)).status).toBe(200);
  await expect(settings(page).getByRole('table', { name: 'Last visits' })).toContainText('dinghies');

  await settings(page).getByRole('button', { name: 'New key… for Boat shop' }).click();
  await page.getByRole('button', { name: 'Make a new key' }).click();
  const next = (await page.getByRole('status', { name: 'Key' }).textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  expect((await start(key)).status).toBe(401);
  expect((await start(next)).status).toBe(200);
  await settings(page).getByRole('switch', { name: 'Listen to sites on this machine' }).click();
  await expect(settings(page)).not.toContainText('Listening on');
  await expect(start(next)).rejects.toThrow('fetch failed');
});

/** Waits until the network holds these keywords with the session on the number. */
async function heldBy(control: PracticeControl, number: string, keywords: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      const { sessions } = await control.spcState();
      return sessions.findLast((one) => one.phone_number === number)?.versions.at(-1)?.keywords;
    })
    .toEqual(keywords);
}

/** Keeps the system's browser shut; tells what it was to open. */
async function watchBrowser(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, '__opened', opened);
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  return async () =>
    z.array(z.string()).parse(await app.evaluate((): unknown => Reflect.get(globalThis, '__opened')));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() =>
        bound !== null && typeof bound === 'object' ? resolve(bound.port) : reject(new Error('no port')),
      );
    });
  });
}
