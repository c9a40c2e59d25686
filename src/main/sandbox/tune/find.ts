import { nothing } from './envelope.ts';
import { compared, filterTest } from './filters.ts';
import { listOf, mapOf, textOf, type PhpMap } from './php-parameters.ts';
import { COLUMNS, type TuneModel, type TuneRow, type TuneTables } from './tables.ts';
import { TuneRefusal } from './tune-refusal.ts';
import type { TuneSettings } from './tune-settings.ts';

/** Rows of another model that belong to a row: one, or any number by id. */
type Contained = (tables: TuneTables, row: TuneRow) => TuneRow | undefined | Map<string, TuneRow>;

function belongsTo(model: TuneModel, column: string): Contained {
  return (tables, row) => tables[model].get(row[column] ?? '');
}

function hasMany(model: TuneModel, column: string): Contained {
  return (tables, row) => new Map([...tables[model]].filter(([, other]) => other[column] === row['id']));
}

const CONTAINS: Readonly<Partial<Record<TuneModel, Readonly<Record<string, Contained>>>>> = {
  Offer: { Advertiser: belongsTo('Advertiser', 'advertiser_id'), Goal: hasMany('Goal', 'offer_id') },
  Goal: { Offer: belongsTo('Offer', 'offer_id') },
  OfferPixel: {
    Offer: belongsTo('Offer', 'offer_id'),
    Goal: belongsTo('Goal', 'goal_id'),
    Affiliate: belongsTo('Affiliate', 'affiliate_id'),
  },
  Conversion: {
    Offer: belongsTo('Offer', 'offer_id'),
    Affiliate: belongsTo('Affiliate', 'affiliate_id'),
    Goal: belongsTo('Goal', 'goal_id'),
    RingRevenue: belongsTo('RingRevenue', 'ring_revenue'),
  },
};

/** What a find needs to know. */
export interface FindParts {
  readonly tables: TuneTables;
  readonly settings: TuneSettings;
}

/** A record with only the columns it shows; `fields[]` of the request narrow them. */
export function shown(model: TuneModel, row: TuneRow, request: PhpMap): Record<string, string | null> {
  const asked = listOf(request.get('fields'));
  const unknown = asked.find((field) => !COLUMNS[model].includes(field));
  if (unknown !== undefined) throw new TuneRefusal(`Field ${unknown} is not valid`);
  const columns = asked.length === 0 ? COLUMNS[model] : COLUMNS[model].filter((name) => asked.includes(name));
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

/** A record with what it contains, the way a find shows it. */
export function withContained(
  { tables, settings }: FindParts,
  model: TuneModel,
  row: TuneRow,
  request: PhpMap,
): Record<string, unknown> {
  const entry: Record<string, unknown> = { [model]: shown(model, row, request) };
  for (const name of listOf(request.get('contain'))) {
    const contained = CONTAINS[model]?.[name];
    if (contained === undefined || !isModel(name)) throw new TuneRefusal(`${model} cannot contain ${name}`);
    const found = contained(tables, row);
    const all = new Map<string, never>();
    if (found instanceof Map)
      entry[name] =
        found.size === 0
          ? nothing(settings)
          : Object.fromEntries([...found].map(([id, other]) => [id, shown(name, other, all)]));
    else entry[name] = found === undefined ? null : shown(name, found, all);
  }
  return entry;
}

function isModel(name: string): name is TuneModel {
  return Object.hasOwn(COLUMNS, name);
}

/** A whole number of the request from 1 up; undefined when it is not sent. */
function countOf(request: PhpMap, name: string): number | undefined {
  const text = textOf(request, name);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new TuneRefusal(`${name} must be a number from 1`);
  return Number(text);
}

/** Rows in the order asked for; without one in the order they came. */
export function sorted<Row>(
  rows: readonly Row[],
  sort: PhpMap,
  valueOf: (row: Row, field: string) => string | null,
): readonly Row[] {
  const orders = [...sort];
  return rows.toSorted((left, right) => {
    for (const [field, direction] of orders) {
      const order = compared(valueOf(left, field), valueOf(right, field));
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return 0;
  });
}

/**
 * One page of what was found. Only where `limit` is sent are the data wrapped and counted (tune.md 9.4, assumed); what
 * is past the last page is empty.
 */
export function paged<Row>(
  rows: readonly Row[],
  request: PhpMap,
  write: (page: readonly Row[]) => unknown,
): unknown {
  const limit = countOf(request, 'limit');
  if (limit === undefined) return write(rows);
  const page = countOf(request, 'page') ?? 1;
  return {
    page,
    current: limit,
    count: rows.length,
    pageCount: Math.max(1, Math.ceil(rows.length / limit)),
    data: write(rows.slice((page - 1) * limit, page * limit)),
  };
}

/** Answers a `findAll` over rows by id: a map keyed by id, each with one object a model. */
export function findAll(
  parts: FindParts,
  model: TuneModel,
  request: PhpMap,
  rows: Iterable<readonly [string, TuneRow]> = parts.tables[model],
): unknown {
  const test = filterTest(mapOf(request, 'filters'), COLUMNS[model]);
  const found = [...rows].filter(([, row]) => test(row));
  const ordered = sorted(found, mapOf(request, 'sort'), ([, row], field) => row[field] ?? null);
  return paged(ordered, request, (page) =>
    page.length === 0
      ? nothing(parts.settings)
      : Object.fromEntries(page.map(([id, row]) => [id, withContained(parts, model, row, request)])),
  );
}
