import { informationViolations } from './session-information-check.ts';
import type { InformationUpdate, SessionInformation } from './session-information.ts';
import {
  codeViolations,
  countViolations,
  nameViolations,
  rangeViolations,
  SESSION_LIMITS,
  textViolations,
} from './session-limits.ts';
import type { LimitViolation } from './session-limits.ts';
import { identifierText, oneLineText } from './session-text.ts';

const LARGEST_INT = 2_147_483_647;
/** The last that a year of four digits can write. */
const LAST_INSTANT = 253_402_300_799_999;

/** What is wrong with a request for a number; empty when it may be sent. */
export function numberRequestViolations(request: {
  readonly campaignId: string;
  readonly clientReference: string;
  readonly ttlSeconds: number | null;
  readonly information: SessionInformation | null;
}): readonly LimitViolation[] {
  const { ttlSecondsLeast: least, ttlSecondsMost: most } = SESSION_LIMITS;
  return [
    ...codeViolations('campaignId', 'The campaign', request.campaignId),
    ...codeViolations(
      'clientReference',
      'The reference',
      request.clientReference,
      SESSION_LIMITS.clientReferenceLeast,
    ),
    ...(request.ttlSeconds === null
      ? []
      : rangeViolations('requestedTtlSeconds', 'The hold in seconds', request.ttlSeconds, least, most)),
    ...(request.information === null ? [] : informationViolations(request.information)),
  ];
}

/** What is wrong with an update; empty when it may be sent. Only the network knows what is stored already. */
export function updateViolations(request: {
  readonly session: { readonly sessionId: string } | { readonly phoneNumber: string };
  readonly update: InformationUpdate;
  readonly expectedVersion: number | null;
}): readonly LimitViolation[] {
  const { session, update, expectedVersion } = request;
  return [
    ...('sessionId' in session
      ? codeViolations('session/sessionId', 'The session', session.sessionId)
      : numberViolations('session/phoneNumber', session.phoneNumber)),
    ...(expectedVersion === null
      ? []
      : rangeViolations('expectedVersion', 'The expected version', expectedVersion, 0, LARGEST_INT)),
    ...informationViolations({ keywords: update.keywords ?? [], fields: update.fields ?? {} }),
    ...(update.mode === 'merge' ? mergeViolations(update) : []),
  ];
}

/** What is wrong with a question for calls; empty when it may be sent. */
export function callsViolations(request: {
  readonly campaignId: string;
  readonly startedFrom: number;
  readonly startedBefore: number;
  readonly sessionId?: string | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly pageSize: number;
  readonly cursor: string | null;
}): readonly LimitViolation[] {
  const filters = Object.entries(request.fields ?? {});
  return [
    ...codeViolations('campaignId', 'The campaign', request.campaignId),
    ...(request.sessionId === undefined ? [] : codeViolations('sessionId', 'The session', request.sessionId)),
    ...windowViolations(request.startedFrom, request.startedBefore),
    ...countViolations('customField', 'filters', filters.length, SESSION_LIMITS.callsFilters),
    ...filters.flatMap(([name, value], index) => filterViolations(index, name, value)),
    ...rangeViolations('pageSize', 'The page size', request.pageSize, 1, SESSION_LIMITS.callsPageSize),
    ...(request.cursor === null
      ? []
      : textViolations('cursor', 'The cursor', request.cursor, 1, SESSION_LIMITS.cursor)),
  ];
}

function mergeViolations(update: Extract<InformationUpdate, { mode: 'merge' }>): readonly LimitViolation[] {
  const remove = update.remove ?? [];
  const fields = Object.keys(update.fields ?? {});
  const changes = update.keywords !== undefined || fields.length > 0 || remove.length > 0;
  if (!changes) {
    const message = 'The update changes nothing: give keywords, fields, or names to remove.';
    return [{ path: 'information', reason: 'REQUIRED', limit: null, message }];
  }
  const given = new Set(fields.map(identifierText));
  return [
    ...countViolations('removeFields', 'names to remove', remove.length, SESSION_LIMITS.fields),
    ...remove.flatMap((name, index) => {
      const path = `removeFields/name[${index + 1}]`;
      if (!given.has(identifierText(name))) return nameViolations(path, name);
      const message = `The field “${identifierText(name)}” cannot be both set and removed.`;
      return [{ path, reason: 'NOT_ALLOWED', limit: null, message } as const];
    }),
  ];
}

function filterViolations(index: number, name: string, value: string): readonly LimitViolation[] {
  const path = `customField[${index + 1}]`;
  const text = textViolations(
    `${path}/value`,
    `The filter “${name}”`,
    oneLineText(value),
    0,
    SESSION_LIMITS.fieldValue,
  );
  return [...nameViolations(`${path}/name`, name), ...text];
}

function numberViolations(path: string, typed: string): readonly LimitViolation[] {
  if (/^\+[1-9][0-9]{6,14}$/.test(identifierText(typed))) return [];
  const message = 'A number is a “+” and 7 to 15 digits, the first from 1 to 9.';
  return [{ path, reason: 'BAD_FORMAT', limit: null, message }];
}

function windowViolations(from: number, before: number): readonly LimitViolation[] {
  const most = SESSION_LIMITS.callsWindowMs;
  if (from >= 0 && from < before && before - from <= most && before <= LAST_INSTANT) return [];
  const message = 'The time asked for must begin before it ends and span 31 days at most.';
  return [{ path: 'startedBefore', reason: 'OUT_OF_RANGE', limit: null, message }];
}
