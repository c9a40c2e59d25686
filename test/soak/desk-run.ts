import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { AttemptOutcome } from '#main/engine/ports/outbox.ts';
import type { Random } from '#main/engine/ports/random.ts';
import { createSender } from '#main/engine/postbacks/sender.ts';
import type { Sender } from '#main/engine/postbacks/sender.ts';
import type { Scheduler } from '#main/engine/scheduler.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { watchedPart } from '#test/support/watched-part.ts';
import type { Machine } from '#test/support/simulated-machine.ts';
import type { Connection, Receivers } from './receivers.ts';

/** When a run that is to die does: before its next attempts are written down, or after, before it knows. */
type LastMoment = 'before_record' | 'after_record';

/** One run of the desk, from its start to its crash: the file, the sender, the way out. */
export interface DeskRun {
  readonly store: DeskStore;
  readonly sender: Sender;
  readonly connection: Connection;
  /** Timers that die with the run. */
  readonly scheduler: Scheduler;
  /** True once it has died. */
  readonly dead: boolean;
  /** Waits until everything is done that needs no time. */
  settle(): Promise<void>;
  /** Dies here and now: nothing it asked for or set a timer for comes back to it. */
  die(): void;
  /** Dies when it next writes attempts down. */
  dieAt(moment: LastMoment): void;
  /** Lets go of the file. */
  close(): Promise<void>;
}

/** Starts the desk on the file as it is. */
export async function startDeskRun(parts: {
  readonly file: string;
  readonly machine: Machine;
  readonly receivers: Receivers;
  readonly random: Random;
  readonly logged: (message: string, cause?: unknown) => void;
}): Promise<DeskRun> {
  const { machine, receivers, logged } = parts;
  const log = { info: () => undefined, warn: () => undefined, error: logged };
  const opened = await openStoreInProcess({
    file: parts.file,
    decode: decodeTransactionPage,
    log,
    now: machine.clock,
  });
  let [dead, underWay] = [false, 0];
  let last: LastMoment | null = null;
  const connection = receivers.connect();
  const never = new Promise<never>(() => undefined);

  const die = (): void => {
    dead = true;
    connection.drop();
  };
  const through = async (
    name: string | symbol,
    args: readonly unknown[],
    call: () => unknown,
  ): Promise<unknown> => {
    if (dead) return never;
    if (name === 'recordAttempts' && last === 'before_record') {
      for (const { deliveryId, state } of outcomesOf(args))
        if (state === 'accepted') receivers.forgotten(deliveryId);
      die();
      return never;
    }
    underWay += 1;
    try {
      const result = await call();
      if (name === 'recordAttempts' && last === 'after_record') die();
      return dead ? await never : result;
    } finally {
      underWay -= 1;
    }
  };
  const store = {
    ...opened,
    read: watchedPart(opened.read, through),
    write: watchedPart(opened.write, through),
  };
  const scheduler: Scheduler = {
    after: (ms, work) =>
      machine.after(ms, () => {
        if (!dead) work();
      }),
  };
  const sender = createSender({
    store,
    transport: connection.transport,
    clock: machine.clock,
    random: parts.random,
    scheduler,
    log,
    version: '0.1.0',
    timeoutMs: 15_000,
    onSent: () => undefined,
  });
  return {
    store,
    sender,
    connection,
    scheduler,
    get dead() {
      return dead;
    },
    async settle() {
      // One turn of the loop runs all promises to their end; the store's answers take turns of their own.
      for (let quiet = 0; quiet < 2; quiet = underWay === 0 || dead ? quiet + 1 : 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    die,
    dieAt(moment) {
      last = moment;
    },
    close: () => opened.close(),
  };
}

function outcomesOf([input]: readonly unknown[]): readonly AttemptOutcome[] {
  return isRecord(input) ? input.outcomes : [];
}

function isRecord(input: unknown): input is { readonly outcomes: readonly AttemptOutcome[] } {
  return typeof input === 'object' && input !== null && 'outcomes' in input;
}
