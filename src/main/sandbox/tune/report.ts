import { nothing } from './envelope.ts';
import { compared, isLike } from './filters.ts';
import { paged, sorted } from './find.ts';
import { listOf, mapOf, textOf, type PhpMap, type PhpValue } from './php-parameters.ts';
import { COLUMNS, type TuneModel, type TuneRow, type TuneTables } from './tables.ts';
import { TuneRefusal } from './tune-refusal.ts';
import type { TuneSettings } from './tune-settings.ts';

const LONGEST_DAYS = 762;
const DAY = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** What the report calls columns that conversions call otherwise. */
const OF_STAT: Readonly<Record<string, (row: TuneRow) => string | null>> = {
  date: (row) => row['datetime']?.slice(0, 10) ?? null,
  hour: (row) => row['datetime']?.slice(11, 13) ?? null,
  approved_payout: (row) => (row['status'] === 'approved' ? (row['payout'] ?? null) : '0.00000'),
  pending_payout: (row) => (row['status'] === 'pending' ? (row['payout'] ?? null) : '0.00000'),
};
const BESIDE: Readonly<Record<string, { readonly model: TuneModel; readonly column: string }>> = {
  Offer: { model: 'Offer', column: 'offer_id' },
  Affiliate: { model: 'Affiliate', column: 'affiliate_id' },
  Advertiser: { model: 'Advertiser', column: 'advertiser_id' },
  Goal: { model: 'Goal', column: 'goal_id' },
  ConversionMeta: { model: 'ConversionMeta', column: 'id' },
};

type Reader = (row: TuneRow) => string | null;

/** How a `Model.field` of the report is read from a conversion. Throws TuneRefusal for one there is not. */
function readerOf(tables: TuneTables, name: string): Reader {
  const [model = '', field = ''] = name.split('.');
  const derived = Object.hasOwn(OF_STAT, field) ? OF_STAT[field] : undefined;
  if (model === 'Stat' && derived !== undefined) return derived;
  if (model === 'Stat' && COLUMNS.Conversion.includes(field)) return (row) => row[field] ?? null;
  const beside = Object.hasOwn(BESIDE, model) ? BESIDE[model] : undefined;
  if (beside === undefined || !COLUMNS[beside.model].includes(field))
    throw new TuneRefusal(`Field ${name} is not valid`);
  return (row) => tables[beside.model].get(row[beside.column] ?? '')?.[field] ?? null;
}

type Conditional = (value: string | null, wanted: readonly string[]) => boolean;

const CONDITIONALS: Readonly<Record<string, Conditional>> = {
  EQUAL_TO: (value, wanted) => wanted.some((one) => compared(value, one) === 0),
  NOT_EQUAL_TO: (value, wanted) => wanted.every((one) => compared(value, one) !== 0),
  BETWEEN: (value, [low = '', high = '']) =>
    value !== null && compared(value, low) >= 0 && compared(value, high) <= 0,
  LESS_THAN: (value, [wanted = '']) => value !== null && compared(value, wanted) < 0,
  LESS_THAN_OR_EQUAL_TO: (value, [wanted = '']) => value !== null && compared(value, wanted) <= 0,
  GREATER_THAN: (value, [wanted = '']) => value !== null && compared(value, wanted) > 0,
  GREATER_THAN_OR_EQUAL_TO: (value, [wanted = '']) => value !== null && compared(value, wanted) >= 0,
  LIKE: (value, wanted) => wanted.some((pattern) => isLike(value, pattern)),
  NOT_LIKE: (value, wanted) => wanted.every((pattern) => !isLike(value, pattern)),
  NULL: (value) => value === null,
  NOT_NULL: (value) => value !== null,
};

function conditionOf(
  tables: TuneTables,
  [name, filter]: readonly [string, PhpValue],
): (row: TuneRow) => boolean {
  if (typeof filter === 'string') throw new TuneRefusal(`Filter ${name} needs a conditional and values`);
  const read = readerOf(tables, name);
  const conditional = textOf(filter, 'conditional') ?? '';
  const holds = Object.hasOwn(CONDITIONALS, conditional) ? CONDITIONALS[conditional] : undefined;
  if (holds === undefined) throw new TuneRefusal(`${conditional} is not a valid conditional`);
  const values = listOf(filter.get('values'));
  return (row) => holds(read(row), values);
}

function dayTest(request: PhpMap, today: string): (row: TuneRow) => boolean {
  const first = textOf(request, 'data_start');
  const last = textOf(request, 'data_end');
  if (first === undefined && last === undefined) return () => true;
  if (first === undefined || last === undefined || !DATE.test(first) || !DATE.test(last))
    throw new TuneRefusal('data_start and data_end must both be dates');
  if (Date.parse(first) < Date.parse(today) - LONGEST_DAYS * DAY)
    throw new TuneRefusal('The date range must lie within the last 25 months');
  return (row) => {
    const day = row['datetime']?.slice(0, 10) ?? '';
    return day >= first && day <= last;
  };
}

/**
 * Answers Report::getConversions (tune.md 10.3): rows as a list, each grouped by model; `fields[]` are required.
 * Groups and totals are not served.
 */
export function conversionsReport(
  { tables, settings }: { readonly tables: TuneTables; readonly settings: TuneSettings },
  request: PhpMap,
  today: string,
): unknown {
  const fields = listOf(request.get('fields'));
  if (fields.length === 0) throw new TuneRefusal('Missing required argument: fields');
  for (const name of ['groups', 'totals'])
    if (request.has(name)) throw new TuneRefusal(`${name} is not supported`);
  const readers = fields.map((name) => [name, readerOf(tables, name)] as const);
  const tests = [
    dayTest(request, today),
    ...Array.from(mapOf(request, 'filters'), (filter) => conditionOf(tables, filter)),
  ];
  const found = [...tables.Conversion.values()].filter((row) => tests.every((test) => test(row)));
  const ordered = sorted(found, mapOf(request, 'sort'), (row, field) => readerOf(tables, field)(row));
  const page = paged(ordered, request, (rows) =>
    rows.map((row) => {
      const entry: Record<string, Record<string, string | null>> = {};
      for (const [name, read] of readers) {
        const [model = '', field = ''] = name.split('.');
        entry[model] = { ...entry[model], [field]: read(row) };
      }
      return entry;
    }),
  );
  return request.has('limit') || ordered.length > 0 ? page : nothing(settings);
}
