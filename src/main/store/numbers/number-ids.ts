import { numberId, numberIdPrefix, numberOfId } from '#shared/domain/number-id.ts';
import type { NumberOwner } from '#shared/domain/number-id.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Finds ids of our own that no number of the network has had, given back ones included; each is given once. */
export interface NumberIds {
  readonly next: (owner: NumberOwner) => { readonly id: string; readonly n: number };
}

/** Ids for one network, remembered while many are taken in one transaction. */
export function numberIdsOf(db: Sqlite): (networkId: number) => NumberIds {
  const taken = db
    .prepare<[number, string, string], string>(
      `SELECT id_from_network FROM numbers INDEXED BY numbers_by_id_from_network
       WHERE network_id = ? AND id_from_network >= ? AND id_from_network < ?`,
    )
    .pluck();
  return (networkId) => {
    const last = new Map<string, number>();
    return {
      next: (owner) => {
        const prefix = numberIdPrefix(owner);
        const known = last.get(prefix) ?? highest(prefix, taken.all(networkId, prefix, afterAll(prefix)));
        const n = known + 1;
        last.set(prefix, n);
        return { id: numberId(owner, n), n };
      },
    };
  };
}

/** The first text after all that begin with the prefix, which ends in a dash. */
function afterAll(prefix: string): string {
  return `${prefix.slice(0, -1)}.`;
}

function highest(prefix: string, ids: readonly string[]): number {
  return ids.reduce((most, id) => Math.max(most, numberOfId(prefix, id) ?? 0), 0);
}
