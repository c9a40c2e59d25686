import type { ImportedCall } from '#main/engine/ports/call-store.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** The id a call without one of its own is kept under: what tells it apart is its number and its start. */
export function madeCallId({ number, startedAt }: Pick<ImportedCall, 'number' | 'startedAt'>): string {
  return `${number}@${new Date(startedAt).toISOString()}`;
}

/**
 * Finds the stored call an imported one is the same as: by its id, or, where the file has none, by number and start,
 * however that call came here. Null for a new one.
 */
export function importedCallIds(
  db: Sqlite,
): (networkId: number, call: Pick<ImportedCall, 'callId' | 'number' | 'startedAt'>) => number | null {
  const byId = db.prepare<[number, string], { id: number }>(
    'SELECT id FROM session_calls WHERE network_id = ? AND call_id = ?',
  );
  const byNumber = db.prepare<[number, string, number], { id: number }>(
    'SELECT id FROM session_calls WHERE network_id = ? AND number = ? AND started_at = ? ORDER BY id LIMIT 1',
  );
  return (networkId, call) => {
    const found =
      call.callId === null
        ? byNumber.get(networkId, call.number, call.startedAt)
        : byId.get(networkId, call.callId);
    return found?.id ?? null;
  };
}
