import type { NumberChoice } from '#shared/ipc/desk.ts';
import { type ComposerForm, digitsOf } from './composer-form.ts';

/**
 * The stored number the form uses although it belongs to another partner or offer than the form names; null when
 * they agree, or when nothing is known of the number. Its calls would count for its owner, whatever the link says.
 */
export function otherOwner(form: ComposerForm, stored: readonly NumberChoice[]): NumberChoice | null {
  const digits = digitsOf(form.number);
  const owners = stored.filter(({ number }) => number === digits);
  const agrees = (owner: NumberChoice): boolean =>
    sameOrUnknown(owner.partnerId, form.partnerId) && sameOrUnknown(owner.offerId, form.offerId);
  return owners.some(agrees) ? null : (owners[0] ?? null);
}

function sameOrUnknown(stored: string, typed: string): boolean {
  return stored === '' || typed.trim() === '' || stored === typed.trim();
}
