/** A row of a stretch: its key and its id. */
export type KeyedRow = readonly [key: number | string, id: number];

/** Reads the next rows of one arm after a row, in order. */
export type ReadArm = (after: KeyedRow | null, count: number) => readonly KeyedRow[];

/** What is read of an arm at first; each further piece is twice as large, since the arm then holds more than others. */
const FIRST_PIECE = 128;

/**
 * The first `count` rows of several sorted arms taken together, after a row. Arms are read piece by piece, since one
 * may hold all of the rows or none.
 */
export function mergeArms(
  arms: readonly ReadArm[],
  after: KeyedRow | null,
  count: number,
  descending: boolean,
): KeyedRow[] {
  const streams = arms.map((read) => new ArmStream(read, after, Math.min(count, FIRST_PIECE)));
  const merged: KeyedRow[] = [];
  while (merged.length < count) {
    let first: ArmStream | null = null;
    for (const stream of streams) {
      if (stream.head && (!first?.head || comesBefore(stream.head, first.head, descending))) first = stream;
    }
    if (!first?.head) break;
    merged.push(first.head);
    first.advance();
  }
  return merged;
}

class ArmStream {
  readonly #read: ReadArm;
  #piece: number;
  #rows: readonly KeyedRow[];
  #place = 0;

  constructor(read: ReadArm, after: KeyedRow | null, piece: number) {
    this.#read = read;
    this.#piece = piece;
    this.#rows = read(after, piece);
  }

  get head(): KeyedRow | undefined {
    return this.#rows[this.#place];
  }

  advance(): void {
    const last = this.#rows[this.#place];
    this.#place += 1;
    if (this.#place < this.#rows.length || this.#rows.length < this.#piece || !last) return;
    this.#piece *= 2;
    this.#rows = this.#read(last, this.#piece);
    this.#place = 0;
  }
}

function comesBefore([key, id]: KeyedRow, [otherKey, otherId]: KeyedRow, descending: boolean): boolean {
  const earlier = key < otherKey || (key === otherKey && id < otherId);
  return descending ? !earlier : earlier;
}
