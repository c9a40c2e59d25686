/** A number in [0, 1), as Math.random gives; injected so that jitter is repeatable in tests. */
export type Random = () => number;
