import { spcEndpoint, spcNamespaceFault } from '#shared/domain/spc-endpoint.ts';
import type { SpcDraft, SpcNetworkView } from '#shared/ipc/spc-networks.ts';

/** The fields of the form, in its order. */
export const SPC_FIELDS = [
  'name',
  'endpoint',
  'apiUser',
  'apiKey',
  'customerId',
  'namespace',
  'authentication',
  'extensions',
] as const;

export type SpcField = (typeof SPC_FIELDS)[number];

/** A form nothing was typed into. */
export const EMPTY_SPC: SpcDraft = {
  name: '',
  endpoint: '',
  apiUser: '',
  apiKey: '',
  customerId: '',
  namespace: '',
  authentication: 'username_token',
  extensions: true,
};

/** A form that shows a connected account; its key is never known here. */
export function formOfAccount(account: SpcNetworkView): SpcDraft {
  const { name, endpoint, apiUser, customerId, namespace, authentication, extensions } = account;
  return { name, endpoint, apiUser, customerId, namespace, authentication, extensions, apiKey: '' };
}

/** Whether everything that must be there is; the key of a connected account may stay as it is. */
export function isComplete(form: SpcDraft, keyNeeded: boolean): boolean {
  const needed = [form.name, form.endpoint, form.apiUser, ...(keyNeeded ? [form.apiKey] : [])];
  return needed.every((value) => value.trim() !== '');
}

/** What is wrong with an endpoint or a namespace as typed; null while it is empty or right. */
export function faultAsTyped(form: SpcDraft, field: SpcField): string | null {
  if (field === 'endpoint' && form.endpoint.trim() !== '') {
    const endpoint = spcEndpoint(form.endpoint);
    return endpoint.ok ? null : endpoint.message;
  }
  if (field === 'namespace' && form.namespace.trim() !== '') return spcNamespaceFault(form.namespace.trim());
  return null;
}

/** Whether everything that must be there is, and reads right. */
export function isSendable(form: SpcDraft, keyNeeded: boolean): boolean {
  return (
    isComplete(form, keyNeeded) &&
    faultAsTyped(form, 'endpoint') === null &&
    faultAsTyped(form, 'namespace') === null
  );
}

/** The field a fault of the engine speaks of, such as `draft.apiKey`; null when it speaks of none of them. */
export function spcFieldAtFault(path: string | null | undefined): SpcField | null {
  const last = path?.split('.').at(-1);
  return SPC_FIELDS.find((field) => field === last) ?? null;
}

/** Whether the account moves to another server, so that its key must be entered again. */
export function isOtherServer(account: SpcNetworkView, form: SpcDraft): boolean {
  const typed = spcEndpoint(form.endpoint);
  return typed.ok && new URL(typed.url).origin !== new URL(account.endpoint).origin;
}
