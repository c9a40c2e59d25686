import { execFileSync } from 'node:child_process';
import { readFile, rm, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportCalls } from '#main/engine/exports/export-calls.ts';
import type { CallExport } from '#main/engine/exports/export-calls.ts';
import type { CallReads } from '#main/engine/ports/call-store.ts';
import type { CallRow, ExportFormat } from '#shared/ipc/calls.ts';
import { scratchFolder } from '#test/support/store-workspace.ts';

const ROWS: readonly CallRow[] = [
  row(1, {
    startedAt: Date.UTC(2026, 2, 2, 16, 41, 9),
    fields: { twitter_id: '1597334455667788990', note: '=HYPERLINK("http://evil")' },
    keywords: ['-2+3', 'garden'],
  }),
  row(2, { startedAt: null, callerNumber: '', fields: { note: '\t@SUM(A1)\r\nx_x0041_y\u0001<&>' } }),
];

let folder: { readonly path: string; readonly remove: () => Promise<void> };
beforeEach(async () => {
  folder = await scratchFolder();
});
afterEach(() => folder.remove());

describe('an export of calls', () => {
  it('as CSV neutralises what a spreadsheet would run, and names zone and filter in every row', async () => {
    const text = await readFile(await written('csv'), 'utf8');
    expect(parse(text)).toEqual([
      [
        'started_at',
        'number',
        'caller_number',
        'talk_seconds',
        'order',
        'keywords',
        'twitter_id',
        'note',
        'time_zone',
        'filters',
      ],
      [
        '2026-03-02T11:41:09-05:00',
        "'+12025550143",
        "'+14155550187",
        '31',
        'yes',
        "'-2+3 | garden",
        '1597334455667788990',
        '\'=HYPERLINK("http://evil")',
        'America/New_York',
        'Show calls where order is yes',
      ],
      [
        '',
        "'+12025550143",
        '',
        '32',
        'yes',
        '',
        '',
        "'\t@SUM(A1)\r\nx_x0041_y\u0001<&>",
        'America/New_York',
        'Show calls where order is yes',
      ],
    ]);
  });

  it('as JSON keeps every value as it is', async () => {
    const records: unknown = JSON.parse(await readFile(await written('json'), 'utf8'));
    expect(records).toMatchObject([
      {
        started_at: '2026-03-02T11:41:09-05:00',
        number: '+12025550143',
        order: true,
        keywords: ['-2+3', 'garden'],
        twitter_id: '1597334455667788990',
        note: '=HYPERLINK("http://evil")',
        time_zone: 'America/New_York',
      },
      { started_at: null, twitter_id: null },
    ]);
  });

  it('as a workbook holds ids and numbers as text cells, figures as numbers, and tells what it shows', async () => {
    const sheets = unpacked(await written('xlsx'));
    expect(cellsOf(sheets.get('xl/worksheets/sheet1.xml'))).toEqual({
      ...texts(1, [
        'started_at',
        'number',
        'caller_number',
        'talk_seconds',
        'order',
        'keywords',
        'twitter_id',
        'note',
      ]),
      ...texts(2, [
        '2026-03-02T11:41:09-05:00',
        '+12025550143',
        '+14155550187',
        null,
        'yes',
        '-2+3 | garden',
        '1597334455667788990',
        '=HYPERLINK("http://evil")',
      ]),
      D2: 31,
      ...texts(3, [null, '+12025550143', null, null, 'yes']),
      D3: 32,
      H3: '\t@SUM(A1)\r\nx_x005F_x0041_y\uFFFD<&>',
    });
    expect(cellsOf(sheets.get('xl/worksheets/sheet2.xml'))).toEqual({
      A1: 'time_zone',
      B1: 'America/New_York',
      A2: 'filters',
      B2: 'Show calls where order is yes',
    });
    expect(sheets.get('xl/workbook.xml')).toContain('<sheet name="Calls" sheetId="1" r:id="rId1"/>');
    expect([...sheets.keys()].toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    for (const text of sheets.values()) expect(XMLValidator.validate(text)).toBe(true);
  });

  it('of groups has their figures', async () => {
    const file = await written('csv', { groups: { by: 'day', order: { by: 'calls', descending: true } } });
    expect(parse(await readFile(file, 'utf8'))).toEqual([
      [
        'day',
        'calls',
        'answered',
        'talk_seconds',
        'orders',
        'first_call_at',
        'last_call_at',
        'time_zone',
        'filters',
      ],
      [
        '2026-03-02T00:00:00-05:00',
        '2',
        '1',
        '63',
        '1',
        '2026-03-02T11:41:09-05:00',
        '',
        'America/New_York',
        'Show calls where order is yes',
      ],
    ]);
  });

  it('that fails while it reads leaves no file behind, in any format', async () => {
    for (const format of ['csv', 'json', 'xlsx'] as const) {
      const failing = { ...reader, callRows: () => Promise.reject(new Error('the store is gone')) };
      await expect(exportCalls(failing, request(format))).rejects.toThrow('the store is gone');
    }
    expect(await readdir(folder.path)).toEqual([]);
    await rm(folder.path, { recursive: true });
    await expect(exportCalls(reader, request('xlsx'))).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'out',
    });
  });
});

const reader: Pick<CallReads, 'callIds' | 'callRows' | 'callGroups'> = {
  callIds: () => Promise.resolve(Float64Array.from(ROWS, ({ id }) => id)),
  callRows: ({ ids }) => Promise.resolve(ROWS.filter(({ id }) => ids.includes(id))),
  callGroups: ({ index }) =>
    Promise.resolve({
      index,
      count: 1,
      groups:
        index > 0
          ? []
          : [
              {
                value: String(Date.UTC(2026, 2, 2, 5)),
                label: '',
                calls: 2,
                answered: 1,
                talkSeconds: 63,
                orders: 1,
                firstAt: Date.UTC(2026, 2, 2, 16, 41, 9),
                lastAt: null,
              },
            ],
    }),
};

function request(format: ExportFormat, more: Partial<CallExport> = {}): CallExport {
  return {
    filter: {},
    order: { by: 'started_at', descending: true },
    columns: [
      'started_at',
      'number',
      'caller_number',
      'talk_seconds',
      'order',
      'keywords',
      'field.twitter_id',
      'field.note',
    ],
    groups: null,
    zone: 'America/New_York',
    format,
    described: 'Show calls where order is yes',
    file: join(folder.path, `calls.${format}`),
    now: Date.UTC(2026, 2, 3),
    ...more,
  };
}

async function written(format: ExportFormat, more: Partial<CallExport> = {}): Promise<string> {
  const asked = request(format, more);
  await exportCalls(reader, asked);
  return asked.file;
}

function row(id: number, more: Partial<CallRow>): CallRow {
  return {
    id,
    kind: 'session',
    networkId: 1,
    network: 'Session desk',
    callId: `call-${id}`,
    sessionId: 'ses-1',
    number: '+12025550143',
    callerNumber: '+14155550187',
    campaignId: 'spring-7',
    campaign: 'spring-7',
    partnerId: '',
    partner: '',
    status: 'answered',
    startedAt: null,
    talkSeconds: 30 + id,
    ordered: true,
    late: false,
    result: null,
    keywords: [],
    fields: {},
    ...more,
  };
}

/** The files of an archive, taken out by a program that is none of ours. */
function unpacked(file: string): Map<string, string> {
  const names = execFileSync('unzip', ['-Z1', file], { encoding: 'utf8' }).trim().split('\n');
  execFileSync('unzip', ['-tq', file]);
  return new Map(
    names.map((name) => [
      name,
      execFileSync('unzip', ['-p', file, name.replace(/[[\]]/g, '\\$&')], { encoding: 'utf8' }),
    ]),
  );
}

const cell = z.object({
  '@_r': z.string(),
  '@_t': z.string().optional(),
  v: z.union([z.string(), z.number()]).optional(),
  is: z.object({ t: z.object({ '#text': z.string() }) }).optional(),
});
const sheet = z.object({
  worksheet: z.object({ sheetData: z.object({ row: z.array(z.object({ c: z.array(cell) })) }) }),
});

function cellsOf(text: string | undefined): Record<string, string | number> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => name === 'row' || name === 'c',
  });
  const found = sheet.parse(parser.parse(text ?? ''));
  const cells = found.worksheet.sheetData.row.flatMap(({ c }) => c);
  return Object.fromEntries(
    cells.map((one) => [one['@_r'], one['@_t'] === 'inlineStr' ? (one.is?.t['#text'] ?? '') : Number(one.v)]),
  );
}

function texts(line: number, values: readonly (string | null)[]): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value, place) =>
      value === null ? [] : [[`${String.fromCharCode(65 + place)}${line}`, value]],
    ),
  );
}
