import type { AttentionItem, Overview } from '#shared/ipc/desk.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { ReceiverRecord } from '#main/engine/ports/receiver-store.ts';
import type { DeliveryState } from '#shared/ipc/postbacks.ts';
import { arrivalItems } from './arrival-attention.ts';
import type { NumberSources } from './number-attention.ts';
import { jobsStateOf, numberItems } from './number-attention.ts';
import { receiverItems } from './receiver-attention.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { ConversionList } from '../conversions/list.ts';
import { conflictCount } from '../decisions/decision-reads.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { TuneAccountState } from '#main/engine/ports/tune-store.ts';
import { tuneItems } from './tune-attention.ts';
import { troubledRows } from './unparsed-rows.ts';

const DAYS_SHOWN = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What of the outbox and the networks the overview shows. */
export interface OverviewSources extends NumberSources {
  readonly deliveryCounts: () => Record<DeliveryState, number>;
  readonly receivers: () => ReceiverRecord[];
  readonly networks: () => NetworkRecord[];
  readonly links: () => AttentionItem[];
  readonly tuneStates: () => readonly TuneAccountState[];
}

/** Reads the overview: the day, the last days, and what needs a person. */
export function overviewReads(
  db: Sqlite,
  list: ConversionList,
  sources: OverviewSources,
): (input: { readonly dayStart: number; readonly dayEnd: number; readonly now: number }) => Overview {
  const acceptedIn = db.prepare<[number, number], { count: number }>(
    `SELECT count(*) AS count FROM deliveries INDEXED BY deliveries_by_finish
     WHERE state = 'accepted' AND finished_at >= ? AND finished_at < ?`,
  );
  const rows = troubledRows(db);
  const arrivals = arrivalItems(db);
  const conflicts = conflictCount(db);
  return ({ dayStart, dayEnd, now }) => {
    const day = list.totals({ from: dayStart, to: dayEnd });
    const [pending = 0, approved = 0, rejected = 0] = countsByStatus(list, dayStart, dayEnd);
    const counts = sources.deliveryCounts();
    const [invoca, spc, tune] = [sources.networks(), sources.spcNetworks(), sources.tuneStates()];
    return {
      calls: day.count,
      conversions: { pending, approved, rejected },
      sums: day.sums,
      allConversions: day.all,
      networks: invoca.length + spc.length + tune.length,
      deliveries: {
        waiting: counts.waiting + counts.sending,
        failing: counts.refused + counts.needs_person + counts.exhausted + counts.stopped,
        acceptedToday: acceptedIn.get(dayStart, dayEnd)?.count ?? 0,
      },
      jobs: jobsStateOf(sources, now),
      attention: [
        ...conflictItems(conflicts()),
        ...rowItems(rows),
        ...deliveryItems(counts),
        ...receiverItems(sources.receivers(), now),
        ...[...invoca, ...spc].flatMap(networkItem),
        ...numberItems(sources, now),
        ...arrivals(),
        ...sources.links(),
        ...tuneItems(tune),
      ],
      days: lastDays(dayStart, dayEnd).map(({ from, to }) => {
        const [waiting = 0, good = 0, bad = 0] = countsByStatus(list, from, to);
        return { day: from, pending: waiting, approved: good, rejected: bad };
      }),
    };
  };
}

function countsByStatus(list: ConversionList, from: number, to: number): number[] {
  return CONVERSION_STATUSES.map((status) => list.totals({ statuses: [status], from, to }).count);
}

/**
 * The last days as spans, oldest first. Where the day given begins at midnight of this machine's zone, the days
 * before it do too, so that a change of the clock does not shift them.
 */
function lastDays(dayStart: number, dayEnd: number): { from: number; to: number }[] {
  const first = new Date(dayStart);
  const atMidnight = first.getHours() === 0 && first.getMinutes() === 0;
  const starts = Array.from({ length: DAYS_SHOWN }, (_, place) => {
    const back = DAYS_SHOWN - 1 - place;
    if (!atMidnight) return dayStart - back * DAY_MS;
    return new Date(first.getFullYear(), first.getMonth(), first.getDate() - back).getTime();
  });
  return starts.map((from, place) => ({ from, to: starts[place + 1] ?? dayEnd }));
}

function conflictItems(count: number): AttentionItem[] {
  if (count === 0) return [];
  const text = 'Conversions whose network disagrees with a decision';
  return [item('decision_conflict', count, text, '/review/conflicts')];
}

function rowItems(rows: ReturnType<typeof troubledRows>): AttentionItem[] {
  const { unparsed, waiting } = rows.counts();
  const unknown = rows.unknownResults().reduce((sum, { count }) => sum + count, 0);
  return [
    item(
      'unknown_result',
      unknown,
      'Conversions with a result the status map does not know',
      '/conversions?unknown=1',
    ),
    item('unparsed_row', unparsed, 'Rows that could not be read', '/attention/unparsed'),
    item(
      'waiting_correction',
      waiting,
      'Corrections whose original has not arrived',
      '/attention/corrections',
    ),
  ].filter(({ count }) => count > 0);
}

function deliveryItems(counts: Record<DeliveryState, number>): AttentionItem[] {
  const trouble = (state: DeliveryState, text: string): AttentionItem =>
    item('delivery_trouble', counts[state], text, `/postbacks?state=${state}`);
  return [
    trouble('exhausted', 'Postbacks given up after every attempt'),
    trouble('needs_person', 'Postbacks the receiver turned away'),
    trouble('refused', 'Postbacks delivered but refused'),
  ].filter(({ count }) => count > 0);
}

function networkItem({ name, lastError }: Pick<NetworkRecord, 'name' | 'lastError'>): AttentionItem[] {
  return lastError === null ? [] : [item('network_error', 1, `${name}: ${lastError}`, '/settings')];
}

function item(kind: AttentionItem['kind'], count: number, text: string, address: string): AttentionItem {
  return { kind, count, text, address };
}
