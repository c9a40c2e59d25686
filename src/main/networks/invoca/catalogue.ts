import type { z } from 'zod';
import type {
  Catalogue,
  CatalogueNumber,
  CatalogueProgress,
  PartnerCampaign,
  RingPoolFacts,
} from '#main/engine/ports/catalogue.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import {
  advertiser,
  affiliate,
  affiliateCampaign,
  campaign,
  promoNumber,
  ringPool,
} from './catalogue-answers.ts';
import type { Campaign } from './catalogue-answers.ts';
import { campaignFacts, numberFacts, offerFacts, poolFacts } from './catalogue-facts.ts';
import { readList } from './json-answer.ts';
import { mapLimited } from './map-limited.ts';
import type { InvocaGet } from './invoca-request.ts';
import { networkPaths } from './network-paths.ts';

/** Two to four, because limits are unknown (invoca.md 7.5). */
const AT_ONCE = 3;

const PROMOTED = 'AffiliateEnabled';

interface OfferAt {
  readonly advertiser: { readonly id: string; readonly name: string };
  readonly campaign: Campaign;
}

interface FoundOnOffer {
  readonly campaigns: readonly PartnerCampaign[];
  readonly numbers: readonly CatalogueNumber[];
  readonly ringPools: readonly RingPoolFacts[];
}

/**
 * What a network account lists. No single call does, so it is walked: advertisers, their campaigns; on each the
 * advertiser's own numbers, its ring pools, the partners on it, and the numbers of each approved one (invoca.md 5.1,
 * 7.5, 8.1). What is gone when it is asked for, or not permitted, counts as empty. Null when the token may not list
 * advertisers at all. @throws NetworkFault
 */
export async function walkCatalogue(
  network: NetworkRecord,
  get: InvocaGet,
  signal: AbortSignal,
  onProgress: (progress: CatalogueProgress) => void = () => undefined,
): Promise<Catalogue | null> {
  const paths = networkPaths(network);
  let done = 0;
  let known = 2;
  const expect = (lists: number): void => {
    known += lists;
    onProgress({ done, known });
  };
  const list = async <T>(path: string, schema: z.ZodType<T>, what: string): Promise<readonly T[]> => {
    const answer = await get({ path, what: `list ${what}`, signal });
    done += 1;
    onProgress({ done, known });
    return readList(answer.body, schema, `${network.name}, list of ${what}`);
  };
  const listIfThere = async <T>(path: string, schema: z.ZodType<T>, what: string): Promise<readonly T[]> => {
    try {
      return await list(path, schema, what);
    } catch (error) {
      const kind = error instanceof NetworkFault ? error.kind : null;
      if (kind !== 'not_found' && kind !== 'not_permitted') throw error;
      done += 1;
      return [];
    }
  };

  const advertisers = await list(paths.advertisers, advertiser, 'advertisers').catch(nullIfNotPermitted);
  if (advertisers === null) return null;
  const affiliates = await list(paths.affiliates, affiliate, 'partners');
  const partnerInvocaIds = new Map(affiliates.map((one) => [one.id_from_network, one.id]));

  expect(advertisers.length);
  const offers = await mapLimited(advertisers, AT_ONCE, async ({ id_from_network: id, name }) => {
    const campaigns = await listIfThere(paths.campaigns(id), campaign, `campaigns of advertiser ${id}`);
    return campaigns.map((one): OfferAt => ({ advertiser: { id, name }, campaign: one }));
  });

  const walkOffer = async (offer: OfferAt): Promise<FoundOnOffer> => {
    const place = { advertiserId: offer.advertiser.id, offerId: offer.campaign.id_from_network };
    const numbersOf = async (partnerId: string, what: string): Promise<readonly CatalogueNumber[]> => {
      const at = { ...place, partnerId };
      const invocaIds = { offer: offer.campaign.id, partner: partnerInvocaIds.get(partnerId) ?? '' };
      const found = await listIfThere(paths.numbers(at), promoNumber, `${what} on campaign ${place.offerId}`);
      return found.map((number) => numberFacts(network, number, at, invocaIds));
    };
    const numbers = [...(await numbersOf('', 'the advertiser’s numbers'))];
    const pools = await listIfThere(
      paths.ringPools(place),
      ringPool,
      `ring pools of campaign ${place.offerId}`,
    );
    const ringPools = pools.map((pool) => poolFacts(place, pool));
    if (!isPromoted(offer)) return { campaigns: [], numbers, ringPools };
    const relations = await listIfThere(
      paths.affiliateCampaigns(place),
      affiliateCampaign,
      `partners of campaign ${place.offerId}`,
    );
    const campaigns = relations.map((one) => campaignFacts(network, place, one));
    const approved = campaigns.filter(({ status }) => status.startsWith('Approved'));
    expect(approved.length);
    for (const { partnerId } of approved) {
      numbers.push(...(await numbersOf(partnerId, `numbers of partner ${partnerId}`)));
    }
    return { campaigns, numbers, ringPools };
  };
  const flat = offers.flat();
  expect(flat.reduce((lists, offer) => lists + (isPromoted(offer) ? 3 : 2), 0));
  const found = await mapLimited(flat, AT_ONCE, walkOffer);

  return {
    partners: affiliates.map((one) => ({
      partnerId: one.id_from_network,
      name: one.name,
      status: one.status,
      invocaId: one.id,
    })),
    offers: flat.map((offer) => offerFacts(network, offer.advertiser, offer.campaign)),
    campaigns: found.flatMap(({ campaigns }) => campaigns),
    numbers: found.flatMap(({ numbers }) => numbers),
    ringPools: found.flatMap(({ ringPools }) => ringPools),
  };
}

function isPromoted({ campaign: { current_terms: terms } }: OfferAt): boolean {
  return terms?.campaign_type === PROMOTED;
}

function nullIfNotPermitted(error: unknown): null {
  if (error instanceof NetworkFault && error.kind === 'not_permitted') return null;
  throw error;
}
