import { clientReference, isClientReference } from '#shared/domain/client-reference.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { NO_INFORMATION } from '#shared/domain/session-information.ts';
import type { LimitViolation } from '#shared/domain/session-limits.ts';
import { numberRequestViolations, updateViolations } from '#shared/domain/session-request-check.ts';
import { identifierText, storedInformation, storedUpdate } from '#shared/domain/session-text.ts';
import { sameInformation } from '#shared/domain/information-update.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { SessionOrigin } from '#shared/ipc/sessions.ts';
import type { SessionWrites } from '../ports/session-store.ts';

/** What a person asks a number for; the reference says what it is for, in any words. */
export interface AskedSession {
  readonly networkId: number;
  readonly campaignId: string;
  readonly reference: string;
  readonly ttlSeconds: number | null;
  readonly information: SessionInformation;
}

/**
 * A request for a number as the store takes it: text as the network would store it, and a reference made of the words
 * given where they cannot be one themselves.
 * @throws DeskError invalid_input naming the field, with every violation in the detail
 */
export function sessionRequest(
  asked: AskedSession,
  more: { readonly purpose: SessionOrigin; readonly batchId: number | null; readonly now: number },
): Parameters<SessionWrites['requestSession']>[0] {
  const typed = asked.reference.trim();
  const campaignId = identifierText(asked.campaignId);
  const information = storedInformation(asked.information);
  const request = {
    networkId: asked.networkId,
    campaignId,
    clientReference: isClientReference(typed) ? typed : clientReference([campaignId, typed]),
    ttlSeconds: asked.ttlSeconds,
    information: sameInformation(information, NO_INFORMATION) ? null : information,
  };
  refuse(numberRequestViolations(request));
  return { ...request, ...more };
}

/**
 * An update as the store takes it: text as the network would store it.
 * @throws DeskError invalid_input naming the field, with every violation in the detail
 */
export function sessionUpdate(update: InformationUpdate, expectedVersion: number | null): InformationUpdate {
  const stored = storedUpdate(update);
  // Which session it is for is no field of a form; any id that may be sent stands for it here.
  refuse(updateViolations({ session: { sessionId: 'session' }, update: stored, expectedVersion }));
  return stored;
}

function refuse(violations: readonly LimitViolation[]): void {
  const [first] = violations;
  if (!first) return;
  throw new DeskError('invalid_input', violations.map(({ message }) => message).join('\n'), {
    field: first.path,
    detail: violations.map(({ path, message }) => `${path}: ${message}`).join('\n'),
  });
}
