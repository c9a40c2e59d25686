import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { deskNetwork } from './own-records.ts';

/**
 * The network a record made here belongs to: the one that is named; else the one Invoca account that is connected; else
 * none yet. To be called inside a transaction. @throws DeskError invalid_input when there are several to choose from
 */
export function homeNetwork(
  db: Sqlite,
): (asked: { readonly networkId: number | null; readonly currency: string; readonly now: number }) => number {
  const known = db.prepare<[number], { id: number }>('SELECT id FROM networks WHERE id = ?');
  const accounts = db.prepare<[], { id: number; name: string }>(
    "SELECT id, name FROM networks WHERE kind = 'invoca' AND removed = 0 ORDER BY id",
  );
  const desk = deskNetwork(db);
  return ({ networkId, currency, now }) => {
    if (networkId !== null) {
      if (!known.get(networkId)) {
        throw new DeskError('not_found', `There is no network with the id ${networkId}.`, {
          field: 'networkId',
        });
      }
      return networkId;
    }
    const connected = accounts.all();
    const [only, another] = connected;
    if (another) {
      const names = connected.map(({ name }) => `“${name}”`).join(', ');
      throw new DeskError('invalid_input', `Choose the account it belongs to: ${names}.`, {
        field: 'networkId',
      });
    }
    return only?.id ?? desk(currency, now);
  };
}
