import type { SeededRandom } from '../seeded-random.ts';
import type { AllocateRequest, ReleaseRequest, UpdateRequest } from './requests.ts';
import { informationKey, NOTHING_STORED, updated } from './session-information.ts';
import { SpcRefusal, type SessionReference } from './spc-refusal.ts';
import {
  currentInformation,
  endOf,
  quarantinedUntil,
  stateAt,
  type InformationVersion,
  type SpcSession,
} from './spc-session.ts';
import type { SpcCampaign, SpcWorld } from './spc-world.ts';
import { refuseField } from './violations.ts';

/** What the desk has done since it was opened. */
export interface DeskCounts {
  numbersGiven: number;
  replays: number;
  updatesStored: number;
  /** Updates that were accepted and changed nothing. */
  updatesUnchanged: number;
  releases: number;
}

/** Lends numbers to sessions and keeps what is known of these. `now` in ms since 1970 everywhere. */
export interface SessionDesk {
  readonly counts: Readonly<DeskCounts>;
  /** Every session, oldest first. */
  readonly sessions: ReadonlyMap<string, SpcSession>;
  /** The campaign of a customer; throws SpcRefusal CampaignNotFound. */
  campaign(customerId: string, campaignId: string): SpcCampaign;
  allocate(
    customerId: string,
    request: AllocateRequest,
    now: number,
  ): { readonly session: SpcSession; readonly replayed: boolean };
  update(
    customerId: string,
    request: UpdateRequest,
    now: number,
  ): { readonly session: SpcSession; readonly stored: InformationVersion };
  /** What an update would meet: the active session with what is stored. Throws as `update` does. */
  look(
    customerId: string,
    reference: SessionReference,
    now: number,
  ): { readonly session: SpcSession; readonly stored: InformationVersion };
  /** Ends a session, or leaves it as it ended before. */
  release(customerId: string, request: ReleaseRequest, now: number): SpcSession;
  /** Lets an active session's time be over at `now`. */
  expire(session: SpcSession, now: number): void;
  /** The session a call on this number at an instant belongs to: it holds the number, or the number rests after it. */
  sessionOn(e164: string, instant: number): SpcSession | undefined;
}

const DAY = 86_400_000;
const LONGEST_WAIT_SECONDS = 86_400;

function contentOf({ ttlSeconds, information }: AllocateRequest): string {
  const first = updated(NOTHING_STORED, 'REPLACE', information ?? { keywords: undefined, fields: undefined });
  return JSON.stringify([ttlSeconds ?? null, informationKey(first)]);
}

function exhausted(campaign: SpcCampaign, now: number): SpcRefusal {
  const nextFree = campaign.pool.nextFree();
  const wait = nextFree === undefined ? LONGEST_WAIT_SECONDS : Math.ceil((nextFree - now) / 1000);
  return new SpcRefusal(`All ${campaign.pool.size} numbers are allocated or resting.`, {
    code: 'PoolExhausted',
    campaignId: campaign.campaignId,
    poolSize: campaign.pool.size,
    retryAfterSeconds: Math.min(Math.max(wait, 1), LONGEST_WAIT_SECONDS),
    nextExpiryAt: nextFree,
    fallbackNumber: campaign.fallbackNumber,
  });
}

/** Opens the desk; the ids of its sessions are drawn from `random`. */
export function createSessionDesk(world: SpcWorld, random: SeededRandom): SessionDesk {
  const sessions = new Map<string, SpcSession>();
  const byReference = new Map<string, SpcSession>();
  const byNumber = new Map<string, SpcSession[]>();
  const counts: DeskCounts = {
    numbersGiven: 0,
    replays: 0,
    updatesStored: 0,
    updatesUnchanged: 0,
    releases: 0,
  };

  function newId(): string {
    for (;;) {
      const id = `ses-${random.text(10, '0123456789abcdef')}`;
      if (!sessions.has(id)) return id;
    }
  }

  function campaignOf(customerId: string, campaignId: string): SpcCampaign {
    const campaign = world.campaigns.get(`${customerId}/${campaignId}`);
    if (campaign !== undefined) return campaign;
    throw new SpcRefusal('No SPC campaign with this id is open to this customer.', {
      code: 'CampaignNotFound',
      campaignId,
    });
  }

  function lend(campaign: SpcCampaign, request: AllocateRequest, content: string, now: number): SpcSession {
    const seconds = Math.min(request.ttlSeconds ?? campaign.defaultTtlSeconds, campaign.maxTtlSeconds);
    const expiresAt = now + seconds * 1000;
    const number = campaign.pool.take(now, expiresAt + campaign.quarantineSeconds * 1000);
    if (number === undefined) throw exhausted(campaign, now);
    const given = request.information ?? { keywords: undefined, fields: undefined };
    const first = updated(NOTHING_STORED, 'REPLACE', given);
    const empty = informationKey(first) === informationKey(NOTHING_STORED);
    return {
      id: newId(),
      campaign,
      number,
      clientReference: request.clientReference,
      content,
      allocatedAt: now,
      expiresAt,
      releasedAt: undefined,
      versions: [{ ...first, version: empty ? 0 : 1, at: now }],
    };
  }

  function held(customerId: string, reference: SessionReference): SpcSession {
    const byId = 'sessionId' in reference;
    const session = byId ? sessions.get(reference.sessionId) : byNumber.get(reference.phoneNumber)?.at(-1);
    if (session?.campaign.customerId === customerId) return session;
    return refuseField(byId ? 'session/sessionId' : 'session/phoneNumber', 'UNKNOWN');
  }

  function requireActive(session: SpcSession, reference: SessionReference, now: number): void {
    const state = stateAt(session, now);
    if (state === 'ACTIVE') return;
    throw new SpcRefusal('The session ended before the update arrived.', {
      code: 'SessionExpired',
      session: reference,
      state,
      endedAt: endOf(session),
    });
  }

  function look(
    customerId: string,
    reference: SessionReference,
    now: number,
  ): { readonly session: SpcSession; readonly stored: InformationVersion } {
    const session = held(customerId, reference);
    requireActive(session, reference, now);
    return { session, stored: currentInformation(session) };
  }

  return {
    counts,
    sessions,
    campaign: campaignOf,

    allocate(customerId, request, now) {
      const campaign = campaignOf(customerId, request.campaignId);
      const content = contentOf(request);
      const key = `${customerId}/${campaign.campaignId}/${request.clientReference}`;
      const earlier = byReference.get(key);
      if (earlier !== undefined && now < endOf(earlier) + DAY) {
        if (earlier.content !== content)
          refuseField('clientReference', 'CONFLICT', {
            detail: 'It was used with another request before.',
          });
        counts.replays += 1;
        return { session: earlier, replayed: true };
      }
      const session = lend(campaign, request, content, now);
      sessions.set(session.id, session);
      byReference.set(key, session);
      const { e164 } = session.number;
      byNumber.set(e164, [...(byNumber.get(e164) ?? []), session]);
      counts.numbersGiven += 1;
      return { session, replayed: false };
    },

    look,
    update(customerId, { session: reference, expectedVersion, mode, information, removeFields }, now) {
      const { session, stored: current } = look(customerId, reference, now);
      if (expectedVersion !== undefined && expectedVersion !== current.version)
        refuseField('expectedVersion', 'CONFLICT', { detail: `The version is ${current.version}.` });
      const next = updated(current, mode, information, removeFields);
      if (informationKey(next) === informationKey(current)) {
        counts.updatesUnchanged += 1;
        return { session, stored: current };
      }
      const stored = { ...next, version: current.version + 1, at: now };
      session.versions.push(stored);
      counts.updatesStored += 1;
      return { session, stored };
    },

    release(customerId, { sessionId }, now) {
      const session = sessions.get(sessionId);
      if (session?.campaign.customerId !== customerId) return refuseField('sessionId', 'UNKNOWN');
      if (stateAt(session, now) !== 'ACTIVE') return session;
      session.releasedAt = now;
      session.campaign.pool.freeAt(session.number, quarantinedUntil(session));
      counts.releases += 1;
      return session;
    },

    expire(session, now) {
      if (stateAt(session, now) !== 'ACTIVE') return;
      session.expiresAt = now;
      session.campaign.pool.freeAt(session.number, quarantinedUntil(session));
    },

    sessionOn: (e164, instant) =>
      byNumber
        .get(e164)
        ?.findLast((session) => session.allocatedAt <= instant && instant < quarantinedUntil(session)),
  };
}
