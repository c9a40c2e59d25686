import type { TuneAccountState, TuneReads } from '#main/engine/ports/tune-store.ts';
import type { TuneConversionRow } from '#shared/ipc/tune.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { tuneAccountReads } from '../networks/tune-accounts.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { modeReads } from './desk-mode.ts';
import { DESK_JOINS, DIFFERENCE, LASTING } from './tune-rows.ts';
import { toldTwice } from './unsettled.ts';
import { tuneWriteTasks } from './write-tasks.ts';

interface StateRow {
  readonly writesSince: number | null;
  readonly readAt: number | null;
  readonly readFrom: number | null;
  readonly zone: string;
  readonly offers: number;
  readonly partners: number;
  readonly goals: number;
  readonly postbacks: number;
  readonly conversions: number;
  readonly records: number;
  readonly differences: number;
  readonly unmatched: number;
  readonly newestImportedAt: number | null;
}

interface Row {
  readonly id: number;
  readonly tuneEventId: string;
  readonly at: number;
  readonly offerName: string;
  readonly partnerName: string;
  readonly number: string;
  readonly statusCode: number | null;
  readonly status: TuneConversionRow['tune']['status'];
  readonly payout: number;
  readonly revenue: number;
  readonly currency: string;
  readonly conversionId: number | null;
  readonly invocaId: string | null;
  readonly deskStatus: TuneConversionRow['tune']['status'] | null;
  readonly deskPayout: number | null;
  readonly deskRevenue: number | null;
  readonly deskCurrency: string | null;
  readonly difference: TuneConversionRow['difference'];
  readonly jobId: number | null;
  readonly jobState: NonNullable<TuneConversionRow['job']>['state'] | null;
  readonly jobReason: string | null;
}

/** What is shown of TUNE networks. */
export function tuneReads(db: Sqlite): InstantHandlers<TuneReads> {
  const { tuneAccounts } = tuneAccountReads(db);
  const twice = toldTwice(db);
  const state = db.prepare<[number], StateRow>(
    `SELECT writes_since AS writesSince, read_at AS readAt, read_from AS readFrom, zone, offers, partners, goals,
       differences, unmatched,
       (SELECT count(*) FROM tune_postbacks AS p WHERE p.network_id = a.network_id) AS postbacks,
       (SELECT count(*) FROM tune_conversions AS t WHERE t.network_id = a.network_id) AS conversions,
       (SELECT count(*) FROM tune_records AS r WHERE r.network_id = a.network_id) AS records,
       (SELECT max(at) FROM tune_conversions AS t WHERE t.network_id = a.network_id AND t.status_code = 51)
         AS newestImportedAt
     FROM tune_accounts AS a WHERE network_id = ?`,
  );
  const held = db
    .prepare<[], number>("SELECT count(*) FROM deliveries WHERE held <> '' AND state = 'waiting'")
    .pluck();
  const pages = {
    all: pageStatement(db, '1'),
    different: pageStatement(db, LASTING),
    unmatched: pageStatement(db, 't.conversion_id IS NULL AND t.status_code = 51'),
  };

  const tuneStates = (): TuneAccountState[] =>
    tuneAccounts().flatMap((account): TuneAccountState[] => {
      const row = state.get(account.id);
      if (!row) return [];
      const { offers, partners, goals, postbacks, conversions, records, ...rest } = row;
      const { unsettled } = twice.counts(account.id);
      return [
        {
          ...rest,
          account,
          counts: { offers, partners, goals, postbacks, conversions, records },
          unsettled,
          held: held.get() ?? 0,
        },
      ];
    });

  return {
    tuneStates,
    tunePostbackList: ({ networkId }) => twice.list(networkId),
    tuneConversionPage: ({ networkId, show, after, limit }) => {
      const rows = pages[show].all(
        networkId,
        after?.at ?? 9e15,
        after?.at ?? 9e15,
        after?.id ?? 0,
        limit + 1,
      );
      return { rows: rows.slice(0, limit).map(conversionRow), more: rows.length > limit };
    },
    ...modeReads(db, { tuneStates, twice }),
    tuneWriteTask: tuneWriteTasks(db),
  };
}

function pageStatement(db: Sqlite, condition: string) {
  return db.prepare<[number, number, number, number, number], Row>(
    `SELECT t.id, t.tune_event_id AS tuneEventId, t.at, t.offer_name AS offerName, t.partner_name AS partnerName,
       t.number, t.status_code AS statusCode, t.status, t.payout, t.revenue, t.currency, c.id AS conversionId,
       c.call_id AS invocaId, c.status AS deskStatus, c.payout AS deskPayout, c.revenue AS deskRevenue,
       n.currency AS deskCurrency, ${DIFFERENCE} AS difference, j.id AS jobId, j.state AS jobState,
       j.last_reason AS jobReason
     FROM tune_conversions AS t INDEXED BY tune_conversions_in_time ${DESK_JOINS}
     LEFT JOIN jobs AS j ON j.id = t.job_id AND j.state IN ('queued', 'running', 'failed')
     WHERE t.network_id = ? AND t.at <= ? AND (t.at < ? OR t.id < ?) AND ${condition}
     ORDER BY t.at DESC, t.id DESC LIMIT ?`,
  );
}

function conversionRow(row: Row): TuneConversionRow {
  const { id, tuneEventId, at, offerName, partnerName, number, statusCode, difference } = row;
  const { status, payout, revenue, currency, conversionId, deskStatus } = row;
  const desk =
    conversionId === null || deskStatus === null
      ? null
      : {
          conversionId,
          invocaId: row.invocaId ?? '',
          status: deskStatus,
          payout: row.deskPayout ?? 0,
          revenue: row.deskRevenue ?? 0,
          currency: row.deskCurrency ?? currency,
        };
  return {
    id,
    tuneEventId,
    at,
    offerName,
    partnerName,
    number,
    statusCode,
    tune: { status, payout, revenue, currency },
    desk,
    difference,
    job:
      row.jobId === null || row.jobState === null
        ? null
        : { id: row.jobId, state: row.jobState, reason: row.jobReason ?? '' },
  };
}
