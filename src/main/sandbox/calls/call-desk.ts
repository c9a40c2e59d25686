import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import type { TransactionLog } from '../invoca/transaction-log.ts';
import type { PracticeWorld, PromoNumber } from '../world/practice-world.ts';
import { OUTCOMES, type Delay, type Outcome, type Step } from './outcomes.ts';
import {
  callsAt,
  drawCall,
  drawCaller,
  drawId,
  drawNumber,
  drawSession,
  type Caller,
  type PracticeCall,
  type SessionNumber,
} from './practice-call.ts';
import { marketingData } from '../world/marketing-data.ts';
import { writeRow, type Writing } from './transaction-row.ts';
import { correctionOf, withAmounts, type WishedAmounts } from './wished-outcome.ts';

/** A row that is to be written at an instant (ms since 1970). */
export interface DueRow {
  readonly at: number;
  readonly step: Step;
  readonly file: CallFile;
}

/** A call and the ids of the rows written about it so far. */
export interface CallFile {
  readonly call: PracticeCall;
  readonly rowIds: string[];
  readonly amounts: WishedAmounts | undefined;
}

/** Something a caller of the desk may fix about a call instead of leaving it to chance. */
export interface CallWish {
  readonly promoNumber?: PromoNumber | undefined;
  /** The ring pool's line, for a `promoNumber` that is lent from one. */
  readonly session?: SessionNumber | undefined;
  readonly outcome?: Outcome | undefined;
  readonly amounts?: WishedAmounts | undefined;
}

/** A correction made by hand; what is absent stays as it was. */
export interface CorrectionWish extends WishedAmounts {
  readonly result?: string | undefined;
}

/** Invents calls and writes their rows into the log. */
export interface CallDesk {
  /** The rows of a call that starts at `startedAt`, the first one due when the call ends or at once. */
  invent(startedAt: number, pace: 'history' | 'live', wish?: CallWish): DueRow[];
  /** Writes a row into the log and returns its `transaction_id`. */
  write(due: DueRow): string;
  /**
   * Corrects the newest row of a call at `writtenAt` (ms since 1970). Returns the new row's id, or undefined
   * when there is no such call.
   */
  correct(completeCallId: string, writtenAt: number, wish: CorrectionWish): string | undefined;
}

const RECENT_CALLERS = 200;
const HISTORY_SPAN = 14 * 86_400_000;
const LAST_CALL_BEFORE_BASE = 20 * 60_000;

/** Every outcome as often as its share says, in a drawn order: any 100 calls dealt from it see them all. */
function shuffledDeck(random: SeededRandom): Outcome[] {
  return random.shuffled(OUTCOMES.flatMap((outcome) => Array.from({ length: outcome.share }, () => outcome)));
}

/**
 * Makes the desk of a practice network; everything it draws comes from the seed and the `chapter`, which
 * differs where a log goes on after an earlier one, so that no id comes twice.
 */
export function createCallDesk(
  world: PracticeWorld,
  log: TransactionLog,
  seed: number,
  chapter = '',
): CallDesk {
  const dealing = seededRandom(seed, 'outcomes', chapter);
  const rowIds = seededRandom(seed, 'transaction ids', chapter);
  const recentCallers: Caller[] = [];
  const usedCallIds = new Set<string>();
  let deck: Outcome[] = [];
  let callCount = 0;

  function dealOutcome(): Outcome {
    const dealt = deck.pop();
    if (dealt !== undefined) return dealt;
    deck = shuffledDeck(dealing);
    return dealOutcome();
  }

  function chooseCaller(random: SeededRandom, outcome: Outcome): Caller {
    if (outcome.repeatCaller && recentCallers.length > 0) return random.pick(recentCallers);
    const caller = drawCaller(random);
    recentCallers.push(caller);
    if (recentCallers.length > RECENT_CALLERS) recentCallers.shift();
    return caller;
  }

  function newCallId(random: SeededRandom): string {
    for (;;) {
      const id = drawId(random, 4);
      if (usedCallIds.has(id) || log.placesOfCall(id).length > 0) continue;
      usedCallIds.add(id);
      return id;
    }
  }

  function newTransactionId(): string {
    for (;;) {
      const id = drawId(rowIds, 8);
      if (log.placeOf(id) === undefined) return id;
    }
  }

  function delayOf(random: SeededRandom, delay: Delay, pace: 'history' | 'live'): number {
    const [low, high] = delay[pace];
    return random.whole(low, high) * 1000;
  }

  return {
    invent(startedAt, pace, wish = {}) {
      callCount += 1;
      const random = seededRandom(seed, 'call', callCount, chapter);
      const outcome = wish.outcome ?? dealOutcome();
      const promoNumber = wish.promoNumber ?? drawNumber(random, world, outcome.line);
      const call = drawCall(random, {
        completeCallId: newCallId(random),
        startedAt,
        promoNumber,
        session: wish.promoNumber === undefined ? drawSession(random, promoNumber) : wish.session,
        caller: chooseCaller(random, outcome),
        outcome,
      });
      const file: CallFile = { call, rowIds: [], amounts: wish.amounts };
      let at = pace === 'history' ? startedAt + (call.ivrSeconds + call.connectSeconds) * 1000 : startedAt;
      return outcome.steps.map((step) => {
        at += delayOf(random, step.delay, pace);
        return { at, step, file };
      });
    },

    write({ at, step, file }) {
      const { call, rowIds: earlierIds, amounts } = file;
      const transactionId = newTransactionId();
      const [firstId] = earlierIds;
      const corrected = step.corrects === 'first' ? firstId : earlierIds.at(-1);
      const writing: Writing = {
        transactionId,
        correctsTransactionId: step.corrects === 'none' ? null : (corrected ?? null),
        originalOrderId: step.type === 'Reported Conversion' ? (firstId ?? null) : null,
        writtenAt: at,
        step,
      };
      earlierIds.push(transactionId);
      log.append({
        transactionId,
        completeCallId: call.completeCallId,
        transactionType: step.type,
        advertiserId: String(call.promoNumber.advertiser.id),
        affiliateId: call.promoNumber.partner && String(call.promoNumber.partner.id),
        startedAt: call.startedAt,
        marketing: marketingData(call.session ? {} : call.promoNumber.customData, step.qualifiesLead),
        raw: false,
        row: () => {
          const row = writeRow(call, writing);
          return amounts === undefined ? row : withAmounts(row, amounts);
        },
      });
      return transactionId;
    },

    correct(completeCallId, writtenAt, wish) {
      const newest = log.at(log.placesOfCall(completeCallId).at(-1) ?? -1);
      if (newest === undefined) return undefined;
      const transactionId = newTransactionId();
      log.append(correctionOf(newest, transactionId, writtenAt, wish));
      return transactionId;
    },
  };
}

/**
 * The start instants of `count` calls over the two weeks before `base` (ms since 1970), ascending, mostly in
 * the working hours of the network's zone and whole seconds apart from `base`.
 */
export function historyStarts(seed: number, count: number, base: number): number[] {
  const random = seededRandom(seed, 'history');
  const latest = base - LAST_CALL_BEFORE_BASE;
  const starts: number[] = [];
  while (starts.length < count) {
    const start = latest - random.whole(0, HISTORY_SPAN / 1000) * 1000;
    if (random.next() < callsAt(start)) starts.push(start);
  }
  return starts.toSorted((left, right) => left - right);
}
