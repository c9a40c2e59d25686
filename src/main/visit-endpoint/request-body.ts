import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { EndpointRefusal } from './endpoint-refusal.ts';

/** More than the longest step takes. */
const BODY_LIMIT = 16 * 1024;

/**
 * The body of a request as its schema has it.
 * @throws EndpointRefusal when it is no JSON, too large, or not what is asked for
 */
export async function jsonBody<T>(incoming: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const type = incoming.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(type)) {
    throw new EndpointRefusal(415, 'not_json', 'The body must be application/json in UTF-8.');
  }
  if ('content-encoding' in incoming.headers) {
    throw new EndpointRefusal(415, 'not_json', 'The body must not be compressed.');
  }
  return checked(parsed(await bytesOf(incoming)), schema);
}

/** A value as its schema has it. @throws EndpointRefusal naming the first member that does not fit */
export function checked<T>(value: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const message = `${field === '' ? 'The body' : `“${field}”`}: ${issue?.message ?? 'not as expected'}`;
  throw new EndpointRefusal(400, 'invalid_input', message, { field: field === '' ? null : field });
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const tooLarge = new EndpointRefusal(413, 'too_large', `A body has ${BODY_LIMIT} bytes at most.`, {
    headers: { connection: 'close' },
  });
  if (Number(incoming.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of incoming) {
    if (!(part instanceof Uint8Array)) throw new TypeError('A body without an encoding comes as bytes.');
    length += part.length;
    if (length > BODY_LIMIT) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Whether the text or its encoding is wrong, the answer is the same.
    throw new EndpointRefusal(400, 'not_json', 'The body is no JSON.');
  }
}
