import { mediaTypeOf } from '#shared/domain/media-types.ts';
import { orderFaults } from '#shared/domain/number-order.ts';
import type { NumberOrder } from '#shared/domain/number-order.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskReader } from '../ports/desk-store.ts';

/**
 * An order as the network takes it: its media type in the network's own words.
 * @throws DeskError invalid_input naming the field of the first thing that is wrong with it
 */
export function checkedOrder<Order extends Omit<NumberOrder, 'wish'> & Partial<Pick<NumberOrder, 'wish'>>>(
  order: Order,
): Order {
  const [fault] = orderFaults({ wish: { kind: 'toll_free' }, ...order });
  if (fault) throw new DeskError('invalid_input', fault.message, { field: fault.field });
  return { ...order, mediaType: mediaTypeOf(order.mediaType) ?? order.mediaType };
}

/**
 * Refuses what the network would refuse, as far as its catalogue tells: a partner that is not approved, an offer that is
 * not live, a limit that is reached. A number of the advertiser's own needs the offer only.
 * @throws DeskError not_found, conflict
 */
export async function mayAskFor(
  read: Pick<DeskReader, 'partnerCampaigns' | 'offerPlace'>,
  asked: {
    readonly networkId: number;
    readonly offerId: string;
    readonly partnerId: string;
    readonly count: number;
    readonly now: number;
  },
): Promise<void> {
  const { networkId, offerId, partnerId, count, now } = asked;
  if ((await read.offerPlace({ networkId, offerId })) === null) {
    const message = `The network does not list the offer ${offerId}. Read its offers again.`;
    throw new DeskError('not_found', message, { field: 'offerId' });
  }
  if (partnerId === '') return;
  const [campaign] = (await read.partnerCampaigns({ networkId, offerId, partnerId, now })).rows;
  if (!campaign) {
    const message = `The network does not list the partner ${partnerId}. Read its partners again.`;
    throw new DeskError('not_found', message, { field: 'partnerId' });
  }
  const { canRequest, numbersLeft } = campaign;
  if (!canRequest.can) throw new DeskError('conflict', canRequest.reason, { field: 'partnerId' });
  if (numbersLeft !== null && count > numbersLeft) {
    const message = `The partner may have ${numbersLeft} more numbers on this offer; ${count} were asked for.`;
    throw new DeskError('conflict', message, { field: 'count' });
  }
}
