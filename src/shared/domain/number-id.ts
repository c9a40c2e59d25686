/** Where a promo number is for: an offer, and a partner on it; no partner for a number of the advertiser's own. */
export interface NumberOwner {
  readonly offerId: string;
  /** Empty for a number of the advertiser's own. */
  readonly partnerId: string;
}

/** What every id of ours for a number of this owner begins with: `tune-<offer>-<partner>-` (invoca.md 5.7). */
export function numberIdPrefix({ offerId, partnerId }: NumberOwner): string {
  return `tune-${offerId}-${partnerId === '' ? '0' : partnerId}-`;
}

/** Our own id of the owner's nth number, such as `tune-45-23-0007`: stable, readable in reports, never used again. */
export function numberId(owner: NumberOwner, n: number): string {
  return `${numberIdPrefix(owner)}${String(n).padStart(4, '0')}`;
}

/** The n of an id that begins with the prefix; null when something else follows. */
export function numberOfId(prefix: string, id: string): number | null {
  const digits = id.startsWith(prefix) ? id.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
