/** What TUNE itself calls for whose conversions (tune.md 5); `0` stands for all. */
export interface TuneCaller {
  readonly partnerId: string;
  readonly offerId: string;
  /** Null: for the offer's own event, which a call is. */
  readonly goalId: string | null;
  readonly type: string;
  readonly status: string;
}

/** Whom a template of the desk tells; null speaks for all of its kind. */
export interface DeskCaller {
  readonly networkId: number | null;
  readonly partnerId: string | null;
  readonly offerId: string | null;
  readonly active: boolean;
}

/**
 * Whether TUNE calls a partner by itself when a call becomes an approved conversion: an active postback for the offer's
 * own event. Pixels need a page, which a call has none of, and goals are other events (tune.md 5.1, 8).
 */
export function tellsOfCalls({ goalId, type, status }: TuneCaller): boolean {
  return status === 'active' && type === 'url' && goalId === null;
}

/** Whether TUNE tells this partner of this offer's calls. */
export function tuneTells(
  postback: TuneCaller,
  about: { readonly partnerId: string | null; readonly offerId: string | null },
): boolean {
  return (
    tellsOfCalls(postback) &&
    (postback.partnerId === '0' || postback.partnerId === about.partnerId) &&
    (postback.offerId === '0' || postback.offerId === about.offerId)
  );
}

/** Whether a partner could be told twice of one call: by TUNE's postback and by the desk's template. */
export function isToldTwice(postback: TuneCaller, template: DeskCaller, callsOf: number | null): boolean {
  return (
    tellsOfCalls(postback) &&
    template.active &&
    (template.networkId === null || callsOf === null || template.networkId === callsOf) &&
    meet(postback.partnerId, template.partnerId) &&
    meet(postback.offerId, template.offerId)
  );
}

function meet(tunes: string, desks: string | null): boolean {
  return tunes === '0' || desks === null || tunes === desks;
}
