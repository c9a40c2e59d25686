import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { MessageRow } from '#shared/ipc/send-lists.ts';
import { stringify } from 'csv-stringify/sync';
import { formulaSafe } from '../exports/formula-safe.ts';
import type { Cell } from '../exports/table.ts';
import { cellText } from '../exports/table.ts';
import { writeTable } from '../exports/write-table.ts';
import { zonedInstant } from '../exports/zoned-instant.ts';
import type { DeskStore } from '../ports/desk-store.ts';

const COLUMNS = ['twitter_id', 'handle', 'ad_copy', 'number', 'expires_at', 'message'] as const;
const ROWS_AT_ONCE = 500;

/** Which messages go out: those never handed out, or all that ever could be. */
export interface HandOver {
  readonly id: number;
  readonly zone: string;
  readonly handed: boolean;
  /** Messages there are at most. */
  readonly most: number;
  readonly now: number;
}

type Reader = Pick<DeskStore['read'], 'finishedMessages'>;

/**
 * Writes finished messages to a file and gives the count of rows; then they are marked as handed out. A crash before
 * the mark leaves them to be handed out again, never unsent.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function exportMessages(
  store: { readonly read: Reader; readonly write: Pick<DeskStore['write'], 'handOut'> },
  request: HandOver & { readonly format: ExportFormat; readonly file: string },
): Promise<number> {
  const { now, most } = request;
  const messageIds: number[] = [];
  const rows = async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const messages of finished(store.read, request)) {
      messageIds.push(...messages.map(({ id }) => id));
      yield messages.map((message) => cellsOf(message, request.zone));
    }
  };
  const table = { columns: COLUMNS, at: now, count: most, rows: rows(), about: [] };
  const count = await writeTable(table, request.format, request.file);
  await store.write.handOut({ messageIds, by: 'file', now });
  return count;
}

/** Finished messages as CSV text for the clipboard; they are marked as handed out by whoever puts it there. */
export async function messagesAsText(
  read: Reader,
  request: HandOver,
): Promise<{ readonly text: string; readonly messageIds: readonly number[] }> {
  const messageIds: number[] = [];
  const lines: string[][] = [[...COLUMNS]];
  for await (const messages of finished(read, request)) {
    messageIds.push(...messages.map(({ id }) => id));
    lines.push(...messages.map((message) => cellsOf(message, request.zone).map(cellText).map(formulaSafe)));
  }
  return { text: stringify(lines), messageIds };
}

async function* finished(
  read: Reader,
  { id, handed, now }: HandOver,
): AsyncGenerator<readonly (MessageRow & { readonly place: number })[]> {
  for (let after = 0; ;) {
    const messages = await read.finishedMessages({ id, after, limit: ROWS_AT_ONCE, handed, now });
    if (messages.length > 0) yield messages;
    const last = messages.at(-1);
    if (last === undefined || messages.length < ROWS_AT_ONCE) return;
    after = last.place;
  }
}

function cellsOf(message: MessageRow, zone: string): readonly Cell[] {
  const { twitterId, handle, adCopy, number, expiresAt, text } = message;
  const end = expiresAt === null ? null : zonedInstant(expiresAt, zone);
  return [twitterId, handle, adCopy, number, end, text];
}
