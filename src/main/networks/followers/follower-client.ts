import type { Clock } from '#main/engine/ports/clock.ts';
import type { FollowerClientFactory } from '#main/engine/ports/follower-client.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { guardedAgent } from '../http/guarded-agent.ts';
import { httpSendOver, NoAnswer } from '../http/http-send.ts';
import type { HttpSend } from '../http/http-send.ts';
import { followerPage } from './follower-answer.ts';

/** The most followers the endpoint gives in one page. */
const PAGE_SIZE = 1000;
const TIMEOUT_MS = 30_000;
/** A thousand followers with all that may be said of them stay far below. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/**
 * Makes clients of the X API's followers endpoint (GET /2/users/:id/followers) that share their connections. Nothing is
 * repeated: whoever reads page after page decides when to ask again.
 */
export function followerClients(
  parts: { readonly send?: HttpSend; readonly clock?: Clock } = {},
): FollowerClientFactory {
  const pool = { connections: 2, maxResponseBytes: LARGEST_ANSWER };
  const outside = parts.send ?? httpSendOver(guardedAgent('account', pool));
  const thisMachine = httpSendOver(guardedAgent('loopback', pool));
  const clock = parts.clock ?? Date.now;
  return (account, typedToken) => {
    const address = networkAddress(account.baseUrl);
    const token = typedToken.trim();
    return {
      async page({ token: page, signal }) {
        if (!address.ok) throw new NetworkFault('invalid', address.message);
        if (!/^[\x21-\x7e]+$/.test(token))
          throw new NetworkFault(
            'unauthorised',
            `The bearer token of “${account.name}” is empty or has spaces.`,
          );
        const url = new URL(`${address.baseUrl}/2/users/${encodeURIComponent(account.userId)}/followers`);
        url.searchParams.set('max_results', String(PAGE_SIZE));
        url.searchParams.set('user.fields', 'id,name,username');
        if (page !== null) url.searchParams.set('pagination_token', page);
        const send = address.loopback ? thisMachine : outside;
        try {
          const answer = await send({
            method: 'GET',
            url,
            body: null,
            headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
            timeoutMs: TIMEOUT_MS,
            answerLimit: LARGEST_ANSWER,
            signal,
          });
          return followerPage(answer, account.name, clock());
        } catch (error) {
          throw error instanceof NoAnswer ? faultOf(error, account.name) : error;
        }
      },
    };
  };
}

function faultOf(error: NoAnswer, account: string): NetworkFault {
  const more = { cause: error, unsent: error.unsent };
  switch (error.kind) {
    case 'cancelled':
      return new NetworkFault('cancelled', `The request for “${account}” was cancelled.`, more);
    case 'timeout':
      return new NetworkFault('timeout', `X did not answer in time for “${account}”.`, more);
    case 'address_refused':
      return new NetworkFault('refused_address', `“${account}” cannot be asked: ${error.message}.`, more);
    case 'cut':
    case 'too_large':
      return new NetworkFault(
        'unreadable',
        `The answer for “${account}” is not whole: ${error.message}.`,
        more,
      );
    case 'unreachable':
      return new NetworkFault('unreachable', `X cannot be reached for “${account}”: ${error.message}.`, more);
  }
}
