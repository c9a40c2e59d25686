/** Where the list changes its way of reading. Measured at a million rows; tests set them small. */
export interface ListLimits {
  /** Up to so many rows are found and sorted at once without a second thought. */
  readonly surelyFew: number;
  /** More than so many are never gathered. */
  readonly tooMany: number;
  /** The same for the rows of a range of dates, which lie side by side where they are read. */
  readonly tooManyInRange: number;
  /** Rows between two known places of a walked list: what a jump reads over at most. */
  readonly step: number;
  /** Rows that are read over rather than found by known places, so that the first pages never wait for them. */
  readonly readOver: number;
  /** Rows walked in one go while places are made known; a multiple of `step`. */
  readonly chunk: number;
}

export const LIST_LIMITS: ListLimits = {
  surelyFew: 2_000,
  tooMany: 20_000,
  tooManyInRange: 40_000,
  step: 512,
  readOver: 4_096,
  chunk: 16_384,
};
