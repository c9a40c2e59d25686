import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { CopyResult, RecipientResult } from '#shared/ipc/send-lists.ts';
import type { Cell } from '../exports/table.ts';
import { writeTable } from '../exports/write-table.ts';
import { zonedInstant } from '../exports/zoned-instant.ts';
import type { DeskStore } from '../ports/desk-store.ts';

const FIGURES = [
  'calls',
  'answered',
  'talk_seconds',
  'orders',
  'late',
  'first_call_at',
  'last_call_at',
] as const;

/**
 * Writes what came of a list, by each recipient who called or by each ad copy, and gives the count of rows. Ids and numbers
 * are text; each row says the list and the zone of its times.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function exportResults(
  read: Pick<DeskStore['read'], 'sendList' | 'sendListResults' | 'calledRecipients'>,
  request: {
    readonly id: number;
    readonly by: 'recipient' | 'copy';
    readonly format: ExportFormat;
    readonly file: string;
    readonly now: number;
  },
): Promise<number> {
  const { id, by, format, file, now: at } = request;
  const { row, zone } = await read.sendList({ id, now: at });
  const about = [
    ['list', row.name],
    ['time_zone', zone],
  ] as const;
  const columns =
    by === 'copy'
      ? ['ad_copy', 'messages', 'callers', ...FIGURES]
      : ['twitter_id', 'handle', 'name', 'ad_copy', 'number', ...FIGURES];
  const cells =
    by === 'copy'
      ? (await read.sendListResults({ id })).copies.map((copy) => copyCells(copy, zone))
      : (await read.calledRecipients({ id })).map((recipient) => recipientCells(recipient, zone));
  const rows = async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
    yield await Promise.resolve(cells);
  };
  return writeTable({ columns, at, count: cells.length, rows: rows(), about }, format, file);
}

function copyCells(copy: CopyResult, zone: string): readonly Cell[] {
  return [copy.label, copy.messages, copy.callers, ...figureCells(copy, zone)];
}

function recipientCells(row: RecipientResult, zone: string): readonly Cell[] {
  return [row.twitterId, row.handle, row.name, row.adCopy, row.number, ...figureCells(row, zone)];
}

function figureCells(row: Omit<CopyResult, 'label' | 'messages' | 'callers'>, zone: string): readonly Cell[] {
  const instant = (value: number | null): Cell => (value === null ? null : zonedInstant(value, zone));
  const { calls, answered, talkSeconds, orders, late, firstAt, lastAt } = row;
  return [calls, answered, talkSeconds, orders, late, instant(firstAt), instant(lastAt)];
}
