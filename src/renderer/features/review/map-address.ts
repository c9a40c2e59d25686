import { normaliseResult } from '#shared/domain/status.ts';
import type { ConversionRow } from '#shared/ipc/conversions.ts';

/** Where the result of a conversion is given a meaning. */
export function addressOfResult({
  networkId,
  rawResult,
}: Pick<ConversionRow, 'networkId' | 'rawResult'>): string {
  const search = new URLSearchParams({ network: String(networkId), result: normaliseResult(rawResult) });
  return `/review/status-map?${search.toString()}`;
}
