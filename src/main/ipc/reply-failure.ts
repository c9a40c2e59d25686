import type { z } from 'zod';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskErrorCode, DeskFailure } from '#shared/ipc/errors.ts';

const CODE_OF_FAULT: Readonly<Record<NetworkFaultKind, DeskErrorCode>> = {
  unauthorised: 'unauthorised',
  not_permitted: 'not_permitted',
  not_found: 'not_found',
  invalid: 'rejected_by_network',
  rate_limited: 'rate_limited',
  server: 'network_fault',
  unreachable: 'network_fault',
  timeout: 'timeout',
  unreadable: 'unreadable_answer',
  refused_address: 'address_refused',
  cancelled: 'cancelled',
};

/**
 * What the window is told of an error: what was thrown on purpose as it is; of anything else, and of what a part
 * itself calls internal, only that it happened, since its text may hold paths, SQL or a secret.
 */
export function failureOf(error: unknown): DeskFailure {
  if (error instanceof DeskError && error.code !== 'internal') return error.toFailure();
  if (error instanceof NetworkFault) return { code: CODE_OF_FAULT[error.kind], message: error.message };
  return { code: 'internal', message: 'Something went wrong inside the app. The log has the details.' };
}

/** Whether the error was thrown on purpose, so that it needs no line in the log. */
export function isExpected(error: unknown): boolean {
  return error instanceof NetworkFault || (error instanceof DeskError && error.code !== 'internal');
}

/** An input that does not fit its schema: names the field and what is wrong with it. */
export function invalidInput(error: z.ZodError): DeskFailure {
  const issue = error.issues[0];
  const path = issue?.path.map(String) ?? [];
  const field = path.at(-1);
  return {
    code: 'invalid_input',
    message: issue?.message ?? 'The request does not fit what is asked for.',
    ...(field === undefined ? {} : { field, detail: path.join('.') }),
  };
}
