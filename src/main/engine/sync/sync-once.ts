import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { NetworkClientFactory } from '../ports/network-client.ts';
import type { NetworkRecord } from '../ports/network-record.ts';
import type { TokenSource } from '../ports/token-source.ts';
import { systemScheduler } from '../scheduler.ts';
import type { Scheduler } from '../scheduler.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { syncNetwork } from './sync-network.ts';
import { syncTally } from './sync-tally.ts';
import type { SyncCounts } from './sync-tally.ts';
import { tokenFault } from './turn-fault.ts';
import type { TurnFault } from './turn-fault.ts';
import { unknownResultWarnings } from './unknown-results.ts';

/** What one sync of the whole workspace brought; warnings are sentences for a person. */
export interface SyncReport extends SyncCounts {
  readonly warnings: readonly string[];
}

/**
 * One turn of every network of the workspace, one after the other. A network that fails does not keep the others from
 * their turn. @throws DeskError not_found without any network; else with what went wrong, after all have had their turn
 */
export async function syncOnce(parts: {
  readonly store: DeskStore;
  readonly clients: NetworkClientFactory;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  readonly scheduler?: Scheduler;
}): Promise<SyncReport> {
  const { store, signal } = parts;
  const networks = await store.read.networks();
  if (networks.length === 0) throw new DeskError('not_found', 'No network is connected. Add one first.');
  const tally = syncTally();
  const warnings: string[] = [];
  const faults: TurnFault[] = [];
  for (const network of networks) {
    const end = await turn(network);
    warnings.push(...end.warnings);
    if (end.fault) faults.push(end.fault);
    if (signal.aborted) break;
  }
  const [first] = faults;
  if (first) throw new DeskError(first.code, faults.map(({ message }) => message).join('\n'));
  warnings.push(...(await unknownResultWarnings(store)));
  return { ...tally.counts(), warnings };

  async function turn(network: NetworkRecord): ReturnType<typeof syncNetwork> {
    let token: string;
    try {
      token = await parts.tokens(network);
    } catch (error) {
      return { fault: tokenFault(error), warnings: [] };
    }
    return syncNetwork(network, parts.clients(network, token), {
      store,
      clock: parts.clock,
      scheduler: parts.scheduler ?? systemScheduler,
      log: parts.log,
      tally,
      signal,
      onProgress: () => undefined,
      onChange: () => undefined,
    });
  }
}
