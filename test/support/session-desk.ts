import { join } from 'node:path';
import { handleJobs } from '#main/engine/jobs/handle-job.ts';
import { createJobRunner } from '#main/engine/jobs/job-runner.ts';
import type { JobRunner } from '#main/engine/jobs/job-runner.ts';
import type { DeskStore, DeskWriter } from '#main/engine/ports/desk-store.ts';
import { sessionJobs } from '#main/engine/sessions/session-jobs.ts';
import { sessionWatch } from '#main/engine/sessions/session-watch.ts';
import type { EndingNumbers, SessionWatch } from '#main/engine/sessions/session-watch.ts';
import { spcAccounts } from '#main/engine/sessions/spc-accounts.ts';
import type { SpcAccounts } from '#main/engine/sessions/spc-accounts.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import type { SessionDetail } from '#shared/ipc/sessions.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import type { FakeTime } from '#test/support/fake-time.ts';
import { inProcessSpc } from '#test/support/spc-in-process.ts';
import type { InProcessSpc } from '#test/support/spc-in-process.ts';
import { SPC_NETWORK } from '#test/support/spc-network.ts';
import { keptLog, scratchFolder } from '#test/support/store-workspace.ts';
import { openTestStore } from './test-store.ts';

const START = Date.UTC(2026, 2, 2, 15);

/** What a test asks a number with; the rest is usual. */
export interface Asked {
  readonly campaignId?: string;
  readonly ttlSeconds?: number | null;
  readonly information?: SessionInformation | null;
}

/** A desk that gets its session numbers from the practice network's SPC server, all in this thread and in fake time. */
export interface SessionDesk {
  readonly spc: InProcessSpc;
  readonly time: FakeTime;
  readonly networkId: number;
  readonly store: () => DeskStore;
  readonly runner: () => JobRunner;
  readonly accounts: () => SpcAccounts;
  /** The key the desk sends; the server's own unless a test sets another. */
  key: string;
  /** What was told of numbers about to end. */
  readonly ending: readonly EndingNumbers[];
  ask(reference: string, asked?: Asked): Promise<number>;
  update(
    sessionNumberId: number,
    update: InformationUpdate,
    expectedVersion?: number | null,
  ): Promise<{ readonly seq: number; readonly jobId: number }>;
  detail(sessionNumberId: number): Promise<SessionDetail>;
  /** Ends the process at this instant, whatever it was at, and starts another. */
  crash(): Promise<void>;
  /** Lets time pass until nothing waits. */
  quiet(): Promise<void>;
  /** What the server holds of a session. */
  held(sessionId: string | null): SessionInformation & { readonly version: number };
  end(): Promise<void>;
}

/** Opens the desk with one SPC account and a runner at work. */
export async function openSessionDesk(options: { readonly rate?: number } = {}): Promise<SessionDesk> {
  const folder = await scratchFolder();
  const time = fakeTime(START);
  const spc = inProcessSpc(time.clock, options);
  const ending: EndingNumbers[] = [];
  const open = (): Promise<DeskStore> =>
    openTestStore({
      file: join(folder.path, 'desk.sqlite'),
      decode: decodeTransactionPage,
      callFields: customFieldsOf,
      log: keptLog(),
      now: time.clock,
    });
  let store = await open();
  const { id: networkId } = await store.write.addSpcNetwork({
    network: { ...SPC_NETWORK, token: { keeping: 'session' } },
    now: START,
  });
  const start = () => startWork(store, spc, time, () => desk.key, ending);

  const desk: SessionDesk = {
    spc,
    time,
    networkId,
    store: () => store,
    runner: () => running.runner,
    accounts: () => running.accounts,
    key: spc.key,
    ending,
    async ask(reference, asked = {}) {
      const { row } = await store.write.requestSession({
        networkId,
        campaignId: asked.campaignId ?? 'spring-offer-7',
        clientReference: reference,
        ttlSeconds: asked.ttlSeconds ?? null,
        information: asked.information ?? null,
        purpose: 'form',
        batchId: null,
        now: time.clock(),
      });
      running.runner.wake();
      return row.id;
    },
    async update(sessionNumberId, update, expectedVersion = null) {
      const now = time.clock();
      const queued = await store.write.queueUpdate({
        sessionNumberId,
        by: 'form',
        update,
        expectedVersion,
        batchId: null,
        dueAt: now,
        now,
      });
      running.runner.wake();
      return queued;
    },
    detail: (id) => store.read.sessionDetail({ id }),
    async crash() {
      running.kill();
      await store.close();
      store = await open();
      running = start();
    },
    async quiet() {
      for (let round = 0; round < 60; round += 1) {
        await time.advance(30_000);
        const { queued, running: busy } = await store.read.jobCounts();
        if (queued + busy === 0) return;
      }
      throw new Error('The desk did not come to rest.');
    },
    held(sessionId) {
      const last = spc.service.desk.sessions.get(sessionId ?? '')?.versions.at(-1);
      return {
        keywords: last?.keywords ?? [],
        fields: Object.fromEntries(last?.fields ?? []),
        version: last?.version ?? 0,
      };
    },
    async end() {
      await running.stop();
      await store.close();
      await folder.remove();
    },
  };
  let running = start();
  return desk;
}

interface Running {
  readonly runner: JobRunner;
  readonly accounts: SpcAccounts;
  kill(): void;
  stop(): Promise<void>;
}

/** A runner and a watch over a store that can be cut off from them, as when the process is killed. */
function startWork(
  store: DeskStore,
  spc: InProcessSpc,
  time: FakeTime,
  key: () => string,
  ending: EndingNumbers[],
): Running {
  let dead = false;
  const write = new Proxy<DeskWriter>(store.write, {
    get(target, property, receiver) {
      if (dead) return () => Promise.reject(new Error('The process is gone.'));
      const value: unknown = Reflect.get(target, property, receiver);
      return value;
    },
  });
  const accounts = spcAccounts({
    read: store.read,
    clients: sessionClients({ send: spc.send, clock: time.clock }),
    tokens: () => Promise.resolve(key()),
  });
  const alive = {
    store: { ...store, write },
    clock: time.clock,
    scheduler: {
      after: (ms: number, work: () => void) =>
        time.scheduler.after(ms, () => {
          if (!dead) work();
        }),
    },
    log: keptLog(),
  };
  const watch: SessionWatch = sessionWatch({
    ...alive,
    onEnded: () => undefined,
    onEnding: (numbers) => ending.push(numbers),
  });
  const runner = createJobRunner({
    ...alive,
    handle: handleJobs({ sessions: sessionJobs({ read: store.read, accounts, random: () => 0.5 }) }),
    onSettled: () => watch.wake(),
  });
  runner.start();
  watch.start();
  return {
    runner,
    accounts,
    kill() {
      dead = true;
    },
    async stop() {
      await Promise.all([runner.stop(), watch.stop()]);
    },
  };
}
