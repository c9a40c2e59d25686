import type { Settling } from '../conversions/settle.ts';

/** Conversions listed in one go, so that a page that arrives meanwhile waits for few milliseconds. */
const SLICE = 500;
/** After a page, the next one is waited for so long before the list is brought up to date. */
const QUIET_MS = 200;
/** How long closing the workspace may take for the list's sake. */
const LAST_MS = 1_500;
/** A read does not wait for the list any longer than so many pages that arrive after it: their news makes it read again. */
const PAGES_WAITED = 2;

interface Waiting {
  readonly resolve: () => void;
  slicesLeft: number;
  pagesLeft: number;
}

/** What the list of calls and the sealing of the history do otherwise than the list of conversions, after which they come. */
export interface SettlingManners {
  /** Told each time everything is listed. */
  readonly onSettled?: () => void;
  /** How long closing the workspace may take for this list's sake. */
  readonly lastMs?: number;
  /** After a page, the next one is waited for so long before work begins. */
  readonly quietMs?: number;
  /** Whether who waits gets all that was there when asked, however many pages arrive meanwhile. */
  readonly patient?: boolean;
}

/** Brings the list up to date between the writer's calls. */
export class BackgroundSettling {
  readonly #settling: Settling;
  readonly #unlisted: Int32Array;
  readonly #failed: (cause: unknown) => void;
  readonly #manners: SettlingManners;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #step: NodeJS.Immediate | undefined;

  constructor(
    settling: Settling,
    unlisted: Int32Array,
    failed: (cause: unknown) => void,
    manners: SettlingManners = {},
  ) {
    this.#settling = settling;
    this.#unlisted = unlisted;
    this.#failed = failed;
    this.#manners = manners;
    this.#count();
    this.#soon();
  }

  /** To be told after every page: counts what it left unlisted, and begins once pages stop coming. */
  pageCommitted(): void {
    this.#count();
    for (const waiting of this.#waiting) waiting.pagesLeft -= 1;
    this.#answer();
    // Work begun in a pause stops for the pages after it, unless somebody waits for it: else it went on between them all.
    if (this.#waiting.length === 0) {
      clearImmediate(this.#step);
      this.#step = undefined;
    }
    this.#soon();
  }

  /** Resolves when everything committed so far is listed, or pages keep coming, or so many slices are done. */
  caughtUp(mostSlices = Number.MAX_SAFE_INTEGER): Promise<void> {
    const left = this.#count();
    if (left === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({
        resolve,
        slicesLeft: Math.min(mostSlices, Math.ceil(left / SLICE)),
        pagesLeft: this.#manners.patient === true ? Infinity : PAGES_WAITED,
      });
      this.#step ??= setImmediate(() => this.#slice());
    });
  }

  /**
   * Lists what can be listed shortly, so that a reader of the closed workspace finds it, and stops; the rest is listed
   * when the workspace is opened next.
   */
  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#step);
    const end = performance.now() + (this.#manners.lastMs ?? LAST_MS);
    while (performance.now() < end && this.#settling.settleSlice(SLICE) > 0);
    for (const { resolve } of this.#waiting) resolve();
  }

  #count(): number {
    const left = this.#settling.unlisted();
    Atomics.store(this.#unlisted, 0, left);
    return left;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#step ??= setImmediate(() => this.#slice());
    }, this.#manners.quietMs ?? QUIET_MS);
  }

  #slice(): void {
    this.#step = undefined;
    try {
      const left = this.#settling.settleSlice(SLICE);
      Atomics.store(this.#unlisted, 0, left);
      if (left === 0) this.#manners.onSettled?.();
      for (const waiting of this.#waiting) waiting.slicesLeft = left === 0 ? 0 : waiting.slicesLeft - 1;
      this.#answer();
      if (left > 0) this.#step = setImmediate(() => this.#slice());
    } catch (cause) {
      this.#failed(cause);
      for (const waiting of this.#waiting) waiting.slicesLeft = 0;
      this.#answer();
    }
  }

  #answer(): void {
    for (const { resolve, slicesLeft, pagesLeft } of this.#waiting) {
      if (slicesLeft <= 0 || pagesLeft <= 0) resolve();
    }
    this.#waiting = this.#waiting.filter(({ slicesLeft, pagesLeft }) => slicesLeft > 0 && pagesLeft > 0);
  }
}
