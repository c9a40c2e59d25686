import type { Hono } from 'hono';
import { bodyOf, ControlRefused } from './control-body.ts';
import {
  affiliateCampaignRequest,
  duplicateIdsRequest,
  followersRequest,
  ringPoolsRequest,
} from './control-requests.ts';
import type { FollowersApi } from './followers/followers-api.ts';
import type { NumberDesk } from './invoca/number-desk.ts';
import type { NumberLending } from './invoca/ring-pools/number-lending.ts';
import type { PracticeWorld } from './world/practice-world.ts';

/** What is switched. */
export interface Switches {
  readonly world: PracticeWorld;
  readonly numbers: NumberDesk;
  readonly lending: NumberLending;
  readonly followers: FollowersApi;
}

/** Adds the knobs that change what the network says when nothing is wrong. */
export function serveSwitches(app: Hono, { world, numbers, lending, followers }: Switches): void {
  app.post('/control/followers', async (context) => {
    const { requests_per_window: requests } = await bodyOf(context, followersRequest);
    followers.requestsPerWindow = requests;
    return context.json({ requests_per_window: requests });
  });
  app.post('/control/ring-pools', async (context) => {
    const { only_bulk: onlyBulk, bulk_enabled: bulkEnabled } = await bodyOf(context, ringPoolsRequest);
    lending.ways.onlyBulk = onlyBulk ?? lending.ways.onlyBulk;
    lending.ways.bulkEnabled = bulkEnabled ?? lending.ways.bulkEnabled;
    return context.json({ only_bulk: lending.ways.onlyBulk, bulk_enabled: lending.ways.bulkEnabled });
  });
  app.post('/control/affiliate-campaigns', async (context) => {
    const wish = await bodyOf(context, affiliateCampaignRequest);
    const relation = world.affiliateCampaigns.find(
      ({ offer, partner }) =>
        offer.idFromNetwork === wish.campaign && partner.idFromNetwork === wish.affiliate,
    );
    if (relation === undefined)
      throw new ControlRefused(404, `partner ${wish.affiliate} never applied to campaign ${wish.campaign}`);
    relation.status = wish.status ?? relation.status;
    relation.maxPromoNumbers = wish.max_promo_numbers ?? relation.maxPromoNumbers;
    return context.json({ status: relation.status, max_promo_numbers: relation.maxPromoNumbers });
  });
  app.post('/control/duplicate-ids', async (context) => {
    const { answer } = await bodyOf(context, duplicateIdsRequest);
    numbers.duplicateIds = answer;
    return context.json({ answer });
  });
}
