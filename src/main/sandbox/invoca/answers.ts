/** An answer that ends the handling of a request; its `response` is what the client gets. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`answered with ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** The classes of shape A that the practice network uses (invoca.md 3.2). */
export type ErrorClass =
  | 'RecordNotFound'
  | 'RecordInvalid'
  | 'InvalidInput'
  | 'Unauthorized'
  | 'UnauthorizedOperation'
  | 'InternalServiceError';

/** A body in shape A: one error object. */
export function errorBody(errorClass: ErrorClass, message: string): unknown {
  return { errors: { class: errorClass, invalid_data: message } };
}

/** 404: the object does not exist. */
export function notFound(message: string): RequestRefused {
  return new RequestRefused(404, errorBody('RecordNotFound', message));
}

/** 403: the request cannot be understood as it is. */
export function invalidInput(message: string): RequestRefused {
  return new RequestRefused(403, errorBody('InvalidInput', message));
}

/** 403: the object would not be valid, or its present state forbids the change. */
export function recordInvalid(message: string): RequestRefused {
  return new RequestRefused(403, errorBody('RecordInvalid', message));
}

/** 403: the caller may not do this. */
export function notAllowed(message: string): RequestRefused {
  return new RequestRefused(403, errorBody('UnauthorizedOperation', message));
}

/** 401: no token, or one the network does not know. */
export function notAuthorised(): RequestRefused {
  return new RequestRefused(401, errorBody('Unauthorized', 'Invalid or missing oauth token'));
}

/** 400: the route does not exist in this version of the API. */
export function wrongVersion(version: string): RequestRefused {
  return new RequestRefused(
    400,
    errorBody('InvalidInput', `API version ${version} is not valid for this route`),
  );
}

/** 403 in shape B: the messages of every field that is wrong, with what else belongs beside them. */
export function fieldErrors(
  fields: Readonly<Record<string, readonly string[]>>,
  beside: Readonly<Record<string, unknown>> = {},
): RequestRefused {
  return new RequestRefused(403, { errors: fields, ...beside });
}
