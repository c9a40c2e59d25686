import type { NetworkRecord } from '../ports/network-record.ts';
import type { Random } from '../ports/random.ts';
import { nextRunAt, pollInterval } from './next-run.ts';
import { isOffline } from './turn-fault.ts';
import type { TurnFault } from './turn-fault.ts';

/** What the poller knows of a network between its turns. */
export interface NetworkPlan {
  readonly network: NetworkRecord;
  /** UTC milliseconds; null when polling stopped until the token changes. */
  readonly nextAt: number | null;
  readonly failures: number;
  readonly fault: TurnFault | null;
  readonly lastSuccessAt: number | null;
  /** The token that was refused, kept in memory only, to tell when it has changed. */
  readonly refusedToken: string | null;
}

/** The plans of a workspace's networks. */
export interface NetworkPlans {
  all(): readonly NetworkPlan[];
  /** Takes the networks as they are now; one that is new, or another account than before, is due at once. */
  take(networks: readonly NetworkRecord[], now: number): void;
  /** The networks whose turn it is. */
  due(now: number): readonly NetworkPlan[];
  /** Writes down how a turn ended. `token` is the one it was made with. */
  finished(
    networkId: number,
    end: {
      readonly fault: TurnFault | null;
      readonly token: string | null;
      readonly at: number;
      readonly pollMs: number;
    },
  ): void;
  /** Makes every network that is not stopped due at once; with `stopped`, those too. */
  hurry(now: number, stopped: boolean): void;
  /** Makes a stopped network due, since its token has changed. */
  revive(networkId: number, now: number): void;
  /** Sets the next turns anew, counted from now, when the interval was changed. */
  replan(now: number, pollMs: number): void;
  /** The earliest next turn; null when there is none. */
  earliest(): number | null;
}

/** Plans for no network yet. */
export function networkPlans(random: Random): NetworkPlans {
  let plans = new Map<number, NetworkPlan>();
  const update = (change: (plan: NetworkPlan) => Partial<NetworkPlan>): void => {
    plans = new Map([...plans].map(([id, plan]) => [id, { ...plan, ...change(plan) }]));
  };
  return {
    all: () => [...plans.values()],
    take(networks, now) {
      plans = new Map(
        networks.map((network) => {
          const known = plans.get(network.id);
          const { lastSuccessAt } = network;
          const fresh = { nextAt: now, failures: 0, fault: null, lastSuccessAt, refusedToken: null };
          return [
            network.id,
            { ...(known && isSameAccount(known.network, network) ? known : fresh), network },
          ];
        }),
      );
    },
    due: (now) => [...plans.values()].filter(({ nextAt }) => nextAt !== null && nextAt <= now),
    finished(networkId, { fault, token, at, pollMs }) {
      const plan = plans.get(networkId);
      if (!plan) return;
      if (fault?.kind === 'cancelled') {
        const stopped = plan.fault?.kind === 'unauthorised' || plan.fault?.kind === 'token';
        plans.set(networkId, { ...plan, nextAt: stopped ? null : at + pollInterval(plan.network, pollMs) });
        return;
      }
      const failures = fault === null ? 0 : plan.failures + 1;
      const intervalMs = pollInterval(plan.network, pollMs);
      plans.set(networkId, {
        ...plan,
        fault,
        failures,
        nextAt: nextRunAt({ finishedAt: at, intervalMs, fault, failures, jitter: random() }),
        lastSuccessAt: fault === null ? at : plan.lastSuccessAt,
        refusedToken: fault?.kind === 'unauthorised' ? token : null,
      });
    },
    hurry(now, stopped) {
      update((plan) => (stopped || plan.nextAt !== null ? { nextAt: now } : {}));
    },
    revive(networkId, now) {
      const plan = plans.get(networkId);
      if (plan) plans.set(networkId, { ...plan, nextAt: now });
    },
    replan(now, pollMs) {
      update(({ network, nextAt, fault }) =>
        nextAt === null || fault !== null
          ? {}
          : { nextAt: Math.min(nextAt, now + pollInterval(network, pollMs)) },
      );
    },
    earliest() {
      const instants = [...plans.values()].flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt]));
      return instants.length === 0 ? null : Math.min(...instants);
    },
  };
}

/** Whether what is known of the one still holds for the other: it is the same account, reached the same way. */
function isSameAccount(one: NetworkRecord, other: NetworkRecord): boolean {
  return one.baseUrl === other.baseUrl && one.organisationId === other.organisationId;
}

/** Whether all networks that are polled at all cannot be reached. */
export function allOffline(plans: readonly NetworkPlan[]): boolean {
  const polled = plans.filter(({ nextAt }) => nextAt !== null);
  return polled.length > 0 && polled.every(({ fault }) => fault !== null && isOffline(fault));
}
