import type { ColumnPlan } from './columns.ts';
import type { PlacedTransaction } from './formats.ts';
import { rowJson } from './row-values.ts';

/** Writes pages of rows as JSON arrays. */
export interface JsonPages {
  /** The rows as one JSON array, in UTF-8. */
  page(rows: readonly PlacedTransaction[], plan: ColumnPlan): Buffer;
}

const PLANS_REMEMBERED = 2;
const SLAB = 8 * 1024 * 1024;
const OPEN = Buffer.from('[');
const COMMA = Buffer.from(',');
const CLOSE = Buffer.from(']');

/** Where a row's text lies. */
interface Piece {
  readonly slab: Buffer;
  readonly start: number;
  readonly end: number;
}

/** The texts of rows under one plan, each written once and put one after the other with commas between. */
class RowTexts {
  readonly #plan: ColumnPlan;
  readonly #pieces: (Piece | undefined)[] = [];
  #slab = Buffer.alloc(0);
  #used = 0;

  constructor(plan: ColumnPlan) {
    this.#plan = plan;
  }

  of({ place, entry }: PlacedTransaction): Piece {
    const known = this.#pieces[place];
    if (known !== undefined) return known;
    const text = Buffer.from(rowJson(entry, this.#plan));
    if (this.#used + text.length + 1 > this.#slab.length) {
      this.#slab = Buffer.allocUnsafe(Math.max(SLAB, text.length + 1));
      this.#used = 0;
    }
    const piece = { slab: this.#slab, start: this.#used, end: this.#used + text.length };
    text.copy(this.#slab, piece.start);
    COMMA.copy(this.#slab, piece.end);
    this.#used = piece.end + 1;
    this.#pieces[place] = piece;
    return piece;
  }
}

/** Neighbouring texts as few slices: rows written in a row share one, with the commas between them. */
function slicesOf(pieces: readonly Piece[]): Buffer[] {
  const slices: Buffer[] = [];
  let run: Piece | undefined;
  const flush = (): void => {
    if (run !== undefined) slices.push(run.slab.subarray(run.start, run.end));
  };
  for (const piece of pieces) {
    const follows = run !== undefined && run.slab === piece.slab && run.end + 1 === piece.start;
    if (run !== undefined && follows) {
      run = { ...run, end: piece.end };
      continue;
    }
    flush();
    if (run !== undefined) slices.push(COMMA);
    run = piece;
  }
  flush();
  return slices;
}

/**
 * Makes a writer of JSON pages. Rows never change, so the text of each is kept for the last two column plans
 * used: pages of thousands of rows then cost one copy.
 */
export function createJsonPages(): JsonPages {
  const remembered = new Map<string, RowTexts>();

  function textsOf(plan: ColumnPlan): RowTexts {
    const texts = remembered.get(plan.key) ?? new RowTexts(plan);
    remembered.delete(plan.key);
    remembered.set(plan.key, texts);
    const [oldest] = remembered.keys();
    if (remembered.size > PLANS_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return texts;
  }

  return {
    page(rows, plan) {
      const texts = textsOf(plan);
      return Buffer.concat([OPEN, ...slicesOf(rows.map((row) => texts.of(row))), CLOSE]);
    },
  };
}
