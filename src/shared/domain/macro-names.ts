/**
 * Whether this app has a value for the macro: on every call; on some, such as a sub id; or never, since a phone
 * call has no browser, no address and no TUNE click.
 */
export type MacroFilled = 'always' | 'sometimes' | 'never';

/** A macro a partner's postback URL may hold, written `{name}` (tune.md 5.4). */
export interface Macro {
  readonly name: string;
  readonly description: string;
  /** Whether TUNE documents the name for postbacks, or it is the desk's own; false where tune.md assumes it. */
  readonly confirmed: boolean;
  readonly filled: MacroFilled;
  /** Whether the value lets the partner tell which call or click is meant. */
  readonly identifies: boolean;
}

const macro = (name: string, description: string, traits: Partial<Macro> = {}): Macro => ({
  name,
  description,
  confirmed: false,
  filled: 'always',
  identifies: false,
  ...traits,
});

/** Every macro, in the order screens list them; the names are case-sensitive. */
export const MACROS: readonly Macro[] = [
  macro('invoca_id', 'The complete call id, by which desk, Invoca and TUNE are reconciled', {
    confirmed: true,
    identifies: true,
  }),
  macro('call_transaction_id', 'The last transaction of the call', { confirmed: true, identifies: true }),
  macro('delivery_id', 'The id of this delivery, the same over all attempts', {
    confirmed: true,
    identifies: true,
  }),
  macro('status', 'The status: approved, pending or rejected', { confirmed: true }),
  macro('event', 'What is told: approved, pending, rejected, payout_changed or reversed', {
    confirmed: true,
  }),
  macro('aff_sub2', 'Sub id 2', { confirmed: true, filled: 'sometimes', identifies: true }),
  macro('aff_sub3', 'Sub id 3', { confirmed: true, filled: 'sometimes', identifies: true }),
  macro('aff_sub4', 'Sub id 4', { confirmed: true, filled: 'sometimes', identifies: true }),
  macro('aff_sub5', 'Sub id 5', { confirmed: true, filled: 'sometimes', identifies: true }),
  macro('source', 'Traffic source', { confirmed: true, filled: 'sometimes' }),
  macro('aff_sub', 'Sub id 1, which is the promo number', { confirmed: true }),
  macro('aff_sub1', 'Sub id 1, which is the promo number', { confirmed: true }),
  macro('affiliate_id', 'Partner id', { confirmed: true }),
  macro('aff_id', 'Partner id, the same as affiliate_id'),
  macro('affiliate_name', 'Partner name'),
  macro('offer_id', 'Offer id', { confirmed: true }),
  macro('offer_name', 'Offer name'),
  macro('advertiser_id', 'Advertiser id', { confirmed: true, filled: 'sometimes' }),
  macro('payout', 'Payout to the partner, two decimals with a dot'),
  macro('amount', 'Sale amount, or the revenue when no sale was reported', { confirmed: true }),
  macro('sale_amount', 'Sale amount, or the revenue when no sale was reported'),
  macro('currency', 'Currency of the amounts, three letters'),
  macro('datetime', 'Start of the call, YYYY-MM-DD HH:MM:SS in the time zone of the network', {
    filled: 'sometimes',
  }),
  macro('date', 'Date of the call, YYYY-MM-DD', { filled: 'sometimes' }),
  macro('time', 'Time of the call, HH:MM:SS', { filled: 'sometimes' }),
  macro('ran', 'A number that looks random, the same over all attempts of a delivery'),
  macro('adv_sub', 'Advertiser sub id 1, which is the complete call id', { identifies: true }),
  macro('transaction_id', 'TUNE session id, where one is known', {
    confirmed: true,
    filled: 'sometimes',
    identifies: true,
  }),
  macro('country_code', 'Country of the campaign, two letters', { filled: 'sometimes' }),
  ...never({
    offer_url_id: 'Offer URL used at the click',
    goal_id: 'Goal',
    offer_ref: 'Reference id of the offer in TUNE',
    affiliate_ref: 'Reference id of the partner in TUNE',
    advertiser_ref: 'Reference id of the advertiser in TUNE',
    params: 'Further parameters of the click',
    aff_click_id: 'Click id of the partner',
    aff_unique1: 'Unique value 1 of the partner',
    aff_unique2: 'Unique value 2 of the partner',
    aff_unique3: 'Unique value 3 of the partner',
    aff_unique4: 'Unique value 4 of the partner',
    aff_unique5: 'Unique value 5 of the partner',
    adv_sub2: 'Advertiser sub id 2',
    adv_sub3: 'Advertiser sub id 3',
    adv_sub4: 'Advertiser sub id 4',
    adv_sub5: 'Advertiser sub id 5',
    adv_unique1: 'Unique value 1 of the advertiser',
    adv_unique2: 'Unique value 2 of the advertiser',
    adv_unique3: 'Unique value 3 of the advertiser',
    adv_unique4: 'Unique value 4 of the advertiser',
    adv_unique5: 'Unique value 5 of the advertiser',
    ip: 'Internet address of the conversion',
    session_ip: 'Internet address of the click',
    user_agent: 'Browser of the click',
    device_brand: 'Device brand of the click',
    device_model: 'Device model of the click',
    device_os: 'Operating system of the click',
  }),
];

const BY_NAME: ReadonlyMap<string, Macro> = new Map(MACROS.map((known) => [known.name, known]));

/** The macro of that name; undefined when there is none. */
export function macroNamed(name: string): Macro | undefined {
  return BY_NAME.get(name);
}

function never(descriptions: Readonly<Record<string, string>>): readonly Macro[] {
  return Object.entries(descriptions).map(([name, description]) =>
    macro(name, description, { filled: 'never' }),
  );
}
