/** Every media type a promo number may have, in Invoca's exact words (invoca.md 5.2). */
export const MEDIA_TYPES = [
  'Online: Content / Review Site',
  'Online: Discount / Coupon Site',
  'Online: Display',
  'Online: Email',
  'Online: Rewards / Incentive',
  'Online: Lead Form / Co Reg',
  'Online: Search',
  'Online: Social Media',
  'Online: Software',
  'Online: Other',
  'Mobile: Apps',
  'Mobile: Display',
  'Mobile: Search',
  'Mobile: SMS',
  'Mobile: Other',
  'Offline: Business Publication',
  'Offline: Call Center',
  'Offline: Direct Mail',
  'Offline: Directory',
  'Offline: Newspaper',
  'Offline: In-Call Ad',
  'Offline: Magazine',
  'Offline: Outdoor',
  'Offline: Radio',
  'Offline: TV',
  'Offline: Other',
] as const;

/** One of Invoca's media types. */
export type MediaType = (typeof MEDIA_TYPES)[number];

/**
 * The media type a person means: its exact words in any case and spacing, with any dash. Null when it is none of them.
 */
export function mediaTypeOf(typed: string): MediaType | null {
  const wanted = plain(typed);
  return MEDIA_TYPES.find((type) => plain(type) === wanted) ?? null;
}

function plain(text: string): string {
  return text
    .replace(/\u00ad/g, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([:/]) ?/g, '$1')
    .trim()
    .toLowerCase();
}
