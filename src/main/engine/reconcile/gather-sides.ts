import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { SideRow } from '#shared/domain/reconcile/side-row.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ReconcileDraft, SideDraft } from '#shared/ipc/reconcile.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { PeriodClientFactory } from '../ports/period-client.ts';
import type { BenchSide, ReconcileBench } from '../ports/reconcile-bench.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { TuneClientFactory } from '../ports/tune-client.ts';
import { deskPieces } from './desk-side.ts';
import { tellsApprovedOnly } from './file-mapping.ts';
import { dayAfter, dayBefore, periodIn } from './zone-totals.ts';

/** Rows this far beyond the period are read too, for calls that another zone counts to another day. */
const MARGIN_MS = 86_400_000;
const PAGE_ROWS = 4_000;
const ROWS_HANDED_OVER = 2_000;

/** What sides are read with. */
export interface SideSources {
  readonly read: Pick<
    DeskReader,
    'deskRows' | 'networks' | 'tuneAccounts' | 'reconcileFile' | 'statusesOf' | 'callsOfTransactions'
  >;
  readonly periods: PeriodClientFactory;
  readonly tune: TuneClientFactory;
  readonly tokens: TokenSource;
  readonly clock: () => number;
}

/** What one reading works with. */
interface Reading {
  readonly sources: SideSources;
  readonly bench: ReconcileBench;
  readonly draft: ReconcileDraft;
  readonly signal: AbortSignal;
  readonly tell: (progress: string) => void;
}

/**
 * Lays every side of a draft on the bench and says what is known of each.
 * @throws DeskError, NetworkFault when a side cannot be read whole
 */
export async function gatherSides(reading: Reading): Promise<readonly BenchSide[]> {
  const sides: BenchSide[] = [];
  for (const [place, side] of reading.draft.sides.entries()) {
    reading.signal.throwIfAborted();
    sides.push(await gather(side, place, reading));
  }
  await nameCalls(reading);
  return sides;
}

async function gather(side: SideDraft, place: number, reading: Reading): Promise<BenchSide> {
  const { draft } = reading;
  const zone = side.kind === 'file' ? side.mapping.zone : side.zone;
  const period = periodIn(zone, draft.firstDay, draft.lastDay);
  const common = { ...period, zone, catchesUp: false, partial: false, approvedOnly: false };
  switch (side.kind) {
    case 'desk':
      return { ...common, ...(await deskSide(place, period, reading)), catchesUp: true };
    case 'invoca':
      return { ...common, ...(await invocaSide(place, side.networkId, reading)) };
    case 'tune':
      return { ...common, ...(await tuneSide(place, side.networkId, period, reading)) };
    case 'file':
      return {
        ...common,
        ...(await fileSide(place, side, reading)),
        partial: true,
        approvedOnly: tellsApprovedOnly(side.mapping),
      };
  }
}

type Read = Pick<BenchSide, 'name' | 'readTo'>;

interface Period {
  readonly from: number;
  readonly to: number;
}

async function deskSide(
  place: number,
  period: Period,
  { sources, bench, draft, signal, tell }: Reading,
): Promise<Read> {
  const { networkId, partnerId, offerId } = draft;
  const scope = { networkId, partnerId, offerId, from: period.from - MARGIN_MS, to: period.to + MARGIN_MS };
  let count = 0;
  for await (const rows of deskPieces(sources.read, scope)) {
    signal.throwIfAborted();
    await bench.addDeskRows({ side: place, rows });
    count += rows.recordIds.length;
    tell(`Reading the desk: ${count} conversions`);
  }
  const networks = await sources.read.networks();
  const synced = networks.filter(({ id }) => networkId === null || id === networkId);
  const readTo = synced.reduce<number | null>(
    (least, { lastSuccessAt }) =>
      lastSuccessAt === null || least === null ? (lastSuccessAt ?? least) : Math.min(least, lastSuccessAt),
    null,
  );
  return { name: 'Desk', readTo };
}

async function invocaSide(
  place: number,
  networkId: number,
  { sources, bench, draft, signal, tell }: Reading,
): Promise<Read> {
  const network = (await sources.read.networks()).find(({ id }) => id === networkId);
  if (!network)
    throw new DeskError('not_found', 'The Invoca account of this reconciliation is not connected.');
  const client = sources.periods(network, await sources.tokens(network));
  const statuses = await sources.read.statusesOf({ networkId });
  const readAt = sources.clock();
  const scope = {
    currency: network.currency,
    user: network.user,
    statuses,
    partnerId: draft.partnerId,
    offerId: draft.offerId,
    readAt,
  };
  // Its days are those of the token's user, whose zone nobody tells: a day more on each side has them all.
  const days = { firstDay: dayBefore(draft.firstDay), lastDay: dayAfter(draft.lastDay) };
  let cursor = '';
  let count = 0;
  for (;;) {
    signal.throwIfAborted();
    const body = await client.page({ ...days, cursor, limit: PAGE_ROWS, signal });
    const page = await bench.addPage({ side: place, body, scope });
    count += page.rows;
    tell(`Reading ${network.name} afresh: ${count} transactions`);
    if (page.rows === 0 || page.cursor === null || page.cursor === cursor) break;
    ({ cursor } = page);
  }
  return { name: network.name, readTo: readAt };
}

async function tuneSide(
  place: number,
  networkId: number,
  period: Period,
  { sources, bench, draft, signal, tell }: Reading,
): Promise<Read> {
  const account = (await sources.read.tuneAccounts()).find(({ id }) => id === networkId);
  if (!account) throw new DeskError('not_found', 'The TUNE network of this reconciliation is not connected.');
  tell(`Reading ${account.name}`);
  const client = sources.tune(account, await sources.tokens(account));
  const readTo = sources.clock();
  const asked = { from: period.from - MARGIN_MS, to: period.to + MARGIN_MS, signal };
  const [conversions, transactions] = await Promise.all([
    client.conversions(asked),
    client.invocaTransactions(asked),
  ]);
  const rows = conversions
    .filter(({ partnerId }) => draft.partnerId === null || partnerId === draft.partnerId)
    .filter(({ offerId }) => draft.offerId === null || offerId === draft.offerId)
    .map((conversion): SideRow => {
      const transaction = transactions.get(conversion.tuneEventId) ?? '';
      return {
        line: null,
        recordId: null,
        invocaId: transaction,
        callId: transaction,
        status: conversion.status,
        payout: conversion.payout.amount,
        currency: conversion.payout.currency,
        at: conversion.at,
        number: conversion.number,
        rawResult: '',
        earlier: [],
      };
    });
  for (let from = 0; from < rows.length; from += ROWS_HANDED_OVER) {
    await bench.addRows({ side: place, rows: rows.slice(from, from + ROWS_HANDED_OVER) });
  }
  return { name: account.name, readTo };
}

async function fileSide(
  place: number,
  side: Extract<SideDraft, { readonly kind: 'file' }>,
  { sources, bench, tell }: Reading,
): Promise<Read> {
  tell(`Reading ${side.name}`);
  const file = await sources.read.reconcileFile({ digest: side.digest });
  if (!file) throw new DeskError('not_found', `“${side.name}” is not kept any more. Choose it again.`);
  const { role, mapping, name } = side;
  await bench.addFile({ side: place, name, bytes: await unpacked(file.bytes), role, mapping });
  return { name, readTo: side.asOf ?? file.modifiedAt };
}

/** The content of a kept file. */
export async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await promisify(gunzip)(bytes));
}

/** Other sides may name a call by one of its transactions. */
async function nameCalls({ sources, bench, tell }: Reading): Promise<void> {
  tell('Matching');
  const unknown = await bench.unknownIds();
  const calls: (readonly [string, string])[] = [];
  for (let from = 0; from < unknown.length; from += ROWS_HANDED_OVER) {
    const transactionIds = unknown.slice(from, from + ROWS_HANDED_OVER);
    calls.push(...(await sources.read.callsOfTransactions({ transactionIds })));
  }
  await bench.nameCalls({ calls });
}
