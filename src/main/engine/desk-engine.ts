import { createCallPoller } from './calls/call-poller.ts';
import { decisionDesk } from './decisions/decision-desk.ts';
import type { DecisionDesk } from './decisions/decision-desk.ts';
import { createDrillDown } from './drill-down/drill-down.ts';
import { linkDesk } from './links/link-desk.ts';
import type { LinkDesk } from './links/link-desk.ts';
import { workspaceJobs } from './jobs/workspace-jobs.ts';
import { bulkPlans } from './numbers/bulk/bulk-plans.ts';
import type { BulkPlans } from './numbers/bulk/bulk-plans.ts';
import { catalogueDesk } from './numbers/catalogue-desk.ts';
import type { CatalogueDesk } from './numbers/catalogue-desk.ts';
import { catalogueReadings } from './numbers/catalogue-readings.ts';
import { invocaJobs } from './numbers/invoca-jobs.ts';
import { numberAccounts } from './numbers/number-accounts.ts';
import { sendListDesk } from './messages/send-list-desk.ts';
import type { OpenBuiltInReceiver } from './ports/built-in-receiver.ts';
import type { Clock } from './ports/clock.ts';
import type { DeskStore } from './ports/desk-store.ts';
import type { EngineLog } from './ports/engine-log.ts';
import type { FollowerClientFactory } from './ports/follower-client.ts';
import type { NetworkClientFactory } from './ports/network-client.ts';
import type { NumbersClientFactory } from './ports/numbers-client.ts';
import type { PeriodClientFactory } from './ports/period-client.ts';
import type { PostbackTransport } from './ports/postback-transport.ts';
import type { Random } from './ports/random.ts';
import type { ReceiverAlert } from './ports/receiver-store.ts';
import type { OpenBench } from './ports/reconcile-bench.ts';
import type { SessionClientFactory } from './ports/session-client.ts';
import type { TokenSource } from './ports/token-source.ts';
import type { TuneClientFactory } from './ports/tune-client.ts';
import type { VisitDesk } from './ports/visit-desk.ts';
import { rehearseReplay } from './postbacks/rehearse-replay.ts';
import { attemptRetention, DEFAULT_ATTEMPT_DAYS } from './postbacks/attempt-retention.ts';
import { createSender } from './postbacks/sender.ts';
import type { DeliveryLimits } from './postbacks/delivery-limits.ts';
import type { SecretSource } from './postbacks/sign-request.ts';
import { testFire } from './postbacks/test-fire.ts';
import { reconcileDesk } from './reconcile/reconcile-desk.ts';
import type { ReconcileDesk } from './reconcile/reconcile-desk.ts';
import type { Scheduler } from './scheduler.ts';
import type { EndingNumbers } from './sessions/session-watch.ts';
import { createPoller } from './sync/poller.ts';
import type { SyncRound } from './sync/poller.ts';
import { tuneJobs } from './tune/tune-jobs.ts';
import { createTuneReader } from './tune/tune-reader.ts';
import type { TuneReader } from './tune/tune-reader.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { SyncState } from '#shared/ipc/desk.ts';
import type { TemplateDraft, TestFireResult } from '#shared/ipc/postbacks.ts';
import type { RehearsedRequest, ReplayItem } from '#shared/ipc/replays.ts';
import { DeskError } from '#shared/ipc/errors.ts';

/** What a person can set of the engine, in milliseconds. */
export interface EngineSettings {
  readonly pollMs: number;
  readonly postbackTimeoutMs: number;
  /** How many days attempts of postbacks are kept; 400 without it. */
  readonly attemptDays?: number;
  /** Between two checks of a published link; without it, or 0, none is followed by itself. */
  readonly linkCheckMs?: number;
}

/** What the engine of one workspace is made of. */
export interface EngineParts {
  readonly store: DeskStore;
  readonly clients: NetworkClientFactory;
  /** Without it no SPC account is asked for its calls, and no job is done. */
  readonly sessions?: SessionClientFactory;
  readonly tokens: TokenSource;
  /** Without it no send list asks for numbers, reads followers or posts. */
  readonly followers?: FollowerClientFactory;
  readonly transport: PostbackTransport;
  /** Without it nothing goes to a receiver whose requests are signed. */
  readonly secrets?: SecretSource;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly settings: EngineSettings;
  /** The app's version, which receivers are told. */
  readonly version: string;
  /** Stored records changed; the topics name the requests whose answers may differ now. */
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
  readonly onState: (state: SyncState) => void;
  /** A receiver's breaker opened, or stays open; each stage is told once. */
  readonly onReceiver?: (alert: ReceiverAlert) => void;
  /** Once a round of syncing, for one summarised notification. */
  readonly onRound?: (round: SyncRound) => void;
  /** Session numbers are about to end; each is told once, at most twice an hour. */
  readonly onEnding?: (ending: EndingNumbers) => void;
  /** Without it no job about numbers, ring pools and campaigns of Invoca accounts is done. */
  readonly numbers?: NumbersClientFactory;
  /** Without it no replay can be rehearsed. */
  readonly builtInReceiver?: OpenBuiltInReceiver;
  /** Without it nothing can be reconciled; `zone` is where the person is. */
  readonly reconciling?: {
    readonly periods: PeriodClientFactory;
    readonly openBench: OpenBench;
    readonly zone: () => string;
  };
  /** Without it no TUNE network is read or written to. */
  readonly tune?: TuneClientFactory;
  /** False when the machine is known to be without a network at the start. */
  readonly online?: boolean;
  readonly limits?: DeliveryLimits;
  /** Polling and sending begin once this settles; without it at once. */
  readonly beginAfter?: Promise<void>;
}

/** The engine of one workspace while it runs: it polls, it sends, and it can be steered. */
export interface DeskEngine {
  /** The state of syncing right now. */
  sync(): SyncState;
  /** Starts a round unless one runs; settles when it has ended. */
  syncNow(): Promise<void>;
  /** Ends the round under way after the page it is at; nothing fetched is lost. */
  cancelSync(): void;
  setPaused(paused: boolean): void;
  /** What the system says of the network: false means surely none. */
  online(online: boolean): void;
  /** The machine woke up: polls at once and spreads what became overdue. */
  resumed(): void;
  /** An account was added, changed or removed, or a token was. */
  networksChanged(): void;
  /** Something may be due to be sent. */
  deliveriesChanged(): void;
  /** Jobs were added, freed, taken back, or wait no more. */
  jobsChanged(): void;
  /** How old catalogues are, and reading them again. */
  readonly catalogue: CatalogueDesk;
  /** Plans of many numbers. */
  readonly bulk: BulkPlans;
  /** A send list was started, stopped, filled or set to post. */
  sendListsChanged(): void;
  configure(settings: EngineSettings): void;
  testFire(input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
    readonly allowLocal: boolean;
  }): Promise<TestFireResult>;
  /** Sends requests of a replay to a receiver inside the app and tells what arrived. */
  rehearse(items: readonly ReplayItem[]): Promise<RehearsedRequest[]>;
  /** What is read of TUNE networks. */
  readonly tune: TuneReader | null;
  readonly reconcile: ReconcileDesk | null;
  /** What sites tell of their visitors. */
  readonly visits: VisitDesk;
  /** Following links, and making many. */
  readonly links: LinkDesk;
  /** What persons decide about conversions, and status maps. */
  readonly decisions: DecisionDesk;
  /** Stops after the work under way; what is half done is found again at the next start. */
  stop(): Promise<void>;
}

/** Starts polling and sending for a workspace. */
export function startEngine(parts: EngineParts): DeskEngine {
  const { store, transport, clock, version } = parts;
  const stopped = new AbortController();
  let settings = parts.settings;
  let online = parts.online ?? true;

  const sender = createSender({
    ...parts,
    timeoutMs: settings.postbackTimeoutMs,
    onSent: () => parts.onChange(['deliveries']),
    onAlert: (alert) => parts.onReceiver?.(alert),
  });
  const attemptDays = settings.attemptDays ?? DEFAULT_ATTEMPT_DAYS;
  const retention = attemptRetention({ ...parts, write: store.write, days: attemptDays });
  const readings = catalogueReadings({ ...parts, onProgress: () => parts.onChange(['catalogue']) });
  const poller = createPoller({
    ...parts,
    readings,
    pollMs: settings.pollMs,
    onRound: (round) => parts.onRound?.(round),
    onChange(topics) {
      parts.onChange(topics);
      if (topics.includes('deliveries')) sender.wake();
      if (topics.includes('conversions')) tune?.conversionsChanged();
      if (topics.includes('networks')) tellOnline();
    },
  });

  const calls = parts.sessions
    ? createCallPoller({
        ...parts,
        sessions: parts.sessions,
        pollMs: settings.pollMs,
        onRound: ({ added, changed }) => {
          parts.onChange(added + changed > 0 ? ['calls', 'networks'] : ['networks']);
        },
      })
    : null;

  const tune = parts.tune
    ? createTuneReader({
        ...parts,
        clients: parts.tune,
        pollMs: settings.pollMs,
        onChange(topics) {
          parts.onChange(topics);
          if (topics.includes('deliveries')) sender.wake();
        },
        onJobs: () => jobs?.changed(),
      })
    : null;

  const accountsOf = (clients: NumbersClientFactory) =>
    numberAccounts({ read: store.read, clients, tokens: parts.tokens });
  const jobs = parts.sessions
    ? workspaceJobs({
        ...parts,
        sessions: parts.sessions,
        ...(parts.numbers ? { invoca: invocaJobs({ ...parts, accounts: accountsOf(parts.numbers) }) } : {}),
        ...(parts.tune ? { tuneJobs: tuneJobs({ ...parts, read: store.read, clients: parts.tune }) } : {}),
        onChange(topics) {
          parts.onChange(topics);
          if (topics.includes('sessions')) lists?.settled();
        },
        onEnding: (ending) => parts.onEnding?.(ending),
        onSettled: () => visits.jobsSettled(),
      })
    : null;

  const visits = createDrillDown({
    ...parts,
    ...store,
    newVisitKey: () => `v-${[0, 0].map(() => parts.random().toString(36).slice(2, 10)).join('')}`,
    wakeJobs: () => jobs?.changed(),
    onChange: () => parts.onChange(['visits', 'sessions']),
  });

  const lists = parts.followers
    ? sendListDesk({
        ...parts,
        followers: parts.followers,
        timeoutMs: settings.postbackTimeoutMs,
        onJobs: () => jobs?.changed(),
      })
    : null;

  const links = linkDesk({
    ...parts,
    intervalMs: settings.linkCheckMs ?? 0,
    onChange: () => parts.onChange(['links']),
  });

  const reconcile =
    parts.reconciling && parts.tune
      ? reconcileDesk({
          ...parts,
          ...parts.reconciling,
          sources: { periods: parts.reconciling.periods, tune: parts.tune, tokens: parts.tokens },
        })
      : null;

  const decisions = decisionDesk({
    ...parts,
    onChange() {
      parts.onChange(['conversions', 'deliveries', 'networks']);
      sender.wake();
      tune?.conversionsChanged();
    },
  });

  /** The practice network and its receivers are on this machine, so they are reached without any connection. */
  const tellOnline = (): void => {
    sender.setOnline(online || poller.needsNoConnection());
    lists?.setOnline(online || poller.needsNoConnection());
    links.setOnline(online || poller.needsNoConnection());
  };

  poller.setOnline(online);
  calls?.setOnline(online);
  jobs?.setOnline(online);
  tune?.setOnline(online);
  tellOnline();
  const begin = (): void => {
    if (stopped.signal.aborted) return;
    poller.start();
    calls?.start();
    tune?.start();
    jobs?.start();
    lists?.start();
    visits.begin();
    links.start();
    reconcile?.begin();
    sender.start();
    void decisions.resume();
    retention.start();
  };
  if (parts.beginAfter) void parts.beginAfter.then(begin);
  else begin();

  return {
    sync: () => poller.state(),
    async syncNow() {
      await Promise.all([poller.now(), calls?.now(), tune?.now()]);
    },
    cancelSync() {
      poller.cancel();
      calls?.cancel();
    },
    setPaused(paused) {
      poller.setPaused(paused);
      calls?.setPaused(paused);
      tune?.setPaused(paused);
    },
    online(value) {
      online = value;
      poller.setOnline(value);
      calls?.setOnline(value);
      jobs?.setOnline(value);
      tune?.setOnline(value);
      tellOnline();
    },
    resumed() {
      poller.resumed();
      calls?.hurry();
      tune?.hurry();
      sender.resumed();
      jobs?.resumed();
      lists?.resumed();
      links.wake();
    },
    networksChanged() {
      poller.networksChanged();
      calls?.hurry();
      tune?.hurry();
      jobs?.networksChanged();
      lists?.changed();
    },
    deliveriesChanged: () => sender.wake(),
    jobsChanged: () => jobs?.changed(),
    sendListsChanged: () => lists?.changed(),
    catalogue: catalogueDesk({ ...parts, read: store.read, readings, signal: stopped.signal }),
    bulk: bulkPlans(store),
    configure(next) {
      settings = next;
      poller.setPollMs(next.pollMs);
      calls?.setPollMs(next.pollMs);
      tune?.setPollMs(next.pollMs);
      sender.setTimeoutMs(next.postbackTimeoutMs);
      retention.setDays(next.attemptDays ?? DEFAULT_ATTEMPT_DAYS);
      lists?.setTimeoutMs(next.postbackTimeoutMs);
      links.setIntervalMs(next.linkCheckMs ?? 0);
    },
    testFire: (input) =>
      testFire(input, {
        read: store.read,
        transport,
        clock,
        version,
        secrets: parts.secrets,
        timeoutMs: settings.postbackTimeoutMs,
        signal: stopped.signal,
      }),
    rehearse(items) {
      const open = parts.builtInReceiver;
      if (!open) throw new DeskError('conflict', 'There is no built-in receiver here.');
      const timeoutMs = settings.postbackTimeoutMs;
      const { signal } = stopped;
      const { secrets } = parts;
      return rehearseReplay(items, {
        read: store.read,
        open,
        transport,
        clock,
        version,
        timeoutMs,
        signal,
        secrets,
      });
    },
    tune,
    reconcile,
    visits,
    links,
    decisions,
    async stop() {
      stopped.abort();
      retention.stop();
      await Promise.all([visits.stop(), links.stop(), decisions.stop()]);
      await Promise.all([
        poller.stop(),
        calls?.stop(),
        tune?.stop(),
        jobs?.stop(),
        lists?.stop(),
        reconcile?.stop(),
        sender.stop(),
      ]);
    },
  };
}
