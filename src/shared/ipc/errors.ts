import { z } from 'zod';

/**
 * What went wrong, told so that a screen can say what happened, to what, and what to do next. Codes are the
 * vocabulary between engine and screens; the message is already a sentence for a person and carries no secret.
 */
export const deskErrorCode = z.enum([
  'invalid_input',
  'not_found',
  'conflict',
  'newer_file',
  'damaged_file',
  'workspace_in_use',
  'read_only',
  'offline',
  'timeout',
  'unauthorised',
  'not_permitted',
  'rejected_by_network',
  'rate_limited',
  'network_fault',
  'unreadable_answer',
  'address_refused',
  'no_keyring',
  'cancelled',
  'internal',
]);

export type DeskErrorCode = z.infer<typeof deskErrorCode>;

/** A failure as it crosses the wall between engine and window. `field` names the form field at fault. */
export const deskFailure = z.object({
  code: deskErrorCode,
  message: z.string(),
  field: z.string().optional(),
  detail: z.string().optional(),
});

export type DeskFailure = z.infer<typeof deskFailure>;

/** The error every part throws on purpose; anything else is reported as `internal`. */
export class DeskError extends Error {
  readonly code: DeskErrorCode;
  readonly field: string | undefined;
  readonly detail: string | undefined;

  constructor(
    code: DeskErrorCode,
    message: string,
    more: { field?: string | undefined; detail?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'DeskError';
    this.code = code;
    this.field = more.field;
    this.detail = more.detail;
  }

  /** The failure as plain data, for a reply or a thread's answer. */
  toFailure(): DeskFailure {
    return {
      code: this.code,
      message: this.message,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    };
  }

  /** The error a failure stands for. */
  static fromFailure(failure: DeskFailure): DeskError {
    return new DeskError(failure.code, failure.message, { field: failure.field, detail: failure.detail });
  }
}
