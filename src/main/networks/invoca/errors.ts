import { describePage, oneLine } from '../http/foreign-text.ts';

/** What Invoca said went wrong, from any of its three envelopes (invoca.md 3.1). */
export interface InvocaError {
  /** Such as `RecordNotFound`; null for field errors. */
  readonly className: string | null;
  /** One line for a person. */
  readonly text: string;
}

/**
 * Reads an error envelope: a class with its text, a map of fields to messages, or the nested singular `error`. Null
 * when the body is none of them.
 */
export function parseInvocaError(body: Uint8Array): InvocaError | null {
  const parsed = parseJson(body);
  if (!isRecord(parsed)) return null;
  const errors = parsed['errors'] ?? parsed['error'];
  if (typeof errors === 'string') return { className: null, text: oneLine(errors) };
  if (!isRecord(errors)) return null;
  const className = errors['class'];
  if (typeof className === 'string') {
    const data = errors['invalid_data'];
    const text = typeof data === 'string' && data !== '' ? data : className;
    return { className, text: oneLine(text) };
  }
  const messages = fieldMessages(errors, '');
  return messages.length === 0 ? null : { className: null, text: oneLine(messages.join('; ')) };
}

/** What a body is when it is not the JSON that was asked for, as a noun phrase for a message. */
export function describeBody(body: Uint8Array): string {
  const start = new TextDecoder().decode(body.subarray(0, 2000)).trim();
  if (start === '') return 'nothing';
  if (start.startsWith('<')) return describePage(start);
  return `text that is not JSON (“${oneLine(start).slice(0, 60)}”)`;
}

/** The messages of a field map, each with the path to its field; lists of nested objects are walked too. */
function fieldMessages(value: unknown, path: string): string[] {
  if (typeof value === 'string') return [path === '' ? value : `${path} ${value}`];
  if (Array.isArray(value)) return value.flatMap((item) => fieldMessages(item, path));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    fieldMessages(inner, path === '' ? key : `${path} ${key}`),
  );
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
