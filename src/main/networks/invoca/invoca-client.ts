import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { NetworkClient, NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { walkCatalogue } from './catalogue.ts';
import { invocaAccounts } from './invoca-accounts.ts';
import type { InvocaClientOptions } from './invoca-accounts.ts';
import { invocaGet } from './invoca-request.ts';
import type { InvocaGet } from './invoca-request.ts';
import { checkPageEnds } from './page-check.ts';
import { lastTransactionId } from './page-tail.ts';

/** Columns of a network token: what Invoca gives by itself, and the numbers' custom data (invoca.md 4.2). */
const NETWORK_COLUMNS = '$invoca_default_columns,custom_data';

const ORGANISATIONS: Readonly<Record<InvocaUser, string>> = {
  network: 'networks',
  advertiser: 'advertisers',
  affiliate: 'affiliates',
};

/**
 * Makes Invoca clients that share their connection pools. An account is asked over https, or over plain http when
 * its address is this machine; a client whose record says anything else refuses every call.
 */
export function invocaClients(options: InvocaClientOptions = {}): NetworkClientFactory {
  const accounts = invocaAccounts(options);
  return (network, token) => {
    try {
      const { account, send } = accounts(network, token);
      return invocaClient(network, invocaGet(account, send, options));
    } catch (error) {
      if (error instanceof NetworkFault) return refusingClient(error);
      throw error;
    }
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
    async catalogue({ signal, onProgress }): Promise<Catalogue | null> {
      if (network.user !== 'network') return null;
      return walkCatalogue(network, get, signal, onProgress);
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

function refusingClient(fault: NetworkFault): NetworkClient {
  const refuse = (): Promise<never> => Promise.reject(fault);
  return {
    transactionPage: refuse,
    cursorAfter: () => null,
    transactionById: refuse,
    catalogue: refuse,
    probe: refuse,
  };
}
