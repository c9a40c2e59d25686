import { NetworkFault } from '#shared/domain/network-fault.ts';
import { lengthOf, piecesOf } from './network-clock.ts';
import type { DayRange } from './network-clock.ts';
import { readPages } from './pages.ts';
import { fieldsOf, reportRow } from './records.ts';
import type { ReportRow } from './records.ts';
import type { TuneCall } from './tune-call.ts';

/** Days asked for at once. */
const DAYS = 7;

const FIELDS = [
  ...fieldsOf(reportRow.shape.Stat).map((name) => `Stat.${name}`),
  'Offer.name',
  'Affiliate.company',
];

/**
 * Reads the conversions report by ranges of days, each page by page, oldest first. Where the network does not get done
 * with a range in time (tune.md 9.5, HTTP 504), it is asked for the halves. @throws NetworkFault
 */
export async function readReport(
  call: TuneCall,
  range: DayRange,
  about: { readonly networkName: string; readonly signal: AbortSignal },
): Promise<readonly ReportRow[]> {
  const found: ReportRow[] = [];
  const pieces = [...piecesOf(range, DAYS)];
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    try {
      found.push(...(await readPiece(call, piece, about)));
    } catch (error) {
      const days = lengthOf(piece);
      if (!(error instanceof NetworkFault) || error.httpStatus !== 504 || days === 1) throw error;
      pieces.unshift(...piecesOf(piece, Math.ceil(days / 2)));
    }
  }
  return found;
}

function readPiece(
  call: TuneCall,
  { first, last }: DayRange,
  about: { readonly networkName: string; readonly signal: AbortSignal },
): Promise<readonly ReportRow[]> {
  const listing = {
    method: 'Report::getConversions',
    parameters: {
      fields: FIELDS,
      filters: { 'Stat.date': { conditional: 'BETWEEN', values: [first, last] } },
      data_start: first,
      data_end: last,
      sort: { 'Stat.datetime': 'asc' },
    },
    row: reportRow,
    keyOf: (row: ReportRow) => row.Stat.tune_event_id,
    what: `read the conversions of ${first} to ${last}`,
    divisible: true,
  };
  return readPages(call, listing, about);
}
