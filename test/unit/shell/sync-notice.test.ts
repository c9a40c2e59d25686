import { describe, expect, test } from 'vitest';
import { syncNotice } from '#main/shell/system/sync-notice.ts';

const quiet = {
  fetched: 0,
  new: 0,
  corrections: 0,
  conversions: { approved: 0, pending: 0, rejected: 0 },
  unparsed: 0,
  asked: false,
  warnings: [],
  faults: [],
};

describe('syncNotice', () => {
  test('a round that brought nothing is not worth a notification', () => {
    expect(syncNotice(quiet)).toBeNull();
  });

  test('one notification sums the round up', () => {
    const round = { ...quiet, fetched: 9, new: 9, conversions: { approved: 3, pending: 4, rejected: 1 } };
    expect(syncNotice(round)).toEqual({
      title: 'Calls synced',
      body: '9 new transactions · 3 conversions approved · 1 rejected',
      address: '/conversions',
    });
  });

  test('trouble comes first in the title and leads to the overview', () => {
    const round = { ...quiet, new: 1, faults: ['Acme refuses the token.', 'Other is down.'] };
    expect(syncNotice(round)).toEqual({
      title: 'Syncing needs attention',
      body: '1 new transaction · Acme refuses the token.',
      address: '/',
    });
  });
});
