import type { NumberPlace, PoolOrder } from '#main/engine/ports/numbers-client.ts';
import type { NumberOrder, NumberWish } from '#shared/domain/number-order.ts';

type Body = Readonly<Record<string, unknown>>;

/** POST of a promo number (invoca.md 5.2, 5.3). */
export function newNumberBody(idFromNetwork: string, order: NumberOrder): Body {
  return {
    id_from_network: idFromNetwork,
    description: order.description,
    media_type: order.mediaType,
    ...(Object.keys(order.customData).length === 0 ? {} : { custom_data: order.customData }),
    ...localPlace(order.wish),
  };
}

/** PUT of a promo number, which takes a full copy; with `to`, where it moves (invoca.md 5.2, 5.4). */
export function changedNumberBody(
  change: {
    readonly description: string;
    readonly mediaType: string;
    readonly customData: Readonly<Record<string, string | null>>;
  },
  to: NumberPlace | null,
): Body {
  return {
    description: change.description,
    media_type: change.mediaType,
    custom_data: change.customData,
    ...(to === null
      ? {}
      : {
          destination_advertiser_id_from_network: to.advertiserId,
          destination_advertiser_campaign_id_from_network: to.offerId,
          ...(to.partnerId === '' ? {} : { destination_affiliate_id_from_network: to.partnerId }),
        }),
  };
}

/** POST of a ring pool (invoca.md 8.1). */
export function newPoolBody(idFromNetwork: string, order: PoolOrder): Body {
  return {
    id_from_network: idFromNetwork,
    ...changedPoolBody(order),
    allow_overflow: order.allowOverflow,
    ...localPlace(order.wish),
  };
}

/** PUT of a ring pool: what can be changed once it is made. */
export function changedPoolBody(order: PoolOrder): Body {
  return {
    name: order.name,
    lifetime_seconds: order.lifetimeSeconds,
    max_pool_size: order.maxPoolSize,
    preferred: order.preferred,
    fill_immediately: order.fillImmediately,
  };
}

function localPlace(wish: NumberWish): Body {
  switch (wish.kind) {
    case 'toll_free':
      return {};
    case 'area':
      return {
        local_center: { tn_prefix: wish.areaCode },
        ...(wish.only ? { tn_prefix_whitelist: [wish.areaCode] } : {}),
      };
    case 'zip':
      return { local_center: { zipcode: wish.zip } };
    case 'city':
      return { local_center: { city: wish.city, state: wish.state } };
  }
}
