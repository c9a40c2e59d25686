/** What a conversion's call result means to the partner. */
export type ConversionStatus = 'approved' | 'pending' | 'rejected';

/** All statuses, in the order screens show them. */
export const CONVERSION_STATUSES: readonly ConversionStatus[] = ['pending', 'approved', 'rejected'];

/** From a normalised result value to a status; data, so that a network can have its own. */
export type StatusMap = Readonly<Record<string, ConversionStatus>>;

/** The map both seed documents describe (design.md rule 1, invoca.md 4.9). */
export const DEFAULT_STATUS_MAP: StatusMap = {
  notpaid: 'approved',
  paid: 'approved',
  repeattrueup: 'approved',
  affiliatecall: 'pending',
  advertiserclicktocall: 'pending',
  advertiserdirectpromotion: 'pending',
  advertisercampaignvirtualline: 'pending',
  nosale: 'pending',
  pending: 'pending',
  sale: 'pending',
  repeat: 'rejected',
  notapproved: 'rejected',
  expired: 'rejected',
  test: 'rejected',
  policybasedprice: 'rejected',
  advertisersuspended: 'rejected',
};

/** A result value as the map is keyed: lower case, only `a-z0-9`. "Not Paid" becomes "notpaid". */
export function normaliseResult(raw: string): string {
  return raw.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * The status of a raw result value. A value the map does not know is pending and `known: false`, never a
 * guess at approved; the caller keeps the raw text and warns.
 */
export function statusOfResult(
  raw: string,
  map: StatusMap = DEFAULT_STATUS_MAP,
): { readonly status: ConversionStatus; readonly known: boolean } {
  const key = normaliseResult(raw);
  const status = Object.hasOwn(map, key) ? map[key] : undefined;
  return status ? { status, known: true } : { status: 'pending', known: false };
}

/** One value's new status; null takes back what differs from the standard map. */
export interface ResultChange {
  readonly result: string;
  readonly status: ConversionStatus | null;
}

/** A map with values changed. A value without a standard status is unknown again when what it had is taken back. */
export function changedStatusMap(map: StatusMap, changes: readonly ResultChange[]): StatusMap {
  const next = new Map(Object.entries(map));
  for (const { result, status } of changes) {
    const standard = Object.hasOwn(DEFAULT_STATUS_MAP, result) ? DEFAULT_STATUS_MAP[result] : undefined;
    const meant = status ?? standard;
    if (meant) next.set(result, meant);
    else next.delete(result);
  }
  return Object.fromEntries(next);
}
