import { describe, expect, test } from 'vitest';
import { IMPORT_QUIET_MS, modeObstacles } from '#shared/domain/desk-mode.ts';
import type { TuneStanding } from '#shared/domain/desk-mode.ts';

const NOW = Date.UTC(2026, 4, 14, 9);
const tune: TuneStanding = {
  name: 'TUNE',
  callsNetworkId: 1,
  readAt: NOW - 60_000,
  unsettled: 0,
  newestImportedAt: NOW - IMPORT_QUIET_MS,
};
const kinds = (...asked: Parameters<typeof modeObstacles>): readonly string[] =>
  modeObstacles(...asked).map(({ kind }) => kind);
const sure = { now: NOW, importOff: true };

describe('what keeps a workspace from a mode', () => {
  test('without TUNE it can neither be observed nor written to', () => {
    expect(kinds('desk', [], sure)).toEqual([]);
    expect(kinds('observe', [], sure)).toEqual(['no_tune']);
    expect(kinds('write', [], sure)).toEqual(['no_tune']);
  });

  test('observing is always the safe side', () => {
    const worst = { ...tune, readAt: null, unsettled: 3, callsNetworkId: null, newestImportedAt: NOW };
    expect(kinds('observe', [worst], { now: NOW, importOff: false })).toEqual([]);
  });

  test('nobody is told by the desk before it is known whom TUNE tells, and that is settled', () => {
    expect(kinds('desk', [{ ...tune, readAt: null }], sure)).toEqual(['not_read']);
    expect(kinds('desk', [{ ...tune, unsettled: 2 }], sure)).toEqual(['told_twice']);
    expect(kinds('desk', [tune], sure)).toEqual([]);
  });

  test('TUNE is written to only where its own import is quiet, said to be off, and its calls are known', () => {
    expect(kinds('write', [tune], sure)).toEqual([]);
    expect(kinds('write', [tune], { now: NOW, importOff: false })).toEqual(['unconfirmed']);
    const importing = { ...tune, newestImportedAt: NOW - IMPORT_QUIET_MS + 1 };
    expect(kinds('write', [importing], sure)).toEqual(['own_import']);
    expect(kinds('write', [importing], { ...sure, quietMs: 60_000 })).toEqual([]);
    expect(kinds('write', [{ ...tune, callsNetworkId: null }], sure)).toEqual(['no_calls']);
  });

  test('every network counts', () => {
    const other = { ...tune, name: 'Other', unsettled: 1 };
    expect(modeObstacles('desk', [tune, other], sure)).toEqual([
      { kind: 'told_twice', name: 'Other', postbacks: 1 },
    ]);
  });
});
