import { partsOf, type PartRule, type Placed } from './element-parts.ts';
import { readCustomField, readInformation, type GivenInformation } from './given-information.ts';
import { SPC } from './namespaces.ts';
import {
  optional,
  readClientReference,
  readCode,
  readCursor,
  readE164,
  readFieldName,
  readInstant,
  readWhole,
  readWord,
} from './simple-types.ts';
import { SoapRefusal, type SessionReference } from './spc-refusal.ts';
import { createViolations, type Violations } from './violations.ts';
import type { XmlElement } from './xml/element.ts';

/** GetSessionPhoneNumber as asked. */
export interface AllocateRequest {
  readonly operation: 'GetSessionPhoneNumber';
  readonly customerId: string | undefined;
  readonly campaignId: string;
  readonly clientReference: string;
  readonly ttlSeconds: number | undefined;
  readonly information: GivenInformation | undefined;
}

/** UpdateSessionInformation as asked. */
export interface UpdateRequest {
  readonly operation: 'UpdateSessionInformation';
  readonly customerId: string | undefined;
  readonly session: SessionReference;
  readonly mode: 'MERGE' | 'REPLACE';
  readonly expectedVersion: number | undefined;
  readonly information: GivenInformation;
  readonly removeFields: readonly string[];
}

/** ReleaseSessionPhoneNumber as asked. */
export interface ReleaseRequest {
  readonly operation: 'ReleaseSessionPhoneNumber';
  readonly customerId: string | undefined;
  readonly sessionId: string;
}

/** GetSessionCalls as asked. Instants in ms since 1970. */
export interface CallsRequest {
  readonly operation: 'GetSessionCalls';
  readonly customerId: string | undefined;
  readonly campaignId: string;
  readonly sessionId: string | undefined;
  readonly startedFrom: number;
  readonly startedBefore: number;
  readonly customFields: readonly { readonly name: string; readonly value: string }[];
  readonly pageSize: number;
  readonly cursor: string | undefined;
}

/** Any of the four. */
export type SpcRequest = AllocateRequest | UpdateRequest | ReleaseRequest | CallsRequest;

const DAY = 86_400_000;
const LONGEST_WINDOW_DAYS = 31;
const MOST_INT = 2_147_483_647;

const may = (name: string): PartRule => ({ name, least: 0, most: 1 });
const must = (name: string): PartRule => ({ name, least: 1, most: 1 });

const readMode = readWord<'MERGE' | 'REPLACE'>(['MERGE', 'REPLACE']);

type Read = (body: Placed, violations: Violations) => SpcRequest;

function allocateRequest(body: Placed, violations: Violations): AllocateRequest {
  const rules = [
    may('customerId'),
    must('campaignId'),
    must('clientReference'),
    may('requestedTtlSeconds'),
    may('information'),
  ];
  const parts = partsOf(body, rules, violations);
  return {
    operation: 'GetSessionPhoneNumber',
    customerId: optional(parts.one('customerId'), readCode, violations),
    campaignId: optional(parts.one('campaignId'), readCode, violations) ?? '',
    clientReference: optional(parts.one('clientReference'), readClientReference, violations) ?? '',
    ttlSeconds: optional(parts.one('requestedTtlSeconds'), readWhole(300, 2_592_000), violations),
    information: optional(parts.one('information'), readInformation, violations),
  };
}

function readReference(placed: Placed, violations: Violations): SessionReference {
  const parts = partsOf(placed, [may('sessionId'), may('phoneNumber')], violations);
  const [byId, byNumber] = [parts.one('sessionId'), parts.one('phoneNumber')];
  if (byId !== undefined && byNumber !== undefined)
    violations.add(byNumber.path, 'NOT_ALLOWED', { detail: 'Either an id or a number, not both.' });
  if (byId !== undefined) return { sessionId: readCode(byId, violations) };
  if (byNumber !== undefined) return { phoneNumber: readE164(byNumber, violations) };
  violations.add(placed.path, 'REQUIRED', { detail: 'An id or a number is needed.' });
  return { sessionId: '' };
}

function readNames(placed: Placed, violations: Violations): readonly Placed[] {
  return partsOf(placed, [{ name: 'name', least: 1, most: 25 }], violations).all('name');
}

function updateRequest(body: Placed, violations: Violations): UpdateRequest {
  const rules = [
    may('customerId'),
    must('session'),
    may('mode'),
    may('expectedVersion'),
    may('information'),
    may('removeFields'),
  ];
  const parts = partsOf(body, rules, violations);
  const information = optional(parts.one('information'), readInformation, violations);
  const removal = parts.one('removeFields');
  const mode = optional(parts.one('mode'), readMode, violations) ?? 'MERGE';
  if (information === undefined && (removal === undefined || mode === 'REPLACE'))
    violations.add('information', 'REQUIRED');
  if (removal !== undefined && mode === 'REPLACE')
    violations.add(removal.path, 'NOT_ALLOWED', { detail: 'Names are removed with MERGE only.' });
  const removeFields = (optional(removal, readNames, violations) ?? []).map((placed) => {
    const name = readFieldName(placed, violations);
    if (information?.fields?.has(name) === true)
      violations.add(placed.path, 'NOT_ALLOWED', { detail: `${name} is set in the same request.` });
    return name;
  });
  return {
    operation: 'UpdateSessionInformation',
    customerId: optional(parts.one('customerId'), readCode, violations),
    session: optional(parts.one('session'), readReference, violations) ?? { sessionId: '' },
    mode,
    expectedVersion: optional(parts.one('expectedVersion'), readWhole(0, MOST_INT), violations),
    information: information ?? { keywords: undefined, fields: undefined },
    removeFields,
  };
}

function releaseRequest(body: Placed, violations: Violations): ReleaseRequest {
  const parts = partsOf(body, [may('customerId'), must('sessionId')], violations);
  return {
    operation: 'ReleaseSessionPhoneNumber',
    customerId: optional(parts.one('customerId'), readCode, violations),
    sessionId: optional(parts.one('sessionId'), readCode, violations) ?? '',
  };
}

function callsRequest(body: Placed, violations: Violations): CallsRequest {
  const rules = [
    may('customerId'),
    must('campaignId'),
    may('sessionId'),
    must('startedFrom'),
    must('startedBefore'),
    { name: 'customField', least: 0, most: 5 } as const,
    may('pageSize'),
    may('cursor'),
  ];
  const parts = partsOf(body, rules, violations);
  const startedFrom = optional(parts.one('startedFrom'), readInstant, violations) ?? Number.NaN;
  const startedBefore = optional(parts.one('startedBefore'), readInstant, violations) ?? Number.NaN;
  if (startedBefore <= startedFrom)
    violations.add('startedBefore', 'OUT_OF_RANGE', { detail: 'It must lie after startedFrom.' });
  if (startedBefore - startedFrom > LONGEST_WINDOW_DAYS * DAY)
    violations.add('startedBefore', 'OUT_OF_RANGE', {
      limit: LONGEST_WINDOW_DAYS,
      detail: `The window is longer than ${LONGEST_WINDOW_DAYS} days.`,
    });
  return {
    operation: 'GetSessionCalls',
    customerId: optional(parts.one('customerId'), readCode, violations),
    campaignId: optional(parts.one('campaignId'), readCode, violations) ?? '',
    sessionId: optional(parts.one('sessionId'), readCode, violations),
    startedFrom,
    startedBefore,
    customFields: parts.all('customField').map((placed) => readCustomField(placed, violations)),
    pageSize: optional(parts.one('pageSize'), readWhole(1, 500), violations) ?? 100,
    cursor: optional(parts.one('cursor'), readCursor, violations),
  };
}

const READERS: Readonly<Record<SpcRequest['operation'], Read>> = {
  GetSessionPhoneNumber: allocateRequest,
  UpdateSessionInformation: updateRequest,
  ReleaseSessionPhoneNumber: releaseRequest,
  GetSessionCalls: callsRequest,
};

/** The operation the body's element asks for. Throws SoapRefusal when it is none of the four. */
export function operationOf({ namespace, name }: XmlElement): SpcRequest['operation'] {
  for (const operation of [
    'GetSessionPhoneNumber',
    'UpdateSessionInformation',
    'ReleaseSessionPhoneNumber',
    'GetSessionCalls',
  ] as const)
    if (namespace === SPC && name === operation) return operation;
  throw new SoapRefusal('Client', `There is no operation ${name} in the namespace ${namespace}.`);
}

/**
 * Reads the body's element by the schema and the limits of mongoose-spc.md 5. Throws SpcRefusal InvalidField with
 * everything that is wrong with it, SoapRefusal for an operation that does not exist.
 */
export function readSpcRequest(element: XmlElement): SpcRequest {
  const violations = createViolations();
  const request = READERS[operationOf(element)]({ element, path: '' }, violations);
  violations.refuseIfAny();
  return request;
}
