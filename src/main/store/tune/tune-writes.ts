import type { TuneWrites } from '#main/engine/ports/tune-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { tuneAccountWrites } from '../networks/tune-accounts.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { modeWrites } from './desk-mode.ts';
import type { HeldDeliveries } from './held-deliveries.ts';
import { tuneReadingWrites } from './save-reading.ts';
import { tuneReads } from './tune-reads.ts';
import { toldTwice } from './unsettled.ts';

type Acknowledging = Parameters<TuneWrites['acknowledgeTunePostback']>[0];
type Made = Omit<InstantHandlers<TuneWrites>, 'changeTuneAccount'>;
type Removal = (input: { readonly id: number }) => void;

/**
 * Everything that is written of TUNE networks. Made when it is first needed, so that a workspace without one does not
 * wait for it at the start.
 */
export function tuneWrites(
  db: Sqlite,
  parts: {
    readonly queue: JobQueue;
    readonly held: HeldDeliveries;
    readonly setOwnership: Parameters<typeof modeWrites>[1]['setOwnership'];
    /** Forgets what is remembered of the file when the work fails and is undone. */
    readonly undoable: <A, R>(work: (input: A) => R) => (input: A) => R;
  },
): InstantHandlers<TuneWrites> {
  const { held } = parts;
  const make = (): Made => {
    const acknowledge = db.prepare<[number | null, number, string]>(
      'UPDATE tune_postbacks SET acknowledged_at = ? WHERE network_id = ? AND postback_id = ?',
    );
    const { tuneStates } = tuneReads(db);
    return {
      ...tuneReadingWrites(db, held),
      ...modeWrites(db, { ...parts, tuneStates, twice: toldTwice(db) }),
      acknowledgeTunePostback: atOnce(db, (asked: Acknowledging) => {
        const { networkId, postbackId, acknowledged, now } = asked;
        if (acknowledge.run(acknowledged ? now : null, networkId, postbackId).changes === 0) {
          throw new DeskError('not_found', 'TUNE does not list this postback any more.');
        }
        held.settle();
      }),
    };
  };
  let made: Made | null = null;
  const writes = (): Made => (made ??= make());
  return {
    changeTuneAccount: tuneAccountWrites(db).changeTuneAccount,
    saveTunePostbacks: parts.undoable((input) => writes().saveTunePostbacks(input)),
    saveTuneConversions: (input) => writes().saveTuneConversions(input),
    saveInvocaRecords: (input) => writes().saveInvocaRecords(input),
    finishTuneReading: (input) => writes().finishTuneReading(input),
    acknowledgeTunePostback: parts.undoable((input) => writes().acknowledgeTunePostback(input)),
    planTuneWrites: (input) => writes().planTuneWrites(input),
    setDeskMode: parts.undoable((input) => writes().setDeskMode(input)),
  };
}

/** Removing an account as well lets go what waited since TUNE told the same partners. */
export function lettingGo(db: Sqlite, remove: Removal, held: Pick<HeldDeliveries, 'settle'>): Removal {
  return atOnce(db, (input: { readonly id: number }) => {
    remove(input);
    held.settle();
  });
}
