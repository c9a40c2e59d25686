import { beginReplay } from '#main/engine/postbacks/begin-replay.ts';
import { seededRandom } from '#main/sandbox/seeded-random.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ReplayDraft, ReplayIdentity } from '#shared/ipc/replays.ts';
import type { Machine } from '#test/support/simulated-machine.ts';
import type { SoakSize } from './calendar.ts';
import type { DeskRun } from './desk-run.ts';
import type { Receivers } from './receivers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A replay somebody asks for: when, of which range before it, how, and whether it is thought better of. */
interface WantedReplay {
  /** Milliseconds after the start. */
  readonly at: number;
  /** What was settled from so long before until so long before. */
  readonly from: number;
  readonly to: number;
  readonly identity: ReplayIdentity;
  readonly perSecond: number;
  /** Taken back so long after it was begun; null when it is left to go on. */
  readonly takenBackAfter: number | null;
}

/** So many replays, spread over the days after the first: every other one under new ids, half of them taken back midway. */
function wantedReplays({ days, seed }: SoakSize, count: number): WantedReplay[] {
  const random = seededRandom(seed, 'replays');
  const apart = ((days - 1) * DAY) / Math.max(1, count);
  return Array.from({ length: count }, (_, place) => {
    const to = random.whole(0, 12) * HOUR;
    return {
      at: DAY + Math.round((place + random.next()) * apart),
      from: to + random.whole(4, 12) * HOUR,
      to,
      identity: place % 2 === 0 ? 'new' : 'keep',
      perSecond: random.pick([0.5, 2, 10, 50]),
      takenBackAfter: place % 4 < 2 ? null : random.whole(10, 120) * 1000,
    };
  });
}

/** Begins the replays of a soak when their time has come; it outlives the runs of the desk, which may die meanwhile. */
export interface Replayer {
  /** Looks over what would be sent and begins it, as a person does; what has changed in between is looked over again. */
  begin(run: DeskRun): Promise<void>;
}

export function replayer(
  size: SoakSize,
  count: number,
  { machine, receivers }: { readonly machine: Machine; readonly receivers: Receivers },
): Replayer {
  const wanted = wantedReplays(size, count);
  return {
    async begin(run) {
      const [next] = wanted;
      if (!next || machine.trueTime() < size.start + next.at) return;
      wanted.shift();
      const now = machine.clock();
      const { identity, perSecond } = next;
      const draft: ReplayDraft = {
        selection: { filter: {}, from: now - next.from, to: now - next.to },
        identity,
        perSecond,
        note: '',
      };
      const { fingerprint, sends } = await run.store.read.replayPreview({ draft });
      if (sends === 0) return;
      // Nothing of it is on its way: what is kept in the outbox under its id cannot be replayed.
      const items = await run.store.read.replayItems({ draft, most: sends });
      for (const { deliveryId, originalId } of items)
        if (deliveryId === originalId) receivers.replayed(deliveryId);
      const begun = await beginReplay({ draft, fingerprint, now }, run.store).catch((error: unknown) => {
        if (error instanceof DeskError && error.code === 'conflict') return null;
        throw error;
      });
      if (begun === null) {
        wanted.unshift(next);
        return;
      }
      run.sender.wake();
      const { takenBackAfter } = next;
      if (takenBackAfter === null) return;
      run.scheduler.after(takenBackAfter, () => {
        void run.store.write.cancelReplay({ id: begun.id, now: machine.clock() });
      });
    },
  };
}
