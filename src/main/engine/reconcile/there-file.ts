import { readFile, stat } from 'node:fs/promises';
import type { ThereRow } from '#shared/domain/reconcile/sides.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { FileField, FileMapping, FileRole } from '#shared/ipc/reconcile.ts';
import { FILE_FIELDS, guessedMapping, tellsApprovedOnly } from './file-mapping.ts';
import { readFileRows } from './file-rows.ts';
import { readTable } from './file-table.ts';

const MOST_FAULTS = 20;

/** The names columns have by themselves in a file of TUNE. */
const OWN_NAMES: Readonly<Record<FileField, string>> = {
  invoca_id: 'invoca_id',
  status: 'status',
  payout: 'payout',
  currency: 'currency',
  datetime: 'datetime',
  number: 'number',
};

/**
 * Reads the conversions another side exported as CSV. `columns` says under which name a field stands where that is not
 * the field's own, or for a partner's file what its head seems to say; a time without a zone is on the clock of `zone`;
 * without a currency column every row has `currency`.
 * @throws DeskError invalid_input naming file, line and column of the first faults
 */
export async function readThereFile(input: {
  readonly file: string;
  readonly columns: Readonly<Partial<Record<FileField, string>>>;
  readonly zone: string;
  readonly currency: string;
  readonly role?: FileRole;
}): Promise<{
  readonly rows: readonly ThereRow[];
  /** Whether the file tells only of approved calls: it has no column for the status. */
  readonly approvedOnly: boolean;
}> {
  const { file, role = 'tune' } = input;
  const table = readTable(await bytesOf(file), file);
  const mapping = mappingOf(table.head, input, role);
  const { rows, faults } = readFileRows(table, mapping, role, file);
  if (faults.length > 0) {
    const told = faults.slice(0, MOST_FAULTS).map(({ line, column, message }) => {
      const field = FILE_FIELDS.find((one) => mapping.columns[one] === column) ?? column;
      return `line ${line}, ${field}: ${message}`;
    });
    throw new DeskError('invalid_input', `“${file}” cannot be reconciled:\n${told.join('\n')}`, {
      field: role,
    });
  }
  const told = rows.map(({ line, invocaId, status, payout, currency, at, number }) => ({
    line: line ?? 0,
    invocaId,
    status,
    payout,
    currency,
    at,
    number,
  }));
  return { rows: told, approvedOnly: tellsApprovedOnly(mapping) };
}

function mappingOf(
  head: readonly string[],
  { columns, zone, currency }: Parameters<typeof readThereFile>[0],
  role: FileRole,
): FileMapping {
  const guessed = guessedMapping(head, { zone, currency });
  if (role !== 'tune') return { ...guessed, columns: { ...guessed.columns, ...columns } };
  const known = FILE_FIELDS.flatMap((field): [FileField, string][] => {
    const name = columns[field] ?? OWN_NAMES[field];
    return columns[field] !== undefined || head.includes(name) ? [[field, name]] : [];
  });
  return { ...guessed, columns: Object.fromEntries(known) };
}

/** When a file was written last, in UTC milliseconds. @throws DeskError invalid_input when it cannot be read */
export function writtenAt(file: string): Promise<number> {
  return reading(file, async () => Math.round((await stat(file)).mtimeMs));
}

function bytesOf(file: string): Promise<Uint8Array> {
  return reading(file, () => readFile(file));
}

async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('invalid_input', `“${file}” cannot be read: ${why}`, { field: 'file', cause });
  }
}
