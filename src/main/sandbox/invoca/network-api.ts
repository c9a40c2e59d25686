import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { PartnershipStatus, PracticeWorld } from '../world/practice-world.ts';
import { askHandler, type WireReply, type WireRequest } from '../wire.ts';
import type { Access } from './access.ts';
import type { Applications } from './applications.ts';
import { refusalFor, requireVersion, withoutFormat } from './api-paths.ts';
import { fieldErrors, notAllowed, notFound } from './answers.ts';
import { jsonBody } from './json-body.ts';
import type { NumberDesk } from './number-desk.ts';
import { advertiserOf, ownerOf, partnerOf, requireRelation, type PathIds } from './owners.ts';
import type { RingPoolDesk } from './ring-pools/ring-pool-desk.ts';
import { serveRingPools } from './ring-pools/ring-pools-api.ts';
import { servePromoNumbers } from './promo-numbers-api.ts';
import { advertiserView, affiliateCampaignView, affiliateView, campaignView } from './views.ts';

/** The versions of the Network Integration API that are spoken. */
const VERSIONS: ReadonlySet<string> = new Set(['2022-03-01', '2022-08-01', '2026-02-01']);

/** What the API is made of; `clock` is now, in ms since 1970. */
export interface NetworkApiParts {
  readonly world: PracticeWorld;
  readonly access: Access;
  readonly numbers: NumberDesk;
  readonly pools: RingPoolDesk;
  readonly applications: Applications;
  /** Where clicks are counted, which every campaign tells. */
  readonly trackingUrl: () => string;
  readonly clock: () => number;
}

const TRANSITIONS: Readonly<Record<PartnershipStatus, readonly PartnershipStatus[]>> = {
  Applied: ['Approved', 'Declined'],
  Approved: ['Suspended'],
  Suspended: ['Approved', 'Declined'],
  Declined: ['Approved'],
};

const relationBody = z.object({
  status: z.enum(['Applied', 'Approved', 'Suspended', 'Declined']),
  id_from_network: z.union([z.string(), z.number()]).transform(String).optional(),
});

async function readRelationBody(context: Context): Promise<z.infer<typeof relationBody>> {
  const parsed = relationBody.safeParse(await jsonBody(context.req));
  if (!parsed.success) throw fieldErrors({ status: ['is not included in the list'] });
  return parsed.data;
}

const tokenInBody = z.object({ oauth_token: z.string() });

async function bodyToken(request: {
  readonly method: string;
  text(): Promise<string>;
}): Promise<string | undefined> {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  const parsed = tokenInBody.safeParse(await jsonBody(request));
  return parsed.success ? parsed.data.oauth_token : undefined;
}

function campaignIds(context: Context): PathIds {
  return { advertiser: context.req.param('advertiser') ?? '', campaign: context.req.param('campaign') ?? '' };
}

function serveAffiliateCampaigns(
  app: Hono,
  { world, applications, clock }: NetworkApiParts,
  campaign: string,
): void {
  const path = `${campaign}/affiliates/:affiliate/affiliate_campaigns` as const;
  const idsOf = (context: Context): PathIds => ({
    ...campaignIds(context),
    affiliate: context.req.param('affiliate') ?? '',
  });

  app.get(path, (context) =>
    context.json(affiliateCampaignView(world, requireRelation(ownerOf(world, idsOf(context))))),
  );
  app.post(path, async (context) => {
    const owner = ownerOf(world, idsOf(context));
    const { status, id_from_network: idFromNetwork } = await readRelationBody(context);
    const { advertiser, offer, partner, relation } = owner;
    if (relation !== undefined) {
      throw fieldErrors(
        { status: [`cannot transition from '${relation.status}'`] },
        { status: relation.status },
      );
    }
    if (status !== 'Applied' || partner === undefined) throw fieldErrors({ status: ["must be 'Applied'"] });
    const applied = {
      id: world.nextId(),
      idFromNetwork: idFromNetwork ?? `${offer.idFromNetwork}-${partner.idFromNetwork}`,
      advertiser,
      offer,
      partner,
      maxPromoNumbers: 10,
      status: offer.autoApprove === 'All' ? ('Approved' as const) : status,
    };
    world.affiliateCampaigns.push(applied);
    applications.note(applied, clock());
    return context.json(affiliateCampaignView(world, applied), 201);
  });
  app.put(path, async (context) => {
    const relation = requireRelation(ownerOf(world, idsOf(context)));
    const { status } = await readRelationBody(context);
    if (status !== relation.status && !TRANSITIONS[relation.status].includes(status)) {
      throw fieldErrors(
        { status: [`cannot transition from '${relation.status}'`] },
        { status: relation.status },
      );
    }
    relation.status = status;
    return context.json(affiliateCampaignView(world, relation));
  });
}

function serveOrganisations(app: Hono, world: PracticeWorld, base: string): void {
  app.get(`${base}/advertisers`, (context) =>
    context.json(world.advertisers.map((advertiser) => advertiserView(world, advertiser))),
  );
  app.get(`${base}/advertisers/:advertiser`, (context) =>
    context.json(advertiserView(world, advertiserOf(world, context.req.param('advertiser') ?? ''))),
  );
  app.get(`${base}/affiliates`, (context) =>
    context.json(world.partners.map((partner) => affiliateView(world, partner))),
  );
  app.get(`${base}/affiliates/:affiliate`, (context) =>
    context.json(affiliateView(world, partnerOf(world, context.req.param('affiliate') ?? ''))),
  );
}

function serveCampaigns(
  app: Hono,
  { world, trackingUrl }: Pick<NetworkApiParts, 'world' | 'trackingUrl'>,
  campaigns: string,
  campaign: string,
): void {
  app.get(campaigns, (context) => {
    const { offers } = advertiserOf(world, context.req.param('advertiser') ?? '');
    return context.json(offers.map((offer) => campaignView(world, offer, trackingUrl())));
  });
  app.get(campaign, (context) => {
    return context.json(campaignView(world, ownerOf(world, campaignIds(context)).offer, trackingUrl()));
  });
  app.get(`${campaign}/affiliate_campaigns`, (context) => {
    const { offer } = ownerOf(world, campaignIds(context));
    const relations = world.affiliateCampaigns.filter((relation) => relation.offer === offer);
    return context.json(relations.map((relation) => affiliateCampaignView(world, relation)));
  });
}

/** Makes the Network Integration API (invoca.md 5, 7 and 8.1): a request in, its answer out. */
export function createNetworkApi(parts: NetworkApiParts): (request: WireRequest) => Promise<WireReply> {
  const { world, access, numbers, pools, clock } = parts;
  const app = new Hono({ getPath: (request) => withoutFormat(new URL(request.url).pathname) });
  const base = '/api/:version/:network';
  const campaigns = `${base}/advertisers/:advertiser/advertiser_campaigns`;
  const campaign = `${campaigns}/:campaign`;

  app.use(`${base}/*`, async (context, next) => {
    const { version, network } = context.req.param();
    if (!new URL(context.req.url).pathname.endsWith('.json')) throw notFound('This API answers .json only');
    requireVersion(version, VERSIONS);
    const user = access.userOf(
      context.req.header('authorization'),
      context.req.query('oauth_token'),
      await bodyToken(context.req),
    );
    if (user.kind !== 'network') throw notAllowed('The Network Integration API is for network users');
    access.requireOwn(user, 'network', network);
    await next();
  });
  serveOrganisations(app, world, base);
  serveCampaigns(app, parts, campaigns, campaign);
  serveAffiliateCampaigns(app, parts, campaign);
  servePromoNumbers(app, { world, desk: numbers, campaign });
  serveRingPools(app, { world, pools, campaign, clock });

  app.notFound(() => {
    throw notFound('No route matches this address');
  });
  app.onError((error) => {
    const { status, body } = refusalFor(error);
    return Response.json(body, { status });
  });
  return (request) => askHandler((asked) => app.fetch(asked), request);
}
