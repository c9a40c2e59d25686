/** The moment from which work may compete with the window for the machine. */
export interface FirstSight {
  /** Settles a little after the window was first drawn; a window that never is does not keep it for long. */
  readonly over: Promise<void>;
  /** To be told when the window has something to show. */
  drawn(): void;
}

/** Drawn first is the frame; its rows follow within this. */
const ROWS_FOLLOW_MS = 700;
const LONGEST_MS = 8000;

/** Begins waiting for the first sight of the window. @param after as `setTimeout` */
export function firstSight(after: (milliseconds: number, done: () => void) => void): FirstSight {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  after(LONGEST_MS, end);
  return { over, drawn: () => after(ROWS_FOLLOW_MS, end) };
}
