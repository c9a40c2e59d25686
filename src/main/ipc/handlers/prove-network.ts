import type { NetworkClient } from '#main/engine/ports/network-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { InvocaDraft } from '#shared/ipc/networks.ts';

const TEST_LIMIT_MS = 20_000;

const FIELD_AT_FAULT: Readonly<Record<NetworkFaultKind, keyof InvocaDraft | null>> = {
  unauthorised: 'token',
  not_permitted: 'organisationId',
  not_found: 'organisationId',
  invalid: 'organisationId',
  unreachable: 'baseUrl',
  unreadable: 'baseUrl',
  refused_address: 'baseUrl',
  timeout: 'baseUrl',
  rate_limited: null,
  server: null,
  cancelled: 'baseUrl',
};

/** Makes clients that answer at once instead of repeating a call that failed. */
export type ProbeClients = (network: NetworkRecord, token: string) => Pick<NetworkClient, 'probe'>;

/** The address of an account as it is kept. @throws DeskError address_refused when it cannot be one */
export function addressOf(typed: string): string {
  const address = networkAddress(typed);
  if (!address.ok) throw new DeskError('address_refused', address.message, { field: 'baseUrl' });
  return address.baseUrl;
}

/**
 * Asks an account whether it lets the desk in with this address, id and token, within 20 seconds.
 * @throws DeskError rejected_by_network with the network's own sentence, and the field it speaks of where it does
 */
export async function proveNetwork(
  network: NetworkRecord,
  token: string,
  clients: ProbeClients,
): Promise<void> {
  try {
    await clients(network, token).probe({ signal: AbortSignal.timeout(TEST_LIMIT_MS) });
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    const message =
      error.kind === 'cancelled' ? `${network.baseUrl} did not answer within 20 seconds.` : error.message;
    const field = FIELD_AT_FAULT[error.kind] ?? undefined;
    throw new DeskError('rejected_by_network', message, { field, cause: error });
  }
}
