import type { z } from 'zod';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { describeBody } from './errors.ts';
import { beginsList } from './page-check.ts';

/** Reads a bare JSON array entry by entry. @throws NetworkFault unreadable, naming `where`, the entry and the field */
export function readList<T>(body: Uint8Array, schema: z.ZodType<T>, where: string): readonly T[] {
  const parsed = parseJson(body);
  if (!Array.isArray(parsed)) {
    const seen = beginsList(body) ? 'a list that broke off' : `${describeBody(body)} instead of a list`;
    throw new NetworkFault('unreadable', `${where}: the answer is ${seen}.`);
  }
  return parsed.map((item, index) => readItem(item, schema, `${where}, entry ${index + 1}`));
}

/** Reads one JSON object. @throws NetworkFault unreadable, naming `where` and the field */
export function readObject<T>(body: Uint8Array, schema: z.ZodType<T>, where: string): T {
  const parsed = parseJson(body);
  if (parsed === undefined || Array.isArray(parsed)) {
    throw new NetworkFault(
      'unreadable',
      `${where}: the answer is ${describeBody(body)} instead of a record.`,
    );
  }
  return readItem(parsed, schema, where);
}

function readItem<T>(item: unknown, schema: z.ZodType<T>, where: string): T {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue ? `${issue.path.join('.')} ${issue.message}` : 'not understood';
  throw new NetworkFault('unreadable', `${where}: ${place}.`);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
