import type { TuneAccount, TuneClientFactory } from '#main/engine/ports/tune-client.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TuneChange, TuneDraft, TuneTested } from '#shared/ipc/tune.ts';
import { addressOf } from './prove-network.ts';

const TEST_LIMIT_MS = 25_000;

const FIELD_AT_FAULT: Readonly<Record<NetworkFaultKind, keyof TuneDraft | null>> = {
  unauthorised: 'apiKey',
  not_permitted: 'apiKey',
  not_found: 'baseUrl',
  invalid: 'networkId',
  unreachable: 'baseUrl',
  unreadable: 'baseUrl',
  refused_address: 'baseUrl',
  timeout: 'baseUrl',
  rate_limited: null,
  server: null,
  cancelled: 'baseUrl',
};

/** What of a TUNE network a form decides. */
export type TuneSettings = Omit<TuneChange, 'timeZone'> & { readonly timeZone: string | null };

/** The settings of a network as they are kept. @throws DeskError with the field that cannot be right */
export function tuneSettings(typed: TuneChange): TuneSettings {
  const { name, networkId, currency, callsNetworkId } = typed;
  const timeZone = typed.timeZone === '' ? null : typed.timeZone;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    const message = `“${timeZone}” is no time zone this system knows; one is America/New_York, say.`;
    throw new DeskError('invalid_input', message, { field: 'timeZone' });
  }
  return { name, baseUrl: addressOf(typed.baseUrl), networkId, timeZone, currency, callsNetworkId };
}

/** A network as its client needs it, before it is stored. */
export function unstoredTune(settings: TuneSettings, now: number): TuneAccount {
  return {
    ...settings,
    id: 0,
    kind: 'tune',
    token: { keeping: 'session' },
    practice: false,
    createdAt: now,
    lastSuccessAt: null,
    lastError: null,
  };
}

/**
 * Asks a network whether address, id and key let the desk in, within 25 seconds; a limit of calls that others used up is
 * waited for. What it says no to is told with the field it speaks of; an address that is not listed, as such.
 */
export async function proveTune(
  account: TuneAccount,
  apiKey: string,
  clients: TuneClientFactory,
): Promise<TuneTested> {
  try {
    const { timeZone } = await clients(account, apiKey).probe({ signal: AbortSignal.timeout(TEST_LIMIT_MS) });
    const message = `${account.name} answers, and the key is good. It tells its times in ${timeZone}.`;
    return { ok: true, message, field: null, notListed: null };
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    const { kind, notListed } = error;
    const message =
      kind === 'cancelled' ? `${account.baseUrl} did not answer within 25 seconds.` : error.message;
    return { ok: false, message, field: notListed === null ? FIELD_AT_FAULT[kind] : null, notListed };
  }
}
