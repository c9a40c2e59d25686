import type { FollowerClientFactory } from '#main/engine/ports/follower-client.ts';
import type { NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NumbersClientFactory } from '#main/engine/ports/numbers-client.ts';
import type { PeriodClientFactory } from '#main/engine/ports/period-client.ts';
import type { PostbackTransport } from '#main/engine/ports/postback-transport.ts';
import type { SessionClientFactory } from '#main/engine/ports/session-client.ts';
import type { TuneClientFactory } from '#main/engine/ports/tune-client.ts';
import { followerClients } from '#main/networks/followers/follower-client.ts';
import { guardedAgent } from '#main/networks/http/guarded-agent.ts';
import { httpSendOver, LARGEST_ANSWER, NoAnswer } from '#main/networks/http/http-send.ts';
import type { HttpSend } from '#main/networks/http/http-send.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { invocaNumbersClients } from '#main/networks/invoca/numbers-client.ts';
import { invocaPeriodClients } from '#main/networks/invoca/period-client.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { CallLimiter } from '#main/networks/tune/call-limiter.ts';
import { tuneClients } from '#main/networks/tune/tune-client.ts';
import { NetFailure, netRequest } from './net-request.ts';
import type { ProxyWatch } from './proxy-watch.ts';
import { postbackThroughProxy } from './through-proxy.ts';

/** How requests leave this machine: address-checked and direct, or through the system's proxy where there is one. */
export interface WaysOut {
  readonly clients: NetworkClientFactory;
  /** Clients that say at once what is wrong instead of trying again, for a form that waits. */
  readonly testClients: NetworkClientFactory;
  /** Clients of SPC accounts; they repeat nothing but the probe, and that soon. */
  readonly sessions: SessionClientFactory;
  /** Clients of X accounts whose followers are read. */
  readonly followers: FollowerClientFactory;
  /** Clients that ask Invoca accounts for numbers; they repeat nothing. */
  readonly numbers: NumbersClientFactory;
  /** Clients that read the calls of a period afresh. */
  readonly periods: PeriodClientFactory;
  readonly tune: TuneClientFactory;
  /** Clients of TUNE networks that say at once what is wrong; they share their limit with the others. */
  readonly testTune: TuneClientFactory;
  readonly postbacks: PostbackTransport;
  close(): Promise<void>;
}

const CONNECTIONS = 4;

/** Opens both ways; which one a request takes is asked for each. */
export function openWaysOut(proxy: ProxyWatch): WaysOut {
  const agent = guardedAgent('account', { connections: CONNECTIONS, maxResponseBytes: LARGEST_ANSWER });
  const direct = httpSendOver(agent);
  const send: HttpSend = async (asked) =>
    (await proxy.applies(asked.url.href)) ? accountThroughProxy(asked) : direct(asked);
  const limiters = new Map<string, CallLimiter>();
  const postbacks = createPostbackTransport({
    throughProxy: async (url) => ((await proxy.applies(url)) ? postbackThroughProxy : null),
  });
  return {
    clients: invocaClients({ send }),
    testClients: invocaClients({ send, retryDelaysMs: [] }),
    sessions: sessionClients({ send }),
    followers: followerClients({ send }),
    numbers: invocaNumbersClients({ send }),
    periods: invocaPeriodClients({ send }),
    tune: tuneClients({ send, limiters }),
    testTune: tuneClients({ send, limiters, retryDelaysMs: [] }),
    postbacks: postbacks.send,
    async close() {
      await Promise.all([agent.destroy(), postbacks.close()]);
    },
  };
}

const accountThroughProxy: HttpSend = async (asked) => {
  const { method, url, headers, body, timeoutMs, answerLimit, signal } = asked;
  try {
    const answer = await netRequest({
      method,
      url: url.href,
      headers,
      body,
      silenceMs: timeoutMs,
      wholeMs: null,
      limit: answerLimit ?? LARGEST_ANSWER,
      refuseLarger: true,
      signal,
    });
    return { status: answer.status, headers: answer.headers, body: answer.body };
  } catch (error) {
    if (error instanceof NetFailure) throw new NoAnswer(error.kind, error.message, error);
    throw error;
  }
};
