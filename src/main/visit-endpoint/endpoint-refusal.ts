import type { DeskErrorCode } from '#shared/ipc/errors.ts';
import { DeskError } from '#shared/ipc/errors.ts';

/** Why a request to the endpoint is not done, as its answer says it. */
export class EndpointRefusal extends Error {
  override readonly name = 'EndpointRefusal';
  readonly status: number;
  readonly code: string;
  readonly field: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { readonly field?: string | null; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = more.field ?? null;
    this.headers = more.headers ?? {};
  }
}

const STATUS: Partial<Readonly<Record<DeskErrorCode, number>>> = {
  invalid_input: 400,
  not_found: 404,
  conflict: 409,
  not_permitted: 409,
};

/** The refusal an error of the desk stands for; null for what a site must not be told. */
export function refusalOf(error: unknown): EndpointRefusal | null {
  if (error instanceof EndpointRefusal) return error;
  if (!(error instanceof DeskError)) return null;
  const status = STATUS[error.code];
  if (status === undefined) return null;
  return new EndpointRefusal(status, error.code, error.message, { field: error.field ?? null });
}
