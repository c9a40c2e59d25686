import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { TuneAccount, TuneClient } from '../ports/tune-client.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { TuneProgress } from '#shared/ipc/tune.ts';

/** What a reading may take of a network, and how it is watched. */
export interface ReadingParts {
  readonly store: Pick<DeskStore, 'write'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TuneProgress) => void;
}

/** How much is saved in one transaction, so that other writes go in between. */
const SAVED_AT_ONCE = 500;
/** How many days are asked for at once, so that progress is seen and little is held in memory. */
const PIECE_MS = 7 * 86_400_000;
/** Clocks differ, and a call may be told before it is over: what begins soon is asked for too. */
const AHEAD_MS = 86_400_000;

/**
 * Reads what a TUNE network holds into the workspace: offers, partners and goals; postbacks; and of the time since `from`,
 * conversions with the calls they came from, and TUNE's own copies of calls. What was saved before a fault stays. Gives what
 * else may be shown otherwise now.
 * @throws NetworkFault
 */
export async function readTune(
  account: TuneAccount,
  client: TuneClient,
  { from, startedAt }: { readonly from: number; readonly startedAt: number },
  { store, clock, signal, onProgress }: ReadingParts,
): Promise<readonly ChangeTopic[]> {
  const { id: networkId } = account;
  const to = startedAt + AHEAD_MS;
  const pieces = piecesOf(from, to);
  const of = 4 + 2 * pieces.length;
  let [done, rows] = [0, 0];
  const step = async <Row>(
    name: TuneProgress['step'],
    read: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> => {
    onProgress({ step: name, done, of, rows, startedAt });
    const found = await read();
    signal.throwIfAborted();
    done += 1;
    rows += found.length;
    return found;
  };

  const { timeZone } = await client.probe({ signal });
  const offers = await step('offers', () => client.offers({ signal }));
  const partners = await step('partners', () => client.partners({ signal }));
  const goals = await step('goals', () => client.goals({ signal }));
  const postbacks = await step('postbacks', () => client.postbacks({ signal }));
  const saved = await store.write.saveTuneRecords({ networkId, offers, partners, goals, now: clock() });
  const { moved } = await store.write.saveTunePostbacks({ networkId, postbacks, now: clock() });
  for (const piece of pieces) {
    const conversions = await step('conversions', async () => {
      const read = await client.conversions({ ...piece, signal });
      const calls = await client.invocaTransactions({ ...piece, signal });
      return read.map((one) => ({ ...one, transactionId: calls.get(one.tuneEventId) ?? '' }));
    });
    for (const part of partsOf(conversions))
      await store.write.saveTuneConversions({ networkId, conversions: part, now: clock() });
  }
  for (const piece of pieces) {
    const records = await step('records', () => client.invocaRecords({ ...piece, signal }));
    for (const part of partsOf(records))
      await store.write.saveInvocaRecords({ networkId, records: part, now: clock() });
  }
  await store.write.finishTuneReading({
    networkId,
    from,
    to,
    startedAt,
    zone: timeZone,
    counts: { offers: offers.length, partners: partners.length, goals: goals.length },
    now: clock(),
  });
  const renamed = Object.values(saved).some(({ added, changed }) => added + changed > 0);
  return [
    'tune',
    ...(renamed ? (['catalogue'] as const) : []),
    ...(moved > 0 ? (['deliveries'] as const) : []),
  ];
}

function piecesOf(from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const pieces: { from: number; to: number }[] = [];
  for (let start = from; start < to; start += PIECE_MS)
    pieces.push({ from: start, to: Math.min(to, start + PIECE_MS) });
  return pieces;
}

function partsOf<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const parts: (readonly Row[])[] = [];
  for (let start = 0; start < rows.length; start += SAVED_AT_ONCE)
    parts.push(rows.slice(start, start + SAVED_AT_ONCE));
  return parts;
}
