import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import type { Screen } from './screen.ts';
import { dialog, openFirstRow, press, says } from './screen.ts';

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

/** Links, postbacks, partners, offers, TUNE, reconciliation and settings, and what opens in them. */
export const SCREENS_OF_PARTNERS: readonly Screen[] = [
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
  {
    name: 'new reconciliation',
    address: '/reconcile/new',
    shown: says('Every further side is compared with the first.'),
  },
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
