import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJobsOnce } from '#main/engine/jobs/run-jobs-once.ts';
import type { JobReport } from '#main/engine/jobs/run-jobs-once.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { TuneAccount, TuneClient } from '#main/engine/ports/tune-client.ts';
import { syncOnce } from '#main/engine/sync/sync-once.ts';
import { tuneJobs } from '#main/engine/tune/tune-jobs.ts';
import { createTuneReader } from '#main/engine/tune/tune-reader.ts';
import type { TuneReader } from '#main/engine/tune/tune-reader.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { tuneClients } from '#main/networks/tune/tune-client.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { TuneConversionRow, TuneConversionShow, TuneProgress } from '#shared/ipc/tune.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import type { FakeTime } from '#test/support/fake-time.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

/** A desk beside an Invoca account and the TUNE network that counts its calls, over real sockets and a real file. */
export interface TuneDesk {
  readonly practice: Practice;
  readonly store: DeskStore;
  readonly network: NetworkRecord;
  readonly account: TuneAccount;
  readonly reader: TuneReader;
  readonly time: FakeTime;
  /** What calls to TUNE waited for instead of real time. */
  readonly slept: number[];
  /** What was written to TUNE, in its order. */
  readonly writes: string[];
  readonly progress: TuneProgress[];
  readonly told: ChangeTopic[][];
  readonly logged: readonly string[];
  /** Brings the desk to what the Invoca account holds. */
  sync(): Promise<void>;
  /** Lets TUNE take over calls, and reads it. */
  read(): Promise<void>;
  state(): Promise<Awaited<ReturnType<DeskStore['read']['tuneStates']>>[number]>;
  /** Conversions of TUNE as they are shown, newest first. */
  rows(show?: TuneConversionShow): Promise<readonly TuneConversionRow[]>;
  /** Does the jobs that are due. */
  work(): Promise<JobReport>;
  close(): Promise<void>;
}

const START = Date.parse('2026-03-02T15:00:00Z');

/** A desk whose calls were synced; TUNE is connected and not read yet. */
export async function tuneDesk(initialCalls = 40): Promise<TuneDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-tune-desk-'));
  const time = fakeTime(START);
  const practice = await startPractice({ seed: 7, initialCalls, clock: time.clock, base: START - 3_600_000 });
  const log = keptLog();
  const store = await openTestStore({
    file: join(folder, 'desk.sqlite'),
    decode: decodeTransactionPage,
    log,
    now: time.clock,
  });
  const {
    invocaUrl,
    tuneUrl,
    networkId: organisationId,
    tuneNetworkId,
    tuneToken,
    tokens,
  } = practice.network;
  const network = await store.write.addNetwork({
    now: START,
    network: {
      kind: 'invoca',
      name: 'LeadTrust',
      baseUrl: invocaUrl,
      organisationId,
      user: 'network',
      currency: 'USD',
      versions: DEFAULT_INVOCA_VERSIONS,
      token: { keeping: 'session' },
      practice: false,
    },
  });
  const account = await store.write.addTuneAccount({
    now: START,
    account: {
      name: 'LeadTrust TUNE',
      baseUrl: tuneUrl,
      networkId: tuneNetworkId,
      timeZone: null,
      currency: 'USD',
      token: { keeping: 'session' },
      practice: false,
    },
  });
  const slept: number[] = [];
  const writes: string[] = [];
  const progress: TuneProgress[] = [];
  const told: ChangeTopic[][] = [];
  const real = tuneClients({
    clock: time.clock,
    random: () => 0.5,
    timeoutMs: 400,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
      await time.advance(ms);
    },
  });
  const clients = (of: TuneAccount, token: string): TuneClient => {
    const client = real(of, token);
    return {
      ...client,
      setState: (asked) => {
        writes.push(`${asked.tuneEventId} ${asked.state.status} ${asked.state.payout.amount}`);
        return client.setState(asked);
      },
    };
  };
  const token = () => Promise.resolve(tuneToken);
  const reader = createTuneReader({
    store,
    clients,
    tokens: token,
    clock: time.clock,
    scheduler: time.scheduler,
    log,
    pollMs: 300_000,
    onChange: (topics) => {
      told.push([...topics]);
      const now = reader.state(account.id).progress;
      if (now) progress.push(now);
    },
    onJobs: () => undefined,
  });
  const signal = new AbortController().signal;
  const syncParts = { store, clock: time.clock, log, signal };
  const desk: TuneDesk = {
    practice,
    store,
    network,
    account,
    reader,
    time,
    slept,
    writes,
    progress,
    told,
    logged: log.lines,
    async sync() {
      await syncOnce({
        ...syncParts,
        clients: invocaClients(),
        tokens: () => Promise.resolve(tokens.network),
      });
    },
    async read() {
      await practice.control.importIntoTune();
      await reader.read(account.id);
    },
    async state() {
      const [state] = await store.read.tuneStates();
      if (!state) throw new Error('No TUNE network is connected.');
      return state;
    },
    async rows(show = 'all') {
      const asked = { networkId: account.id, show, after: null, limit: 200, now: time.clock() };
      return (await store.read.tuneConversionPage(asked)).rows;
    },
    work() {
      const write = tuneJobs({ read: store.read, clients, tokens: token, random: () => 0.5 });
      return runJobsOnce({
        ...syncParts,
        handle: (job, context) =>
          job.kind === 'tune.write' ? write(job, context) : Promise.reject(new Error('Unknown kind.')),
      });
    },
    async close() {
      await reader.stop();
      await store.close();
      await practice.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await desk.sync();
  return desk;
}
