import type { z } from 'zod';
import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { advertiser, affiliate, affiliateCampaign, campaign, promoNumber } from './catalogue-answers.ts';
import type { Campaign, PromoNumber } from './catalogue-answers.ts';
import { describeBody } from './errors.ts';
import { mapLimited } from './map-limited.ts';
import type { InvocaGet } from './invoca-request.ts';
import { beginsList } from './page-check.ts';

/** Two to four, because limits are unknown (invoca.md 7.5). */
const AT_ONCE = 3;

const PROMOTED = 'AffiliateEnabled';

interface OfferAt {
  readonly advertiserId: string;
  readonly campaign: Campaign;
}

/**
 * Partners, offers and numbers of a network account. No single call lists them, so they are walked: advertisers, their
 * campaigns, the advertiser's own numbers on each, the partners approved on it, the numbers of each pair (invoca.md 5.1,
 * 7.5). What is gone when it is asked for, or not permitted, counts as empty. Null when the token may not list
 * advertisers at all. @throws NetworkFault
 */
export async function walkCatalogue(
  network: NetworkRecord,
  get: InvocaGet,
  signal: AbortSignal,
): Promise<Catalogue | null> {
  const base = `/api/${encodeURIComponent(network.versions.network)}/${encodeURIComponent(network.organisationId)}`;
  const list = async <T>(path: string, schema: z.ZodType<T>, what: string): Promise<readonly T[]> => {
    const answer = await get({ path: `${base}${path}`, what: `list ${what}`, signal });
    return readList(answer.body, schema, `${network.name}, list of ${what}`);
  };
  const listIfThere = async <T>(path: string, schema: z.ZodType<T>, what: string): Promise<readonly T[]> => {
    try {
      return await list(path, schema, what);
    } catch (error) {
      const kind = error instanceof NetworkFault ? error.kind : null;
      if (kind === 'not_found' || kind === 'not_permitted') return [];
      throw error;
    }
  };

  const advertisers = await list('/advertisers.json', advertiser, 'advertisers').catch(nullIfNotPermitted);
  if (advertisers === null) return null;
  const affiliates = await list('/affiliates.json', affiliate, 'partners');

  const offers = await mapLimited(advertisers, AT_ONCE, async ({ id_from_network: advertiserId }) => {
    const path = `/advertisers/${encodeURIComponent(advertiserId)}/advertiser_campaigns.json`;
    const campaigns = await listIfThere(path, campaign, `campaigns of advertiser ${advertiserId}`);
    return campaigns.map((one): OfferAt => ({ advertiserId, campaign: one }));
  });
  const numbers = await mapLimited(offers.flat(), AT_ONCE, async (offer) => {
    const path = campaignPath(offer);
    const offerId = offer.campaign.id_from_network;
    const direct = await listIfThere(
      `${path}/promo_numbers_by_id.json`,
      promoNumber,
      `the advertiser’s numbers on campaign ${offerId}`,
    );
    const found = direct.map((number) => catalogueNumber(network, number, offer.campaign, null));
    if (offer.campaign.current_terms.campaign_type !== PROMOTED) return found;
    const relations = await listIfThere(
      `${path}/affiliate_campaigns.json`,
      affiliateCampaign,
      `partners of campaign ${offerId}`,
    );
    for (const { affiliate_id_from_network: partnerId, status } of relations) {
      if (!status.startsWith('Approved')) continue;
      const partnerPath = `${path}/affiliates/${encodeURIComponent(partnerId)}/affiliate_campaigns/promo_numbers_by_id.json`;
      const what = `numbers of partner ${partnerId} on campaign ${offerId}`;
      const known = affiliates.find(({ id_from_network: id }) => id === partnerId);
      const partner = { partnerId, invocaId: known?.id ?? '' };
      for (const number of await listIfThere(partnerPath, promoNumber, what)) {
        found.push(catalogueNumber(network, number, offer.campaign, partner));
      }
    }
    return found;
  });

  return {
    partners: affiliates.map((one) => ({
      partnerId: one.id_from_network,
      name: one.name,
      status: one.status,
      invocaId: one.id,
    })),
    offers: offers.flat().map(({ advertiserId, campaign: one }) => ({
      offerId: one.id_from_network,
      name: one.name,
      status: one.status,
      advertiserId,
      invocaId: one.id,
      clickUrl: one.current_terms.url,
    })),
    numbers: numbers.flat(),
  };
}

function campaignPath({ advertiserId, campaign: { id_from_network: offerId } }: OfferAt): string {
  return `/advertisers/${encodeURIComponent(advertiserId)}/advertiser_campaigns/${encodeURIComponent(offerId)}`;
}

/** A number of a partner on a campaign; without a partner, one the advertiser promotes by itself, which has no link. */
function catalogueNumber(
  network: NetworkRecord,
  number: PromoNumber,
  offer: Campaign,
  partner: { readonly partnerId: string; readonly invocaId: string } | null,
): Catalogue['numbers'][number] {
  return {
    idFromNetwork: number.id_from_network,
    invocaId: number.id,
    number: number.promo_number.replace(/\D/g, ''),
    description: number.description,
    mediaType: number.media_type,
    partnerId: partner?.partnerId ?? '',
    offerId: offer.id_from_network,
    customData: textValues(number.custom_data),
    baseLink: partner === null ? '' : baseLink(network, partner.invocaId, offer.id, number),
  };
}

function textValues(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = String(value);
  }
  return values;
}

/**
 * The tracking link without `us`: `/c/<network>/<partner>-<campaign>-<number>`, all Invoca ids (invoca.md 6). A partner
 * without an id is read from the number's page in Invoca, which names both; empty when an id is missing.
 */
function baseLink(
  network: NetworkRecord,
  partnerId: string,
  campaignId: string,
  number: PromoNumber,
): string {
  const page = /\/promo_numbers\/([^/]+)\/([^/?#]+)/.exec(number.object_url);
  const ids = [partnerId || page?.[1], campaignId || page?.[2], number.id];
  if (ids.some((one) => !one)) return '';
  const origin = new URL(network.baseUrl.includes('://') ? network.baseUrl : `https://${network.baseUrl}`)
    .origin;
  return `${origin}/c/${encodeURIComponent(network.organisationId)}/${ids.join('-')}`;
}

function readList<T>(body: Uint8Array, schema: z.ZodType<T>, where: string): readonly T[] {
  const parsed = parseArray(body);
  if (parsed === null) {
    const seen = beginsList(body) ? 'a list that broke off' : `${describeBody(body)} instead of a list`;
    throw new NetworkFault('unreadable', `${where}: the answer is ${seen}.`);
  }
  return parsed.map((item, index) => {
    const result = schema.safeParse(item);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const place = issue ? `${issue.path.join('.')} ${issue.message}` : 'not understood';
    throw new NetworkFault('unreadable', `${where}, entry ${index + 1}: ${place}.`);
  });
}

function parseArray(body: Uint8Array): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function nullIfNotPermitted(error: unknown): null {
  if (error instanceof NetworkFault && error.kind === 'not_permitted') return null;
  throw error;
}
