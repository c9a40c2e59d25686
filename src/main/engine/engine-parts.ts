import type { DecisionDesk } from './decisions/decision-desk.ts';
import type { LinkDesk } from './links/link-desk.ts';
import type { BulkPlans } from './numbers/bulk/bulk-plans.ts';
import type { CatalogueDesk } from './numbers/catalogue-desk.ts';
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
import type { DeliveryLimits } from './postbacks/delivery-limits.ts';
import type { SecretSource } from './postbacks/sign-request.ts';
import type { ReconcileDesk } from './reconcile/reconcile-desk.ts';
import type { Scheduler } from './scheduler.ts';
import type { EndingNumbers } from './sessions/session-watch.ts';
import type { SyncRound } from './sync/poller.ts';
import type { TuneReader } from './tune/tune-reader.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { SyncState } from '#shared/ipc/desk.ts';
import type { TemplateDraft, TestFireResult } from '#shared/ipc/postbacks.ts';
import type { RehearsedRequest, ReplayItem } from '#shared/ipc/replays.ts';

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
  /** Something may be due to be sent. With a receiver: something was set of it, which holds from now on. */
  deliveriesChanged(receiver?: string): void;
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
