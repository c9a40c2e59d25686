import Database from 'better-sqlite3';
import type { Conduct } from './conduct.ts';
import { soakReplays } from './replay-outcome.ts';
import type { ReplayedOutcome, SoakReplays } from './replay-outcome.ts';
import { templatesOf } from './soak.ts';
import type { SoakStory } from './soak.ts';
import type { Seen } from './receivers.ts';

/** How a delivery ended. `stopped` also counts what waits at a receiver that answered 410. */
export type Ending = 'accepted' | 'refused' | 'needs_person' | 'exhausted' | 'stopped';

/** What became of all deliveries, and every broken promise in words. */
export interface SoakOutcome {
  readonly broken: readonly string[];
  readonly deliveries: number;
  readonly attempts: number;
  readonly requests: number;
  readonly ended: Readonly<Record<Ending, number>>;
  readonly endedBy: ReadonlyMap<Conduct, Readonly<Record<Ending, number>>>;
  /** Deliveries that a receiver took in more often than was meant, always under the same id, since the desk had not heard. */
  readonly repeated: number;
  readonly replayed: ReplayedOutcome;
  readonly mostAtOnce: number;
  readonly mostInASecond: number;
  /** Of receivers without a fault, as {@link waitsOf} gives them. */
  readonly healthyWaits: readonly number[];
}

interface Row {
  readonly id: number;
  readonly deliveryId: string;
  readonly call: string;
  readonly template: number;
  readonly meaning: string;
  readonly receiver: string;
  readonly url: string;
  readonly state: string;
  readonly attempts: number;
  /** Attempts made before the delivery was replayed under its id. */
  readonly before: number;
  readonly reason: string;
  readonly written: number;
  readonly accepted: number;
  /** Accepted since it was replayed under its id. */
  readonly acceptedNow: number;
  readonly receiverReason: string;
}

const ENDINGS: readonly Ending[] = ['accepted', 'refused', 'needs_person', 'exhausted', 'stopped'];
const MOST_ATTEMPTS = 11;
const MOST_SHOWN = 20;

/** Reads the file a soak has left and holds it, and what the receivers saw, to the promises. */
export function soakOutcome(file: string, story: SoakStory): SoakOutcome {
  const rows = readRows(file);
  const replays = soakReplays(file);
  const healthy = new Set(
    [...story.receivers.conducts].flatMap(([host, conduct]) => (conduct === 'healthy' ? [host] : [])),
  );
  const broken = [...replays.broken];
  const ended = none();
  const endedBy = new Map<Conduct, Record<Ending, number>>();
  const { conducts, seen } = story.receivers;

  for (const row of rows) {
    const ending = endingOf(row);
    if (ending === null) {
      broken.push(`${row.deliveryId} to ${row.receiver} has not ended: it is ${row.state}.`);
      continue;
    }
    const conduct = conducts.get(row.receiver);
    if (conduct) {
      const counts = endedBy.get(conduct) ?? none();
      counts[ending] += 1;
      endedBy.set(conduct, counts);
    }
    ended[ending] += 1;
    broken.push(...brokenBy(row, ending, seen.get(row.deliveryId), replays));
  }
  broken.push(...lostOrInvented(rows, story, replays), ...outOfOrder(rows, seen));
  const mostAtOnce = story.receivers.mostAtOnce();
  if (mostAtOnce > 2) broken.push(`A receiver had ${mostAtOnce} requests at once.`);
  const mostInASecond = story.receivers.mostInASecond();
  if (mostInASecond > 6) broken.push(`A receiver had ${mostInASecond} requests within a second.`);
  return {
    broken: broken.slice(0, MOST_SHOWN),
    deliveries: rows.length,
    attempts: rows.reduce((sum, { written }) => sum + written, 0),
    requests: story.receivers.requests(),
    ended,
    endedBy,
    repeated: [...seen.values()].filter(({ id, taken }) => taken > replays.roundsOf(id)).length,
    replayed: replays.outcome,
    mostAtOnce,
    mostInASecond,
    healthyWaits: waits(rows, story, healthy),
  };
}

function readRows(file: string): readonly Row[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare<[], Row>(
        `SELECT d.id, d.delivery_id AS deliveryId, c.call_id AS call, d.template_id AS template, d.meaning, d.receiver, d.url,
           d.state, d.attempts, d.tries_before AS before, d.last_reason AS reason, r.paused_reason AS receiverReason,
           (SELECT count(*) FROM attempts AS a WHERE a.delivery = d.id) AS written,
           (SELECT count(*) FROM attempts AS a WHERE a.delivery = d.id AND a.verdict = 'accepted') AS accepted,
           (SELECT count(*) FROM attempts AS a WHERE a.delivery = d.id AND a.verdict = 'accepted'
             AND a.number > d.tries_before) AS acceptedNow
         FROM deliveries AS d JOIN conversions AS c ON c.id = d.conversion_id JOIN receivers AS r ON r.receiver = d.receiver
         ORDER BY d.id`,
      )
      .all();
  } finally {
    db.close();
  }
}

function endingOf({ state, receiverReason }: Row): Ending | null {
  const ending = ENDINGS.find((one) => one === state);
  if (ending) return ending;
  return state === 'waiting' && receiverReason.includes('410') ? 'stopped' : null;
}

/** What of the promises one delivery breaks by itself. A replay under its id begins its schedule anew. */
function brokenBy(row: Row, ending: Ending, seen: Seen | undefined, replays: SoakReplays): string[] {
  const { deliveryId, written, accepted, acceptedNow, reason, receiverReason } = row;
  const attempts = row.attempts - row.before;
  const rounds = replays.roundsOf(deliveryId);
  const broken: string[] = [];
  const breaks = (holds: boolean, how: string): void => {
    if (!holds) broken.push(`${deliveryId} to ${row.receiver}, ${ending}: ${how}`);
  };
  breaks(reason !== '' || receiverReason !== '', 'no reason is given.');
  breaks(row.attempts === written, `${row.attempts} attempts are counted and ${written} kept.`);
  breaks(attempts <= MOST_ATTEMPTS, `${attempts} attempts were made.`);
  breaks(row.attempts <= rounds * MOST_ATTEMPTS, `${row.attempts} attempts in ${rounds} rounds.`);
  breaks(ending !== 'exhausted' || attempts === MOST_ATTEMPTS, `given up after ${attempts} attempts.`);
  breaks(ending !== 'needs_person' || attempts >= 3, `left to a person after ${attempts} attempts.`);
  breaks(acceptedNow === Number(ending === 'accepted'), `${acceptedNow} attempts were accepted.`);
  breaks(accepted <= rounds, `${accepted} attempts were accepted in ${rounds} rounds.`);
  const [taken, unheard] = [seen?.taken ?? 0, seen?.unheard ?? 0];
  breaks(
    taken - unheard <= rounds,
    `the receiver said ${taken - unheard} times to the desk that it took it in, in ${rounds} rounds.`,
  );
  breaks(accepted <= taken, `accepted ${accepted} times, and the receiver has taken it in ${taken} times.`);
  const others = [...(seen?.urls ?? [])].filter(
    (url) => url !== row.url && !replays.wasRequest(deliveryId, url),
  );
  breaks(
    (!seen || seen.host === row.receiver) && others.length === 0,
    'something else was sent under its id.',
  );
  return broken;
}

function lostOrInvented(
  rows: readonly Row[],
  { owed, receivers }: SoakStory,
  replays: SoakReplays,
): string[] {
  const broken: string[] = [];
  const byCall = Map.groupBy(rows, ({ call }) => call);
  for (const [call, { partner }] of owed) {
    const wanted = templatesOf(Number(partner));
    const approvals = (byCall.get(call) ?? []).filter(({ meaning }) => meaning === 'approved');
    if (approvals.length !== wanted)
      broken.push(`${call} owes ${approvals.length} deliveries, not ${wanted}.`);
  }
  for (const call of byCall.keys()) if (!owed.has(call)) broken.push(`${call} owes what it should not.`);
  const meanings = new Map<string, string>();
  for (const { call, template, meaning, deliveryId } of rows) {
    const told = JSON.stringify([call, template, meaning]);
    const other = meanings.get(told);
    if (other !== undefined) broken.push(`${call} has two ids for one meaning: ${other} and ${deliveryId}.`);
    meanings.set(told, deliveryId);
    if (meaning.includes('#') !== replays.wasPosted(deliveryId))
      broken.push(`${deliveryId} tells ${meaning} of ${call}, which is not what was asked for.`);
  }
  const known = new Set(rows.map(({ deliveryId }) => deliveryId));
  for (const id of receivers.seen.keys())
    if (!known.has(id)) broken.push(`${id} was sent and is not in the outbox.`);
  const posted = rows.filter(({ meaning }) => meaning.includes('#')).length;
  if (posted !== replays.outcome.posted)
    broken.push(`${replays.outcome.posted} postings were asked for and ${posted} are in the outbox.`);
  return broken;
}

/** Of one conversion at one receiver, the last request of each delivery comes before the first of the next. */
function outOfOrder(rows: readonly Row[], seen: ReadonlyMap<string, Seen>): string[] {
  const broken: string[] = [];
  const lines = Map.groupBy(rows, ({ call, receiver }) => `${call} at ${receiver}`);
  for (const [line, told] of lines) {
    let last: Seen | null = null;
    for (const one of told.flatMap(({ deliveryId }) => seen.get(deliveryId) ?? [])) {
      if (last && last.lastStart > one.firstStart)
        broken.push(`${line}: ${one.id} went before ${last.id} had ended.`);
      last = one;
    }
  }
  return broken;
}

/**
 * How long these receivers' conversions waited from owed to taken in, sorted, in milliseconds: of those that fell into no
 * stretch in which the machine was off or offline, its clock was set, or a receiver was paused.
 */
export function waitsOf(file: string, story: SoakStory, hosts: ReadonlySet<string>): readonly number[] {
  return waits(readRows(file), story, hosts);
}

function waits(rows: readonly Row[], story: SoakStory, hosts: ReadonlySet<string>): number[] {
  const { owed, receivers, stretches } = story;
  const firsts = new Map<string, Row>();
  for (const row of rows) {
    const line = `${row.call} at ${row.receiver}`;
    if (hosts.has(row.receiver) && !firsts.has(line)) firsts.set(line, row);
  }
  return [...firsts.values()]
    .flatMap(({ call, deliveryId }) => {
      const [from, to] = [owed.get(call)?.uptime, receivers.seen.get(deliveryId)?.takenAt];
      if (from === undefined || to === undefined || to === null) return [];
      const disturbed = stretches.some(([begin, end]) => begin <= to && from <= end);
      return disturbed ? [] : [to - from];
    })
    .toSorted((a, b) => a - b);
}

function none(): Record<Ending, number> {
  return { accepted: 0, refused: 0, needs_person: 0, exhausted: 0, stopped: 0 };
}

/** The value below which this share of the sorted values lies; NaN of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
