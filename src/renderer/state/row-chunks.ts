/** Rows are asked for in chunks of so many: one reply never blocks the window. */
export const CHUNK_ROWS = 100;

/** Chunks kept; the ones looked at longest ago go first. */
const CHUNKS_KEPT = 24;

/** Requests on their way at once, so that a fast scroll never queues up what it passed. */
const REQUESTS_AT_ONCE = 2;

/** Answers the rows from an index on, as many as there are up to the limit. */
export type LoadRows<R> = (index: number, limit: number) => Promise<readonly R[]>;

interface Chunk<R> {
  readonly rows: readonly R[];
  readonly generation: number;
}

/**
 * The rows of one list that are at hand. `want` says what is looked at: only that is asked for, and what was passed
 * in the meantime never is. After `invalidate` the rows at hand stay until newer ones replace them.
 */
export class RowChunks<R> {
  readonly #load: LoadRows<R>;
  readonly #onChange: () => void;
  readonly #onFault: (thrown: unknown) => void;
  readonly #chunks = new Map<number, Chunk<R>>();
  readonly #asked = new Set<number>();
  #wanted: readonly number[] = [];
  #visible: readonly number[] = [];
  #generation = 0;
  #stopped = false;

  constructor(load: LoadRows<R>, onChange: () => void, onFault: (thrown: unknown) => void) {
    this.#load = load;
    this.#onChange = onChange;
    this.#onFault = onFault;
  }

  /** Takes the first chunk's rows, already loaded. */
  seed(rows: readonly R[]): void {
    this.#chunks.set(0, { rows, generation: this.#generation });
  }

  /** The row at the index, if it is at hand. */
  rowAt(index: number): R | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK_ROWS))?.rows[index % CHUNK_ROWS];
  }

  /** Says which rows are looked at, from `first` to before `end` of `count`; neighbours are fetched after them. */
  want(first: number, end: number, count: number): void {
    const from = Math.floor(first / CHUNK_ROWS);
    const to = Math.max(from, Math.ceil(end / CHUNK_ROWS) - 1);
    const visible = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    const lastChunk = Math.max(0, Math.ceil(count / CHUNK_ROWS) - 1);
    this.#visible = visible;
    this.#wanted = [...visible, to + 1, from - 1].filter((chunk) => chunk >= 0 && chunk <= lastChunk);
    for (const chunk of visible) this.#touch(chunk);
    this.#ask();
  }

  /** Says that the list changed: drops what is not looked at and asks for the rest again. */
  invalidate(): void {
    this.#generation += 1;
    this.#stopped = false;
    for (const chunk of this.#chunks.keys()) {
      if (!this.#visible.includes(chunk)) this.#chunks.delete(chunk);
    }
    this.#ask();
  }

  /** How many chunks are at hand. */
  get kept(): number {
    return this.#chunks.size;
  }

  #ask(): void {
    if (this.#stopped) return;
    for (const chunk of this.#wanted) {
      if (this.#asked.size >= REQUESTS_AT_ONCE) return;
      const known = this.#chunks.get(chunk);
      if (this.#asked.has(chunk) || known?.generation === this.#generation) continue;
      this.#request(chunk);
    }
  }

  #request(chunk: number): void {
    const generation = this.#generation;
    this.#asked.add(chunk);
    this.#load(chunk * CHUNK_ROWS, CHUNK_ROWS).then(
      (rows) => {
        this.#asked.delete(chunk);
        this.#keep(chunk, { rows, generation });
        this.#ask();
      },
      (thrown: unknown) => {
        this.#asked.delete(chunk);
        this.#stopped = true;
        this.#onFault(thrown);
      },
    );
  }

  #keep(chunk: number, loaded: Chunk<R>): void {
    const known = this.#chunks.get(chunk);
    if (known && known.generation > loaded.generation) return;
    this.#chunks.delete(chunk);
    this.#chunks.set(chunk, loaded);
    for (const oldest of this.#chunks.keys()) {
      if (this.#chunks.size <= CHUNKS_KEPT) break;
      if (!this.#visible.includes(oldest)) this.#chunks.delete(oldest);
    }
    this.#onChange();
  }

  #touch(chunk: number): void {
    const known = this.#chunks.get(chunk);
    if (!known) return;
    this.#chunks.delete(chunk);
    this.#chunks.set(chunk, known);
  }
}
