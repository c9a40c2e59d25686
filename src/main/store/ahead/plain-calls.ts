import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { statusOfResult } from '#shared/domain/status.ts';
import type { ConversionStatus, StatusMap } from '#shared/domain/status.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { CallRecords } from '../ledger/call-records.ts';
import type { Lines } from '../ledger/lines.ts';
import type { LinkSubIds } from '../links/link-sub-ids.ts';
import {
  conversionsAbove,
  everyPlace,
  kindsBut,
  moveCalls,
  moveRows,
  newestRow,
  notNew,
  placesBut,
  rowsAt,
  unknownAbove,
} from './moving.ts';
import type { KindFacts } from './page-kinds.ts';

/** The parts of the store that plain calls are made with. */
export interface PlainParts {
  readonly lines: Lines;
  readonly links: LinkSubIds;
  readonly calls: CallRecords;
  readonly owed: OwedDeliveries;
}

/** What the plain calls of a page came to, and what is left of the page. */
export interface PlainTaken {
  readonly fresh: number;
  readonly changedIds: Record<ConversionStatus, number[]>;
  readonly unknownResults: number;
  /** The rows that are no plain calls, in the order they came, each with the id it is to have when it is stored. */
  readonly others: readonly { readonly id: number; readonly raw: string }[];
}

/** What a kind of plain rows comes to. */
type KindMeaning = readonly [kind: number, line: number, status: ConversionStatus, known: number];

/** Takes plain calls over from a page read ahead. */
export type PlainCalls = (from: {
  readonly account: NetworkRecord;
  readonly statusMap: StatusMap;
  readonly receivedAt: number;
  /** False takes none over, so that all rows are others. */
  readonly any: boolean;
}) => PlainTaken;

/**
 * Most rows of a backlog are the only one of a call that is new and owes nothing, so that all the ledger makes of them
 * stands in the row itself, its line and its result (held to it by a property test). Those are moved over by a few
 * statements for the whole page; every other row takes the way through the ledger, after them. Works while the page is
 * attached, in the caller's transaction.
 */
export function plainCalls(db: Sqlite, parts: PlainParts): PlainCalls {
  return ({ account, statusMap, receivedAt, any }) => {
    const networkId = account.id;
    const conversionsBefore = parts.calls.newestId();
    const rowsBefore = newestRow(db);
    const others = any ? notNew(db, networkId) : everyPlace(db);
    const meanings = kindsBut(db, JSON.stringify(others)).flatMap(({ kind, ...facts }) => {
      const meaning = meaningOf(kind, facts, networkId, statusMap, parts);
      return meaning ? [meaning] : [];
    });
    others.push(
      ...placesBut(
        db,
        JSON.stringify(others),
        meanings.map(([kind]) => kind),
      ),
    );
    const places = JSON.stringify(others);
    const fresh = moveCalls(db, networkId, JSON.stringify(meanings), places);
    parts.calls.beginAll(conversionsBefore, receivedAt);
    moveRows(db, { networkId, rowsBefore, receivedAt, places });
    return {
      fresh,
      changedIds: {
        pending: conversionsAbove(db, conversionsBefore, 'pending'),
        approved: conversionsAbove(db, conversionsBefore, 'approved'),
        rejected: conversionsAbove(db, conversionsBefore, 'rejected'),
      },
      unknownResults: unknownAbove(db, conversionsBefore),
      others: rowsAt(db, places).map(({ place, raw }) => ({ id: rowsBefore + place, raw })),
    };
  };
}

/** Line and status of a kind; null for one whose calls owe deliveries, or have sub ids from elsewhere than their row. */
function meaningOf(
  kind: number,
  facts: KindFacts,
  networkId: number,
  statusMap: StatusMap,
  { lines, links, owed }: PlainParts,
): KindMeaning | null {
  const rawResult = facts.rawResult ?? '';
  const { status, known } = statusOfResult(rawResult, statusMap);
  if (owed.possible(null, { status, payout: 1 })) return null;
  const line = lines.lineOf(networkId, facts);
  if (Object.values(line.numberSubIds).some((value) => value !== '')) return null;
  if (links.of(line.number).length > 0) return null;
  return [kind, line.id, status, known ? 1 : 0];
}
