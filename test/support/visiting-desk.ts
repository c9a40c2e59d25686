import { join } from 'node:path';
import { createDrillDown } from '#main/engine/drill-down/drill-down.ts';
import type { DrillDown } from '#main/engine/drill-down/drill-down.ts';
import { handleJobs } from '#main/engine/jobs/handle-job.ts';
import { createJobRunner } from '#main/engine/jobs/job-runner.ts';
import type { JobRunner } from '#main/engine/jobs/job-runner.ts';
import type { DeskStore, DeskWriter } from '#main/engine/ports/desk-store.ts';
import { sessionJobs } from '#main/engine/sessions/session-jobs.ts';
import { spcAccounts } from '#main/engine/sessions/spc-accounts.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { VisitStep } from '#shared/domain/visit-step.ts';
import type { SiteDraft } from '#shared/ipc/visits.ts';
import { fakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';
import { inProcessSpc } from './spc-in-process.ts';
import type { InProcessSpc } from './spc-in-process.ts';
import { SPC_NETWORK } from './spc-network.ts';
import { keptLog, scratchFolder } from './store-workspace.ts';
import { openTestStore } from './test-store.ts';

/** A desk with one site, whose clock is the test's and whose network is in this process. */
export interface VisitingDesk {
  readonly spc: InProcessSpc;
  readonly time: FakeTime;
  readonly siteId: number;
  readonly networkId: number;
  readonly store: () => DeskStore;
  readonly visits: () => DrillDown;
  readonly runner: () => JobRunner;
  /** Ends the process at this instant, whatever it was at, and starts another. */
  crash(): Promise<void>;
  /** Lets time pass until no job waits, a few minutes at most. */
  quiet(): Promise<void>;
  /** What the server holds of the session that has this number now. */
  held(e164: string): { readonly keywords: readonly string[]; readonly fields: Record<string, string> };
  end(): Promise<void>;
}

const NOTHING_TOLD: VisitStep = { keywords: null, page: '', referrer: '', fields: {} };

/** A step, of which a test says what matters to it. */
export function visitStep(told: Partial<VisitStep> = {}): VisitStep {
  return { ...NOTHING_TOLD, ...told };
}

/** A site of the practice account. */
export function siteDraft(networkId: number, more: Partial<SiteDraft> = {}): SiteDraft {
  return {
    id: null,
    name: 'Garden shop',
    networkId,
    campaignId: 'site-drilldown',
    ttlSeconds: null,
    origins: ['https://garden.example'],
    fallback: 'Call our desk',
    releaseAtEnd: false,
    ...more,
  };
}

export async function visitingDesk(site: Partial<SiteDraft> = {}): Promise<VisitingDesk> {
  const folder = await scratchFolder();
  const time = fakeTime(Date.UTC(2026, 2, 2, 15));
  const spc = inProcessSpc(time.clock);
  const open = (): Promise<DeskStore> =>
    openTestStore({
      file: join(folder.path, 'desk.sqlite'),
      decode: decodeTransactionPage,
      callFields: customFieldsOf,
      log: keptLog(),
      now: time.clock,
    });
  let store = await open();
  const { id: networkId } = await store.write.addSpcNetwork({ network: SPC_NETWORK, now: time.clock() });
  const { id: siteId } = await store.write.saveSite({
    draft: siteDraft(networkId, site),
    fresh: { reference: 'garden', keyHash: 'none', keyHint: 'none' },
    now: time.clock(),
  });
  let running = startDesk(store, spc, time);
  return {
    spc,
    time,
    siteId,
    networkId,
    store: () => store,
    visits: () => running.visits,
    runner: () => running.runner,
    async crash() {
      running.kill();
      await store.close();
      store = await open();
      running = startDesk(store, spc, time);
    },
    async quiet() {
      for (let round = 0; round < 20; round += 1) {
        await time.advance(15_000);
        const { queued, running: busy } = await store.read.jobCounts();
        if (queued + busy === 0) return;
      }
      throw new Error('The desk did not come to rest.');
    },
    held(e164) {
      const session = [...spc.service.desk.sessions.values()].findLast((one) => one.number.e164 === e164);
      const last = session?.versions.at(-1);
      return { keywords: last?.keywords ?? [], fields: Object.fromEntries(last?.fields ?? []) };
    },
    async end() {
      await running.visits.stop();
      await running.runner.stop();
      await store.close();
      await folder.remove();
    },
  };
}

/** Runner and visits over a store that can be cut off from them, as when the process is killed. */
function startDesk(store: DeskStore, spc: InProcessSpc, time: FakeTime) {
  let dead = false;
  const write = new Proxy<DeskWriter>(store.write, {
    get(target, property, receiver) {
      if (dead) return () => Promise.reject(new Error('The process is gone.'));
      const value: unknown = Reflect.get(target, property, receiver);
      return value;
    },
  });
  const scheduler = {
    after: (ms: number, work: () => void) =>
      time.scheduler.after(ms, () => {
        if (!dead) work();
      }),
  };
  const accounts = spcAccounts({
    read: store.read,
    clients: sessionClients({ send: spc.send, clock: time.clock }),
    tokens: () => Promise.resolve(spc.key),
  });
  const runner = createJobRunner({
    store: { ...store, write },
    handle: handleJobs({ sessions: sessionJobs({ read: store.read, accounts, random: () => 0.5 }) }),
    clock: time.clock,
    scheduler,
    log: keptLog(),
    onSettled: () => visits.jobsSettled(),
  });
  let made = 0;
  const visits: DrillDown = createDrillDown({
    read: store.read,
    write,
    clock: time.clock,
    scheduler,
    log: keptLog(),
    newVisitKey: () => `made-${(made += 1)}`,
    wakeJobs: () => runner.wake(),
    onChange: () => undefined,
  });
  runner.start();
  visits.begin();
  return {
    runner,
    visits,
    kill() {
      dead = true;
    },
  };
}
