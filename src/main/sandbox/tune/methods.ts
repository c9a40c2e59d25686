import { isTuneStatus, writeConversion, type ConversionParts } from './conversion-methods.ts';
import { findAll, shown, withContained, type FindParts } from './find.ts';
import { mapOf, textOf, type PhpMap } from './php-parameters.ts';
import { allowedTypes, createPixel, pixelsOf, updatePixel } from './pixel-methods.ts';
import { conversionsReport } from './report.ts';
import type { TuneModel, TuneRow } from './tables.ts';
import { TuneRefusal } from './tune-refusal.ts';
import type { TuneWorld } from './tune-world.ts';

/** What the methods work on. `now` is the network's time as it writes it. */
export interface MethodParts extends FindParts, ConversionParts {
  readonly world: TuneWorld;
  readonly now: () => string;
}

/** A method of the API: the request's parameters in, data out. Throws TuneRefusal. */
export type TuneMethod = (parts: MethodParts, request: PhpMap) => unknown;

/** The text of a required parameter. */
export function required(request: PhpMap, name: string): string {
  const text = textOf(request, name);
  if (text === undefined || text === '') throw new TuneRefusal(`Missing required argument: ${name}`);
  return text;
}

function one({ tables }: FindParts, model: TuneModel, id: string): TuneRow {
  const row = tables[model].get(id);
  if (row === undefined) throw new TuneRefusal(`${model} ${id} does not exist`);
  return row;
}

function all(model: TuneModel): TuneMethod {
  return (parts, request) => findAll(parts, model, request);
}

function conversionById(parts: MethodParts, request: PhpMap): unknown {
  const row = parts.conversions.find({
    tuneEventId: textOf(request, 'tune_event_id'),
    transactionId: textOf(request, 'transaction_id'),
    id: textOf(request, 'id'),
  });
  if (row === undefined) throw new TuneRefusal('The conversion does not exist');
  return withContained(parts, 'Conversion', row, request);
}

function written(parts: MethodParts, request: PhpMap, changes: ReadonlyMap<string, string>): unknown {
  const row = writeConversion(parts, required(request, 'tune_event_id'), changes);
  return textOf(request, 'return_object') === '0'
    ? true
    : { Conversion: shown('Conversion', row, new Map()) };
}

function textsIn(data: PhpMap): ReadonlyMap<string, string> {
  return new Map([...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Every method that is served, by target and name (tune.md 10). */
export const METHODS: Readonly<Record<string, TuneMethod>> = {
  'Offer::findAll': all('Offer'),
  'Offer::findById': (parts, request) =>
    withContained(parts, 'Offer', one(parts, 'Offer', required(request, 'id')), request),
  'Offer::getPixels': (parts, request) =>
    pixelsOf(parts, one(parts, 'Offer', required(request, 'id')), textOf(request, 'status')),
  'Offer::getApprovedAffiliateIds': (parts, request) =>
    parts.world.approved.get(one(parts, 'Offer', required(request, 'id'))['id'] ?? '') ?? [],
  'Affiliate::findAll': all('Affiliate'),
  'OfferPixel::findAll': all('OfferPixel'),
  'OfferPixel::create': (parts, request) => createPixel(parts, request, parts.now()),
  'OfferPixel::update': (parts, request) =>
    updatePixel(parts, request, textsIn(mapOf(request, 'data')), parts.now()),
  'OfferPixel::updateField': (parts, request) =>
    updatePixel(
      parts,
      request,
      new Map([[required(request, 'field'), textOf(request, 'value') ?? '']]),
      parts.now(),
    ),
  'OfferPixel::getAllowedTypes': (parts, request) =>
    allowedTypes(one(parts, 'Offer', required(request, 'offer_id'))),
  'Goal::findAll': all('Goal'),
  'Conversion::findAll': all('Conversion'),
  'Conversion::findById': conversionById,
  'Conversion::updateStatus': (parts, request) => {
    const status = required(request, 'status');
    if (!isTuneStatus(status)) throw new TuneRefusal(`Status ${status} is not valid`, true);
    writeConversion(parts, required(request, 'tune_event_id'), new Map([['status', status]]));
    return true;
  },
  'Conversion::update': (parts, request) => written(parts, request, textsIn(mapOf(request, 'data'))),
  'Conversion::updateField': (parts, request) =>
    written(parts, request, new Map([[required(request, 'field'), required(request, 'value')]])),
  'Conversion::updateMeta': (parts, request) => {
    const row = writeConversion(parts, required(request, 'tune_event_id'), new Map());
    const note = textOf(mapOf(request, 'data'), 'note');
    if (note === undefined) throw new TuneRefusal('Missing required argument: data[note]');
    const id = row['id'] ?? '';
    parts.tables.ConversionMeta.set(id, { conversion_id: id, note });
    return true;
  },
  'Report::getConversions': (parts, request) => conversionsReport(parts, request, parts.now().slice(0, 10)),
  'RingRevenue::findAll': (parts, request) => {
    if (request.has('contain')) throw new TuneRefusal('RingRevenue cannot contain other models');
    return findAll(parts, 'RingRevenue', request);
  },
  'Application::findAllHostnames': all('Hostname'),
  'Application::getTimezone': () => ({ Timezone: { timezone: 'America/Los_Angeles' } }),
};
