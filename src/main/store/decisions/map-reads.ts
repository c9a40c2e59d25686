import type { DecisionReads, ResultTally } from '#main/engine/ports/decision-store.ts';
import {
  changedStatusMap,
  DEFAULT_STATUS_MAP,
  normaliseResult,
  statusOfResult,
} from '#shared/domain/status.ts';
import type { ConversionStatus, StatusMap } from '#shared/domain/status.ts';
import type { StatusMapValue } from '#shared/ipc/decisions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { networkReads, statusMaps } from '../networks/network-records.ts';
import type { Handlers } from '../threads/handlers.ts';
import { conflictRules } from './conflict-rules.ts';
import { countedEffect } from './effects.ts';
import type { owedPreview } from './effects.ts';
import type { SaidChange } from './owe-changes.ts';
import { statusMapRuns } from './status-map-runs.ts';
import { actOf, storedActs } from './stored-acts.ts';

/** Conversions gone through before other reads go in between. */
const PIECE = 20_000;

interface TallyRow {
  readonly raw_result: string;
  readonly status: ConversionStatus;
  readonly decided: number;
  readonly count: number;
  readonly payout: number;
}

/** Reads of status maps. All conversions of a network are gone through, in pieces, other reads going in between. */
export function mapReads(
  db: Sqlite,
  giveWay: () => Promise<void>,
  owedBy: ReturnType<typeof owedPreview>,
): Pick<Handlers<DecisionReads>, 'statusMap' | 'statusMapEffect'> {
  const { network } = networkReads(db);
  const mapOf = statusMaps(db);
  const rules = conflictRules(db);
  const runs = statusMapRuns(db);
  const acts = storedActs(db);
  const newest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM conversions');
  const tally = db.prepare<[number, number, number], TallyRow>(
    `SELECT c.raw_result, c.status, d.conversion_id IS NOT NULL AS decided, count(*) AS count, sum(c.payout) AS payout
     FROM conversions AS c LEFT JOIN decided AS d ON d.conversion_id = c.id
     WHERE c.id > ? AND c.id <= ? AND c.network_id = ? AND c.status IS NOT NULL GROUP BY 1, 2, 3`,
  );
  const carrying = db.prepare<
    [number, number, number, string],
    { id: number; raw_result: string; status: ConversionStatus; payout: number }
  >(
    `SELECT c.id, c.raw_result, c.status, c.payout FROM conversions AS c LEFT JOIN decided AS d ON d.conversion_id = c.id
     WHERE c.id > ? AND c.id <= ? AND c.network_id = ? AND c.status IS NOT NULL AND d.conversion_id IS NULL
       AND c.raw_result IN (SELECT value FROM json_each(?))`,
  );

  const tallies = async (networkId: number): Promise<ResultTally[]> => {
    const found = new Map<string, ResultTally>();
    const last = newest.get()?.id ?? 0;
    for (let from = 0; from < last; from += PIECE) {
      for (const row of tally.all(from, Math.min(from + PIECE, last), networkId)) {
        const { raw_result: rawResult, status, decided } = row;
        const key = `${status} ${decided} ${rawResult}`;
        const known = found.get(key);
        found.set(key, {
          rawResult,
          status,
          decided: decided === 1,
          count: row.count + (known?.count ?? 0),
          payout: row.payout + (known?.payout ?? 0),
        });
      }
      await giveWay();
    }
    return [...found.values()];
  };

  return {
    statusMap: async ({ networkId }) => {
      const { name, currency } = network(networkId);
      const run = runs.running(networkId);
      return {
        networkId,
        networkName: name,
        currency,
        rule: rules.of(networkId),
        values: valuesOf(mapOf(networkId), await tallies(networkId)),
        running: run ? actOf(acts.one(run.id)) : null,
      };
    },
    statusMapEffect: async ({ networkId, changes, postbacksFor }) => {
      const { currency } = network(networkId);
      const map = changedStatusMap(mapOf(networkId), changes);
      const changed = new Set(changes.map(({ result }) => result));
      const all = await tallies(networkId);
      const after = (rawResult: string, status: ConversionStatus): ConversionStatus =>
        changed.has(normaliseResult(rawResult)) ? statusOfResult(rawResult, map).status : status;
      const counted = countedEffect(
        all
          .filter(({ rawResult }) => changed.has(normaliseResult(rawResult)))
          .map(({ rawResult, status, decided, count, payout }) => ({
            count,
            currency,
            before: { status, payout },
            after: { status: decided ? status : after(rawResult, status), payout },
            conflict: false,
          })),
      );
      const moving = all.filter(
        ({ rawResult, status, decided }) => !decided && after(rawResult, status) !== status,
      );
      const spellings = JSON.stringify([...new Set(moving.map(({ rawResult }) => rawResult))]);
      const found: SaidChange[] = [];
      const last = newest.get()?.id ?? 0;
      for (let from = 0; moving.length > 0 && from < last && found.length <= postbacksFor; from += PIECE) {
        const read = carrying.all(from, Math.min(from + PIECE, last), networkId, spellings);
        for (const { id, raw_result, status, payout } of read) {
          const next = { status: after(raw_result, status), payout };
          found.push({ conversionId: id, before: { status, payout }, after: next });
        }
        await giveWay();
      }
      const owed = owedBy(found, postbacksFor);
      const seen = Math.min(found.length, postbacksFor);
      const unseen = owed.postbacksUnseen > 0 ? Math.max(0, counted.changed - seen) : 0;
      return { ...counted, ...owed, postbacksUnseen: unseen };
    },
  };
}

/** Every value the map or the conversions know; those with most conversions first. */
function valuesOf(map: StatusMap, tallies: readonly ResultTally[]): StatusMapValue[] {
  const found = new Map<string, { spellings: Set<string>; count: number; decided: number }>();
  for (const result of Object.keys(map)) found.set(result, { spellings: new Set(), count: 0, decided: 0 });
  for (const { rawResult, count, decided } of tallies) {
    const result = normaliseResult(rawResult);
    const known = found.get(result) ?? { spellings: new Set<string>(), count: 0, decided: 0 };
    known.spellings.add(rawResult);
    known.count += count;
    if (decided) known.decided += count;
    found.set(result, known);
  }
  return [...found]
    .map(([result, { spellings, count, decided }]) => ({
      result,
      spellings: [...spellings].slice(0, 10),
      count,
      decided,
      status: statusIn(map, result),
      standard: statusIn(DEFAULT_STATUS_MAP, result),
    }))
    .toSorted((one, other) => other.count - one.count || (one.result < other.result ? -1 : 1));
}

function statusIn(map: StatusMap, result: string): ConversionStatus | null {
  return Object.hasOwn(map, result) ? (map[result] ?? null) : null;
}
