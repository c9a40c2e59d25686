/** Runs work later; injected so that tests move time by hand. */
export interface Scheduler {
  /** Runs the work once after so many milliseconds; the returned function takes it back. */
  after(ms: number, work: () => void): () => void;
}

/** The longest wait a timer knows; longer ones fire then and are set anew by who asked. */
const LONGEST_TIMER = 2_147_483_647;

/** Real time. */
export const systemScheduler: Scheduler = {
  after(ms, work) {
    const timer = setTimeout(work, Math.min(Math.max(0, ms), LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};
