import type { SessionRow } from '#shared/ipc/sessions.ts';
import { storedFields, storedKeywords } from './stored-information.ts';

/** A session number's columns as {@link SESSION_COLUMNS} reads them. */
export interface StoredSession extends Pick<
  SessionRow,
  | 'id'
  | 'networkId'
  | 'networkName'
  | 'campaignId'
  | 'clientReference'
  | 'purpose'
  | 'state'
  | 'sessionId'
  | 'ttlSeconds'
  | 'createdAt'
  | 'allocatedAt'
  | 'expiresAt'
  | 'endedAt'
  | 'quarantinedUntil'
  | 'version'
  | 'reason'
  | 'waitingUpdates'
> {
  readonly e164: string | null;
  readonly display: string | null;
  readonly country: string | null;
  readonly destination_kind: 'PSTN' | 'SIP' | 'QUEUE' | null;
  readonly destination_address: string | null;
  readonly keywords: string;
  readonly fields: string;
  readonly sure: number;
  readonly replayed: number;
}

/** Reads session numbers, as `n`, with their account's name and how many updates wait. */
export const SELECT_SESSIONS = `SELECT n.id, n.network_id AS networkId, w.name AS networkName, n.campaign_id AS campaignId,
    n.client_reference AS clientReference, n.purpose, n.state, n.session_id AS sessionId, n.e164, n.display, n.country,
    n.destination_kind, n.destination_address, n.ttl_seconds AS ttlSeconds, n.created_at AS createdAt,
    n.allocated_at AS allocatedAt, n.expires_at AS expiresAt, n.ended_at AS endedAt,
    n.quarantined_until AS quarantinedUntil, n.keywords, n.fields, n.version, n.sure, n.replayed, n.reason,
    (SELECT count(*) FROM session_updates AS u INDEXED BY session_updates_queued
      WHERE u.session_number_id = n.id AND u.state = 'queued' AND u.job_id IS NOT NULL) AS waitingUpdates
  FROM session_numbers AS n JOIN networks AS w ON w.id = n.network_id`;

/** A session number as screens and handlers see it. */
export function sessionRowOf(row: StoredSession): SessionRow {
  const { e164, display, country, destination_kind: kind, destination_address: address } = row;
  const { keywords, fields, sure, replayed, ...same } = row;
  return {
    id: same.id,
    networkId: same.networkId,
    networkName: same.networkName,
    campaignId: same.campaignId,
    clientReference: same.clientReference,
    purpose: same.purpose,
    state: same.state,
    sessionId: same.sessionId,
    number: e164 === null ? null : { e164, display: display ?? e164, country: country ?? '' },
    destination: kind === null || address === null ? null : { kind, address },
    ttlSeconds: same.ttlSeconds,
    createdAt: same.createdAt,
    allocatedAt: same.allocatedAt,
    expiresAt: same.expiresAt,
    endedAt: same.endedAt,
    quarantinedUntil: same.quarantinedUntil,
    information: { keywords: [...storedKeywords(keywords)], fields: { ...storedFields(fields) } },
    version: same.version,
    sure: sure === 1,
    replayed: replayed === 1,
    reason: same.reason,
    waitingUpdates: same.waitingUpdates,
  };
}
