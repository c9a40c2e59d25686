import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageOutcome } from '#main/engine/ports/call-log-store.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import type { NetworkRecord, NewNetwork } from '#main/engine/ports/network-record.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openTestStore } from './test-store.ts';

/** A row of a practice page: only what a test cares about, the rest absent as on a lean account. */
export interface PracticeRow {
  readonly id: string;
  readonly call: string;
  readonly result?: string;
  readonly corrects?: string;
  readonly payout?: number;
  readonly revenue?: number;
  readonly startedAt?: number;
  readonly duration?: number;
  readonly connect?: number;
  /** Marketing Data, as the network gives it with the row. */
  readonly custom?: Readonly<Record<string, string>>;
  readonly partner?: string;
  readonly partnerName?: string;
  readonly offer?: string;
  readonly offerName?: string;
  readonly line?: string;
  readonly caller?: string;
  readonly subIds?: Readonly<Record<string, string>>;
}

export const NETWORK: NewNetwork = {
  kind: 'invoca',
  name: 'Harbor Calls',
  baseUrl: 'https://harbor.invoca.example',
  organisationId: '2001',
  user: 'network',
  currency: 'USD',
  versions: { transactions: '2020-10-01', network: '2020-10-01' },
  token: { keeping: 'session' },
  practice: false,
};

/** A log that keeps what it was told. */
export function keptLog(): EngineLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string): void => {
    lines.push(message);
  };
  return { lines, info: keep, warn: keep, error: keep };
}

/** A folder of its own for one test, and how it is taken away again. */
export async function scratchFolder(): Promise<{
  readonly path: string;
  readonly remove: () => Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'switchboard-store-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** An open store in a folder of its own, and how both are ended. */
export interface TestStore extends DeskStore {
  readonly file: string;
  readonly network: NetworkRecord;
  /** Commits rows as the next page of the stream. */
  readonly take: (rows: readonly PracticeRow[], receivedAt?: number) => Promise<PageOutcome>;
  readonly end: () => Promise<void>;
}

/** Opens a store with one network, in this thread. */
export async function testStore(): Promise<TestStore> {
  const folder = await scratchFolder();
  const file = join(folder.path, 'desk.sqlite');
  const store = await openTestStore({
    file,
    decode: decodeTransactionPage,
    callFields: customFieldsOf,
    log: keptLog(),
    now: () => 1_700_000_000_000,
  });
  const network = await store.write.addNetwork({ network: NETWORK, now: 1_700_000_000_000 });
  return {
    ...store,
    file,
    network,
    take: async (rows, receivedAt = 1_700_000_000_000) => {
      const [record] = await store.read.networks();
      return store.write.commitPage({
        networkId: network.id,
        cursorBefore: record?.cursor ?? '',
        body: pageOf(rows),
        receivedAt,
        purpose: 'stream',
      });
    },
    end: async () => {
      await store.close();
      await folder.remove();
    },
  };
}

/** Rows as the bytes of a page. */
export function pageOf(rows: readonly PracticeRow[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(rows.map(wireRow)));
}

/** A row as it stands on the wire. */
export function wireRow(row: PracticeRow): Record<string, unknown> {
  const pool = Object.entries(row.subIds ?? {}).flatMap(([name, value], place): [string, string][] => [
    [`dynamic_number_pool_referrer_param${place + 1}_name`, name],
    [`dynamic_number_pool_referrer_param${place + 1}_value`, value],
  ]);
  return {
    transaction_id: row.id,
    complete_call_id: row.call,
    transaction_type: 'Call',
    corrects_transaction_id: row.corrects ?? null,
    call_result_description_detail: row.result ?? null,
    affiliate_payout_localized: row.payout === undefined ? null : (row.payout / 100).toFixed(2),
    advertiser_payin_localized: row.revenue === undefined ? null : (row.revenue / 100).toFixed(2),
    start_time_utc: row.startedAt ?? null,
    duration: row.duration ?? null,
    ...(row.connect === undefined ? {} : { connect_duration: row.connect }),
    ...(row.custom === undefined
      ? {}
      : { custom_data: Object.entries(row.custom).map(([name, value]) => ({ name, value })) }),
    affiliate_id_from_network: row.partner ?? null,
    affiliate_name: row.partnerName ?? null,
    advertiser_campaign_id_from_network: row.offer ?? null,
    advertiser_campaign_name: row.offerName ?? null,
    virtual_line_id: row.line ?? null,
    calling_phone_number: row.caller ?? null,
    ...Object.fromEntries<unknown>(pool),
  };
}
