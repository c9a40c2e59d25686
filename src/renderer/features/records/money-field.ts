import { DeskFault } from '#renderer/state/desk-fault.ts';
import { decimalText } from '#shared/domain/money.ts';
import { readMoney } from '#shared/domain/money-entry.ts';

/** An amount as a field holds it; empty for none. */
export function typedMoney(amount: number | null, currency: string): string {
  return amount === null ? '' : decimalText({ amount, currency });
}

/** What is wrong with an amount in a field; null for nothing. */
export function moneyError(typed: string, currency: string): string | null {
  const read = readMoney(typed, currency);
  return read.ok ? null : read.message;
}

/** The minor units of an amount in a field, null for an empty one. @throws DeskFault at the field */
export function moneyOf(field: string, typed: string, currency: string): number | null {
  const read = readMoney(typed, currency);
  if (read.ok) return read.minor;
  throw new DeskFault({ code: 'invalid_input', message: read.message, field });
}
