import type { InvocaDraft, InvocaUser } from '#shared/ipc/networks.ts';

/** The fields of the form, in its order. */
export const FORM_FIELDS = ['name', 'baseUrl', 'user', 'organisationId', 'token', 'currency'] as const;

export type FormField = (typeof FORM_FIELDS)[number];

/** What was typed. */
export interface InvocaForm {
  readonly name: string;
  readonly baseUrl: string;
  readonly user: InvocaUser;
  readonly organisationId: string;
  readonly token: string;
  readonly currency: string;
}

export const EMPTY_FORM: InvocaForm = {
  name: '',
  baseUrl: '',
  user: 'network',
  organisationId: '',
  token: '',
  currency: 'USD',
};

/** What is asked of the engine for a form as typed. */
export function draftOf(form: InvocaForm): InvocaDraft {
  return {
    name: form.name.trim(),
    baseUrl: form.baseUrl.trim(),
    organisationId: form.organisationId.trim(),
    user: form.user,
    token: form.token.trim(),
    currency: form.currency.trim().toUpperCase(),
  };
}

/** Whether everything that must be there is. */
export function isComplete(form: InvocaForm): boolean {
  return FORM_FIELDS.every((field) => form[field].trim() !== '');
}

/**
 * The field of the form that a fault speaks of. The engine names a field by its path, such as `draft.token` or
 * `token`; null when it speaks of none of them, so that it is told above the form.
 */
export function fieldAtFault(path: string | null | undefined): FormField | null {
  const last = path?.split('.').at(-1);
  return FORM_FIELDS.find((field) => field === last) ?? null;
}
