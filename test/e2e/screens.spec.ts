import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from '#test/support/electron-app.ts';
import { openPractice, SHOWCASE, takeCall, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import { expectSound } from '#test/support/sound-screen.ts';

/** A place or something opened in it: how to get there, what shows that it is there, how to leave it. */
interface Screen {
  readonly name: string;
  readonly address: string;
  readonly open?: (page: Page) => Promise<void>;
  readonly shown: (page: Page) => Promise<void>;
  /** Something is not saved here, so that leaving asks first. */
  readonly unsaved?: boolean;
}

const heading =
  (title: string | RegExp) =>
  (page: Page): Promise<void> =>
    expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

const says =
  (words: string | RegExp) =>
  (page: Page): Promise<void> =>
    expect(page.getByRole('main').getByText(words).first()).toBeVisible();

const dialog =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    expect(page.getByRole('dialog', { name })).toBeVisible();

const press =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name }).first().click();

const openFirstRow = (page: Page): Promise<void> => page.getByRole('grid').getByRole('row').nth(1).click();

const typeTemplate = async (page: Page): Promise<void> => {
  const url = 'https://partner.example/conversion.php?id={aff_sub2}&call={invoca_id}&p={payout}&x={nothing}';
  await page.getByRole('textbox', { name: 'URL' }).fill(url);
};

const pasteLinks = async (page: Page): Promise<void> => {
  const rows = 'number,offer_id,aff_id,aff_sub2\n8885550142,45,23,a b\n12,45,23,{clickid}';
  await page.getByRole('textbox', { name: 'Or paste rows' }).fill(rows);
  await page.getByRole('button', { name: 'Preview' }).click();
};

const LINK =
  'http://leadtrust.ringrevenue.com/c/142/7419-43943-833064?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8885550142%26PPCPN%3D8885550143%26aff_sub2%3Da%2520b';

const SCREENS: readonly Screen[] = [
  { name: 'overview', address: '/', shown: says('Unread row') },
  { name: 'rows not read', address: '/attention/unparsed', shown: says(/is missing/) },
  {
    name: 'corrections that wait',
    address: '/',
    open: (page) => page.getByRole('link', { name: /Waiting correction/ }).click(),
    shown: says('00000001-00000000'),
  },
  { name: 'unknown results', address: '/attention/unknown-results', shown: says('Under Quality Review') },
  { name: 'review', address: '/review/unknown', shown: says(/Approving sends/) },
  {
    name: 'decision',
    address: '/conversions/1',
    open: press('Approve…'),
    shown: (page) => expect(page.getByRole('dialog').getByText(/Paid to partners/)).toBeVisible(),
  },
  { name: 'decisions made', address: '/review/decided', shown: says('No decision was made yet') },
  {
    name: 'status map',
    address: '/review/status-map',
    open: async (page) => {
      const meaning = page.getByRole('combobox', { name: 'Meaning of Under Quality Review' });
      await meaning.selectOption('approved');
    },
    shown: says(/conversions change$/),
  },
  { name: 'conversions', address: '/conversions', open: openFirstRow, shown: says('Raw transactions') },
  {
    name: 'no conversion fits',
    address: '/conversions?text=nothing+fits',
    shown: says('No conversion fits'),
  },
  {
    name: 'condition',
    address: '/conversions?status=pending&partner=23&offer=45&last=7',
    open: press(/^partner is/),
    shown: (page) => expect(page.getByRole('searchbox', { name: 'Find partner' })).toBeVisible(),
  },
  {
    name: 'columns',
    address: '/conversions',
    open: press('Columns'),
    shown: (page) => expect(page.getByRole('menuitemcheckbox', { name: 'source' })).toBeVisible(),
  },
  { name: 'conversion', address: '/conversions/1', shown: says('Raw transactions') },
  {
    name: 'no such conversion',
    address: '/conversions/999999',
    shown: heading('There is no such conversion'),
  },
  {
    name: 'session numbers',
    address: '/numbers',
    open: openFirstRow,
    shown: says('Information now'),
  },
  { name: 'session number', address: '/numbers/sessions/1', shown: says('Information now') },
  {
    name: 'session update',
    address: '/numbers/sessions/1',
    open: press('Update…'),
    shown: dialog(/^Update what/),
  },
  { name: 'request of a session number', address: '/numbers/request', shown: says('What it is for') },
  { name: 'forecast', address: '/numbers/forecast', shown: says('Needed for good') },
  { name: 'promo numbers', address: '/numbers/promo', open: openFirstRow, shown: says('Our id') },
  {
    name: 'request of a promo number',
    address: '/numbers/promo/request?offer=45&partner=23',
    shown: says(/more possible/),
  },
  { name: 'campaigns', address: '/numbers/campaigns?partner=23', shown: says('What can be asked') },
  { name: 'ring pools', address: '/numbers/pools', shown: heading('Numbers') },
  {
    name: 'new ring pool',
    address: '/numbers/pools',
    open: press('New ring pool'),
    shown: dialog('New ring pool'),
  },
  { name: 'many numbers', address: '/numbers/bulk', shown: says('Partners') },
  { name: 'jobs', address: '/jobs', open: openFirstRow, shown: says('Session number') },
  { name: 'composer', address: '/links', shown: says('Every value comes back as typed') },
  { name: 'explain', address: `/links/explain?link=${encodeURIComponent(LINK)}`, shown: says('Parameters') },
  {
    name: 'followed link',
    address: `/links/follow?link=${encodeURIComponent(LINK)}`,
    open: (page) => page.getByRole('main').getByRole('button', { name: 'Follow' }).click(),
    shown: says('Addresses, one after the other'),
  },
  { name: 'many links', address: '/links/bulk', open: pasteLinks, shown: says('Columns of the file') },
  { name: 'link templates', address: '/links/templates', shown: says('No template yet') },
  {
    name: 'new link template',
    address: '/links/templates',
    open: press('New template'),
    shown: dialog('New template'),
  },
  { name: 'saved links', address: '/links/saved', open: openFirstRow, shown: says('Where it is used') },
  {
    name: 'place of a link',
    address: '/links/saved?open=1',
    open: press('Add a place…'),
    shown: dialog('Where the link is used'),
  },
  {
    name: 'code of a link',
    address: '/links/saved?open=1',
    open: press('QR code'),
    shown: dialog('QR code of the link'),
  },
  {
    name: 'deliveries',
    address: '/postbacks/deliveries',
    open: openFirstRow,
    shown: says('Values in the URL'),
  },
  { name: 'templates', address: '/postbacks/templates', shown: says('Practice partners') },
  {
    name: 'template editor',
    address: '/postbacks/templates/new',
    open: typeTemplate,
    shown: says('Faults of the URL'),
    unsaved: true,
  },
  {
    name: 'template left',
    address: '/postbacks/templates/1',
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Name' }).fill('Other');
      await page.keyboard.press('Alt+Digit1');
    },
    shown: dialog('Leave without saving?'),
    unsaved: true,
  },
  { name: 'receivers', address: '/postbacks/receivers', shown: says(/^127\.0\.0\.1:/) },
  {
    name: 'receiver',
    address: '/postbacks/receivers',
    open: async (page) => {
      await page.getByRole('table', { name: 'Receivers' }).getByRole('link', { name: '127.0.0.1:' }).click();
      await page.getByRole('radio', { name: 'A rule of your own' }).click();
      await press('Add a condition for yes')(page);
      await page.getByText('Try the rule on an answer').click();
    },
    shown: says(/^HTTP \d/),
    unsaved: true,
  },
  { name: 'replays', address: '/postbacks/replays', shown: says('Nothing replayed yet') },
  { name: 'new replay', address: '/postbacks/replays/new', shown: says('Requests compared') },
  { name: 'no such replay', address: '/postbacks/replays/999', shown: says('There is no such replay') },
  {
    name: 'partners',
    address: '/partners?text=23',
    open: openFirstRow,
    shown: says('What their sub ids carry'),
  },
  { name: 'new partner', address: '/partners', open: press('Add partner'), shown: dialog('Add a partner') },
  {
    name: 'partners imported',
    address: '/partners',
    open: async (page) => {
      await press('Import…')(page);
      await press('Choose file…')(page);
    },
    shown: (page) => expect(page.getByRole('dialog').getByText('1 with a fault.')).toBeVisible(),
  },
  { name: 'offers', address: '/offers?text=45', open: openFirstRow, shown: says('Default payout') },
  { name: 'offer', address: '/offers/1', shown: says('The default goal is the call itself') },
  {
    name: 'new offer',
    address: '/offers',
    open: press('Add pay-per-call offer'),
    shown: dialog('Add a pay-per-call offer'),
  },
  {
    name: 'test of a goal',
    address: '/offers/1',
    open: async (page) => {
      await press('Code of Callback form')(page);
      await press('Test page…')(page);
      await page.getByRole('combobox', { name: 'Rides along' }).click();
      await page.getByRole('option', { name: /^All partners/ }).click();
      await press('Open test page')(page);
    },
    shown: (page) => expect(page.getByRole('dialog').getByText('Not called yet')).toBeVisible(),
  },
  { name: 'TUNE', address: '/tune', shown: says('Who owns conversions') },
  { name: 'postbacks of TUNE', address: '/tune/postbacks', shown: says('Also told by') },
  { name: 'conversions of TUNE', address: '/tune/conversions', shown: says('In TUNE') },
  {
    name: 'switch of modes',
    address: '/tune',
    open: press(/^Switch to: The desk, which/),
    shown: dialog('Write to TUNE?'),
  },
  {
    name: 'new TUNE network',
    address: '/settings',
    open: press('Connect a TUNE network…'),
    shown: dialog('Connect a TUNE network'),
  },
  { name: 'reconciliations', address: '/reconcile', shown: says('Nothing was reconciled yet') },
  { name: 'new reconciliation', address: '/reconcile/new', shown: says('Every further side is compared with the first.') },
  { name: 'watched folder', address: '/reconcile/folder', shown: says('No folder is watched') },
  { name: 'settings', address: '/settings', shown: says('Data on this machine') },
  {
    name: 'no such template',
    address: '/postbacks/templates/999',
    shown: says('There is no such template'),
  },
  { name: 'nowhere', address: '/nowhere', shown: says('There is no such place') },
  {
    name: 'palette',
    address: '/',
    open: (page) => page.keyboard.press('Control+k'),
    shown: (page) => expect(page.getByRole('option', { name: /Sync/ })).toBeVisible(),
  },
  {
    name: 'new workspace',
    address: '/',
    open: async (page) => {
      await page.getByRole('button', { name: 'Workspace Practice network' }).click();
      await page.getByRole('menuitem', { name: 'New workspace…' }).click();
    },
    shown: dialog('New workspace'),
  },
  {
    name: 'another network',
    address: '/settings',
    open: press('Connect a network…'),
    shown: dialog('Connect an Invoca network'),
  },
  {
    name: 'network edited',
    address: '/settings',
    open: async (page) => {
      await press('Edit… Faraway')(page);
      await page.getByRole('textbox', { name: 'Address' }).fill('https://further.invalid');
      await page.getByRole('textbox', { name: 'Network id' }).fill('8');
    },
    shown: dialog('Edit Faraway'),
  },
  { name: 'token', address: '/settings', open: press(/^Replace token/), shown: dialog(/^Replace the token/) },
  {
    name: 'network removal',
    address: '/settings',
    open: press('Remove… Faraway'),
    shown: dialog('Remove Faraway?'),
  },
  {
    name: 'test fire',
    address: '/postbacks/templates/1',
    open: press('Test fire…'),
    shown: dialog('Test fire'),
  },
  { name: 'removal', address: '/postbacks/templates', open: press(/^Remove/), shown: dialog(/^Remove/) },
];

test('the first screens fit every window and break no rule of access', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  await expect(page.getByRole('button', { name: 'Open the practice network' })).toBeVisible();
  await expectSound(page, 'first start');
  await page.getByRole('button', { name: 'Connect a network' }).click();
  await expectSound(page, 'connect a network');
});

test('every screen fits every window and breaks no rule of access', async ({ launch, dataFolder }) => {
  test.setTimeout(300_000);
  const { app, page } = await launch(WITHOUT_KEYRING);
  const file = join(dataFolder, 'partners.csv');
  await writeFile(file, 'id,company,zone\n23,Renamed,Europe/Berlin\n9001,New,Mars/Olympus\n');
  await app.evaluate(({ dialog: system, shell }, path) => {
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    shell.openExternal = () => Promise.resolve();
  }, file);
  await fillDesk(page, await openPractice(page));
  for (const screen of SCREENS) {
    await test.step(screen.name, async () => {
      await page.evaluate((address) => {
        window.location.hash = address;
      }, screen.address);
      await screen.open?.(page);
      await screen.shown(page);
      await expectSound(page, screen.name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      if (screen.unsaved) {
        await page.keyboard.press('Alt+Digit1');
        await page.getByRole('button', { name: 'Discard changes' }).click();
        await heading('Overview')(page);
      }
    });
  }
});

/**
 * Something to see on every screen: a delivery in trouble, an unknown result, a row not read, a correction without its
 * original, a link, a lost network.
 */
async function fillDesk(page: Page, control: PracticeControl): Promise<void> {
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
