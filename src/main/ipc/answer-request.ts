import type { z } from 'zod';
import type { Reply } from '#shared/ipc/bridge.ts';
import { requests } from '#shared/ipc/contract.ts';
import type { RequestName } from '#shared/ipc/contract.ts';
import { failureOf, invalidInput, isExpected } from './reply-failure.ts';
import type { Asked, Owed, RequestHandlers } from './request-handlers.ts';
import { isTrustedSender } from './trusted-sender.ts';
import type { Sender } from './trusted-sender.ts';

/** Where refused and failed calls are noted; the lines carry no input. */
export interface RequestLog {
  warn(message: string): void;
  error(message: string, cause: unknown): void;
}

type Schemas = {
  readonly [N in RequestName]: { readonly input: z.ZodType<Asked<N>>; readonly output: z.ZodType<Owed<N>> };
};

/** Answers a request by its name: sender check, input schema, handler, output schema. Never throws. */
export type RequestAnswerer = <N extends RequestName>(
  name: N,
  sender: Sender,
  input: unknown,
) => Promise<Reply<Owed<N>>>;

/** Answers a request by whatever name it comes. Never throws. */
export type NamedAnswerer = (name: string, sender: Sender, input: unknown) => Promise<Reply<unknown>>;

/** The answerer behind the channels, whose names are text. */
export function answerByName(answer: RequestAnswerer): NamedAnswerer {
  return async (name, sender, input) =>
    isRequestName(name)
      ? answer(name, sender, input)
      : { ok: false, error: { code: 'internal', message: `There is no request “${name}”.` } };
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

/** Puts the three guards of the wall around the handlers (desktop-practice.md C.1, items 17 and 20). */
export function guardRequests(parts: {
  readonly handlers: RequestHandlers;
  readonly origin: string;
  readonly log: RequestLog;
}): RequestAnswerer {
  const schemas: Schemas = requests;
  return async (name, sender, input) => {
    if (!isTrustedSender(sender, parts.origin)) {
      parts.log.warn(`Refused ${name}: it did not come from the app's own window.`);
      return {
        ok: false,
        error: { code: 'not_permitted', message: 'Only the app’s own window may ask this.' },
      };
    }
    const asked = schemas[name].input.safeParse(input);
    if (!asked.success) return { ok: false, error: invalidInput(asked.error) };
    try {
      const answer = await parts.handlers[name](asked.data);
      return { ok: true, value: schemas[name].output.parse(answer) };
    } catch (error) {
      if (!isExpected(error)) parts.log.error(`${name} failed.`, error);
      return { ok: false, error: failureOf(error) };
    }
  };
}
