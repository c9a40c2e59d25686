import { isCurrencyCode } from '#shared/domain/money.ts';
import { isSameServer, networkAddress } from '#shared/domain/network-address.ts';
import type { TuneDraft, TuneNetworkView } from '#shared/ipc/tune.ts';

/** The fields of the form, in its order. */
const TUNE_FIELDS = [
  'name',
  'networkId',
  'baseUrl',
  'apiKey',
  'timeZone',
  'currency',
  'callsNetworkId',
] as const;

export type TuneField = (typeof TUNE_FIELDS)[number];

/** A form nothing was typed into. */
export const EMPTY_TUNE: TuneDraft = {
  name: '',
  baseUrl: '',
  networkId: '',
  timeZone: '',
  currency: 'USD',
  callsNetworkId: null,
  apiKey: '',
};

/** A form that shows a connected network; its key is never known here. */
export function formOfTune(network: TuneNetworkView): TuneDraft {
  const { name, baseUrl, networkId, timeZone, currency, callsNetworkId } = network;
  return { name, baseUrl, networkId, timeZone: timeZone ?? '', currency, callsNetworkId, apiKey: '' };
}

/** The address of the API of a network with this id; empty while there is none. */
export function usualAddress(networkId: string): string {
  const id = networkId.trim();
  return /^[A-Za-z0-9_-]{1,63}$/.test(id) ? `https://${id}.api.hasoffers.com` : '';
}

/** The form after its network id was typed: the usual address follows it until somebody typed another. */
export function withNetworkId(form: TuneDraft, networkId: string): TuneDraft {
  const followed = form.baseUrl === '' || form.baseUrl === usualAddress(form.networkId);
  return { ...form, networkId, ...(followed ? { baseUrl: usualAddress(networkId) } : {}) };
}

/** Whether everything that must be there is, and reads right. */
export function isComplete(form: TuneDraft, keyNeeded: boolean): boolean {
  const needed = [form.name, form.networkId, form.baseUrl, ...(keyNeeded ? [form.apiKey] : [])];
  return (
    needed.every((value) => value.trim() !== '') &&
    isCurrencyCode(form.currency) &&
    addressFault(form) === null
  );
}

/** What is wrong with the address as typed; null while it is empty or right. */
export function addressFault({ baseUrl }: TuneDraft): string | null {
  if (baseUrl.trim() === '') return null;
  const address = networkAddress(baseUrl);
  return address.ok ? null : address.message;
}

/** The field a fault of the engine speaks of; null when it speaks of none of them. */
export function tuneFieldAtFault(path: string | null | undefined): TuneField | null {
  const last = path?.split('.').at(-1);
  return TUNE_FIELDS.find((field) => field === last) ?? null;
}

/** Whether the network moves to another server, so that its key must be entered again. */
export function isOtherServer(network: TuneNetworkView, form: TuneDraft): boolean {
  const typed = networkAddress(form.baseUrl);
  return typed.ok && !isSameServer(network.baseUrl, typed.baseUrl);
}
