/** What can be wrong with a link; the codes are stable, other programs read them. */
export type LinkFaultCode =
  | 'not-a-tracking-link'
  | 'blank-in-link'
  | 'missing-invoca-ids'
  | 'missing-us'
  | 'wrong-click-path'
  | 'us-not-encoded'
  | 'double-encoded-path'
  | 'double-encoded-value'
  | 'value-not-encoded'
  | 'bad-escape'
  | 'duplicate-parameter'
  | 'missing-offer-id'
  | 'missing-aff-id'
  | 'missing-number'
  | 'id-not-a-number'
  | 'number-not-ten-digits'
  | 'aff-sub-taken'
  | 'aff-sub-not-ppcpn'
  | 'value-too-long'
  | 'link-too-long'
  | 'unresolved-macro'
  | 'personal-data'
  | 'number-ended'
  | 'number-of-another'
  | 'not-approved'
  | 'offer-not-live'
  | 'sub-id-rule';

/** One fault, what will come of it, and the parameter it is about. */
export interface LinkFault {
  readonly code: LinkFaultCode;
  readonly message: string;
  readonly param?: string;
}

/** A fault; without a parameter it is about the link as a whole. */
export function fault(code: LinkFaultCode, message: string, param?: string): LinkFault {
  return param === undefined ? { code, message } : { code, message, param };
}

/** The parameters of TUNE's click that a link may carry (tune.md 2.1). */
export const CLICK_PARAMETERS: ReadonlySet<string> = new Set([
  'offer_id',
  'aff_id',
  'aff_sub',
  'aff_sub1',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'source',
  'PPCPN',
  'aff_click_id',
  'aff_unique1',
  'aff_unique2',
  'aff_unique3',
  'aff_unique4',
  'aff_unique5',
]);

/** A value short enough for a message. */
export function shortened(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 60).toWellFormed()}…`;
}
