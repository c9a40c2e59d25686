import { parse } from 'csv-parse';
import { z } from 'zod';
import { fieldColumn, fieldOfColumn } from '#shared/domain/call-columns.ts';
import type { CallStatus } from '#shared/domain/call-columns.ts';
import type {
  ImportFact,
  ImportFault,
  ImportMapping,
  ImportOptions,
  ImportPreview,
  ImportResult,
} from '#shared/ipc/calls.ts';
import { IMPORT_FACTS } from '#shared/ipc/calls.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { CallReads, CallWrites, ImportedCall } from '../ports/call-store.ts';
import {
  readCaller,
  readId,
  readInstant,
  readKeywords,
  readNumber,
  readOrder,
  readSeconds,
  readStatus,
  readValue,
} from './import-cells.ts';
import type { Read } from './import-cells.ts';

const AT_ONCE = 500;
const FAULTS_SHOWN = 100;
const SAMPLE = 8;
const MOST_COLUMNS = 200;

/** Heads that say what a column is, without signs and in lower case. */
const KNOWN_HEADS: Readonly<Record<ImportFact, readonly string[]>> = {
  started_at: [
    'startedat',
    'starttime',
    'start',
    'calltime',
    'callstart',
    'date',
    'datetime',
    'time',
    'callstartedat',
  ],
  number: [
    'number',
    'phonenumber',
    'trackingnumber',
    'dialednumber',
    'dialled',
    'dialed',
    'calledphone',
    'callednumber',
    'to',
  ],
  caller_number: [
    'callernumber',
    'caller',
    'callerid',
    'callingphonenumber',
    'incoming',
    'incomingnumber',
    'from',
    'ani',
  ],
  status: ['status', 'callstatus', 'disposition'],
  talk_seconds: ['talkseconds', 'talktime', 'duration', 'durationseconds', 'callseconds', 'seconds', 'talk'],
  order: ['order', 'ordered', 'sale', 'converted', 'isorder'],
  keywords: ['keywords', 'keyword'],
  campaign_id: ['campaignid', 'campaign', 'campaigncode'],
  session_id: ['sessionid', 'session'],
  call_id: ['callid', 'id'],
};

/** What each column of a file seems to be: by its head, each fact once, and any other column a custom field of its name. */
export function guessedMapping(head: readonly string[]): ImportMapping {
  const taken = new Set<ImportFact>();
  return Object.fromEntries(
    head.map((name) => {
      const word = name.toLowerCase().replace(/[^a-z0-9]/g, '');
      const fact = IMPORT_FACTS.find((one) => KNOWN_HEADS[one].includes(word) && !taken.has(one));
      if (fact) taken.add(fact);
      const field = name
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '');
      return [name, fact ?? (field === '' ? '' : fieldColumn(field))];
    }),
  );
}

/** The head line of a file. @throws DeskError invalid_input when it has none, or two columns of one name */
export async function readHead(text: string): Promise<readonly string[]> {
  for await (const { cells } of lines(text)) {
    const head = cells.map((cell) => cell.trim());
    if (head.every((cell) => cell === '')) break;
    if (head.length > MOST_COLUMNS)
      throw refused(`The file has ${head.length} columns; ${MOST_COLUMNS} are read at most.`);
    const twice = head.find((cell, place) => cell !== '' && head.indexOf(cell) !== place);
    if (twice !== undefined) throw refused(`The file has two columns called “${twice}”.`);
    return head;
  }
  throw refused('The file has no head line.');
}

/** What importing the file would do, with what cannot be read, at its cells. @throws DeskError invalid_input */
export async function previewImport(
  text: string,
  options: ImportOptions,
  reader: Pick<CallReads, 'knownCalls'>,
): Promise<ImportPreview> {
  const preview = { rows: 0, ready: 0, known: 0, faultsInAll: 0 };
  const faults: ImportFault[] = [];
  const sample: { line: number; cells: string[] }[] = [];
  for await (const rows of chunks(text, options)) {
    const calls: ImportedCall[] = [];
    for (const { line, cells, read } of rows) {
      preview.rows += 1;
      if (sample.length < SAMPLE) sample.push({ line, cells: [...cells] });
      if (read.ok) calls.push(read.call);
      else {
        preview.faultsInAll += read.faults.length;
        faults.push(...read.faults.slice(0, FAULTS_SHOWN - faults.length));
      }
    }
    preview.ready += calls.length;
    preview.known += await reader.knownCalls({ networkId: options.networkId, calls });
  }
  return { ...preview, faults, sample };
}

/**
 * Imports every row that can be read; the others are left out and counted. A call is known by its id or, in a file
 * without ids, by number and start, so the same file may come again.
 */
export async function importCalls(
  text: string,
  options: ImportOptions,
  writer: Pick<CallWrites, 'importCalls' | 'rememberImportMapping'>,
  now: number,
): Promise<ImportResult> {
  const result = { added: 0, updated: 0, skipped: 0 };
  await writer.rememberImportMapping({ head: await readHead(text), mapping: options.mapping });
  for await (const rows of chunks(text, options)) {
    const calls = rows.flatMap(({ read }) => (read.ok ? [read.call] : []));
    result.skipped += rows.length - calls.length;
    if (calls.length === 0) continue;
    const { added, updated } = await writer.importCalls({ networkId: options.networkId, calls, now });
    result.added += added;
    result.updated += updated;
  }
  return result;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly read:
    | { readonly ok: true; readonly call: ImportedCall }
    | { readonly ok: false; readonly faults: readonly ImportFault[] };
}

async function* chunks(text: string, options: ImportOptions): AsyncGenerator<readonly Row[]> {
  const head = await readHead(text);
  const read = rowReader(head, options);
  let rows: Row[] = [];
  let first = true;
  for await (const { line, cells } of lines(text)) {
    if (first) first = false;
    else if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells, read: read(cells, line) });
    if (rows.length >= AT_ONCE) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** Reads the rows of a file by its mapping. @throws DeskError invalid_input when a fact that is needed has no column */
function rowReader(
  head: readonly string[],
  options: ImportOptions,
): (cells: readonly string[], line: number) => Row['read'] {
  const places = new Map<string, number>();
  for (const [place, name] of head.entries()) {
    const target = options.mapping[name] ?? '';
    if (target === '') continue;
    if (places.has(target)) throw refused('Two columns of the file are read as the same.', `mapping.${name}`);
    places.set(target, place);
  }
  for (const fact of ['number', 'started_at'] as const) {
    if (!places.has(fact))
      throw refused(
        `One column must hold the ${fact === 'number' ? 'number called' : 'time of the call'}.`,
        fact,
      );
  }
  const fields = [...places].flatMap(([target, place]) => {
    const name = fieldOfColumn(target);
    return name === null ? [] : [{ name, place }];
  });

  return (cells, line) => {
    const faults: ImportFault[] = [];
    const at = <T>(place: number | undefined, reader: (cell: string) => Read<T>): T | null => {
      if (place === undefined) return null;
      const read = reader(cells[place] ?? '');
      if (read.ok) return read.value;
      faults.push({ line, column: head[place] ?? '', message: read.message });
      return null;
    };
    const fact = <T>(name: ImportFact, reader: (cell: string) => Read<T>): T | null =>
      at(places.get(name), reader);
    const number = fact('number', readNumber);
    const startedAt = fact('started_at', (cell) => readInstant(cell, options.zone));
    const talkSeconds = fact('talk_seconds', readSeconds) ?? 0;
    const callId = fact('call_id', readId) ?? '';
    const status: CallStatus = fact('status', readStatus) ?? (talkSeconds > 0 ? 'answered' : 'no_answer');
    const campaignId = fact('campaign_id', readId) ?? '';
    const read = {
      callId: callId === '' ? null : callId,
      sessionId: fact('session_id', readId) ?? '',
      campaignId: campaignId === '' ? options.campaignId : campaignId,
      callerNumber: fact('caller_number', readCaller) ?? '',
      ordered: fact('order', readOrder),
      status,
      talkSeconds,
      information: {
        keywords: fact('keywords', readKeywords) ?? [],
        fields: Object.fromEntries(
          fields.flatMap(({ name, place }) => {
            const value = at(place, readValue) ?? '';
            return value === '' ? [] : [[name, value] as const];
          }),
        ),
      },
    };
    if (number === null || startedAt === null || faults.length > 0) return { ok: false, faults };
    return { ok: true, call: { ...read, number, startedAt } };
  };
}

/** The records of a CSV file with the line each begins on; commas, semicolons or tabs, whichever its head has. */
async function* lines(
  text: string,
): AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }> {
  const end = text.search(/[\r\n]/);
  const head = end === -1 ? text : text.slice(0, end);
  const count = (sign: string): number => head.split(sign).length;
  const [delimiter = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a));
  const parser = parse(text, {
    bom: true,
    delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  try {
    for await (const found of parser) {
      const { info, record } = parsedRecord.parse(found);
      // A record's line is the one it ends on; its own line breaks lie before that.
      const inside = record.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);
      yield { line: info.lines - inside, cells: record };
    }
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw refused(
      `The file cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const parsedRecord = z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) });

function refused(message: string, field = 'file'): DeskError {
  return new DeskError('invalid_input', message, { field });
}
