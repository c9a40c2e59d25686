/** The present moment in UTC milliseconds; injected so that no test waits for a wall clock. */
export type Clock = () => number;
