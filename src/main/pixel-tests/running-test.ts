import type { GoalView } from '#shared/ipc/goals.ts';
import type { PixelCall } from '#shared/ipc/pixel-tests.ts';

/** A goal with the code that counts it. */
export type TestedGoal = GoalView & {
  readonly placement: NonNullable<GoalView['placement']>;
};

/** What a test is made of. */
export interface PixelTestPlan {
  readonly goal: TestedGoal;
  readonly offerName: string;
  /** What of a partner rides along, its macros filled in; null for nothing. */
  readonly rider: { readonly markup: string; readonly unknownMacros: readonly string[] } | null;
}

/** A test whose page is served. */
export interface RunningTest extends PixelTestPlan {
  /** Part of the page's address, and no one else knows it. */
  readonly id: string;
  /** When it was last asked of, in UTC milliseconds. */
  lastAt: number;
  opened: boolean;
  readonly calls: PixelCall[];
}
