import { z } from 'zod';
import { describePage, oneLine } from '../http/foreign-text.ts';

/** What an answer's body says: data, a refusal in the network's words, or that it is no answer of TUNE at all. */
export type TuneOutcome =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'foreign'; readonly seen: string };

const envelope = z.object({
  response: z.object({
    status: z.union([z.number(), z.string()]),
    data: z.unknown().optional(),
    errors: z.unknown().optional(),
    errorMessage: z.unknown().optional(),
  }),
});
const said = z.object({ publicMessage: z.unknown().optional(), err_msg: z.unknown().optional() });
const inData = z.object({ errors: z.object({ error: z.unknown() }) });

/**
 * Reads an answer (tune.md 9.4, 9.5). What the request's echo says is never looked at: the token is in it. Where the
 * token stands in what is quoted, it is blanked.
 */
export function readEnvelope(body: Uint8Array, token: string): TuneOutcome {
  const text = new TextDecoder().decode(body);
  const blanked = (quoted: string): string => quoted.replaceAll(token, '(key)');
  const read = envelope.safeParse(parsed(text));
  if (!read.success) return { kind: 'foreign', seen: seenIn(blanked(text.slice(0, 4000))) };
  const { status, data, errors, errorMessage } = read.data.response;
  if (Number(status) === 1) return { kind: 'data', data };
  const candidates = [errorMessage, ...messagesOf(errors), ...messagesInData(data)];
  const found = candidates.find((word) => typeof word === 'string' && word.trim() !== '');
  return { kind: 'refused', text: typeof found === 'string' ? oneLine(blanked(found)) : 'no reason given' };
}

function messagesOf(errors: unknown): unknown[] {
  const first = said.safeParse(Array.isArray(errors) ? errors[0] : errors);
  return first.success ? [first.data.publicMessage, first.data.err_msg] : [];
}

function messagesInData(data: unknown): unknown[] {
  const read = inData.safeParse(data);
  if (!read.success) return [];
  const { error } = read.data.errors;
  return Array.isArray(error) ? error : [error];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seenIn(text: string): string {
  const start = text.slice(0, 2000).trim();
  if (start === '') return 'nothing';
  if (start.startsWith('<')) return describePage(start);
  if (/^[{[]/.test(start)) return 'something that is no answer of TUNE, or only a part of one';
  return `text that is not JSON (“${oneLine(start).slice(0, 60).toWellFormed()}”)`;
}
