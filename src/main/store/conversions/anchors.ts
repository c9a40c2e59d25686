import type { ListFilter } from './filter.ts';
import type { ListOrder } from './order.ts';
import type { RowKey, Walk } from './walk.ts';

/** Rows between two anchors: what a jump reads at most before it is there. */
const STEP = 512;
const CHUNK = STEP * 32;

/** Rows that are read over rather than found by anchors, so that the first pages never wait for them. */
const READ_OVER = 4_096;

interface Anchor {
  /** The place of the row in the whole list, from 0. */
  readonly index: number;
  readonly row: RowKey;
}

/** The known places of one sorted, filtered list, in order. */
export class Anchors {
  readonly #places: Anchor[] = [];
  complete = false;

  /** The last known row before the index; null when only the start is known. */
  before(index: number): Anchor | null {
    return this.#places[this.#countBefore(index) - 1] ?? null;
  }

  #countBefore(index: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const place = this.#places[middle];
      if (place && place.index < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Remembers where a row stands, found while reading. */
  remember(index: number, row: RowKey): void {
    const place = this.#countBefore(index);
    if (this.#places[place]?.index !== index) this.#places.splice(place, 0, { index, row });
  }

  /** Whether the rows from the index on can be reached by reading over few. */
  near(index: number): boolean {
    return this.complete || index - (this.before(index)?.index ?? -1) <= READ_OVER;
  }
}

/** The rows of a list from an index on, from the nearest known place. */
export function rowsFrom(
  walk: Walk,
  anchors: Anchors,
  order: ListOrder,
  filter: ListFilter,
  index: number,
  limit: number,
): RowKey[] {
  const from = anchors.before(index);
  const skipped = index - (from?.index ?? -1) - 1;
  const rows = walk.rowsAfter(order, filter, from?.row ?? null, skipped + limit).slice(skipped);
  const last = rows.at(-1);
  if (last) anchors.remember(index + rows.length - 1, last);
  return rows;
}

/**
 * Walks the whole list once and keeps every 512th place, giving way to other work between chunks. Stops when
 * `stillValid` says the list is another one by now.
 */
export async function buildAnchors(
  walk: Walk,
  anchors: Anchors,
  order: ListOrder,
  filter: ListFilter,
  giveWay: () => Promise<void>,
  stillValid: () => boolean,
): Promise<void> {
  let after: RowKey | null = null;
  for (let index = 0; ; index += CHUNK) {
    const rows: RowKey[] = walk.rowsAfter(order, filter, after, CHUNK);
    for (let place = STEP - 1; place < rows.length; place += STEP) {
      const row = rows[place];
      if (row) anchors.remember(index + place, row);
    }
    if (rows.length < CHUNK) break;
    after = rows.at(-1) ?? null;
    await giveWay();
    if (!stillValid()) return;
  }
  anchors.complete = true;
}
