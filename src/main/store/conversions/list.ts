import type {
  ConversionFilter,
  ConversionPage,
  ConversionPageRequest,
  ConversionTotals,
} from '#shared/ipc/conversions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { Anchors, buildAnchors, rowsFrom } from './anchors.ts';
import { foundWords } from './found-words.ts';
import { listFilter } from './filter.ts';
import type { ListFilter } from './filter.ts';
import { heldRanges } from './held-range.ts';
import type { HeldRange } from './held-range.ts';
import { listGather } from './gather.ts';
import type { ListLimits } from './list-limits.ts';
import { listedMarks } from './marks.ts';
import type { ListedMarks } from './marks.ts';
import { listOrder } from './order.ts';
import type { ListOrder } from './order.ts';
import { listPlan } from './plan.ts';
import { Recent } from './recent.ts';
import { conversionRows } from './rows.ts';
import { listTotals } from './totals.ts';
import { listWalk } from './walk.ts';

const GATHERED_KEPT = 6;
const WALKED_KEPT = 12;
const FILTERS_KEPT = 40;
/** So many of a range's rows are found without sorting the others; whoever goes on gets all of them sorted. */
const FIRST_ROWS = 200;
const REBUILDS_WHILE_CHANGING = 2;

/** The conversions list: any row by its index, and what a filter counts. */
export interface ConversionList {
  readonly page: (request: ConversionPageRequest) => ConversionPage | Promise<ConversionPage>;
  readonly totals: (filter: ConversionFilter) => ConversionTotals;
  /** A filter made ready, with the marks it was made of. */
  readonly prepare: (filter: ConversionFilter) => {
    readonly listed: ListedMarks;
    readonly filter: ListFilter;
  };
}

/**
 * Reads the list. A narrow filter's ids are found and sorted once and kept; a wide one is walked by key from the
 * nearest known place. All that is kept is of one version of the list and forgotten with it.
 */
export function conversionList(db: Sqlite, giveWay: () => Promise<void>, limits: ListLimits): ConversionList {
  const marks = listedMarks(db);
  const words = foundWords(db);
  const walk = listWalk(db);
  const gather = listGather(db);
  const plan = listPlan(limits);
  const look = heldRanges(db);
  const heldIn = (from: number, to: number): HeldRange | null => look(from, to, limits.tooManyInRange);
  const rows = conversionRows(db);
  const totals = listTotals(db);

  const filters = new Recent<ListFilter>(FILTERS_KEPT);
  const counted = new Recent<ConversionTotals>(FILTERS_KEPT);
  const gathered = new Recent<readonly number[]>(GATHERED_KEPT);
  const walked = new Recent<Anchors>(WALKED_KEPT);
  let version = -1;

  const current = (): ListedMarks => {
    const listed = marks();
    if (listed.version !== version) {
      for (const kept of [filters, counted, gathered, walked, words]) kept.clear();
      version = listed.version;
    }
    return listed;
  };

  const prepare = (filter: ConversionFilter): { listed: ListedMarks; filter: ListFilter } => {
    const listed = current();
    const ready = filters.of(JSON.stringify(filter), () => listFilter(listed, filter, words.find, heldIn));
    return { listed, filter: ready };
  };

  const walkedPage = async (
    request: ConversionPageRequest,
    order: ListOrder,
    filter: ListFilter,
    listed: ListedMarks,
    tries: number,
  ): Promise<ConversionPage> => {
    const anchors = walked.of(`${filter.key} ${order.key}`, () => new Anchors());
    const stillValid = (): boolean => current().version === listed.version;
    const wait = tries > 0 ? giveWay : async (): Promise<void> => undefined;
    await buildAnchors(walk, anchors, order, filter, wait, stillValid, limits);
    return stillValid() ? pageAt(request, order, filter, anchors) : page(request, tries - 1);
  };

  const pageAt = (
    { index, limit }: ConversionPageRequest,
    order: ListOrder,
    filter: ListFilter,
    anchors: Anchors,
  ): ConversionPage => ({
    index,
    rows: rows(rowsFrom(walk, anchors, order, filter, index, limit).map(({ id }) => id)),
  });

  const page = (
    request: ConversionPageRequest,
    tries = REBUILDS_WHILE_CHANGING,
  ): ConversionPage | Promise<ConversionPage> => {
    const { index, limit } = request;
    const { listed, filter } = prepare(request.filter);
    if (filter.marks?.length === 0) return { index, rows: [] };
    const order = listOrder(listed, filter, request.order);
    const listKey = `${filter.key} ${order.key}`;
    const source = gathered.has(listKey) ? 'kept' : plan(listed, filter, order, limit);
    if (source === 'range' && index + limit <= FIRST_ROWS) {
      return { index, rows: rows(gather(source, order, filter, index + limit).slice(index, index + limit)) };
    }
    if (source !== 'walk') {
      const ids = gathered.of(listKey, () => gather(source === 'kept' ? 'lines' : source, order, filter));
      return { index, rows: rows(ids.slice(index, index + limit)) };
    }
    const anchors = walked.of(listKey, () => new Anchors());
    if (anchors.near(index, limits.readOver)) return pageAt(request, order, filter, anchors);
    return walkedPage(request, order, filter, listed, tries);
  };

  return {
    page,
    prepare,
    totals: (filter) => {
      const ready = prepare(filter);
      return counted.of(ready.filter.key, () => totals(ready.listed, ready.filter));
    },
  };
}
