import type { NewSpcNetwork, SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { SessionClientFactory } from '#main/engine/ports/session-client.ts';
import { codeViolations } from '#shared/domain/session-limits.ts';
import { SPC_NAMESPACE, spcEndpoint, spcNamespaceFault } from '#shared/domain/spc-endpoint.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { SpcChange, SpcDraft } from '#shared/ipc/spc-networks.ts';

const TEST_LIMIT_MS = 20_000;

/** What of an account a form decides. */
export type SpcSettings = Omit<NewSpcNetwork, 'kind' | 'token' | 'practice'>;

/** The settings of an account as they are kept. @throws DeskError with the field that cannot be right */
export function spcSettings(typed: SpcChange): SpcSettings {
  const endpoint = spcEndpoint(typed.endpoint);
  if (!endpoint.ok) throw new DeskError('address_refused', endpoint.message, { field: 'endpoint' });
  const [customer] =
    typed.customerId === '' ? [] : codeViolations('customerId', 'The customer', typed.customerId);
  if (customer) throw new DeskError('invalid_input', customer.message, { field: 'customerId' });
  const namespace = typed.namespace === '' ? SPC_NAMESPACE : typed.namespace;
  const fault = spcNamespaceFault(namespace);
  if (fault !== null) throw new DeskError('invalid_input', fault, { field: 'namespace' });
  const { name, apiUser, customerId, authentication, extensions } = typed;
  return { name, endpoint: endpoint.url, apiUser, customerId, namespace, authentication, extensions };
}

/** An account as its client needs it, before it is stored. */
export function unstoredSpc(settings: SpcSettings, now: number): SpcNetwork {
  return {
    ...settings,
    id: 0,
    kind: 'spc',
    token: { keeping: 'session' },
    practice: false,
    createdAt: now,
    lastSuccessAt: null,
    lastError: null,
    clockDifferenceMs: null,
  };
}

/**
 * Asks an account, without taking a number, whether endpoint, user and key are right; within 20 seconds. Gives the
 * difference of its clock in milliseconds, where it told its time.
 * @throws DeskError rejected_by_network with a sentence, and the field it speaks of where it does
 */
export async function proveSpc(
  network: SpcNetwork,
  apiKey: string,
  clients: SessionClientFactory,
): Promise<number | null> {
  const client = clients(network, apiKey);
  try {
    await client.probe({ signal: AbortSignal.timeout(TEST_LIMIT_MS) });
    return client.clockDifferenceMs();
  } catch (error) {
    if (!(error instanceof SpcFault)) throw error;
    const cancelled = error.fault.kind === 'transport' && error.fault.why === 'cancelled';
    const message = cancelled ? `${network.endpoint} did not answer within 20 seconds.` : error.message;
    throw new DeskError('rejected_by_network', message, { field: fieldAtFault(error), cause: error });
  }
}

function fieldAtFault({ fault }: SpcFault): keyof SpcDraft | undefined {
  switch (fault.kind) {
    case 'authentication':
      return fault.reason === 'SCOPE' ? 'customerId' : fault.reason === 'CREDENTIALS' ? 'apiKey' : undefined;
    case 'invalid_field':
      return 'customerId';
    case 'transport':
      return fault.why === 'rate_limited' || fault.why === 'server' ? undefined : 'endpoint';
    case 'campaign_not_found':
    case 'pool_exhausted':
    case 'session_expired':
    case 'rate_limited':
    case 'other_fault':
      return undefined;
  }
}
