import { nothing } from './envelope.ts';
import { shown, type FindParts } from './find.ts';
import { mapOf, textOf, type PhpMap } from './php-parameters.ts';
import type { TuneRow } from './tables.ts';
import { TuneRefusal } from './tune-refusal.ts';

const STATUSES = ['active', 'pending', 'rejected', 'deleted'];
const FIRST_NEW = 900;

/** Which kinds of pixels an offer or a goal allows by its protocol (tune.md 5.1). */
export function allowedTypes({ protocol }: TuneRow): readonly string[] {
  if (protocol === 'http' || protocol === 'https') return ['code', 'image', 'url'];
  return protocol === 'http_img' || protocol === 'https_img' ? ['image', 'url'] : ['url'];
}

/** The pixels of an offer, those for all offers not among them. */
export function pixelsOf({ tables, settings }: FindParts, offer: TuneRow, status?: string): unknown {
  const found = [...tables.OfferPixel].filter(
    ([, row]) => row['offer_id'] === offer['id'] && (status === undefined || row['status'] === status),
  );
  if (found.length === 0) return nothing(settings);
  return Object.fromEntries(
    found.map(([id, row]) => [id, { OfferPixel: shown('OfferPixel', row, new Map()) }]),
  );
}

function checked({ tables }: FindParts, row: TuneRow): void {
  const refuse = (message: string): never => {
    throw new TuneRefusal(message, true);
  };
  const { affiliate_id: partner, offer_id: offer, goal_id: goal, type, code, status } = row;
  if (partner !== '0' && !tables.Affiliate.has(partner ?? '')) refuse('affiliate_id is not valid');
  if (offer !== '0' && !tables.Offer.has(offer ?? '')) refuse('offer_id is not valid');
  if (goal !== null && tables.Goal.get(goal ?? '')?.['offer_id'] !== offer) refuse('goal_id is not valid');
  if (!STATUSES.includes(status ?? '')) refuse('status is not valid');
  const place = (goal === null ? undefined : tables.Goal.get(goal ?? '')) ?? tables.Offer.get(offer ?? '');
  if (!(place === undefined ? ['url'] : allowedTypes(place)).includes(type ?? ''))
    refuse(`type ${type} is not allowed for this offer`);
  if ((code ?? '') === '') refuse('code cannot be empty');
  if (type === 'url' && !/^https?:\/\//.test(code ?? '')) refuse('code must be a URL');
}

function answer(row: TuneRow, request: PhpMap): unknown {
  return textOf(request, 'return_object') === '1'
    ? { OfferPixel: shown('OfferPixel', row, new Map()) }
    : true;
}

/** Adds a pixel; its status is pending unless said otherwise. Throws TuneRefusal. */
export function createPixel(parts: FindParts, request: PhpMap, now: string): unknown {
  const data = mapOf(request, 'data');
  const goal = textOf(data, 'goal_id');
  const row: TuneRow = {
    id: String(FIRST_NEW + parts.tables.OfferPixel.size),
    affiliate_id: textOf(data, 'affiliate_id') ?? '0',
    offer_id: textOf(data, 'offer_id') ?? '0',
    goal_id: goal === undefined || goal === '' ? null : goal,
    type: textOf(data, 'type') ?? 'url',
    code: textOf(data, 'code') ?? '',
    status: textOf(data, 'status') ?? 'pending',
    modified: now,
  };
  checked(parts, row);
  parts.tables.OfferPixel.set(row['id'] ?? '', row);
  return answer(row, request);
}

/** Changes a pixel, all of what is given or nothing. Throws TuneRefusal. */
export function updatePixel(
  parts: FindParts,
  request: PhpMap,
  changes: ReadonlyMap<string, string>,
  now: string,
): unknown {
  const id = textOf(request, 'id') ?? '';
  const row = parts.tables.OfferPixel.get(id);
  if (row === undefined) throw new TuneRefusal(`OfferPixel ${id} does not exist`);
  const unknown = [...changes.keys()].find(
    (field) => !['affiliate_id', 'offer_id', 'goal_id', 'type', 'code', 'status'].includes(field),
  );
  if (unknown !== undefined) throw new TuneRefusal(`Field ${unknown} cannot be updated`, true);
  const changed: TuneRow = { ...row, ...Object.fromEntries(changes), modified: now };
  checked(parts, changed);
  Object.assign(row, changed);
  return answer(row, request);
}
