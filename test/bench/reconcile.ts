import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { threadBench } from '#main/engine/reconcile/bench-thread.ts';
import { reconcileDesk } from '#main/engine/reconcile/reconcile-desk.ts';
import { systemScheduler } from '#main/engine/scheduler.ts';
import { openStore } from '#main/store/open-store.ts';
import { wallClock } from '#shared/domain/wall-clock.ts';
import { keptLog, NETWORK, pageOf } from '#test/support/store-workspace.ts';
import type { PracticeRow } from '#test/support/store-workspace.ts';
import type { Figure } from './support/figures.ts';

const ROWS = 100_000;
const PAGE = 4_000;
const MOST_SECONDS = 10;
const MOST_DELAY_MS = 50;
const MAY = Date.UTC(2026, 4, 1);
const NOW = Date.UTC(2026, 5, 10);
const SPAN = 30 * 86_400_000;
const HEAD = 'call_id,status,payout,currency,time,number';
const REPORT_ZONE = 'America/Los_Angeles';
const LEAST_EQUAL = 0.95 * ROWS;

/**
 * A run of 100,000 rows a side: the desk beside a partner's report, and both beside an Invoca account read afresh; from the
 * start to the last line stored. The main thread must stay free meanwhile.
 */
export async function reconcileFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  const source = (path: string): URL => new URL(`../../src/main/${path}`, import.meta.url);
  const store = await openStore({
    file: join(folder, 'desk.sqlite'),
    threadScript: source('store-thread.ts'),
    log: keptLog(),
    now: () => NOW,
  });
  try {
    const network = await store.write.addNetwork({ network: NETWORK, now: NOW });
    const pages = Array.from({ length: ROWS / PAGE }, (_, page) =>
      Array.from({ length: PAGE }, (__, row) => callOf(page * PAGE + row)),
    );
    let cursorBefore = '';
    for (const rows of pages) {
      await store.write.commitPage({
        networkId: network.id,
        cursorBefore,
        body: pageOf(rows),
        receivedAt: NOW,
        purpose: 'stream',
      });
      cursorBefore = rows.at(-1)?.id ?? '';
    }
    await store.write.recordSync({ networkId: network.id, at: NOW, error: null });
    const report = join(folder, 'report.csv');
    await writeFile(report, [HEAD, ...Array.from({ length: ROWS }, (_, row) => reportLine(row))].join('\n'));
    const desk = reconcileDesk({
      store,
      sources: {
        periods: () => ({
          page: ({ cursor: after }) => {
            const at = after === '' ? 0 : Math.floor(Number(after.slice(2)) / PAGE) + 1;
            return Promise.resolve(pageOf(pages[at] ?? []));
          },
        }),
        tune: () => {
          throw new Error('No TUNE network here.');
        },
        tokens: () => Promise.resolve('token'),
      },
      openBench: () => threadBench(source('reconcile-thread.ts')),
      clock: () => NOW,
      scheduler: systemScheduler,
      log: keptLog(),
      zone: () => 'UTC',
      onChange: () => undefined,
    });
    const file = await desk.openFile(report, 'partner');
    const ours = { kind: 'desk', zone: 'America/New_York' } as const;
    const theirs = {
      kind: 'file',
      role: 'partner',
      digest: file.digest,
      name: file.name,
      mapping: { ...file.mapping, zone: REPORT_ZONE },
      asOf: NOW,
    } as const;
    const fresh = { kind: 'invoca', networkId: network.id, zone: 'America/New_York' } as const;
    const measure = async (sides: readonly (typeof ours | typeof theirs | typeof fresh)[], what: string) => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const started = performance.now();
      const id = await desk.start({
        title: what,
        sides: [...sides],
        firstDay: '2026-05-01',
        lastDay: '2026-05-31',
        windowMinutes: 5,
        networkId: null,
        partnerId: null,
        offerId: null,
      });
      let run = await store.read.reconcileRun({ id });
      while (run.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 50));
        run = await store.read.reconcileRun({ id });
      }
      const seconds = (performance.now() - started) / 1000;
      delay.disable();
      if (run.state !== 'done') throw new Error(`The run failed: ${run.reason}`);
      const { equal, unequal } = run.summary?.lines ?? { equal: 0, unequal: 0 };
      if (equal < LEAST_EQUAL || equal + unequal < ROWS || unequal === 0)
        throw new Error(`${equal} equal, ${unequal} different.`);
      const late = delay.percentile(99) / 1e6;
      return [
        {
          name: `reconcile ${what}, ${ROWS.toLocaleString('en-US')} rows a side, every line stored`,
          measured: seconds,
          unit: 's',
          floor: null,
          goal: `≤ ${MOST_SECONDS} s`,
          met: seconds <= MOST_SECONDS,
        },
        {
          name: `main event-loop delay p99 meanwhile (${what})`,
          measured: late,
          unit: 'ms',
          floor: null,
          goal: `≤ ${MOST_DELAY_MS} ms`,
          met: late <= MOST_DELAY_MS,
        },
      ];
    };
    return [
      ...(await measure([ours, theirs], 'desk and partner')),
      ...(await measure([ours, fresh, theirs], 'desk, Invoca and partner')),
    ];
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function callOf(row: number): PracticeRow {
  return {
    id: `T-${row}`,
    call: `K4T9-${row.toString(16).toUpperCase().padStart(8, '0')}`,
    result: row % 10 === 0 ? 'nosale' : 'paid',
    payout: row % 10 === 0 ? 0 : 2100,
    startedAt: MAY + Math.floor((row * SPAN) / ROWS),
    partner: '23',
    offer: '45',
  };
}

/**
 * One in a hundred has an id nobody knows, one is paid otherwise, one spells its id otherwise; the rest is the same. Times
 * are as a partner tells them: on its own clock, without a zone.
 */
function reportLine(row: number): string {
  const call = callOf(row);
  const kind = row % 100;
  const id = kind === 1 ? `X-${row}` : kind === 2 ? call.call.toLowerCase() : call.call;
  const payout = ((call.payout ?? 0) + (kind === 3 ? 100 : 0)) / 100;
  const { date, time } = wallClock(call.startedAt ?? 0, REPORT_ZONE);
  return `${id},${call.result === 'paid' ? 'approved' : 'pending'},${payout.toFixed(2)},USD,${date} ${time},`;
}
