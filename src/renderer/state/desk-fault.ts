import type { DeskErrorCode, DeskFailure } from '#shared/ipc/errors.ts';

/** A failure the engine told on purpose, as the window knows it: a sentence, a code, and the field at fault. */
export class DeskFault extends Error {
  readonly code: DeskErrorCode;
  readonly field: string | undefined;
  readonly detail: string | undefined;

  constructor(failure: DeskFailure) {
    super(failure.message);
    this.name = 'DeskFault';
    this.code = failure.code;
    this.field = failure.field;
    this.detail = failure.detail;
  }
}

/** Any thrown thing as a DeskFault; what the engine did not throw on purpose is `internal`. */
export function asDeskFault(thrown: unknown): DeskFault {
  if (thrown instanceof DeskFault) return thrown;
  return new DeskFault({
    code: 'internal',
    message: thrown instanceof Error ? thrown.message : String(thrown),
  });
}
