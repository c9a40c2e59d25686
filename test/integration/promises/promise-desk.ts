import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { ReceiverRecord } from '#main/engine/ports/receiver-store.ts';
import type { PostbackTransport } from '#main/engine/ports/postback-transport.ts';
import { createSender } from '#main/engine/postbacks/sender.ts';
import type { Sender, SenderParts } from '#main/engine/postbacks/sender.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import type { DeliveryAttempt, DeliveryRow, PostbackTemplate, TemplateDraft } from '#shared/ipc/postbacks.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { simulatedMachine } from '#test/support/simulated-machine.ts';
import type { Machine } from '#test/support/simulated-machine.ts';
import { keptLog, NETWORK, pageOf, scratchFolder } from '#test/support/store-workspace.ts';
import type { PracticeRow } from '#test/support/store-workspace.ts';
import { templateDraft } from '#test/support/template-draft.ts';
import { watchedPart } from '#test/support/watched-part.ts';
import { openTestStore } from '#test/support/test-store.ts';

/** Monday noon: calls begin a minute before they are taken in. */
export const NOON = Date.UTC(2026, 2, 2, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Sent = Parameters<PostbackTransport>[0];

/** A desk whose outbox and sockets are real and whose time moves by hand, before the receivers of a practice network. */
export interface PromiseDesk {
  readonly practice: Practice;
  readonly machine: Machine;
  readonly network: NetworkRecord;
  readonly store: DeskStore;
  readonly sender: Sender;
  /** Every request handed to the transport, with when. */
  readonly sent: (Sent & { readonly at: number; readonly host: string })[];
  readonly logged: readonly string[];
  /** Hosts whose answers time does not wait for. */
  readonly unawaited: Set<string>;
  /** A template for all conversions that goes to a receiver of this name, at a host of its own. */
  template(receiver: string, change?: Partial<TemplateDraft>): Promise<PostbackTemplate>;
  /** A receiver by its name, as it stands. */
  receiver(name: string): Promise<ReceiverRecord>;
  /** Changes what a person may set of a receiver. */
  configure(name: string, change: Partial<ReceiverSettings>): Promise<void>;
  /** Takes rows in as the next page of the stream; each call begins a minute ago unless it says when. */
  take(rows: readonly PracticeRow[]): Promise<void>;
  /** Takes in so many approved calls. */
  approve(count: number, change?: Partial<PracticeRow>): Promise<void>;
  /** Lets time pass, and everything happen that falls due, each to its end. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** Oldest first. */
  deliveries(): Promise<readonly DeliveryRow[]>;
  attempts(deliveryId: string): Promise<readonly DeliveryAttempt[]>;
  /** What a receiver was asked, as it came over the wire. */
  received(receiver: string): Promise<Awaited<ReturnType<Practice['control']['received']>>['requests']>;
  /** The program dies where it is: nothing it waits for comes back. The file stays. */
  crash(): void;
  /** Starts again on the file. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A desk for each test of the file, with a sender that has begun; all stand before one practice network, so that tests
 * name their receivers differently. `change` goes to the sender.
 */
export function promiseDesks(change: Partial<SenderParts> = {}): () => PromiseDesk {
  let [practice, desk]: [Practice | null, PromiseDesk | null] = [null, null];
  beforeAll(async () => {
    practice = await startPractice({ seed: 14 });
  });
  beforeEach(async () => {
    if (practice) desk = await promiseDesk(practice, change);
  });
  afterEach(async () => {
    await desk?.close();
    await practice?.control.clearFaults();
  });
  afterAll(() => practice?.stop());
  return () => {
    if (!desk) throw new Error('There is no desk outside of a test.');
    return desk;
  };
}

async function promiseDesk(practice: Practice, change: Partial<SenderParts>): Promise<PromiseDesk> {
  const folder = await scratchFolder();
  const file = join(folder.path, 'desk.sqlite');
  const { port, pathname } = new URL(practice.network.receiverUrl);
  const machine = simulatedMachine(NOON);
  const log = keptLog();
  const sent: PromiseDesk['sent'] = [];
  const unawaited = new Set<string>();
  let rowsTaken = 0;
  let run = await startRun();
  const network = await run.store.write.addNetwork({ network: NETWORK, now: machine.clock() });

  async function startRun(): Promise<{
    readonly store: DeskStore;
    readonly sender: Sender;
    settle(): Promise<void>;
    die(): void;
    close(): Promise<void>;
  }> {
    let [underWay, dead] = [0, false];
    const until = async (made: unknown): Promise<unknown> => {
      underWay += 1;
      try {
        const result = await made;
        return dead ? await new Promise(() => undefined) : result;
      } finally {
        underWay -= 1;
      }
    };
    const opened = await openTestStore({ file, decode: decodeTransactionPage, log, now: machine.clock });
    const through = (
      _name: string | symbol,
      _args: readonly unknown[],
      make: () => unknown,
    ): Promise<unknown> => until(dead ? new Promise(() => undefined) : make());
    const store: DeskStore = {
      ...opened,
      read: watchedPart(opened.read, through),
      write: watchedPart(opened.write, through),
    };
    // Every name leads to the practice network, so that each receiver has a host of its own.
    const transport = createPostbackTransport({
      resolver: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    /** The sockets of a program close when it dies. */
    const sockets = new AbortController();
    const send: PostbackTransport = async (input) => {
      const host = new URL(input.url).hostname;
      sent.push({ ...input, at: machine.clock(), host });
      const awaited = Number(!unawaited.has(host));
      underWay += awaited;
      try {
        const signal = AbortSignal.any([input.signal, sockets.signal]);
        const answer = await transport.send({ ...input, signal });
        return dead ? await new Promise<never>(() => undefined) : answer;
      } finally {
        underWay -= awaited;
      }
    };
    const sender = createSender({
      store,
      transport: send,
      clock: machine.clock,
      random: () => 0.5,
      scheduler: {
        after: (ms, work) =>
          machine.after(ms, () => {
            if (!dead) work();
          }),
      },
      log,
      version: '0.1.0',
      timeoutMs: 15_000,
      onSent: () => undefined,
      ...change,
    });
    const settle = async (): Promise<void> => {
      for (let quiet = 0; quiet < 3; quiet = underWay === 0 || dead ? quiet + 1 : 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    sender.start();
    return {
      store,
      sender,
      settle,
      die() {
        dead = true;
        sockets.abort();
      },
      async close() {
        if (!dead) {
          const stopping = sender.stop();
          // Long enough for requests that bring no answer to be given up.
          await machine.advance(3 * SECOND, settle);
          await stopping;
        }
        dead = true;
        await transport.close();
        await opened.close();
      },
    };
  }

  const desk: PromiseDesk = {
    practice,
    machine,
    network,
    get store() {
      return run.store;
    },
    get sender() {
      return run.sender;
    },
    sent,
    logged: log.lines,
    unawaited,
    async template(receiver, draft = {}) {
      const saved = await run.store.write.saveTemplate({
        draft: templateDraft({
          name: receiver,
          url: `http://${receiver}.example:${port}${pathname}/${receiver}/cb?call={invoca_id}&payout={payout}&id={delivery_id}`,
          startsAt: 0,
          ...draft,
        }),
        now: machine.clock(),
      });
      await run.store.write.setReceiverAllowLocal({ receiver: saved.receiver, allowLocal: true });
      return saved;
    },
    async receiver(name) {
      const all = await run.store.read.receivers();
      const found = all.find(({ receiver }) => receiver.startsWith(`${name}.example`));
      if (!found) throw new Error(`There is no receiver ${name}.`);
      return found;
    },
    async configure(name, settings) {
      const { receiver, settings: known } = await desk.receiver(name);
      const now = machine.clock();
      await run.store.write.configureReceiver({ receiver, settings: { ...known, ...settings }, now });
    },
    async take(rows) {
      const startedAt = machine.clock() - MINUTE;
      const [record] = await run.store.read.networks();
      const outcome = await run.store.write.commitPage({
        networkId: network.id,
        cursorBefore: record?.cursor ?? '',
        body: pageOf(rows.map((row) => ({ startedAt, ...row }))),
        receivedAt: machine.clock(),
        purpose: 'stream',
      });
      if (outcome.kind !== 'committed') throw new Error(`The page was ${outcome.kind}.`);
      run.sender.wake();
      await desk.settle();
    },
    async approve(count, row = {}) {
      const rows = Array.from({ length: count }, (): PracticeRow => {
        rowsTaken += 1;
        const place = String(rowsTaken).padStart(6, '0');
        return { id: `T-${place}`, call: `C-${place}`, result: 'Paid', payout: 2100, revenue: 3000, ...row };
      });
      await desk.take(rows);
    },
    advance: (ms) => machine.advance(ms, () => run.settle()),
    settle: () => run.settle(),
    async deliveries() {
      const { rows } = await run.store.read.deliveryPage({ filter: {}, index: 0, limit: 500 });
      return rows.toReversed();
    },
    async attempts(deliveryId) {
      return (await run.store.read.deliveryDetail({ deliveryId })).attempts;
    },
    async received(receiver) {
      return (await practice.control.received(receiver)).requests;
    },
    crash() {
      run.die();
    },
    async start() {
      await run.close();
      run = await startRun();
      await run.settle();
    },
    async close() {
      await run.close();
      await folder.remove();
    },
  };
  await run.settle();
  return desk;
}
