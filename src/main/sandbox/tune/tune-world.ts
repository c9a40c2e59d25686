import { seededRandom } from '../seeded-random.ts';
import type { Advertiser, Offer } from '../world/offers.ts';
import type { PracticeWorld } from '../world/practice-world.ts';
import { emptyTables, type TuneRow, type TuneTables } from './tables.ts';

/** A TUNE network: what it holds and who runs what. */
export interface TuneWorld {
  readonly tables: TuneTables;
  /** Which partners may run which offer: offer id to partner ids. */
  readonly approved: ReadonlyMap<string, readonly string[]>;
}

const MODIFIED = '2024-05-02 17:20:09';

/** An amount in cents as TUNE keeps it: a decimal with five places. */
export function decimal(cents: number): string {
  return (cents / 100).toFixed(5);
}

const OFFER: TuneRow = {
  status: 'active',
  payout_type: 'cpa_flat',
  currency: null,
  preview_url: '',
  expiration_date: '2036-12-31',
  require_approval: '1',
  is_private: '0',
  approve_conversions: '0',
  allow_multiple_conversions: '0',
  has_goals_enabled: '0',
  default_goal_name: null,
  session_hours: '24',
  conversion_cap: '0',
  payout_cap: '0.00',
  show_custom_variables: '1',
};
const GOAL: TuneRow = {
  status: 'active',
  payout_type: 'cpa_flat',
  approve_conversions: '0',
  allow_multiple_conversions: '0',
  is_end_point: '0',
  ref_id: null,
  modified: MODIFIED,
};

function payPerCall(advertiser: Advertiser, offer: Offer): TuneRow {
  return {
    ...OFFER,
    id: offer.idFromNetwork,
    name: offer.name,
    status: offer.status === 'Live' ? 'active' : 'paused',
    protocol: 'pay_per_call',
    advertiser_id: advertiser.idFromNetwork,
    default_payout: decimal(offer.payoutCents),
    max_payout: decimal(offer.payinCents),
    offer_url: offerUrl(offer.idFromNetwork),
    is_private: offer.visibility === 'All' ? '0' : '1',
    ref_id: String(offer.id),
    ...(offer.idFromNetwork === '45' ? { has_goals_enabled: '1', default_goal_name: 'Call' } : {}),
  };
}

/** The path of an offer's page on this server with everything a click brought; `{origin}` is put in when followed. */
function offerUrl(id: string): string {
  const sent = ['transaction_id', 'affiliate_id', 'aff_sub', 'aff_sub2', 'aff_sub3', 'aff_sub4', 'aff_sub5'];
  const query = [...sent, 'source'].map((name) => `${name}={${name}}`).join('&');
  return `{origin}/offer-page/${id}?${query}&{params}`;
}

function plainOffer(id: string, name: string, protocol: string, more: TuneRow = {}): TuneRow {
  return {
    ...OFFER,
    id,
    name,
    protocol,
    advertiser_id: '8',
    default_payout: decimal(900),
    max_payout: decimal(1500),
    offer_url: offerUrl(id),
    ref_id: null,
    ...more,
  };
}

function partner(id: string, company: string, status: string, refId: string | null): TuneRow {
  return {
    id,
    company,
    status,
    account_manager_id: '3',
    ref_id: refId,
    country: 'US',
    date_added: '2021-03-15 10:00:00',
    modified: MODIFIED,
  };
}

function pixel(
  id: string,
  of: { readonly partner: string; readonly offer: string; readonly goal?: string },
  more: TuneRow,
): TuneRow {
  return {
    id,
    affiliate_id: of.partner,
    offer_id: of.offer,
    goal_id: of.goal ?? null,
    modified: MODIFIED,
    ...more,
  };
}

function partnerUrl(name: string, query: string): string {
  return `https://trk.${name}.example/cb?${query}`;
}

/**
 * Builds a TUNE network over the practice world's advertisers, offers and partners, by the ids the Invoca account knows
 * them by; the seed decides who may run what. Offer 45 has goals of every protocol; there are offers of other protocols
 * and partners and postbacks of every status.
 */
export function createTuneWorld(world: PracticeWorld, seed: number): TuneWorld {
  const tables = emptyTables();
  const put = (table: keyof TuneTables, rows: readonly TuneRow[]): void => {
    for (const row of rows) tables[table].set(row['id'] ?? '', row);
  };
  put(
    'Advertiser',
    world.advertisers.map(({ idFromNetwork, name, id }) => ({
      id: idFromNetwork,
      company: name,
      status: 'active',
      ref_id: String(id),
    })),
  );
  put(
    'Offer',
    world.advertisers.flatMap((advertiser) =>
      advertiser.offers.map((offer) => payPerCall(advertiser, offer)),
    ),
  );
  put('Offer', [
    plainOffer('101', 'Northgate Quote Form', 'server'),
    plainOffer('102', 'Northgate Brochure', 'https', { allow_multiple_conversions: '1' }),
    plainOffer('103', 'Northgate Newsletter', 'https_img', { status: 'pending' }),
    plainOffer('104', 'Northgate Partner Leads', 'server_affiliate', { approve_conversions: '1' }),
  ]);
  put(
    'Affiliate',
    world.partners.map(({ idFromNetwork, name, status, id }) =>
      partner(idFromNetwork, name, status === 'Approved' ? 'active' : 'blocked', String(id)),
    ),
  );
  put('Affiliate', [
    partner('92', 'Newcomer Traffic', 'pending', null),
    partner('93', 'Closed Shop Media', 'deleted', null),
    partner('94', 'Doubtful Clicks', 'rejected', null),
  ]);
  const goal = (id: string, name: string, protocol: string, payout: number, more: TuneRow = {}): TuneRow => ({
    ...GOAL,
    id,
    offer_id: '45',
    name,
    description: null,
    protocol,
    default_payout: decimal(payout),
    max_payout: decimal(payout * 2),
    ...more,
  });
  put('Goal', [
    goal('7', 'Lead form', 'https', 0),
    goal('9', 'Appointment', 'https_img', 500, { allow_multiple_conversions: '1' }),
    goal('11', 'Booked job', 'server', 1200, { is_end_point: '1', ref_id: 'booked' }),
    goal('12', 'Old survey', 'server', 100, { status: 'deleted' }),
  ]);
  const url = (status: string, code: string): TuneRow => ({ type: 'url', status, code });
  put('OfferPixel', [
    pixel(
      '310',
      { partner: '23', offer: '45' },
      url('active', partnerUrl('couponfield', 'cid={aff_sub2}&payout={payout}&offer={offer_id}')),
    ),
    pixel(
      '311',
      { partner: '61', offer: '0' },
      url('active', partnerUrl('bluepeak', 'c={aff_sub2}&t={transaction_id}')),
    ),
    pixel('312', { partner: '64', offer: '45' }, url('pending', partnerUrl('kestrel', 'click={aff_sub2}'))),
    pixel('313', { partner: '70', offer: '45' }, url('deleted', partnerUrl('oakline', 'id={aff_sub}'))),
    pixel(
      '314',
      { partner: '23', offer: '45', goal: '7' },
      {
        type: 'code',
        status: 'active',
        code: '<img src="https://trk.couponfield.example/lead?cid={aff_sub2}" width="1" height="1">',
      },
    ),
    pixel('315', { partner: '0', offer: '45' }, url('rejected', partnerUrl('everyone', 'a={affiliate_id}'))),
  ]);
  put('Hostname', [
    { id: '1', domain: `${world.networkName}.go2cloud.org`, type: 'jump', status: 'active' },
    { id: '2', domain: `${world.networkName}.go2jump.org`, type: 'jump', status: 'active' },
    { id: '3', domain: 'track.northgate.example', type: 'jump', status: 'pending' },
  ]);
  const random = seededRandom(seed, 'tune approvals');
  const partners = [...tables.Affiliate.values()].filter(({ status }) => status === 'active');
  const approved = new Map(
    [...tables.Offer.keys()].map((offerId) => [
      offerId,
      partners
        .map(({ id }) => id ?? '')
        .filter((id) => (offerId === '45' && id === '23') || random.chance(0.6)),
    ]),
  );
  return { tables, approved };
}
