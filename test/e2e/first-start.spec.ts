import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';

const CALLS = 40;

let practice: Practice;

test.beforeEach(async () => {
  // The network's clock stands still, so that no verdict falls due between two looks.
  const now = Date.now();
  practice = await startPractice({ initialCalls: CALLS, clock: () => now });
});

test.afterEach(() => practice.stop());

test('what is wrong with an account is told at its field, and nothing is saved', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  await openForm(page);
  await fill(page, rightValues());

  await test.step('a token the network does not know', async () => {
    await field(page, 'API token').fill('not-the-token');
    await expectFault(page, 'API token', 'did not accept the token');
    await field(page, 'API token').fill(practice.network.tokens.network);
  });

  await test.step('a network the token may not read', async () => {
    await field(page, 'Network id').fill('217');
    await expectFault(page, 'Network id', 'does not permit it');
    await field(page, 'Network id').fill(practice.network.networkId);
  });

  await test.step('a host that would get the token in the clear', async () => {
    await field(page, 'Address').fill('http://leadtrust.invoca.net');
    await expectFault(page, 'Address', 'use https');
  });

  await test.step('an address with nothing behind it', async () => {
    await field(page, 'Address').fill(`http://127.0.0.1:${await freePort()}`);
    await expectFault(page, 'Address', 'the connection was refused');
    await field(page, 'Address').fill(practice.network.invocaUrl);
  });

  await test.step('a web page where the interface should be', async () => {
    await practice.control.setFault({ target: 'transactions', kind: 'html', status: 200 });
    await expectFault(page, 'Address', 'a web page');
    await practice.control.clearFaults();
  });

  await test.step('a fault of the network itself is told above the form', async () => {
    await practice.control.setFault({ target: 'transactions', kind: 'html' });
    await connect(page);
    await expect(page.getByRole('alert')).toContainText('HTTP 502');
    await practice.control.clearFaults();
  });

  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Switchboard' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Open a workspace' })).toBeHidden();
});

test('with the right values the account is saved and synced, fires nothing, and without a keyring it says so', async ({
  launch,
}) => {
  const first = await launch(WITHOUT_KEYRING);
  await openForm(first.page);
  await expect(first.page.getByText('The token is kept for this session only')).toBeVisible();
  await fill(first.page, rightValues());
  await connect(first.page);

  await expect(first.page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(first.page.getByRole('button', { name: 'Workspace Leadtrust' })).toBeVisible();
  const { transactions } = await practice.control.state();
  await first.page.getByRole('link', { name: 'Settings' }).click();
  const account = first.page.getByRole('listitem').filter({ hasText: practice.network.invocaUrl });
  await expect(account).toContainText(`${transactions} transactions`);
  await expect(account).toContainText('Token kept for this session only');
  await first.page.getByRole('link', { name: 'Postbacks' }).click();
  await expect(first.page.getByText('Nothing owed yet')).toBeVisible();

  await first.app.close();
  const { page } = await launch(WITHOUT_KEYRING);
  await expect(page.getByRole('heading', { name: 'Postbacks', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('link', { name: /Token missing/ }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Replace token… of Leadtrust' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace the token of Leadtrust' });
  await dialog.getByLabel('API token').fill(practice.network.tokens.network);
  await practice.control.addCalls({ result: 'paid' });
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: practice.network.invocaUrl })).toContainText(
    `${transactions + 1} transactions`,
  );
});

type Values = Readonly<Record<'Name' | 'Address' | 'Network id' | 'API token', string>>;

function rightValues(): Values {
  const { invocaUrl, networkId, tokens } = practice.network;
  return { Name: 'Leadtrust', Address: invocaUrl, 'Network id': networkId, 'API token': tokens.network };
}

const field = (page: Page, label: keyof Values) => page.getByLabel(label, { exact: true });

async function openForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect a network' }).click();
  await expect(page.getByRole('heading', { name: 'Connect an Invoca network' })).toBeVisible();
}

async function fill(page: Page, values: Values): Promise<void> {
  await field(page, 'Name').fill(values.Name);
  await field(page, 'Address').fill(values.Address);
  await field(page, 'Network id').fill(values['Network id']);
  await field(page, 'API token').fill(values['API token']);
}

const connect = (page: Page): Promise<void> => page.getByRole('button', { name: 'Test and connect' }).click();

async function expectFault(page: Page, label: keyof Values, words: string): Promise<void> {
  await connect(page);
  await expect(field(page, label)).toHaveAccessibleDescription(new RegExp(words));
  await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert')).toHaveCount(1);
}

/** A port of this machine that nothing listens on any more. */
async function freePort(): Promise<number> {
  const gone = await startPractice();
  await gone.stop();
  return gone.network.port;
}
