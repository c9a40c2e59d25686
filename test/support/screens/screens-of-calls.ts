import { expect } from 'playwright/test';
import type { Screen } from './screen.ts';
import { dialog, heading, openFirstRow, press, says } from './screen.ts';

/** Overview, review, conversions, numbers and jobs, and what opens in them. */
export const SCREENS_OF_CALLS: readonly Screen[] = [
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
];
