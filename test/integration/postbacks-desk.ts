import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '#main/engine/desk-engine.ts';
import type { DeskEngine } from '#main/engine/engine-parts.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { systemScheduler } from '#main/engine/scheduler.ts';
import { syncOnce } from '#main/engine/sync/sync-once.ts';
import type { SyncReport } from '#main/engine/sync/sync-once.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import type { SyncState } from '#shared/ipc/desk.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { openTestStore } from '#test/support/test-store.ts';

/** The spine without a window: practice network, client, store, engine, over real sockets and a real file. */
export interface PracticeDesk {
  readonly practice: Practice;
  readonly store: DeskStore;
  readonly network: NetworkRecord;
  readonly states: SyncState[];
  readonly logged: string[];
  /** What repeated requests waited for instead of real time. */
  readonly slept: number[];
  syncOnce(token?: string, clock?: () => number): Promise<SyncReport>;
  startEngine(): DeskEngine;
  /** Saves a template that goes to a receiver of the practice network. */
  template(receiver: string, allowLocal?: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A desk with a practice network of its own, connected but not synced. */
export async function practiceDesk(initialCalls = 0): Promise<PracticeDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-desk-'));
  const practice = await startPractice({ initialCalls, seed: 11 });
  const logged: string[] = [];
  const keep = (message: string): void => void logged.push(message);
  const log = {
    info: keep,
    warn: keep,
    error: (message: string, cause?: unknown) => keep(`${message} ${String(cause)}`),
  };
  const store = await openTestStore({
    file: join(folder, 'desk.sqlite'),
    decode: decodeTransactionPage,
    log,
    now: Date.now,
  });
  const network = await store.write.addNetwork({
    now: Date.now(),
    network: {
      kind: 'invoca',
      name: 'Practice network',
      baseUrl: practice.network.invocaUrl,
      organisationId: practice.network.networkId,
      user: 'network',
      currency: 'USD',
      versions: DEFAULT_INVOCA_VERSIONS,
      token: { keeping: 'session' },
      practice: true,
    },
  });
  const slept: number[] = [];
  const clients: NetworkClientFactory = invocaClients({
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
    random: () => 0.5,
  });
  const transport = createPostbackTransport();
  const engines: DeskEngine[] = [];
  const states: SyncState[] = [];
  const token = practice.network.tokens.network;
  return {
    practice,
    store,
    network,
    states,
    logged,
    slept,
    syncOnce: (given = token, clock = Date.now) =>
      syncOnce({
        store,
        clients,
        tokens: () => Promise.resolve(given),
        clock,
        log,
        signal: new AbortController().signal,
      }),
    startEngine() {
      const engine = startEngine({
        store,
        clients,
        tokens: () => Promise.resolve(token),
        transport: transport.send,
        clock: Date.now,
        random: Math.random,
        scheduler: systemScheduler,
        log,
        version: '0.1.0',
        settings: { pollMs: 3_600_000, postbackTimeoutMs: 5000 },
        onChange: () => undefined,
        onState: (state) => void states.push(state),
      });
      engines.push(engine);
      return engine;
    },
    async template(receiver, allowLocal = true) {
      const url = `${practice.network.receiverUrl}/${receiver}/cb?sub={aff_sub2}&call={invoca_id}&payout={payout}`;
      const draft = {
        id: null,
        name: receiver,
        url,
        scope: { networkId: null, partnerId: null, offerId: null },
        startsAt: 0,
        active: true,
      };
      const saved = await store.write.saveTemplate({ draft, now: Date.now() });
      await store.write.setReceiverAllowLocal({ receiver: saved.receiver, allowLocal });
    },
    async close() {
      await Promise.all(engines.map((engine) => engine.stop()));
      await transport.close();
      await store.close();
      await practice.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
