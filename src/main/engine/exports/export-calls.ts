import { columnTitle, fieldOfColumn, isCallColumn } from '#shared/domain/call-columns.ts';
import type { CallColumn } from '#shared/domain/call-columns.ts';
import type { CallExportRequest, CallGroup, CallRow } from '#shared/ipc/calls.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { CallReads } from '../ports/call-store.ts';
import type { Cell } from './table.ts';
import { writeTable } from './write-table.ts';
import { zonedInstant } from './zoned-instant.ts';

const ROWS_AT_ONCE = 500;
const GROUPS_AT_ONCE = 200;

/** What an export of calls or of their groups takes. */
export type CallExport = CallExportRequest & { readonly file: string; readonly now: number };

const CELLS: Readonly<Record<CallColumn, (row: CallRow, zone: string) => Cell>> = {
  started_at: (row, zone) => (row.startedAt === null ? null : zonedInstant(row.startedAt, zone)),
  network: (row) => row.network,
  number: (row) => row.number,
  caller_number: (row) => row.callerNumber,
  campaign: (row) => row.campaign,
  campaign_id: (row) => row.campaignId,
  partner: (row) => row.partner,
  partner_id: (row) => row.partnerId,
  status: (row) => row.status,
  talk_seconds: (row) => row.talkSeconds,
  order: (row) => row.ordered,
  result: (row) => row.result,
  late: (row) => row.late,
  keywords: (row) => row.keywords,
  session_id: (row) => row.sessionId,
  call_id: (row) => row.callId,
};

/**
 * Writes what a person sees of the calls to a file and gives the count of rows: the rows and columns of the list, or,
 * grouped, the groups. Every row says the zone its times are in and the filter in words.
 * @throws DeskError invalid_input naming the file when it cannot be written, or a column that calls do not have
 */
export async function exportCalls(
  reader: Pick<CallReads, 'callIds' | 'callRows' | 'callGroups'>,
  request: CallExport,
): Promise<number> {
  const about = [
    ['time_zone', request.zone],
    ['filters', request.described],
  ] as const;
  const { format, file, now: at } = request;
  if (request.groups !== null) {
    const { count, rows } = await groupRows(reader, request, request.groups);
    return writeTable({ columns: groupColumns(request.groups.by), at, count, rows, about }, format, file);
  }
  const fields = request.columns.flatMap((column) => fieldOfColumn(column) ?? []);
  const cells = request.columns.map(cellOf);
  const ids = await reader.callIds({ filter: request.filter, order: request.order });
  const rows = async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
    for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
      const page = await reader.callRows({
        ids: Array.from(ids.subarray(from, from + ROWS_AT_ONCE)),
        fields,
      });
      yield page.map((row) => cells.map((cell) => cell(row, request.zone)));
    }
  };
  const columns = request.columns.map(columnTitle);
  return writeTable({ columns, at, count: ids.length, rows: rows(), about }, format, file);
}

function cellOf(column: string): (row: CallRow, zone: string) => Cell {
  if (isCallColumn(column)) return CELLS[column];
  const field = fieldOfColumn(column);
  if (field === null) {
    throw new DeskError('invalid_input', `Calls have no column “${column}”.`, { field: 'columns' });
  }
  return (row) => row.fields[field] ?? null;
}

type Grouping = NonNullable<CallExportRequest['groups']>;

function groupColumns(by: string): readonly string[] {
  const named = by === 'network' || by === 'campaign' || by === 'partner';
  const title = columnTitle(by);
  return [
    ...(named ? [`${title}_id`, title] : [title]),
    'calls',
    'answered',
    'talk_seconds',
    'orders',
    'first_call_at',
    'last_call_at',
  ];
}

async function groupRows(
  reader: Pick<CallReads, 'callGroups'>,
  { filter, zone }: CallExport,
  { by, order }: Grouping,
): Promise<{ readonly count: number; readonly rows: AsyncIterable<readonly (readonly Cell[])[]> }> {
  const page = (index: number) =>
    reader.callGroups({ filter, by, zone, order, index, limit: GROUPS_AT_ONCE });
  const first = await page(0);
  const rows = async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
    let { groups } = first;
    for (let index = 0; groups.length > 0; { groups } = await page(index)) {
      yield groups.map((group) => groupCells(group, by, zone));
      index += groups.length;
    }
  };
  return { count: first.count, rows: rows() };
}

function groupCells(group: CallGroup, by: string, zone: string): readonly Cell[] {
  const instant = (at: number | null): Cell => (at === null ? null : zonedInstant(at, zone));
  const timed = by === 'hour' || by === 'day';
  const named = by === 'network' || by === 'campaign' || by === 'partner';
  const value = timed ? instant(group.value === '' ? null : Number(group.value)) : group.value;
  return [
    ...(named ? [value, group.label] : [value]),
    group.calls,
    group.answered,
    group.talkSeconds,
    group.orders,
    instant(group.firstAt),
    instant(group.lastAt),
  ];
}
