import type { DecisionReads, ResultTally } from '#main/engine/ports/decision-store.ts';
import { sameWord } from '#shared/domain/decision.ts';
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
import { stanceByMap } from './map-stance.ts';
import type { owedPreview } from './effects.ts';
import type { SaidChange } from './owe-changes.ts';
import { stancesOf } from './stances.ts';
import { statusMapRuns } from './status-map-runs.ts';
import { actOf, storedActs } from './stored-acts.ts';

/** Conversions gone through before other reads go in between. */
const PIECE = 20_000;
/** Of those somebody decided about, each is looked at by itself. */
const DECIDED_PIECE = 2_000;

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

  const decidedCarrying = db
    .prepare<[number, number, string, number], number>(
      `SELECT c.id FROM decided AS d CROSS JOIN conversions AS c ON c.id = d.conversion_id
       WHERE d.conversion_id > ? AND c.network_id = ? AND c.status IS NOT NULL
         AND c.raw_result IN (SELECT value FROM json_each(?)) ORDER BY d.conversion_id LIMIT ?`,
    )
    .pluck();
  const stances = stancesOf(db);

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

  /** What is said of conversions somebody decided about, now and by the map. */
  const decidedChanges = async (
    networkId: number,
    map: StatusMap,
    concerned: readonly ResultTally[],
  ): Promise<SaidChange[]> => {
    const spellings = concerned.filter(({ decided }) => decided);
    const found: SaidChange[] = [];
    if (spellings.length === 0) return found;
    for (let after = 0; ;) {
      const ids = decidedCarrying.all(after, networkId, spellingsOf(spellings), DECIDED_PIECE);
      for (const stored of stances(ids)) {
        const { said } = stanceByMap(stored, map, rules.networkWins).stance;
        found.push({ conversionId: stored.conversionId, before: stored.stance.said, after: said });
      }
      const last = ids.at(-1);
      if (last === undefined || ids.length < DECIDED_PIECE) return found;
      after = last;
      await giveWay();
    }
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
      const concerned = all.filter(({ rawResult }) => changed.has(normaliseResult(rawResult)));
      const after = (rawResult: string): ConversionStatus => statusOfResult(rawResult, map).status;
      const some = await decidedChanges(networkId, map, concerned);
      const counted = countedEffect([
        ...concerned
          .filter(({ decided }) => !decided)
          .map(({ rawResult, status, count, payout }) => ({
            count,
            currency,
            before: { status, payout },
            after: { status: after(rawResult), payout },
            conflict: false,
          })),
        ...some.map(({ before, after: then }) => ({
          count: 1,
          currency,
          before,
          after: then,
          conflict: false,
        })),
      ]);
      const moving = concerned.filter(
        ({ rawResult, status, decided }) => !decided && after(rawResult) !== status,
      );
      const spellings = spellingsOf(moving);
      const found: SaidChange[] = some.filter(({ before, after: then }) => !sameWord(before, then));
      const last = newest.get()?.id ?? 0;
      for (let from = 0; moving.length > 0 && from < last && found.length <= postbacksFor; from += PIECE) {
        const read = carrying.all(from, Math.min(from + PIECE, last), networkId, spellings);
        for (const { id, raw_result, status, payout } of read) {
          const next = { status: after(raw_result), payout };
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

function spellingsOf(tallies: readonly ResultTally[]): string {
  return JSON.stringify([...new Set(tallies.map(({ rawResult }) => rawResult))]);
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
