import type { DeskEngine } from '#main/engine/engine-parts.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { FollowerClientFactory } from '#main/engine/ports/follower-client.ts';
import type { NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NumbersClientFactory } from '#main/engine/ports/numbers-client.ts';
import type { PeriodClientFactory } from '#main/engine/ports/period-client.ts';
import type { SessionClientFactory } from '#main/engine/ports/session-client.ts';
import type { TokenSource } from '#main/engine/ports/token-source.ts';
import type { TuneClientFactory } from '#main/engine/ports/tune-client.ts';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { PracticeProcess } from './practice-process.ts';
import { practiceArguments, practiceNetwork, preparePractice } from './practice-workspace.ts';

/** What starting a workspace is made of; `index.ts` says with what. */
export interface WorkspaceParts {
  readonly openStore: (file: string, view: WorkspaceView) => Promise<DeskStore>;
  readonly startEngine: (input: {
    readonly view: WorkspaceView;
    readonly store: DeskStore;
    readonly clients: NetworkClientFactory;
    readonly sessions: SessionClientFactory;
    readonly followers: FollowerClientFactory;
    readonly numbers: NumbersClientFactory;
    readonly periods: PeriodClientFactory;
    readonly tune: TuneClientFactory;
    readonly tokens: TokenSource;
  }) => DeskEngine;
  readonly startPractice: (args: readonly string[]) => Promise<PracticeProcess>;
  readonly file: (id: string) => string;
  readonly clients: NetworkClientFactory;
  readonly sessions: SessionClientFactory;
  readonly numbers: NumbersClientFactory;
  readonly periods: PeriodClientFactory;
  readonly tune: TuneClientFactory;
  /** Clients of X accounts whose followers are read. */
  readonly followers: FollowerClientFactory;
  readonly tokens: (workspaceId: string) => TokenSource;
  /** The practice network's port of last time; kept so that links and templates stay good. */
  readonly practicePort: { get(): number; set(port: number): void };
  readonly now: () => number;
}

/**
 * Opens a workspace's file, starts its engine and, for the practice workspace, the practice network first.
 * What was started is ended again when a later step fails.
 * @throws DeskError when the file cannot be opened or the practice network does not start
 */
export async function startWorkspace(view: WorkspaceView, parts: WorkspaceParts): Promise<OpenWorkspace> {
  const store = await parts.openStore(parts.file(view.id), view);
  let practice: PracticeProcess | null = null;
  try {
    if (!view.practice) {
      const tokens = parts.tokens(view.id);
      const engine = parts.startEngine({
        view,
        store,
        clients: parts.clients,
        sessions: parts.sessions,
        followers: parts.followers,
        numbers: parts.numbers,
        periods: parts.periods,
        tune: parts.tune,
        tokens,
      });
      return { view, store, engine, practice };
    }
    practice = await startPracticeFor(store, parts);
    const { addresses } = practice;
    await preparePractice(store, addresses, parts.now());
    const engine = parts.startEngine({
      view,
      store,
      // The practice network's address and token are those of its process now, not what was stored of an earlier one.
      clients: (network, token) =>
        parts.clients(network.practice ? { ...network, baseUrl: addresses.invocaUrl } : network, token),
      numbers: (network, token) =>
        parts.numbers(network.practice ? { ...network, baseUrl: addresses.invocaUrl } : network, token),
      periods: (network, token) =>
        parts.periods(network.practice ? { ...network, baseUrl: addresses.invocaUrl } : network, token),
      sessions: (network, key) =>
        parts.sessions(network.practice ? { ...network, endpoint: addresses.spcUrl } : network, key),
      followers: (account, token) =>
        parts.followers(account.practice ? { ...account, baseUrl: addresses.followersUrl } : account, token),
      tune: (account, token) =>
        parts.tune(account.practice ? { ...account, baseUrl: addresses.tuneUrl } : account, token),
      tokens: (network) => {
        if (!network.practice) return parts.tokens(view.id)(network);
        if (network.kind === 'tune') return Promise.resolve(addresses.tuneToken);
        if (network.kind === 'followers') return Promise.resolve(addresses.followersToken);
        return Promise.resolve(network.kind === 'spc' ? addresses.spcKey : addresses.tokens.network);
      },
    });
    return { view, store, engine, practice };
  } catch (error) {
    await store.close();
    await practice?.stop();
    throw error;
  }
}

async function startPracticeFor(store: DeskStore, parts: WorkspaceParts): Promise<PracticeProcess> {
  const known = await practiceNetwork(store);
  const port = parts.practicePort.get();
  // The port of last time may belong to somebody else by now.
  const practice = await parts.startPractice(practiceArguments(port, known)).catch((error: unknown) => {
    if (port === 0) throw error;
    return parts.startPractice(practiceArguments(0, known));
  });
  parts.practicePort.set(Number(new URL(practice.addresses.invocaUrl).port));
  return practice;
}
