import type { Reply } from '#shared/ipc/bridge.ts';
import type { RequestName } from '#shared/ipc/contract.ts';
import { failureOf, invalidInput, isExpected } from './reply-failure.ts';
import type { Owed, RequestHandlers } from './request-handlers.ts';
import { schemasOf } from './request-schemas.ts';
import { isTrustedSender } from './trusted-sender.ts';
import type { Sender } from './trusted-sender.ts';

/** Where refused and failed calls are noted; the lines carry no input. */
export interface RequestLog {
  warn(message: string): void;
  error(message: string, cause: unknown): void;
}

/** Answers a request by its name: sender check, input schema, handler, output schema. Never throws. */
export type RequestAnswerer = <N extends RequestName>(
  name: N,
  sender: Sender,
  input: unknown,
) => Promise<Reply<Owed<N>>>;

/** Answers a request by whatever name it comes. Never throws. */
export type NamedAnswerer = (name: string, sender: Sender, input: unknown) => Promise<Reply<unknown>>;

/** What stands behind the channels. */
interface Behind {
  readonly handlers: RequestHandlers;
  readonly origin: string;
  readonly log: RequestLog;
}

/** The answerer behind the channels, whose names are text. */
export function answerByName(behind: Behind): NamedAnswerer {
  const answer = guardRequests(behind);
  const isRequestName = (name: string): name is RequestName => Object.hasOwn(behind.handlers, name);
  return async (name, sender, input) =>
    isRequestName(name)
      ? answer(name, sender, input)
      : { ok: false, error: { code: 'internal', message: `There is no request “${name}”.` } };
}

/** Puts the three guards of the wall around the handlers (desktop-practice.md C.1, items 17 and 20). */
export function guardRequests(parts: Behind): RequestAnswerer {
  return async (name, sender, input) => {
    if (!isTrustedSender(sender, parts.origin)) {
      parts.log.warn(`Refused ${name}: it did not come from the app's own window.`);
      return {
        ok: false,
        error: { code: 'not_permitted', message: 'Only the app’s own window may ask this.' },
      };
    }
    const schemas = await schemasOf(name);
    const asked = schemas.input.safeParse(input);
    if (!asked.success) return { ok: false, error: invalidInput(asked.error) };
    try {
      const answer = await parts.handlers[name](asked.data);
      return { ok: true, value: schemas.output.parse(answer) };
    } catch (error) {
      if (!isExpected(error)) parts.log.error(`${name} failed.`, error);
      return { ok: false, error: failureOf(error) };
    }
  };
}
