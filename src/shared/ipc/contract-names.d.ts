/** Written by the build from `src/shared/ipc/contract.ts`, so that the sandboxed preload does without the contract's schemas. */
declare module 'switchboard:contract-names' {
  export const requestNames: readonly string[];
  export const eventNames: readonly string[];
}
