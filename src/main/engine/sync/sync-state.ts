import type { SyncState } from '#shared/ipc/desk.ts';
import { allOffline } from './network-plans.ts';
import type { NetworkPlan } from './network-plans.ts';

/**
 * The poller's state as a person sees it. Success is that of the network furthest behind; the fault that of the first
 * network that has one.
 */
export function syncState(from: {
  readonly plans: readonly NetworkPlan[];
  readonly paused: boolean;
  readonly online: boolean;
  readonly running: boolean;
  readonly progress: SyncState['progress'];
  /** Whether the next turn comes by itself. */
  readonly waits: boolean;
}): SyncState {
  const { plans } = from;
  const faulty = plans.find(({ fault }) => fault !== null);
  const successes = plans.flatMap(({ lastSuccessAt }) => (lastSuccessAt === null ? [] : [lastSuccessAt]));
  const instants = plans.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt]));
  return {
    phase: phaseOf(from, faulty !== undefined),
    paused: from.paused,
    lastSuccessAt: successes.length === 0 ? null : Math.min(...successes),
    nextRunAt: from.waits && !from.running && instants.length > 0 ? Math.min(...instants) : null,
    progress: from.progress,
    error: faulty?.fault
      ? { networkId: faulty.network.id, networkName: faulty.network.name, message: faulty.fault.message }
      : null,
  };
}

function phaseOf(from: Parameters<typeof syncState>[0], faulty: boolean): SyncState['phase'] {
  const { plans } = from;
  if (from.running) return 'syncing';
  if (from.paused) return 'paused';
  const needsConnection = plans.some(({ network }) => !network.practice);
  if ((!from.online && needsConnection) || allOffline(plans)) return 'offline';
  return faulty ? 'attention' : 'idle';
}
