import type { TuneAccountState } from '#main/engine/ports/tune-store.ts';
import type { AttentionItem } from '#shared/ipc/desk.ts';

/** What of TUNE networks needs a person: partners who would be told twice, conversions told otherwise, writes at risk. */
export function tuneItems(states: readonly TuneAccountState[]): AttentionItem[] {
  return states.flatMap(({ account, unsettled, held, differences, writesSince, newestImportedAt }) => {
    const { id, name, lastError } = account;
    const items: AttentionItem[] = [];
    const item = (kind: AttentionItem['kind'], count: number, text: string, address: string): void => {
      if (count > 0) items.push({ kind, count, text, address });
    };
    item('network_error', Number(lastError !== null), `${name}: ${lastError}`, `/tune?network=${id}`);
    const waits = held === 0 ? '' : `; ${held} of the desk’s wait for that to be settled`;
    item(
      'told_twice',
      unsettled,
      `${name}: postbacks that tell partners whom the desk tells too${waits}`,
      `/tune/postbacks?network=${id}`,
    );
    item(
      'tune_difference',
      differences,
      `${name}: conversions that it tells otherwise than the desk`,
      `/tune/conversions?network=${id}&show=different`,
    );
    const importing = writesSince !== null && newestImportedAt !== null && newestImportedAt > writesSince;
    item(
      'tune_difference',
      Number(importing),
      `${name} takes over calls from Invoca by itself again, so the desk writes nothing there`,
      `/tune?network=${id}`,
    );
    return items;
  });
}
