import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { NetworkView, TokenKeeping } from '#shared/ipc/networks.ts';

/** A network as the window sees it: everything but its token. */
export function networkView(network: NetworkRecord, tokenKeeping: TokenKeeping): NetworkView {
  const { id, kind, name, baseUrl, organisationId, user, currency, versions, practice } = network;
  const { createdAt, lastSuccessAt, lastError, transactions } = network;
  return {
    id,
    kind,
    name,
    baseUrl,
    organisationId,
    user,
    currency,
    versions,
    tokenKeeping,
    practice,
    createdAt,
    lastSuccessAt,
    lastError,
    transactions,
  };
}
