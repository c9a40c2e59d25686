import { describe, expect, it } from 'vitest';
import type { ReconcileBench } from '#main/engine/ports/reconcile-bench.ts';
import type { RunLines } from '#main/engine/ports/reconcile-store.ts';
import { runDraft } from '#main/engine/reconcile/run-draft.ts';
import type { RunWriter } from '#main/engine/reconcile/run-draft.ts';
import type { ReconcileDraft, RunSummary } from '#shared/ipc/reconcile.ts';

const DRAFT: ReconcileDraft = {
  title: 'May',
  sides: [],
  firstDay: '2026-05-01',
  lastDay: '2026-05-31',
  windowMinutes: 5,
  networkId: null,
  partnerId: null,
  offerId: null,
};
const SUMMARY: RunSummary = { sides: [], results: [], lines: { equal: 0, unequal: 0 }, zones: [] };
const unused = (): never => {
  throw new Error('Nothing of this is asked for.');
};

function linesFrom(from: number, count: number): RunLines {
  const same = <T>(value: T): T[] => Array.from({ length: count }, () => value);
  return {
    keys: Array.from({ length: count }, (_, place) => `call ${from + place}`),
    states: same('equal'),
    digests: same(''),
    causes: [same(''), same('')],
    deltas: [same(0), same(0)],
    currencies: same('USD'),
    ats: same(null),
    numbers: same(''),
    invocaIds: same(''),
    cells: same('[]'),
    findings: same('[]'),
  };
}

/** A bench whose comparison found so many lines. */
function benchOf(total: number): ReconcileBench {
  return {
    addDeskRows: unused,
    addRows: unused,
    addPage: unused,
    addFile: unused,
    previewFile: unused,
    unknownIds: () => Promise.resolve([]),
    nameCalls: () => Promise.resolve(),
    compare: () => Promise.resolve(SUMMARY),
    lines: ({ from, limit }) => Promise.resolve(linesFrom(from, Math.max(0, Math.min(limit, total - from)))),
    close: () => Promise.resolve(),
  };
}

function run(total: number, write: RunWriter, signal = new AbortController().signal): Promise<void> {
  return runDraft(7, DRAFT, {
    sources: {
      read: {
        deskRows: unused,
        networks: unused,
        tuneAccounts: unused,
        reconcileFile: unused,
        statusesOf: unused,
        callsOfTransactions: unused,
      },
      periods: unused,
      tune: unused,
      tokens: unused,
      clock: () => 1,
    },
    write,
    openBench: () => benchOf(total),
    signal,
    tell: () => undefined,
  });
}

describe('storing what a reconciliation found', () => {
  it('stores every line in its order, a few pieces on their way at a time, and ends after the last', async () => {
    const stored: string[] = [];
    const finished: number[] = [];
    let underWay = 0;
    let most = 0;
    await run(43_210, {
      addReconcileLines: async ({ lines }) => {
        underWay += 1;
        most = Math.max(most, underWay);
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
        stored.push(...lines.keys);
        underWay -= 1;
      },
      finishReconcileRun: async () => {
        finished.push(stored.length);
      },
      tellReconcileProgress: unused,
    });
    expect(stored).toEqual(linesFrom(0, 43_210).keys);
    expect(finished).toEqual([43_210]);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
  });

  it.each([0, 1, 5_000, 5_001])('stores %i lines', async (total) => {
    let stored = 0;
    await run(total, {
      addReconcileLines: async ({ lines }) => {
        stored += lines.keys.length;
      },
      finishReconcileRun: () => Promise.resolve(),
      tellReconcileProgress: unused,
    });
    expect(stored).toBe(total);
  });

  it('fails with the first piece that could not be stored, and is not done', async () => {
    let asked = 0;
    const finished: number[] = [];
    const running = run(100_000, {
      addReconcileLines: async () => {
        asked += 1;
        if (asked > 1) throw new Error(`The disk is full at piece ${asked}.`);
      },
      finishReconcileRun: async ({ id }) => {
        finished.push(id);
      },
      tellReconcileProgress: unused,
    });
    await expect(running).rejects.toThrow('The disk is full at piece 2.');
    expect(asked).toBeLessThanOrEqual(4);
    expect(finished).toEqual([]);
  });

  it('stores no more once it is cancelled', async () => {
    const control = new AbortController();
    let asked = 0;
    const running = run(
      100_000,
      {
        addReconcileLines: async () => {
          asked += 1;
          if (asked === 2) control.abort(new Error('It was cancelled.'));
        },
        finishReconcileRun: unused,
        tellReconcileProgress: unused,
      },
      control.signal,
    );
    await expect(running).rejects.toThrow('It was cancelled.');
    expect(asked).toBe(2);
  });
});
