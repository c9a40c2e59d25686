import type { PeriodClient, PeriodClientFactory } from '#main/engine/ports/period-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { invocaAccounts } from './invoca-accounts.ts';
import type { InvocaClientOptions } from './invoca-accounts.ts';
import { transactionsPath } from './invoca-client.ts';
import { invocaGet } from './invoca-request.ts';
import type { InvocaGet } from './invoca-request.ts';
import { checkPageEnds } from './page-check.ts';

/** Makes clients that read the calls of a period afresh, over connections as {@link invocaClients} uses them. */
export function invocaPeriodClients(options: InvocaClientOptions = {}): PeriodClientFactory {
  const accounts = invocaAccounts(options);
  return (network, token) => {
    try {
      const { account, send } = accounts(network, token);
      return periodClient(network, invocaGet(account, send, options));
    } catch (error) {
      if (error instanceof NetworkFault) return { page: () => Promise.reject(error) };
      throw error;
    }
  };
}

function periodClient(network: NetworkRecord, get: InvocaGet): PeriodClient {
  return {
    async page({ firstDay, lastDay, cursor, limit, signal }) {
      const query = {
        from: firstDay,
        to: lastDay,
        limit: String(limit),
        ...(cursor === '' ? {} : { start_after_transaction_id: cursor }),
      };
      const what = `read the calls of ${firstDay} to ${lastDay} of ${network.user} ${network.organisationId}`;
      const answer = await get({ path: transactionsPath(network, query), what, signal });
      checkPageEnds(answer.status === 200 ? answer.body : new Uint8Array(), network.name);
      return answer.body;
    },
  };
}
