import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { NetworkClient, NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { guardedAgent } from '../http/guarded-agent.ts';
import type { Resolver } from '../http/guarded-agent.ts';
import { httpSendOver, LARGEST_ANSWER } from '../http/http-send.ts';
import type { HttpSend } from '../http/http-send.ts';
import { walkCatalogue } from './catalogue.ts';
import { invocaGet } from './invoca-request.ts';
import type { InvocaGet, RequestManners } from './invoca-request.ts';
import { checkPageEnds } from './page-check.ts';
import { lastTransactionId } from './page-tail.ts';

/** Columns of a network token: what Invoca gives by itself, and the numbers' custom data (invoca.md 4.2). */
const NETWORK_COLUMNS = '$invoca_default_columns,custom_data';

const ORGANISATIONS: Readonly<Record<InvocaUser, string>> = {
  network: 'networks',
  advertiser: 'advertisers',
  affiliate: 'affiliates',
};

/** Limits are unknown, so one account is asked a few things at once at most (invoca.md 7.5, 12). */
const CONNECTIONS = 4;

/** What the clients of one process share. Without `send`, requests go over pooled, address-checked connections. */
export interface InvocaClientOptions extends RequestManners {
  readonly resolver?: Resolver;
  /** Another way out, for a machine behind a proxy; it is asked for before every request. */
  readonly send?: HttpSend;
}

/**
 * Makes Invoca clients that share their connection pools. An account is asked over https, or over plain http when
 * its address is this machine; a client whose record says anything else refuses every call.
 */
export function invocaClients(options: InvocaClientOptions = {}): NetworkClientFactory {
  const pool = {
    ...(options.resolver === undefined ? {} : { resolver: options.resolver }),
    connections: CONNECTIONS,
    maxResponseBytes: LARGEST_ANSWER,
  };
  const outside = options.send ?? httpSendOver(guardedAgent('account', pool));
  const thisMachine = httpSendOver(guardedAgent('loopback', pool));
  return (network, token) => {
    const address = networkAddress(network.baseUrl);
    if (!address.ok) return refusingClient(`${network.name} cannot be asked. ${address.message}`);
    const account = { networkName: network.name, baseUrl: address.baseUrl, token: token.trim() };
    const get = invocaGet(account, address.loopback ? thisMachine : outside, options);
    return invocaClient(network, get);
  };
}

function invocaClient(network: NetworkRecord, get: InvocaGet): NetworkClient {
  const page = async (query: Readonly<Record<string, string>>, what: string, signal: AbortSignal) => {
    const answer = await get({ path: transactionsPath(network, query), what, signal });
    checkPageEnds(answer.status === 200 ? answer.body : new Uint8Array(), network.name);
    return answer.body;
  };
  const calls = `read the calls of ${network.user} ${network.organisationId}`;
  return {
    async transactionPage({ cursor, limit, signal }) {
      const what = cursor === '' ? calls : `${calls} after transaction ${cursor}`;
      const query = {
        limit: String(limit),
        ...(cursor === '' ? {} : { start_after_transaction_id: cursor }),
      };
      return page(query, what, signal);
    },
    cursorAfter: lastTransactionId,
    async transactionById({ transactionId, signal }) {
      return page({ limit: '1', transaction_id: transactionId }, `read transaction ${transactionId}`, signal);
    },
    async catalogue({ signal }): Promise<Catalogue | null> {
      if (network.user !== 'network') return null;
      return walkCatalogue(network, get, signal);
    },
    async probe({ signal }) {
      await page({ limit: '1' }, calls, signal);
    },
  };
}

/** The path and query of the Transactions API for the network's kind of user (invoca.md 4.1, 4.2). */
export function transactionsPath(
  network: Pick<NetworkRecord, 'user' | 'organisationId' | 'versions'>,
  query: Readonly<Record<string, string>>,
): string {
  const columns: Readonly<Record<string, string>> =
    network.user === 'network' ? { include_columns: NETWORK_COLUMNS } : {};
  const parameters = Object.entries({ ...query, ...columns });
  const encoded = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const organisation = `${ORGANISATIONS[network.user]}/transactions/${encodeURIComponent(network.organisationId)}.json`;
  return `/api/${encodeURIComponent(network.versions.transactions)}/${organisation}?${encoded}`;
}

function refusingClient(message: string): NetworkClient {
  const refuse = (): Promise<never> => Promise.reject(new NetworkFault('refused_address', message));
  return {
    transactionPage: refuse,
    cursorAfter: () => null,
    transactionById: refuse,
    catalogue: refuse,
    probe: refuse,
  };
}
