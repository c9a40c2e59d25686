import { MARKETING_FIELDS } from '../world/marketing-data.ts';

/** The three kinds of API user; each sees columns of its own. */
export type UserKind = 'network' | 'advertiser' | 'affiliate';

/** One column of a user's answer. `from` is where the value lies in the stored row, if not under its name. */
export interface Column {
  readonly name: string;
  readonly from: { readonly row: string } | { readonly marketing: string; readonly part: 'value' | 'source' };
}

const LETTERS = { network: 'N', advertiser: 'A', affiliate: 'P' } as const;

/** The columns of the practice accounts in their order, and who gets them (invoca.md 4.8). */
const STANDARD = `
transaction_id NAP, complete_call_id NAP, transaction_type NAP, corrects_transaction_id NAP, corrected_at NAP,
original_order_id NAP, call_result_description_detail NP,
call_result_description_detail_managed_advertiser=call_result_description_detail A,
call_source_description NAP, media_type NAP, promo_line_description NP,
advertiser_promo_line_description=promo_line_description A, virtual_line_id NAP, advertiser_id NP,
advertiser_id_from_network NP, advertiser_name NP, advertiser_campaign_id NAP,
advertiser_campaign_id_from_network NAP, advertiser_campaign_name NAP, advertiser_campaign_country NA,
affiliate_id NA, affiliate_id_from_network NA, affiliate_name NA, affiliate_campaign_id_from_network NA,
affiliate_call_volume_ranking NA, affiliate_commissions_ranking NA, affiliate_conversion_rate_ranking NA,
advertiser_payin_localized NA, affiliate_payout_localized NP, margin_localized N, call_fee_localized N,
advertiser_call_fee_localized N, matching_advertiser_payin_policies NA, matching_affiliate_payout_policies NP,
payin_conditions NA, payout_conditions NP, calling_phone_number NA, destination_phone_number NA,
repeat_calling_phone_number NA, mobile NAP, city NAP, region NAP, qualified_regions NAP, verified_zip NAP,
duration NAP, connect_duration NAP, ivr_duration NAP, keypress_1 NAP, keypress_2 NAP, keypress_3 NAP,
keypress_4 NAP, keypresses NAP, transfer_from_type NAP, hangup_cause N, notes NAP, opt_in_SMS NAP,
recording NA, real_time_response N, start_time_local NAP, start_time_utc NAP, start_time_xml NAP,
start_time_network_timezone NAP, start_time_network_timezone_xml NAP, signal_name NA,
signal_partner_unique_id NA, signal_occurred_at NA, revenue NA,
dynamic_number_pool_id NAP, dynamic_number_pool_pool_type NAP, dynamic_number_pool_referrer_param1_name NAP,
dynamic_number_pool_referrer_param1_value NAP`;

function standardColumns(user: UserKind): Column[] {
  return STANDARD.split(',').flatMap((entry) => {
    const [spec = '', letters = ''] = entry.trim().split(' ');
    const [name = '', row = name] = spec.split('=');
    return letters.includes(LETTERS[user]) ? [{ name, from: { row } }] : [];
  });
}

const marketingColumns: readonly Column[] = MARKETING_FIELDS.map(({ name }) => ({
  name,
  from: { marketing: name, part: 'value' },
}));
const sourceColumns: readonly Column[] = MARKETING_FIELDS.map(({ name }) => ({
  name: `${name}.source`,
  from: { marketing: name, part: 'source' },
}));
const NO_COLUMNS: readonly Column[] = [];

const defaults: Readonly<Record<UserKind, readonly Column[]>> = {
  network: standardColumns('network'),
  advertiser: standardColumns('advertiser'),
  affiliate: standardColumns('affiliate'),
};

/** The name under which the Marketing Data of a row is asked for as one array (JSON and XML only). */
export const CUSTOM_DATA = 'custom_data';

/** What one answer consists of. Two plans with the same key give the same text for the same row. */
export interface ColumnPlan {
  readonly key: string;
  readonly columns: readonly Column[];
  readonly customData: boolean;
  /** True when the user's default columns were asked for: rows given from outside are then passed whole. */
  readonly passesRawRows: boolean;
  /** True when the columns are just those of a stored row, so that it can be written as it is. */
  readonly wholeRow: boolean;
  readonly excluded: ReadonlySet<string>;
  /** Columns this kind of user never sees, in a row from outside either. */
  readonly hidden: ReadonlySet<string>;
}

/** The column parameters as they came, already split at their commas; undefined when absent. */
export interface ColumnRequest {
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
}

function expand(name: string, user: UserKind): readonly Column[] {
  const seesMarketing = user !== 'affiliate';
  if (name === '$invoca_default_columns') return defaults[user];
  if (name === '$invoca_custom_columns') return seesMarketing ? marketingColumns : NO_COLUMNS;
  if (name === '$invoca_custom_source_columns') return seesMarketing ? sourceColumns : NO_COLUMNS;
  const known = [...defaults[user], ...(seesMarketing ? [...marketingColumns, ...sourceColumns] : [])];
  return known.filter((column) => column.name === name);
}

function hiddenColumns(user: UserKind): ReadonlySet<string> {
  const seen = new Set(defaults[user].map(({ name }) => name));
  const hidden = defaults.network.map(({ name }) => name).filter((name) => !seen.has(name));
  return new Set(user === 'affiliate' ? [...hidden, CUSTOM_DATA] : hidden);
}

/**
 * Works out the columns of an answer: what is included (the user's default columns when nothing is named),
 * less what is excluded; each once, in the order in which it was named. Names the account does not have are
 * ignored. The constants may stand in either list.
 */
export function planColumns(user: UserKind, request: ColumnRequest): ColumnPlan {
  const include = request.include ?? ['$invoca_default_columns'];
  const excluded = new Set(
    request.exclude.flatMap((name) => [name, ...expand(name, user).map((column) => column.name)]),
  );
  const byName = new Map<string, Column>();
  for (const column of include.flatMap((name) => expand(name, user))) {
    if (!excluded.has(column.name) && !byName.has(column.name)) byName.set(column.name, column);
  }
  const customData = include.includes(CUSTOM_DATA) && !excluded.has(CUSTOM_DATA) && user !== 'affiliate';
  const passesRawRows =
    include.includes('$invoca_default_columns') && !request.exclude.includes('$invoca_default_columns');
  const columns = [...byName.values()];
  const all = defaults.network;
  const wholeRow =
    user === 'network' &&
    columns.length === all.length &&
    columns.every((column, place) => column === all[place]);
  const key = JSON.stringify([
    user,
    columns.map(({ name }) => name),
    customData,
    passesRawRows,
    [...excluded],
  ]);
  return { key, columns, customData, passesRawRows, wholeRow, excluded, hidden: hiddenColumns(user) };
}
