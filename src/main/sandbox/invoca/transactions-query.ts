import type { LoggedTransaction, TransactionLog } from './transaction-log.ts';
import { localDay } from '../network-time.ts';
import { invalidInput, notFound } from './answers.ts';
import type { ColumnRequest } from './columns.ts';
import type { ApiUser } from './access.ts';
import type { CsvStyle, PlacedTransaction } from './formats.ts';

/** What a request for transactions asks for (invoca.md 4.2). */
export interface TransactionsQuery {
  readonly days: { readonly from: string; readonly to: string } | undefined;
  readonly limit: number;
  readonly startAfter: string | undefined;
  readonly transactionId: string | undefined;
  readonly callRecordId: string | undefined;
  readonly types: ReadonlySet<string>;
  readonly columns: ColumnRequest;
  readonly csv: CsvStyle;
}

const DEFAULT_LIMIT = 1000;
const MAXIMUM_LIMIT = 4000;
const TYPE_FILTERS: Readonly<Record<string, string>> = {
  Call: 'Call',
  PostCallEvent: 'Post Call Event',
  Sale: 'Reported Conversion',
  Signal: 'Signal',
};

function dayOf(name: string, text: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
  if (!exists) throw invalidInput(`${name} must be a date in the form YYYY-MM-DD, not "${text}"`);
  return text;
}

function daysOf(params: URLSearchParams): TransactionsQuery['days'] {
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  return from === '' || to === '' ? undefined : { from: dayOf('from', from), to: dayOf('to', to) };
}

function limitOf(text: string | null): number {
  if (text === null || text === '') return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) {
    throw invalidInput(`limit must be a whole number from 1 to ${MAXIMUM_LIMIT}, not "${text}"`);
  }
  return Math.min(limit, MAXIMUM_LIMIT);
}

function typesOf(params: URLSearchParams): ReadonlySet<string> {
  const names = [...params.getAll('transaction_type'), ...params.getAll('transaction_type[]')];
  return new Set(
    names.map((name) => {
      const type = TYPE_FILTERS[name];
      if (type === undefined)
        throw invalidInput(
          `transaction_type "${name}" is not one of ${Object.keys(TYPE_FILTERS).join(', ')}`,
        );
      return type;
    }),
  );
}

function listOf(text: string | null): string[] | undefined {
  if (text === null) return undefined;
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? undefined : names;
}

function switchOf(params: URLSearchParams, name: string, absent: boolean): boolean {
  const text = params.get(name);
  if (text === null || text === '') return absent;
  if (text !== '0' && text !== '1') throw invalidInput(`${name} must be 1 or 0, not "${text}"`);
  return text === '1';
}

/** Reads the query parameters; throws 403 InvalidInput for one that cannot be understood. */
export function readTransactionsQuery(params: URLSearchParams): TransactionsQuery {
  return {
    days: daysOf(params),
    limit: limitOf(params.get('limit')),
    startAfter: params.get('start_after_transaction_id') || undefined,
    transactionId: params.get('transaction_id') || undefined,
    callRecordId: params.get('call_record_id') || undefined,
    types: typesOf(params),
    columns: {
      include: listOf(params.get('include_columns')),
      exclude: listOf(params.get('exclude_columns')) ?? [],
    },
    csv: {
      columnSeparator: params.get('column_separator') || ',',
      rowSeparator: params.get('row_separator') || '\n',
      header: switchOf(params, 'include_header', true),
      forceQuotes: switchOf(params, 'force_quotes', false),
    },
  };
}

function belongsTo(entry: LoggedTransaction, user: ApiUser): boolean {
  if (user.kind === 'network') return true;
  const owner = user.kind === 'advertiser' ? entry.advertiserId : entry.affiliateId;
  return owner === String(user.organisationId);
}

function fits(entry: LoggedTransaction, { transactionId, callRecordId, types }: TransactionsQuery): boolean {
  if (transactionId !== undefined && entry.transactionId !== transactionId) return false;
  if (callRecordId !== undefined && entry.completeCallId !== callRecordId) return false;
  return types.size === 0 || types.has(entry.transactionType ?? '');
}

function cursorPlace(log: TransactionLog, user: ApiUser, startAfter: string): number {
  const place = log.placeOf(startAfter);
  const entry = place === undefined ? undefined : log.at(place);
  const hidden = entry !== undefined && !belongsTo(entry, user);
  if (place === undefined || hidden) throw notFound(`Could not find Transaction ${startAfter}`);
  return place;
}

function* placedFrom(log: TransactionLog, first: number): Generator<PlacedTransaction> {
  for (let place = first; place < log.length; place += 1) {
    const entry = log.at(place);
    if (entry !== undefined) yield { place, entry };
  }
}

function byCallStart(left: PlacedTransaction, right: PlacedTransaction): number {
  const difference = (left.entry.startedAt ?? 0) - (right.entry.startedAt ?? 0);
  return difference === 0 ? left.place - right.place : difference;
}

function datedRows(
  log: TransactionLog,
  days: { readonly from: string; readonly to: string },
  after: number | undefined,
): PlacedTransaction[] {
  const inRange = [...placedFrom(log, 0)].filter(({ entry }) => {
    const day = entry.startedAt === undefined ? undefined : localDay(entry.startedAt);
    return day !== undefined && day >= days.from && day <= days.to;
  });
  const cursor = after === undefined ? undefined : log.at(after);
  const sorted = inRange.toSorted(byCallStart);
  if (after === undefined || cursor === undefined) return sorted;
  return sorted.filter((row) => byCallStart(row, { place: after, entry: cursor }) > 0);
}

/**
 * The rows of one page. Without dates: in the order of the log, after the cursor. With both dates: the calls
 * that started on those days in the network's zone, by call start. Throws 404 for an unknown cursor.
 */
export function selectTransactions(
  log: TransactionLog,
  user: ApiUser,
  query: TransactionsQuery,
): PlacedTransaction[] {
  const after = query.startAfter === undefined ? undefined : cursorPlace(log, user, query.startAfter);
  const rows =
    query.days === undefined
      ? placedFrom(log, after === undefined ? 0 : after + 1)
      : datedRows(log, query.days, after);
  const page: PlacedTransaction[] = [];
  for (const row of rows) {
    if (page.length === query.limit) break;
    if (belongsTo(row.entry, user) && fits(row.entry, query)) page.push(row);
  }
  return page;
}
