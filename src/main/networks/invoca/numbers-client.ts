import type { CatalogueNumber } from '#main/engine/ports/catalogue.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type {
  AllocationWish,
  GivenAllocation,
  InvocaIds,
  NumberPlace,
  NumbersClient,
  NumbersClientFactory,
} from '#main/engine/ports/numbers-client.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { affiliateCampaign, promoNumber, ringPool, ringPoolKey } from './catalogue-answers.ts';
import { campaignFacts, numberFacts, poolFacts } from './catalogue-facts.ts';
import type { CampaignPlace } from './catalogue-facts.ts';
import { invocaAccounts } from './invoca-accounts.ts';
import type { InvocaClientOptions, ReachableAccount } from './invoca-accounts.ts';
import { invocaAsk, isMissingRecord } from './invoca-request.ts';
import { readObject } from './json-answer.ts';
import { networkPaths } from './network-paths.ts';
import { changedNumberBody, changedPoolBody, newNumberBody, newPoolBody } from './request-bodies.ts';
import { lendMany, lendOne, OnlyBulk } from './ring-pool-lending.ts';
import type { LendingParts, LendingPool } from './ring-pool-lending.ts';

/** Makes clients for numbers and ring pools that share their connection pools, as {@link invocaClients} does. */
export function invocaNumbersClients(options: InvocaClientOptions = {}): NumbersClientFactory {
  const accounts = invocaAccounts(options);
  // Looked for at the first call, so that an address that cannot be asked is the call's fault and not the maker's.
  return (network, token) => numbersClient(network, () => accounts(network, token), options);
}

function numbersClient(
  network: NetworkRecord,
  reach: () => ReachableAccount,
  options: InvocaClientOptions,
): NumbersClient {
  const paths = networkPaths(network);
  const { name } = network;
  const ask: ReturnType<typeof invocaAsk> = async (input) => {
    const { account, send } = reach();
    return invocaAsk(account, send, options)(input);
  };
  const numberOf = (
    body: Uint8Array,
    place: NumberPlace,
    invocaIds: InvocaIds,
    what: string,
  ): CatalogueNumber => {
    const number = numberFacts(network, readObject(body, promoNumber, `${name}, ${what}`), place, invocaIds);
    if (number.number !== '') return number;
    throw new NetworkFault('unreadable', `${name}, ${what}: the answer names no number.`);
  };
  const poolOf = (body: Uint8Array, place: CampaignPlace, what: string) =>
    poolFacts(place, readObject(body, ringPool, `${name}, ${what}`));

  return {
    async number({ place, invocaIds, idFromNetwork, signal }) {
      const what = `read number ${idFromNetwork}`;
      const path = paths.number(place, idFromNetwork);
      const answer = await ask({ method: 'GET', path, what, mayBeMissing: true, signal });
      if (isMissingRecord(answer)) return null;
      const found = numberOf(answer.body, place, invocaIds, what);
      if (found.idFromNetwork === idFromNetwork) return found;
      const message = `${name} was asked for number ${idFromNetwork} and told of ${found.idFromNetwork || 'another'}.`;
      throw new NetworkFault('unreadable', message);
    },
    async createNumber({ place, invocaIds, idFromNetwork, order, signal }) {
      const what = `make a number for ${placeWords(place)}`;
      const body = newNumberBody(idFromNetwork, order);
      const answer = await ask({ method: 'POST', path: paths.numbers(place), body, what, signal });
      return numberOf(answer.body, place, invocaIds, what);
    },
    async changeNumber({ place, to, invocaIds, idFromNetwork, signal, ...change }) {
      const what = to === null ? `change number ${idFromNetwork}` : `move number ${idFromNetwork}`;
      const body = changedNumberBody(change, to);
      const answer = await ask({
        method: 'PUT',
        path: paths.number(place, idFromNetwork),
        body,
        what,
        signal,
      });
      return numberOf(answer.body, to ?? place, invocaIds, what);
    },
    async removeNumber({ place, idFromNetwork, signal }) {
      const path = paths.number(place, idFromNetwork);
      await ask({
        method: 'DELETE',
        path,
        what: `give back number ${idFromNetwork}`,
        mayBeMissing: true,
        signal,
      });
    },

    async ringPool({ place, idFromNetwork, signal }) {
      const what = `read ring pool ${idFromNetwork}`;
      const path = paths.ringPool(place, idFromNetwork);
      const answer = await ask({ method: 'GET', path, what, mayBeMissing: true, signal });
      return isMissingRecord(answer) ? null : poolOf(answer.body, place, what);
    },
    async createRingPool({ place, idFromNetwork, order, signal }) {
      const what = `make a ring pool on campaign ${place.offerId}`;
      const body = newPoolBody(idFromNetwork, order);
      const answer = await ask({ method: 'POST', path: paths.ringPools(place), body, what, signal });
      return poolOf(answer.body, place, what);
    },
    async changeRingPool({ place, idFromNetwork, order, signal }) {
      const what = `change ring pool ${idFromNetwork}`;
      const body = changedPoolBody(order);
      const path = paths.ringPool(place, idFromNetwork);
      const answer = await ask({ method: 'PUT', path, body, what, signal });
      return poolOf(answer.body, place, what);
    },
    async removeRingPool({ place, idFromNetwork, signal }) {
      const path = paths.ringPool(place, idFromNetwork);
      await ask({
        method: 'DELETE',
        path,
        what: `give back ring pool ${idFromNetwork}`,
        mayBeMissing: true,
        signal,
      });
    },
    async allocate({ place, idFromNetwork, wishes, signal }) {
      const { account, send } = reach();
      const what = `read ring pool ${idFromNetwork}`;
      const answer = await ask({ method: 'GET', path: paths.ringPool(place, idFromNetwork), what, signal });
      const { id: poolId, api_key: key } = readObject(answer.body, ringPoolKey, `${name}, ${what}`);
      if (poolId === '' || key === '') {
        const message = `${name} does not give out the key of ring pool ${idFromNetwork}, so no number of it can be lent.`;
        throw new NetworkFault('not_permitted', message);
      }
      const pool = { networkName: name, baseUrl: account.baseUrl, poolId, key };
      return lend(pool, wishes, signal, { ...options, send, clock: options.clock ?? Date.now });
    },

    async partnerCampaign({ place, partnerId, signal }) {
      const what = `read how partner ${partnerId} stands to campaign ${place.offerId}`;
      const path = paths.affiliateCampaigns(place, partnerId);
      const answer = await ask({ method: 'GET', path, what, mayBeMissing: true, signal });
      if (isMissingRecord(answer)) return null;
      return campaignFacts(network, place, readObject(answer.body, affiliateCampaign, `${name}, ${what}`));
    },
    async apply({ place, partnerId, signal }) {
      const what = `apply for partner ${partnerId} to campaign ${place.offerId}`;
      const body = { status: 'Applied', id_from_network: `${place.offerId}-${partnerId}` };
      const path = paths.affiliateCampaigns(place, partnerId);
      const answer = await ask({ method: 'POST', path, body, what, signal });
      return campaignFacts(network, place, readObject(answer.body, affiliateCampaign, `${name}, ${what}`));
    },
  };
}

/** One wish goes by the older way, several by the bulk way; each falls back on the other where only that is allowed. */
async function lend(
  pool: LendingPool,
  wishes: readonly AllocationWish[],
  signal: AbortSignal,
  parts: LendingParts,
): Promise<readonly GivenAllocation[]> {
  const [first, ...others] = wishes;
  if (!first) return [];
  if (others.length > 0) {
    try {
      return await lendMany(pool, wishes, signal, parts);
    } catch (error) {
      const kind = error instanceof NetworkFault ? error.kind : null;
      if (kind !== 'not_found' && kind !== 'not_permitted') throw error;
    }
  }
  try {
    const given = [await lendOne(pool, first, signal, parts)];
    // What one of the rest meets is its own affair: the numbers lent before it are not lost over it.
    for (const wish of others) given.push(await lendOne(pool, wish, signal, parts).catch(refusedBy(wish)));
    return given;
  } catch (error) {
    if (error instanceof OnlyBulk && others.length === 0) return lendMany(pool, wishes, signal, parts);
    throw error;
  }
}

function refusedBy({ requestId }: AllocationWish): (error: unknown) => GivenAllocation {
  return (error) => {
    if (error instanceof NetworkFault) return { kind: 'refused', requestId, reason: error.message };
    throw error;
  };
}

function placeWords({ offerId, partnerId }: NumberPlace): string {
  return partnerId === '' ? `campaign ${offerId}` : `partner ${partnerId} on campaign ${offerId}`;
}
