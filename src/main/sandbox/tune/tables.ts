/** A record as the API knows it: every value a text, or null. */
export type TuneRow = Record<string, string | null>;

/** Records of one kind by their id, in the order in which they came. */
export type TuneTable = Map<string, TuneRow>;

/** Everything a TUNE network holds. */
export interface TuneTables {
  readonly Advertiser: TuneTable;
  readonly Affiliate: TuneTable;
  readonly Offer: TuneTable;
  readonly Goal: TuneTable;
  readonly OfferPixel: TuneTable;
  readonly Hostname: TuneTable;
  readonly Conversion: TuneTable;
  readonly ConversionMeta: TuneTable;
  readonly RingRevenue: TuneTable;
}

/** The kinds of records. */
export type TuneModel = keyof TuneTables;

/** Tables without records. */
export function emptyTables(): TuneTables {
  return {
    Advertiser: new Map(),
    Affiliate: new Map(),
    Offer: new Map(),
    Goal: new Map(),
    OfferPixel: new Map(),
    Hostname: new Map(),
    Conversion: new Map(),
    ConversionMeta: new Map(),
    RingRevenue: new Map(),
  };
}

/** The columns each kind of record can be asked for. */
export const COLUMNS: Readonly<Record<TuneModel, readonly string[]>> = {
  Advertiser: ['id', 'company', 'status', 'ref_id'],
  Affiliate: ['id', 'company', 'status', 'account_manager_id', 'ref_id', 'country', 'date_added', 'modified'],
  Offer: [
    'id',
    'name',
    'status',
    'protocol',
    'advertiser_id',
    'default_payout',
    'max_payout',
    'payout_type',
    'currency',
    'offer_url',
    'preview_url',
    'expiration_date',
    'require_approval',
    'is_private',
    'approve_conversions',
    'allow_multiple_conversions',
    'has_goals_enabled',
    'default_goal_name',
    'session_hours',
    'ref_id',
    'conversion_cap',
    'payout_cap',
    'show_custom_variables',
  ],
  Goal: [
    'id',
    'offer_id',
    'name',
    'description',
    'status',
    'protocol',
    'payout_type',
    'default_payout',
    'max_payout',
    'approve_conversions',
    'allow_multiple_conversions',
    'is_end_point',
    'ref_id',
    'modified',
  ],
  OfferPixel: ['id', 'affiliate_id', 'offer_id', 'goal_id', 'type', 'code', 'status', 'modified'],
  Hostname: ['id', 'domain', 'type', 'status'],
  Conversion: [
    'id',
    'tune_event_id',
    'ad_id',
    'offer_id',
    'affiliate_id',
    'advertiser_id',
    'payout',
    'revenue',
    'sale_amount',
    'status',
    'status_code',
    'datetime',
    'affiliate_info1',
    'affiliate_info2',
    'affiliate_info3',
    'affiliate_info4',
    'affiliate_info5',
    'source',
    'advertiser_info',
    'goal_id',
    'is_adjustment',
    'currency',
  ],
  ConversionMeta: ['conversion_id', 'note'],
  RingRevenue: [
    'transaction_id',
    'transaction_type',
    'original_order_id',
    'corrects_transaction_id',
    'corrected_at',
    'call_result_description_detail',
    'call_source_description',
    'media_type',
    'advertiser_id',
    'advertiser_campaign_id',
    'affiliate_id',
    'advertiser_id_from_network',
    'advertiser_campaign_id_from_network',
    'affiliate_id_from_network',
    'advertiser_payin_localized',
    'affiliate_payout_localized',
    'margin_localized',
    'call_fee_localized',
    'advertiser_call_fee_localized',
    'matching_advertiser_payin_policies',
    'matching_affiliate_payout_policies',
    'calling_phone_number',
    'mobile',
    'city',
    'region',
    'duration',
    'connect_duration',
    'ivr_duration',
    'keypress_1',
    'keypress_2',
    'keypress_3',
    'keypress_4',
    'keypresses',
    'recording',
    'start_time_local',
    'opt_in_sms',
    'added_to_conversions',
  ],
};
