/** The id in the list of calls of the Invoca call behind a conversion. */
export const idOfConversion = (conversionId: number): number => conversionId * 2;

/** The id in the list of calls of a session number's call. */
export const idOfSessionCall = (sessionCallId: number): number => sessionCallId * 2 + 1;

/** The record behind a call of the list. */
export function recordOfCall(id: number): { readonly kind: 'invoca' | 'session'; readonly recordId: number } {
  return id % 2 === 0 ? { kind: 'invoca', recordId: id / 2 } : { kind: 'session', recordId: (id - 1) / 2 };
}
