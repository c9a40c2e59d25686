/**
 * The dates in the paths of Invoca's APIs; each family moves on its own (invoca.md 1.2), so they are configuration
 * of a network and these are what a new one starts with.
 */
export const DEFAULT_INVOCA_VERSIONS = { transactions: '2020-10-01', network: '2022-08-01' } as const;
