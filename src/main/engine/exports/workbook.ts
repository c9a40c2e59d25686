import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { cellReference, cellXml, xmlText } from './sheet-xml.ts';
import { cellText } from './table.ts';
import type { Cell, ExportedTable } from './table.ts';

/** A sheet holds no more rows; its head takes one of them. */
const MOST_ROWS = 1_048_576 - 1;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Cell formats: text that stays text, also when it is edited; the head in bold; plain numbers. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

/**
 * Writes a workbook of Office Open XML: the table, on as many sheets as it needs, and a sheet about it. Rows stream
 * through, so that a million take no more memory than a few. Everything but a number is a text cell, which no
 * spreadsheet takes for a formula or rounds.
 */
export async function writeWorkbook(table: ExportedTable, handle: FileHandle): Promise<number> {
  const sheets = Math.max(1, Math.ceil(table.count / MOST_ROWS));
  const { name = 'Calls' } = table;
  const names = Array.from({ length: sheets }, (_, index) => (index === 0 ? name : `${name} ${index + 1}`));
  names.push('About');
  const mtime = new Date(table.at);
  const rows = new RowFeed(table.rows);
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => {
    zip.on('error', reject);
    rows.onError = reject;
  });
  failed.catch(() => undefined);
  const addText = (path: string, text: string): void => zip.addBuffer(Buffer.from(text), path, { mtime });
  addText('[Content_Types].xml', contentTypes(names.length));
  addText('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  addText('xl/workbook.xml', workbookXml(names));
  addText(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  );
  addText('xl/styles.xml', STYLES);
  for (let index = 0; index < sheets; index += 1) {
    zip.addReadStreamLazy(sheetPath(index), { mtime }, (give) => {
      give(null, Readable.from(rows.guard(sheetXml(table.columns, rows))));
    });
  }
  addText(sheetPath(sheets), aboutXml(table));
  zip.end();
  const written = (async () => {
    for await (const chunk of zip.outputStream) await handle.write(bytesOf(chunk));
  })();
  // Once reading has failed, nobody waits for what is left of the archive.
  written.catch(() => undefined);
  await Promise.race([written, failed]);
  return rows.count;
}

const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;

function bytesOf(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}

/** The rows of a table, handed out to one sheet after the other. */
class RowFeed {
  count = 0;
  onError: (error: unknown) => void = () => undefined;
  readonly #chunks: AsyncIterator<readonly (readonly Cell[])[]>;
  #chunk: readonly (readonly Cell[])[] = [];
  #place = 0;

  constructor(rows: AsyncIterable<readonly (readonly Cell[])[]>) {
    this.#chunks = rows[Symbol.asyncIterator]();
  }

  /** Up to so many rows that are at hand; none when there are no more. */
  async take(most: number): Promise<readonly (readonly Cell[])[]> {
    while (this.#place >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return [];
      this.#chunk = next.value;
      this.#place = 0;
    }
    const rows = this.#chunk.slice(this.#place, this.#place + most);
    this.#place += rows.length;
    this.count += rows.length;
    return rows;
  }

  /** Tells of what goes wrong while rows are read and ends the text: the archive would bring down the process with it. */
  async *guard(text: AsyncIterable<string>): AsyncGenerator<string> {
    try {
      yield* text;
    } catch (error) {
      this.onError(error);
    }
  }
}

async function* sheetXml(columns: readonly string[], feed: RowFeed): AsyncGenerator<string> {
  const last = cellReference(Math.max(0, columns.length - 1), 1);
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${Math.max(1, columns.length)}" width="20" customWidth="1"/></cols><sheetData>`;
  yield `<row r="1">${columns.map((name, place) => cellXml(name, place, 1, 2)).join('')}</row>`;
  let line = 1;
  for (;;) {
    const rows = line > MOST_ROWS ? [] : await feed.take(MOST_ROWS + 1 - line);
    if (rows.length === 0) break;
    const texts = rows.map((row) => {
      line += 1;
      return `<row r="${line}">${row.map((cell, place) => valueXml(cell, place, line)).join('')}</row>`;
    });
    yield texts.join('');
  }
  yield `</sheetData><autoFilter ref="A1:${last.replace(/\d+$/, '')}${line}"/></worksheet>`;
}

function valueXml(cell: Cell, place: number, line: number): string {
  if (typeof cell === 'number') return `<c r="${cellReference(place, line)}"><v>${cell}</v></c>`;
  const text = cellText(cell);
  return text === '' ? '' : cellXml(text, place, line, 1);
}

function aboutXml({ about }: ExportedTable): string {
  const rows = about.map(
    ([name, text], index) =>
      `<row r="${index + 1}">${cellXml(name, 0, index + 1, 2)}${cellXml(text, 1, index + 1, 1)}</row>`,
  );
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="20" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationships(parts: readonly (readonly [kind: string, target: string])[]): string {
  const each = parts.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const each = Array.from(
    { length: sheets },
    (_, index) => `<Override PartName="/${sheetPath(index)}" ContentType="${office}.worksheet+xml"/>`,
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>${each.join('')}</Types>`;
}
