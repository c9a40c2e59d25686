import type { ListFilter } from './filter.ts';
import type { ListLimits } from './list-limits.ts';
import type { ListOrder } from './order.ts';
import type { RowKey, Walk } from './walk.ts';

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
  near(index: number, readOver: number): boolean {
    return this.complete || index - (this.before(index)?.index ?? -1) <= readOver;
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
 * Walks the whole list once and keeps every `step`th place, giving way to other work between chunks. Stops when
 * `stillValid` says the list is another one by now.
 */
export async function buildAnchors(
  walk: Walk,
  anchors: Anchors,
  order: ListOrder,
  filter: ListFilter,
  giveWay: () => Promise<void>,
  stillValid: () => boolean,
  { step, chunk }: ListLimits,
): Promise<void> {
  let after: RowKey | null = null;
  for (let index = 0; ; index += chunk) {
    const rows: RowKey[] = walk.rowsAfter(order, filter, after, chunk);
    for (let place = step - 1; place < rows.length; place += step) {
      const row = rows[place];
      if (row) anchors.remember(index + place, row);
    }
    if (rows.length < chunk) break;
    after = rows.at(-1) ?? null;
    await giveWay();
    if (!stillValid()) return;
  }
  anchors.complete = true;
}
