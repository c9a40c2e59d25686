import { reconcileSides } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { ReconciledSides } from '#shared/domain/reconcile/reconcile-sides.ts';
import { isInside } from '#shared/domain/reconcile/explain-line.ts';
import { worthOf } from '#shared/domain/reconcile/side-row.ts';
import type { Side, SideRow } from '#shared/domain/reconcile/side-row.ts';
import { wallClock } from '#shared/domain/wall-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { FilePreview, RunSummary, StatedTotal } from '#shared/ipc/reconcile.ts';
import type { PageDecoder } from '../ports/page-decoder.ts';
import type { BenchScope, ReconcileBench } from '../ports/reconcile-bench.ts';
import { deskSideRows } from './desk-side.ts';
import { readFileRows } from './file-rows.ts';
import { readTable } from './file-table.ts';
import { invocaSide } from './invoca-side.ts';
import type { InvocaSide } from './invoca-side.ts';
import { runLines } from './run-lines.ts';
import { zoneTotals } from './zone-totals.ts';

const FAULTS_TOLD = 5;
const FAULTS_SHOWN = 100;
const SAMPLE = 8;

interface Laid {
  rows: SideRow[];
  invoca: InvocaSide | null;
  stated: StatedTotal | null;
}

/** A bench in this thread: reading and comparing block it for as long as they take. */
export function reconcileBench(decode: PageDecoder): ReconcileBench {
  const laid = new Map<number, Laid>();
  let compared: { readonly sides: readonly Side[]; readonly lines: ReconciledSides['lines'] } | null = null;
  const at = (side: number): Laid => {
    const known = laid.get(side) ?? { rows: [], invoca: null, stated: null };
    laid.set(side, known);
    return known;
  };
  const rowsOf = (side: number): readonly SideRow[] => {
    const { rows, invoca } = at(side);
    if (invoca && rows.length === 0) at(side).rows = [...invoca.rows()];
    return at(side).rows;
  };
  return {
    async addDeskRows({ side, rows }) {
      for (const row of deskSideRows(rows)) at(side).rows.push(row);
    },
    async addRows({ side, rows }) {
      for (const row of rows) at(side).rows.push(row);
    },
    async addPage({ side, body, scope }) {
      const place = at(side);
      place.invoca ??= invocaSide(decode);
      return place.invoca.add(body, scope);
    },
    async addFile({ side, name, bytes, role, mapping }) {
      const { rows, faults, stated } = readFileRows(readTable(bytes, name), mapping, role, name);
      if (faults.length > 0) throw unreadable(name, faults);
      laid.set(side, { rows: [...rows], invoca: null, stated });
      return { rows: rows.length };
    },
    async previewFile({ name, bytes, role, mapping }) {
      const table = readTable(bytes, name);
      const reading = readFileRows(table, mapping, role, name);
      return previewOf(table, reading, mapping.zone);
    },
    async unknownIds() {
      const known = new Set<string>(['']);
      for (const { callId } of rowsOf(0)) known.add(callId);
      const unknown = new Set<string>();
      for (const side of laid.keys()) {
        if (side === 0) continue;
        for (const { callId } of rowsOf(side)) if (!known.has(callId)) unknown.add(callId);
      }
      return [...unknown];
    },
    async nameCalls({ calls }) {
      const told = [...laid.values()].flatMap(({ invoca }) => (invoca ? [invoca.calls] : []));
      const named = [...told.toReversed(), new Map(calls)].filter(({ size }) => size > 0);
      if (named.length === 0) return;
      for (const [side, place] of laid) {
        if (place.invoca) continue;
        place.rows = rowsOf(side).map((row) => {
          const by = named.find((names) => names.has(row.callId));
          const call = by?.get(row.callId);
          return call === undefined || call === row.callId ? row : { ...row, callId: call };
        });
      }
    },
    async compare(scope) {
      const sides = scope.sides.map((side, place): Side => ({ ...side, rows: rowsOf(place) }));
      const found = reconcileSides(sides, scope.windowMs);
      const zones = zoneTotals(sides[0]?.rows ?? [], scope.zones, scope.firstDay, scope.lastDay);
      const lines = found.lines.filter(
        ({ state, cells: [first] }) =>
          state !== 'outside' ||
          (typeof first?.at === 'number' && zones.some(({ from, to }) => isInside(first, { from, to }))),
      );
      compared = { sides, lines };
      return summaryOf(scope, sides, found, zones, (side) => at(side));
    },
    async lines({ from, limit }) {
      if (!compared) throw new DeskError('internal', 'Nothing was compared yet.');
      const { sides, lines } = compared;
      return runLines(lines.slice(from, from + limit), sides);
    },
    async close() {
      laid.clear();
      compared = null;
    },
  };
}

function summaryOf(
  scope: BenchScope,
  sides: readonly Side[],
  { lines, results, counted }: ReconciledSides,
  zones: RunSummary['zones'],
  laid: (side: number) => Laid,
): RunSummary {
  const count = (state: 'equal' | 'unequal'): number =>
    lines.reduce((sum, line) => sum + (line.state === state ? 1 : 0), 0);
  return {
    sides: sides.map((side, place) => ({
      name: scope.sides[place]?.name ?? '',
      zone: side.zone,
      rows: side.rows.length,
      counted: counted[place] ?? 0,
      unread: laid(place).invoca?.unread() ?? 0,
      readTo: side.readTo,
      totals: sumsOf(side.rows.filter((row) => isInside(row, side))),
      stated: laid(place).stated,
    })),
    results: results.map(({ equal, causes, totals }) => ({
      equal,
      causes,
      totals: totals.map((total) => ({ ...total, explained: [...total.explained] })),
    })),
    lines: { equal: count('equal'), unequal: count('unequal') },
    zones,
  };
}

/** Approved payouts by currency. */
function sumsOf(rows: readonly SideRow[]): { readonly currency: string; readonly amount: number }[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const { currency, amount } = worthOf(row);
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

function previewOf(
  table: ReturnType<typeof readTable>,
  { rows, faults, stated }: ReturnType<typeof readFileRows>,
  zone: string,
): FilePreview {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of rows) {
    if (at === null) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  const day = (instant: number): string | null => (first > last ? null : wallClock(instant, zone).date);
  return {
    rows: rows.length + faults.length,
    ready: rows.length,
    faults: faults.slice(0, FAULTS_SHOWN),
    faultsInAll: faults.length,
    firstDay: day(first),
    lastDay: day(last),
    sums: sumsOf(rows),
    stated,
    sample: table.rows.slice(0, SAMPLE).map(({ line, cells }) => ({ line, cells: [...cells] })),
  };
}

function unreadable(name: string, faults: ReturnType<typeof readFileRows>['faults']): DeskError {
  const told = faults
    .slice(0, FAULTS_TOLD)
    .map(({ line, column, message }) => `line ${line}, ${column}: ${message}`);
  const more = faults.length > told.length ? `, and ${faults.length - told.length} more` : '';
  return new DeskError('invalid_input', `“${name}” cannot be read whole: ${told.join('; ')}${more}.`, {
    field: 'file',
  });
}
