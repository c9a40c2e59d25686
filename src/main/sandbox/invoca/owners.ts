import type { Advertiser, Offer } from '../world/offers.ts';
import type { Partner } from '../world/partners.ts';
import type { AffiliateCampaign, PracticeWorld } from '../world/practice-world.ts';
import { notFound } from './answers.ts';

/** The objects a path goes through, named by their ids from the network. */
export interface PathIds {
  readonly advertiser: string;
  readonly campaign: string;
  readonly affiliate?: string | undefined;
}

/** A campaign, and on the affiliate paths the partner with its relation to the campaign. */
export interface Owner {
  readonly advertiser: Advertiser;
  readonly offer: Offer;
  readonly partner: Partner | undefined;
  readonly relation: AffiliateCampaign | undefined;
}

/** The advertiser with this id; throws 404. */
export function advertiserOf(world: PracticeWorld, idFromNetwork: string): Advertiser {
  const found = world.advertisers.find((advertiser) => advertiser.idFromNetwork === idFromNetwork);
  if (found === undefined) throw notFound(`Could not find Advertiser ${idFromNetwork}`);
  return found;
}

/** The partner with this id; throws 404. */
export function partnerOf(world: PracticeWorld, idFromNetwork: string): Partner {
  const found = world.partners.find((partner) => partner.idFromNetwork === idFromNetwork);
  if (found === undefined) throw notFound(`Could not find Affiliate ${idFromNetwork}`);
  return found;
}

/** The campaign of this advertiser with this id; throws 404. */
export function offerOf(advertiser: Advertiser, idFromNetwork: string): Offer {
  const found = advertiser.offers.find((offer) => offer.idFromNetwork === idFromNetwork);
  if (found === undefined) {
    throw notFound(
      `Could not find AdvertiserCampaign ${idFromNetwork} for advertiser ${advertiser.idFromNetwork}`,
    );
  }
  return found;
}

/** Everything a path names; throws 404 for what does not exist. A missing relation is not an error here. */
export function ownerOf(world: PracticeWorld, ids: PathIds): Owner {
  const advertiser = advertiserOf(world, ids.advertiser);
  const offer = offerOf(advertiser, ids.campaign);
  if (ids.affiliate === undefined) return { advertiser, offer, partner: undefined, relation: undefined };
  const partner = partnerOf(world, ids.affiliate);
  const relation = world.affiliateCampaigns.find(
    (candidate) => candidate.offer === offer && candidate.partner === partner,
  );
  return { advertiser, offer, partner, relation };
}

/** The relation of a path's partner to its campaign; throws 404 when the partner never applied. */
export function requireRelation({ offer, partner, relation }: Owner): AffiliateCampaign {
  if (relation !== undefined) return relation;
  throw notFound(
    `Could not find AffiliateCampaign for affiliate ${partner?.idFromNetwork ?? ''} and advertiser campaign ${offer.idFromNetwork}`,
  );
}
