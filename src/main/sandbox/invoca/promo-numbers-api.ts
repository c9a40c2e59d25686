import type { Context, Hono } from 'hono';
import type { PracticeWorld } from '../world/practice-world.ts';
import { jsonBody } from './json-body.ts';
import type { NumberAddress, NumberDesk } from './number-desk.ts';
import { readNumberOrder } from './number-order.ts';
import { ownerOf, type Owner } from './owners.ts';
import { promoNumberView } from './views.ts';

/** Where the promo numbers are served and from what; `campaign` is the path of an advertiser campaign. */
export interface PromoNumberPlace {
  readonly world: PracticeWorld;
  readonly desk: NumberDesk;
  readonly campaign: string;
}

interface Addressing {
  readonly collection: string;
  readonly address: NumberAddress;
}

const ADDRESSINGS: readonly Addressing[] = [
  { collection: 'promo_numbers_by_id', address: 'id' },
  { collection: 'promo_numbers', address: 'number' },
];

function ownerFrom(world: PracticeWorld, context: Context): Owner {
  return ownerOf(world, {
    advertiser: context.req.param('advertiser') ?? '',
    campaign: context.req.param('campaign') ?? '',
    affiliate: context.req.param('affiliate'),
  });
}

/** Adds the promo number routes: on campaigns and on affiliate campaigns, by id and by number (5.1). */
export function servePromoNumbers(app: Hono, { world, desk, campaign }: PromoNumberPlace): void {
  const levels = [campaign, `${campaign}/affiliates/:affiliate/affiliate_campaigns`];
  for (const level of levels) {
    for (const { collection, address } of ADDRESSINGS) {
      const list = `${level}/${collection}`;
      const item = `${list}/:number`;
      const keyOf = (context: Context): string => context.req.param('number') ?? '';

      app.get(list, (context) => {
        const numbers = desk.list(ownerFrom(world, context));
        return context.json(numbers.map((number) => promoNumberView(world, number)));
      });
      app.post(list, async (context) => {
        const owner = ownerFrom(world, context);
        const order = readNumberOrder(await jsonBody(context.req));
        return context.json(promoNumberView(world, desk.create(owner, order)), 201);
      });
      app.get(item, (context) =>
        context.json(promoNumberView(world, desk.read(ownerFrom(world, context), address, keyOf(context)))),
      );
      app.put(item, async (context) => {
        const number = desk.read(ownerFrom(world, context), address, keyOf(context));
        const order = readNumberOrder(await jsonBody(context.req));
        return context.json(promoNumberView(world, desk.update(number, order)));
      });
      app.delete(item, (context) => {
        desk.remove(ownerFrom(world, context), address, keyOf(context));
        return context.json({});
      });
    }
  }
}
