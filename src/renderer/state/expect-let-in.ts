import { DeskFault } from './desk-fault.ts';

/**
 * Goes on when the test of an account let the desk in.
 * @throws DeskFault with the account's own sentence, and the field it speaks of where it does
 */
export function expectLetIn(tested: {
  readonly ok: boolean;
  readonly message: string;
  readonly field: string | null;
}): void {
  const { ok, message, field } = tested;
  if (ok) return;
  throw new DeskFault({ code: 'rejected_by_network', message, ...(field === null ? {} : { field }) });
}
