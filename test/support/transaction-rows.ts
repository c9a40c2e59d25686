const RESULTS = [
  'paid',
  'nosale',
  'pending',
  'sale',
  'repeat',
  'notpaid',
  'expired',
  'affiliatecall',
] as const;
const OFFERS = [
  'Northgate Roof Inspection',
  'Harbor Debt Relief',
  'Solar Estimate East',
  'Lakeside Dental Calls',
  'Cedar HVAC Repair',
] as const;
const PARTNERS = [
  'Couponfield Media',
  'Bluepeak Leads',
  'Harvest Row',
  'Tollfree Tribune',
  'Signal & Pine',
  'Okapi Search',
] as const;
const FIRST_CALL = Date.UTC(2026, 0, 5, 14, 0, 0);

/** A row of the Transactions API as Invoca writes it (invoca.md 4.11), the same for the same index. */
export function transactionRow(
  index: number,
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const partner = (index * 7) % PARTNERS.length;
  const offer = (index * 5) % OFFERS.length;
  const result = RESULTS[(index * 11) % RESULTS.length] ?? 'pending';
  const paid = result === 'paid';
  const startedAt = FIRST_CALL + index * 21_000;
  const connected = (index * 37) % 900;
  return {
    transaction_id: transactionId(index),
    complete_call_id: callId(index),
    corrects_transaction_id: null,
    corrected_at: null,
    original_order_id: null,
    transaction_type: 'Call',
    call_result_description_detail: result,
    call_source_description: `Placement ${index % 40}`,
    media_type: 'Online: Content / Review Site',
    promo_line_description: `aff ${23 + partner} / offer ${45 + offer}`,
    virtual_line_id: `tune-${45 + offer}-${23 + partner}-${String(index % 12).padStart(4, '0')}`,
    advertiser_id: 5120 + offer,
    advertiser_id_from_network: String(8 + offer),
    advertiser_campaign_id: 43_943 + offer,
    advertiser_campaign_id_from_network: String(45 + offer),
    advertiser_campaign_name: OFFERS[offer],
    affiliate_id: 7419 + partner,
    affiliate_id_from_network: String(23 + partner),
    affiliate_name: PARTNERS[partner],
    advertiser_payin_localized: paid ? 32 : 0,
    affiliate_payout_localized: paid ? 18 + (index % 9) : 0,
    margin_localized: paid ? 14 - (index % 9) : 0,
    call_fee_localized: 0.14,
    matching_affiliate_payout_policies: paid ? 'base' : null,
    payout_conditions: 'duration > 1 min 30 sec and in_region',
    calling_phone_number: `415-555-01${String(index % 100).padStart(2, '0')}`,
    repeat_calling_phone_number: false,
    mobile: index % 3 === 0 ? 'Landline' : 'Mobile',
    city: 'Oakland',
    region: 'CA',
    duration: connected + 22,
    ivr_duration: 22,
    connect_duration: connected,
    keypress_1: '1',
    keypresses: '1',
    start_time_utc: startedAt,
    start_time_local: new Date(startedAt)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' +00:00'),
    custom_data: [
      { name: 'aff_sub2', data_type: 'Short Text', source: 'VirtualLine', value: `click-${index % 5000}` },
    ],
    ...change,
  };
}

/** The id of the row with this index, in the documented format. */
export function transactionId(index: number): string {
  return `${hex(index * 2654435761, 8)}-${hex(index, 8)}`;
}

/** The complete call id of the row with this index. */
export function callId(index: number): string {
  return `K4T9-${hex(index * 40503 + 77, 12)}`;
}

function hex(value: number, digits: number): string {
  return (value % 16 ** digits).toString(16).toUpperCase().padStart(digits, '0');
}
