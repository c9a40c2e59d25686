import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobRunner } from '#main/engine/jobs/job-runner.ts';
import { handleJobs } from '#main/engine/jobs/handle-job.ts';
import type { DeskStore, DeskWriter } from '#main/engine/ports/desk-store.ts';
import { sessionJobs } from '#main/engine/sessions/session-jobs.ts';
import { spcAccounts } from '#main/engine/sessions/spc-accounts.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { applyUpdate } from '#shared/domain/information-update.ts';
import { NO_INFORMATION } from '#shared/domain/session-information.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { updateViolations } from '#shared/domain/session-request-check.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import type { FakeTime } from '#test/support/fake-time.ts';
import { inProcessSpc } from '#test/support/spc-in-process.ts';
import type { InProcessSpc, Mishap } from '#test/support/spc-in-process.ts';
import { SPC_NETWORK } from '#test/support/spc-network.ts';
import { keptLog, scratchFolder } from '#test/support/store-workspace.ts';

const START = Date.UTC(2026, 2, 2, 15);
const SESSIONS = 2;

type Step =
  | { readonly kind: 'update'; readonly session: number; readonly update: InformationUpdate }
  | { readonly kind: 'mishaps'; readonly mishaps: readonly Mishap[] }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'crash' };

const name = fc.constantFrom('a', 'b', 'c');
const fields = fc.dictionary(name, fc.constantFrom('', '1', '2 & 3'), { maxKeys: 3 });
const keywords = fc.array(fc.constantFrom('x', 'é <y>', 'z'), { maxLength: 3 });
const update: fc.Arbitrary<InformationUpdate> = fc
  .oneof(
    fc.record(
      {
        mode: fc.constant('merge' as const),
        keywords,
        fields,
        remove: fc.uniqueArray(name, { minLength: 1 }),
      },
      { requiredKeys: ['mode'] },
    ),
    fc.record({ mode: fc.constant('replace' as const), keywords, fields }, { requiredKeys: ['mode'] }),
  )
  .filter(
    (one) =>
      updateViolations({ session: { sessionId: 's' }, update: one, expectedVersion: null }).length === 0,
  );
const mishap = fc.constantFrom<Mishap>('none', 'unsent', 'lost', 'lost', 'gateway');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      session: fc.integer({ min: 0, max: SESSIONS - 1 }),
      update,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('mishaps' as const),
      mishaps: fc.array(mishap, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 20_000 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
);

describe('session information, over any updates, lost answers and restarts', () => {
  it('ends as what the server should hold, and the desk knows it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
        const desk = await openDesk();
        try {
          const wanted: SessionInformation[] = [];
          const ids: number[] = [];
          let left = 4;
          const spend = (): boolean => (left -= 1) >= 0;
          for (let index = 0; index < SESSIONS; index += 1) {
            ids.push(await desk.ask(index));
            wanted.push(index === 0 ? { keywords: ['spring'], fields: {} } : NO_INFORMATION);
          }
          for (const one of steps) {
            if (one.kind === 'update') {
              await desk.update(ids[one.session] ?? 0, one.update);
              wanted[one.session] = applyUpdate(wanted[one.session] ?? NO_INFORMATION, one.update);
            } else if (one.kind === 'mishaps') {
              // A job that gets no answer five times is given up, which is another test's matter.
              const bearable = one.mishaps.map((each) =>
                each === 'none' || each === 'unsent' || spend() ? each : 'unsent',
              );
              desk.spc.mishaps.push(...bearable);
            }
            if (one.kind === 'time') await desk.time.advance(one.ms);
            if (one.kind === 'crash') await desk.crash();
          }
          desk.spc.mishaps.length = 0;
          await desk.quiet();

          expect(desk.spc.service.desk.counts.numbersGiven).toBe(SESSIONS);
          for (const [index, id] of ids.entries()) {
            const { row, history } = await desk.store().read.sessionDetail({ id });
            expect(row.state).toBe('active');
            expect(history.filter(({ state }) => state !== 'accepted')).toEqual([]);
            expect(row.information).toEqual(wanted[index]);
            expect(row.sure).toBe(true);
            expect(desk.held(row.sessionId ?? '')).toEqual({ ...wanted[index], version: row.version });
          }
        } finally {
          await desk.end();
        }
      }),
      { numRuns: 40, endOnFailure: false },
    );
  }, 120_000);
});

interface Desk {
  readonly spc: InProcessSpc;
  readonly time: FakeTime;
  readonly store: () => DeskStore;
  ask(index: number): Promise<number>;
  update(sessionNumberId: number, update: InformationUpdate): Promise<void>;
  /** Ends the process at this instant, whatever it was at, and starts another. */
  crash(): Promise<void>;
  /** Lets time pass until nothing waits. */
  quiet(): Promise<void>;
  /** What the server holds of a session. */
  held(sessionId: string): SessionInformation & { readonly version: number };
  end(): Promise<void>;
}

async function openDesk(): Promise<Desk> {
  const folder = await scratchFolder();
  const time = fakeTime(START);
  const spc = inProcessSpc(time.clock);
  const open = (): Promise<DeskStore> =>
    openStoreInProcess({
      file: join(folder.path, 'desk.sqlite'),
      decode: decodeTransactionPage,
      callFields: customFieldsOf,
      log: keptLog(),
      now: time.clock,
    });
  let store = await open();
  const { id: networkId } = await store.write.addSpcNetwork({ network: SPC_NETWORK, now: START });
  let running = startRunner(store, spc, time);
  return {
    spc,
    time,
    store: () => store,
    async ask(index) {
      const { row } = await store.write.requestSession({
        networkId,
        campaignId: 'spring-offer-7',
        clientReference: `message-${index}`,
        ttlSeconds: 259_200,
        information: index === 0 ? { keywords: ['spring'], fields: {} } : null,
        purpose: 'form',
        batchId: null,
        now: time.clock(),
      });
      running.runner.wake();
      return row.id;
    },
    async update(sessionNumberId, one) {
      await store.write.queueUpdate({
        sessionNumberId,
        by: 'form',
        update: one,
        expectedVersion: null,
        batchId: null,
        dueAt: time.clock(),
        now: time.clock(),
      });
      running.runner.wake();
    },
    async crash() {
      running.kill();
      await store.close();
      store = await open();
      running = startRunner(store, spc, time);
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
      const session = spc.service.desk.sessions.get(sessionId);
      const last = session?.versions.at(-1);
      return {
        keywords: last?.keywords ?? [],
        fields: Object.fromEntries(last?.fields ?? []),
        version: last?.version ?? 0,
      };
    },
    async end() {
      await running.runner.stop();
      await store.close();
      await folder.remove();
    },
  };
}

/** A runner over a store that can be cut off from it, as when the process is killed. */
function startRunner(store: DeskStore, spc: InProcessSpc, time: FakeTime) {
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
    tokens: () => Promise.resolve(spc.key),
  });
  const sessions = sessionJobs({ read: store.read, accounts, random: () => 0.5 });
  const runner = createJobRunner({
    store: { ...store, write },
    handle: handleJobs({ sessions }),
    clock: time.clock,
    scheduler: {
      after: (ms, work) =>
        time.scheduler.after(ms, () => {
          if (!dead) work();
        }),
    },
    log: keptLog(),
    onSettled: () => undefined,
  });
  runner.start();
  return {
    runner,
    kill() {
      dead = true;
    },
  };
}
