import type { DeskStore } from '../ports/desk-store.ts';

/** A sentence for each result value no status is known for; its conversions are pending until someone maps it. */
export async function unknownResultWarnings(store: DeskStore): Promise<readonly string[]> {
  const unknown = await store.read.unknownResults();
  return unknown.map(({ networkName, rawResult, count }) => {
    const conversions = count === 1 ? '1 conversion is' : `${count} conversions are`;
    return `${networkName} sent the unknown result “${rawResult}”; ${conversions} pending with it.`;
  });
}
