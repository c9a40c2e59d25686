import type { CallDetail, OrderSaidBy } from '#shared/ipc/calls.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { CallList } from './list.ts';
import { recordOfCall } from './listed-id.ts';

interface SessionFacts {
  readonly destination_address: string;
  readonly answered_at: number | null;
  readonly information_version: number;
  readonly origin: 'poll' | 'import';
  readonly ordered: number | null;
  readonly number_id: number | null;
  readonly session_end: number | null;
}

type Beside = Omit<CallDetail, 'row' | 'fields' | 'orderSaidBy'> & { readonly importSays: boolean };

/** Reads everything about one call. @throws DeskError not_found */
export function callDetail(db: Sqlite, list: CallList): (input: { readonly id: number }) => CallDetail {
  const session = db.prepare<[number], SessionFacts>(
    `SELECT c.destination_address, c.answered_at, c.information_version, c.origin, c.ordered, s.id AS number_id,
       coalesce(s.ended_at, s.expires_at) AS session_end
     FROM session_calls AS c
     LEFT JOIN session_numbers AS s ON s.network_id = c.network_id AND s.session_id = c.session_id AND c.session_id <> ''
     WHERE c.id = ?`,
  );
  const invoca = db.prepare<[number], { city: string; region: string }>(
    'SELECT city, region FROM conversions WHERE id = ?',
  );
  const said = db.prepare<[number], { ordered: number }>('SELECT ordered FROM call_orders WHERE call = ?');

  const beside = (id: number): Beside => {
    const { kind, recordId } = recordOfCall(id);
    const facts = kind === 'session' ? session.get(recordId) : undefined;
    const place = kind === 'invoca' ? invoca.get(recordId) : undefined;
    return {
      destination: facts?.destination_address ?? '',
      answeredAt: facts?.answered_at ?? null,
      informationVersion: facts?.information_version ?? null,
      imported: facts?.origin === 'import',
      city: place?.city ?? '',
      region: place?.region ?? '',
      conversionId: kind === 'invoca' ? recordId : null,
      sessionNumberId: facts?.number_id ?? null,
      sessionEndedAt: facts?.session_end ?? null,
      importSays: facts?.ordered !== undefined && facts.ordered !== null,
    };
  };

  return ({ id }) => {
    const [row] = list.rows([id], 'all');
    if (!row) throw new DeskError('not_found', `There is no call with the id ${id}.`);
    const { importSays, ...facts } = beside(id);
    const network: OrderSaidBy | null = row.kind === 'invoca' ? 'network' : null;
    const orderSaidBy = said.get(id) ? 'person' : importSays ? 'import' : network;
    return { row: { ...row, fields: {} }, fields: row.fields, orderSaidBy, ...facts };
  };
}
