/** Steps of a visit are carried to the network this long after the last of them: a fast visitor costs few updates. */
export const VISIT_QUIET_MS = 2_000;

/** A visitor who never rests has his steps carried this long after the first that waits. */
export const VISIT_LONGEST_WAIT_MS = 10_000;

/** A visit without a step for so long is over. */
export const VISIT_IDLE_MS = 30 * 60_000;

/** A site is answered without a number when none came within this time. */
export const NUMBER_WAIT_MS = 3_000;

/** A number that failed for good is not asked for again within this time, however many steps come. */
export const FAILED_NUMBER_REST_MS = 60_000;

/** When steps that wait are to be carried: soon after the last, and not too long after the first. */
export function carryAt(waiting: { readonly since: number; readonly lastStepAt: number }): number {
  return Math.min(waiting.lastStepAt + VISIT_QUIET_MS, waiting.since + VISIT_LONGEST_WAIT_MS);
}
