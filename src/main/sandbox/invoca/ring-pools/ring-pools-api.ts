import type { Context, Hono } from 'hono';
import type { PracticeWorld } from '../../world/practice-world.ts';
import type { RingPool } from '../../world/ring-pool.ts';
import { jsonBody } from '../json-body.ts';
import { ownerOf, type Owner } from '../owners.ts';
import type { RingPoolDesk } from './ring-pool-desk.ts';
import { readRingPoolOrder } from './ring-pool-order.ts';

/** Where the ring pools are served and from what; `campaign` is the path of an advertiser campaign. */
export interface RingPoolPlace {
  readonly world: PracticeWorld;
  readonly pools: RingPoolDesk;
  readonly campaign: string;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
}

function ringPoolView(world: PracticeWorld, pool: RingPool): Record<string, unknown> {
  const { terms } = pool;
  return {
    id: pool.id,
    id_from_network: pool.idFromNetwork,
    name: terms.name,
    object_url: `https://${world.networkName}.invoca.net/a_campaigns/ring_pools/${pool.offer.id}/${pool.id}`,
    lifetime_seconds: terms.lifetimeSeconds,
    max_pool_size: terms.maxPoolSize,
    preferred: terms.preferred,
    fill_immediately: terms.fillImmediately,
    allow_overflow: pool.allowOverflow,
    local_center: terms.localCenter,
    local_number_preferences: {
      search_radius_miles: 240,
      restrict_search_to_state: true,
      allocation_fallback_strategy: terms.fallback,
    },
    destination_phone_number: terms.destinationPhoneNumber,
    destination_type: terms.destinationType,
    api_key: pool.apiKey,
  };
}

/** Adds the routes of ring pools below a campaign (invoca.md 8.1). */
export function serveRingPools(app: Hono, { world, pools, campaign, clock }: RingPoolPlace): void {
  const list = `${campaign}/ring_pools`;
  const item = `${list}/:pool`;
  const keyOf = (context: Context): string => context.req.param('pool') ?? '';
  const ownerFrom = (context: Context): Owner =>
    ownerOf(world, {
      advertiser: context.req.param('advertiser') ?? '',
      campaign: context.req.param('campaign') ?? '',
    });

  app.get(list, (context) =>
    context.json(pools.list(ownerFrom(context)).map((pool) => ringPoolView(world, pool))),
  );
  app.post(list, async (context) => {
    const owner = ownerFrom(context);
    const order = readRingPoolOrder(await jsonBody(context.req));
    return context.json(ringPoolView(world, pools.save(owner, order, clock())), 201);
  });
  app.get(item, (context) =>
    context.json(ringPoolView(world, pools.read(ownerFrom(context), keyOf(context)))),
  );
  app.put(item, async (context) => {
    const owner = ownerFrom(context);
    const order = readRingPoolOrder(await jsonBody(context.req));
    const saved = pools.save(owner, { ...order, idFromNetwork: keyOf(context) }, clock());
    return context.json(ringPoolView(world, saved));
  });
  app.delete(item, (context) => {
    pools.remove(ownerFrom(context), keyOf(context));
    return context.json({});
  });
}
