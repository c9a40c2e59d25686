import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import { createNumberSupply, type NumberSupply } from './number-supply.ts';
import { ADVERTISERS, type Advertiser, type Offer } from './offers.ts';
import { PARTNERS, type Partner } from './partners.ts';
import type { RingPool } from './ring-pool.ts';
import { subIdsFor } from './sub-ids.ts';

/** How a partner stands to a campaign; the words are Invoca's (affiliate campaign `status`). */
export type PartnershipStatus = 'Applied' | 'Approved' | 'Declined' | 'Suspended';

/** One partner's relation to one campaign: Invoca's affiliate campaign. */
export interface AffiliateCampaign {
  readonly id: number;
  readonly idFromNetwork: string;
  readonly advertiser: Advertiser;
  readonly offer: Offer;
  readonly partner: Partner;
  maxPromoNumbers: number;
  status: PartnershipStatus;
}

/** A promo number; without a partner it belongs to the campaign itself. */
export interface PromoNumber {
  readonly id: number;
  readonly idFromNetwork: string;
  readonly number: string;
  readonly advertiser: Advertiser;
  readonly offer: Offer;
  readonly partner: Partner | undefined;
  readonly description: string;
  readonly mediaType: string;
  readonly customData: Readonly<Record<string, string>>;
}

/** Everything the network knows apart from its calls. Numbers and statuses change while it runs;
 * a changed number takes the place of the old one, so that past calls keep what was true for them. */
export interface PracticeWorld {
  readonly networkId: number;
  readonly networkName: string;
  readonly foreignNetworkIds: readonly number[];
  readonly advertisers: readonly Advertiser[];
  readonly partners: readonly Partner[];
  readonly affiliateCampaigns: AffiliateCampaign[];
  readonly promoNumbers: PromoNumber[];
  readonly ringPools: RingPool[];
  readonly supply: NumberSupply;
  /** The next Invoca id for a new object. */
  nextId(): number;
}

const FIRST_NUMBER = { id: 833064, idFromNetwork: 'tune-45-23-0007', number: '8885550142' } as const;

function partnershipStatus(random: SeededRandom, offer: Offer, partner: Partner): PartnershipStatus | 'none' {
  const isShowcase = offer.idFromNetwork === '45' && partner.idFromNetwork === '23';
  if (isShowcase) return 'Approved';
  if (offer.campaignType === 'DirectOnly') return 'none';
  if (partner.status === 'Suspended') return random.chance(0.5) ? 'Suspended' : 'none';
  const draw = random.next();
  if (draw < 0.62) return 'Approved';
  if (draw < 0.7) return 'Applied';
  if (draw < 0.75) return 'Declined';
  return 'none';
}

function addAffiliateCampaigns(world: PracticeWorld, random: SeededRandom): void {
  let id = 91_001;
  for (const advertiser of world.advertisers) {
    for (const offer of advertiser.offers) {
      for (const partner of world.partners) {
        const status = partnershipStatus(random, offer, partner);
        if (status === 'none') continue;
        const maxPromoNumbers = random.pick([3, 5, 10, 25]);
        const idFromNetwork = `${offer.idFromNetwork}-${partner.idFromNetwork}`;
        world.affiliateCampaigns.push({
          id,
          idFromNetwork,
          advertiser,
          offer,
          partner,
          maxPromoNumbers,
          status,
        });
        id += 3;
      }
    }
  }
}

interface NumberOwner {
  readonly advertiser: Advertiser;
  readonly offer: Offer;
  readonly partner: Partner | undefined;
}

function addNumber(world: PracticeWorld, random: SeededRandom, owner: NumberOwner, sequence: number): void {
  const { advertiser, offer, partner } = owner;
  const local = random.chance(0.3);
  const number = world.supply.take(local ? [advertiser.callCentre.slice(0, 3)] : 'toll-free');
  if (number === undefined) return;
  const customData = partner === undefined ? {} : subIdsFor(random, partner);
  const subId = customData['aff_sub2'];
  const suffix = subId === undefined ? '' : ` / sub2 ${subId}`;
  const who = partner === undefined ? 'direct' : `aff ${partner.idFromNetwork}`;
  world.promoNumbers.push({
    id: world.nextId(),
    idFromNetwork: `tune-${offer.idFromNetwork}-${partner?.idFromNetwork ?? '0'}-${String(sequence).padStart(4, '0')}`,
    number,
    advertiser,
    offer,
    partner,
    description: `${who} / offer ${offer.idFromNetwork}${suffix}`,
    mediaType: partner?.mediaType ?? 'Offline: Direct Mail',
    customData,
  });
}

function addShowcaseNumber(world: PracticeWorld): void {
  const owner = world.affiliateCampaigns.find(({ idFromNetwork }) => idFromNetwork === '45-23');
  if (owner === undefined) throw new Error('the practice world lacks partner 23 on offer 45');
  world.supply.claim(FIRST_NUMBER.number);
  world.promoNumbers.push({
    ...FIRST_NUMBER,
    advertiser: owner.advertiser,
    offer: owner.offer,
    partner: owner.partner,
    description: 'aff 23 / offer 45 / sub2 12345',
    mediaType: owner.partner.mediaType,
    customData: { aff_sub2: '12345' },
  });
}

function addPromoNumbers(world: PracticeWorld, random: SeededRandom): void {
  addShowcaseNumber(world);
  for (const affiliateCampaign of world.affiliateCampaigns) {
    if (affiliateCampaign.status !== 'Approved') continue;
    const count = random.whole(1, Math.min(3, affiliateCampaign.maxPromoNumbers - 1));
    for (let sequence = 1; sequence <= count; sequence += 1) {
      addNumber(world, random, affiliateCampaign, sequence);
    }
  }
  for (const advertiser of world.advertisers) {
    for (const offer of advertiser.offers) {
      addNumber(world, random, { advertiser, offer, partner: undefined }, 1);
    }
  }
}

/**
 * Builds the practice network's objects from a seed. Advertisers, offers and partners are always the same;
 * the seed decides who runs what, with which numbers and sub ids. Partner 23 always runs offer 45 on number
 * 8885550142 (id 833064, sub id 12345), so that examples and links can name it.
 */
export function createWorld(seed: number): PracticeWorld {
  let lastId: number = FIRST_NUMBER.id;
  const world: PracticeWorld = {
    networkId: 142,
    networkName: 'leadtrust',
    foreignNetworkIds: [217],
    advertisers: ADVERTISERS,
    partners: PARTNERS,
    affiliateCampaigns: [],
    promoNumbers: [],
    ringPools: [],
    supply: createNumberSupply(),
    nextId: () => {
      lastId += 1;
      return lastId;
    },
  };
  addAffiliateCampaigns(world, seededRandom(seed, 'affiliate campaigns'));
  addPromoNumbers(world, seededRandom(seed, 'promo numbers'));
  return world;
}
