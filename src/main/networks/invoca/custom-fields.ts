import { textOf } from './row-values.ts';
import type { Row } from './row-values.ts';

/** Columns every account may have (invoca.md 4.8); whatever else a row carries is the account's own. */
const STANDARD: ReadonlySet<string> = new Set(
  `transaction_id complete_call_id transaction_type corrects_transaction_id corrected_at original_order_id
  call_result_description_detail call_result_description_detail_managed_advertiser call_source_description media_type
  promo_line_description advertiser_promo_line_description virtual_line_id advertiser_id advertiser_id_from_network
  advertiser_name advertiser_campaign_id advertiser_campaign_id_from_network advertiser_campaign_name
  advertiser_campaign_country affiliate_id affiliate_id_from_network affiliate_name affiliate_campaign_id_from_network
  affiliate_call_volume_ranking affiliate_commissions_ranking affiliate_conversion_rate_ranking
  advertiser_payin_localized affiliate_payout_localized margin_localized call_fee_localized
  advertiser_call_fee_localized matching_advertiser_payin_policies matching_affiliate_payout_policies payin_conditions
  payout_conditions calling_phone_number destination_phone_number repeat_calling_phone_number mobile city region
  qualified_regions verified_zip duration connect_duration ivr_duration keypress_1 keypress_2 keypress_3 keypress_4
  keypresses transfer_from_type hangup_cause notes opt_in_SMS recording recording_download_url syndicated_ident
  real_time_response external_data start_time_local start_time_utc start_time_xml start_time_network_timezone
  start_time_network_timezone_xml custom_data signal_name signal_partner_unique_id signal_occurred_at revenue
  name address1 address2 order_city state_or_province country zip_code email_address home_phone_number
  cell_phone_number reason_code sale_amount sku_list quantity_list`
    .trim()
    .split(/\s+/),
);

const STANDARD_GROUPS = /^dynamic_number_pool_|_data_append$|\.source$/;
const POOL_PARAMETER = /^dynamic_number_pool_referrer_param\d+_name$/;
const POOL_KEYWORDS = 'dynamic_number_pool_referrer_search_keywords';
const MOST_FIELDS = 100;
const LONGEST_NAME = 255;
const LONGEST_VALUE = 1_000;

/**
 * The custom values of a row as received: Marketing Data, as an array or in columns of its own, what a ring pool
 * recorded of the visitor under the names the pool gives, and its search keywords as `search_keywords`. What is empty is
 * left out; a long text is cut at 1,000 characters. A row that is no JSON object has none.
 */
export function customFieldsOf(raw: string): Readonly<Record<string, string>> {
  const row = parsed(raw);
  if (row === null) return {};
  const found = new Map<string, string>();
  const put = (name: unknown, value: string | null): void => {
    if (typeof name !== 'string' || value === null || found.size >= MOST_FIELDS) return;
    const key = name.trim().slice(0, LONGEST_NAME).toWellFormed();
    if (key !== '' && !found.has(key)) found.set(key, cut(value));
  };
  const entries = row['custom_data'];
  if (Array.isArray(entries)) {
    for (const entry of entries) {
      if (isRow(entry)) put(entry['name'] ?? entry['partner_name'], textOf(entry, 'value'));
    }
  }
  for (const column of Object.keys(row)) {
    if (POOL_PARAMETER.test(column)) put(row[column], textOf(row, column.replace(/_name$/, '_value')));
    else if (column === POOL_KEYWORDS) put('search_keywords', textOf(row, column));
    else if (!STANDARD.has(column) && !STANDARD_GROUPS.test(column)) put(column, textOf(row, column));
  }
  return Object.fromEntries(found);
}

function cut(value: string): string {
  return (value.length <= LONGEST_VALUE ? value : value.slice(0, LONGEST_VALUE)).toWellFormed();
}

function parsed(raw: string): Row | null {
  try {
    const value: unknown = JSON.parse(raw);
    return isRow(value) ? value : null;
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
