import type { SeededRandom } from '../seeded-random.ts';
import type { CallsRequest } from './requests.ts';
import { informationAt, type InformationVersion, type SpcSession } from './spc-session.ts';
import { refuseField } from './violations.ts';

/** How a call ends. */
export type CallEnd = 'ANSWERED' | 'NO_ANSWER' | 'BUSY' | 'FAILED';

/** A call to a session number. Instants in ms since 1970, durations in whole seconds. */
export interface SpcCall {
  readonly id: string;
  readonly session: SpcSession;
  /** What the session held when the call began. */
  readonly information: InformationVersion;
  /** E.164; undefined when withheld. */
  readonly caller: string | undefined;
  readonly startedAt: number;
  readonly end: CallEnd;
  readonly ringSeconds: number;
  /** 0 unless answered. */
  readonly talkSeconds: number;
  /** True for a call that was over as soon as it was placed, however long it took. */
  readonly settled: boolean;
}

/** A call as it stands at an instant. */
export interface CallStanding {
  readonly status: CallEnd | 'IN_PROGRESS';
  readonly answeredAt: number | undefined;
  readonly durationSeconds: number;
}

/** A page of calls. */
export interface CallPage {
  readonly calls: readonly SpcCall[];
  readonly nextCursor: string | undefined;
}

/** What a call is placed with; see SpcCall. */
export type CallPlan = Omit<SpcCall, 'id' | 'information'>;

/** The calls to session numbers. */
export interface SessionCalls {
  readonly count: number;
  place(plan: CallPlan): SpcCall;
  /**
   * A page at `now`, cut short when `bytesOf` its calls passes what an answer may hold. Throws SpcRefusal InvalidField
   * for a cursor that is unknown, too old or from another question.
   */
  page(request: CallsRequest, customerId: string, now: number, bytesOf: (call: SpcCall) => number): CallPage;
}

interface Cursor {
  readonly question: string;
  readonly after: SpcCall;
  readonly until: number;
}

const CURSOR_LIFE = 15 * 60_000;
const MOST_BYTES = 7.5 * 1024 * 1024;

/** How a call stands at an instant (ms since 1970). */
export function standingAt(call: SpcCall, now: number): CallStanding {
  const rungUntil = call.startedAt + call.ringSeconds * 1000;
  const over = call.settled || now >= rungUntil + call.talkSeconds * 1000;
  if (call.end !== 'ANSWERED')
    return { status: over ? call.end : 'IN_PROGRESS', answeredAt: undefined, durationSeconds: 0 };
  if (over) return { status: 'ANSWERED', answeredAt: rungUntil, durationSeconds: call.talkSeconds };
  const answered = now >= rungUntil;
  return {
    status: 'IN_PROGRESS',
    answeredAt: answered ? rungUntil : undefined,
    durationSeconds: answered ? Math.floor((now - rungUntil) / 1000) : 0,
  };
}

function isBefore(left: SpcCall, right: SpcCall): boolean {
  if (left.startedAt !== right.startedAt) return left.startedAt < right.startedAt;
  return left.id < right.id;
}

function matches(call: SpcCall, request: CallsRequest, customerId: string): boolean {
  const { session, information, startedAt } = call;
  return (
    session.campaign.customerId === customerId &&
    session.campaign.campaignId === request.campaignId &&
    startedAt >= request.startedFrom &&
    startedAt < request.startedBefore &&
    (request.sessionId === undefined || session.id === request.sessionId) &&
    request.customFields.every(({ name, value }) => information.fields.get(name) === value)
  );
}

function questionOf(
  { cursor: _cursor, pageSize: _pageSize, ...question }: CallsRequest,
  customerId: string,
): string {
  return JSON.stringify([customerId, question]);
}

/** Makes an empty list of calls; ids and cursors are drawn from `random`. */
export function createSessionCalls(random: SeededRandom): SessionCalls {
  const calls: SpcCall[] = [];
  const ids = new Set<string>();
  const cursors = new Map<string, Cursor>();

  function newId(): string {
    for (;;) {
      const id = `call-${random.text(10, '0123456789abcdef')}`;
      if (ids.has(id)) continue;
      ids.add(id);
      return id;
    }
  }

  function firstPlace(isPast: (call: SpcCall) => boolean): number {
    let low = 0;
    let high = calls.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const call = calls[middle];
      if (call !== undefined && !isPast(call)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function cursorTo(question: string, after: SpcCall, now: number): string {
    for (const [text, { until }] of cursors) {
      if (until > now) break;
      cursors.delete(text);
    }
    const text = Buffer.from(random.text(24, '0123456789abcdef')).toString('base64url');
    cursors.set(text, { question, after, until: now + CURSOR_LIFE });
    return text;
  }

  function startOf(request: CallsRequest, question: string, now: number): number {
    if (request.cursor === undefined) return firstPlace(({ startedAt }) => startedAt >= request.startedFrom);
    const cursor = cursors.get(request.cursor);
    if (cursor === undefined || cursor.until <= now)
      return refuseField('cursor', 'UNKNOWN', { detail: 'The cursor is unknown or older than 15 minutes.' });
    if (cursor.question !== question)
      return refuseField('cursor', 'CONFLICT', { detail: 'The cursor belongs to another question.' });
    return firstPlace((call) => isBefore(cursor.after, call));
  }

  return {
    get count() {
      return calls.length;
    },
    place(plan) {
      const information = informationAt(plan.session, plan.startedAt);
      const call: SpcCall = { ...plan, id: newId(), information };
      calls.splice(
        firstPlace((other) => isBefore(call, other)),
        0,
        call,
      );
      return call;
    },
    page(request, customerId, now, bytesOf) {
      const question = questionOf(request, customerId);
      const page: SpcCall[] = [];
      let bytes = 0;
      for (let place = startOf(request, question, now); place < calls.length; place += 1) {
        const call = calls[place];
        if (call === undefined || call.startedAt >= request.startedBefore) break;
        if (!matches(call, request, customerId)) continue;
        const size = bytesOf(call);
        const last = page.at(-1);
        if (last !== undefined && (page.length === request.pageSize || bytes + size > MOST_BYTES))
          return { calls: page, nextCursor: cursorTo(question, last, now) };
        page.push(call);
        bytes += size;
      }
      return { calls: page, nextCursor: undefined };
    },
  };
}
