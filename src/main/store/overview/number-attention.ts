import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import { ABOUT_TO_END_MS, CLOCK_WARNING_MS } from '#shared/domain/session-expiry.ts';
import type { UpcomingEnd } from '#shared/domain/session-expiry.ts';
import type { AttentionItem } from '#shared/ipc/desk.ts';
import type { HoldView, JobCounts, JobsState } from '#shared/ipc/jobs.ts';

/** What of jobs and session numbers the overview shows. */
export interface NumberSources {
  readonly spcNetworks: () => SpcNetwork[];
  readonly jobCounts: () => JobCounts;
  readonly holds: (input: { readonly now: number }) => HoldView[];
  readonly sessionsEnding: (input: { readonly before: number; readonly limit: number }) => {
    readonly count: number;
    readonly first: readonly UpcomingEnd[];
  };
}

/** Jobs as the status line shows them, with the sentence of the hold that keeps the most of them. */
export function jobsStateOf(sources: NumberSources, now: number): JobsState {
  const { queued, running, failed } = sources.jobCounts();
  const [worst] = sources.holds({ now }).toSorted((one, other) => other.jobs - one.jobs);
  return { waiting: queued, running, failed, held: worst && worst.jobs > 0 ? worst.reason : '' };
}

/** What of session numbers and jobs needs a person. A hold that ends by itself within seconds does not. */
export function numberItems(sources: NumberSources, now: number): AttentionItem[] {
  const { count: ending } = sources.sessionsEnding({ before: now + ABOUT_TO_END_MS, limit: 1 });
  const { failed } = sources.jobCounts();
  const items: AttentionItem[] = [
    {
      kind: 'sessions_ending',
      count: ending,
      text: 'Session numbers that end within half an hour',
      address: '/numbers?state=ending',
    },
    { kind: 'job_failed', count: failed, text: 'Jobs that failed', address: '/jobs?state=failed' },
    ...sources.holds({ now }).flatMap(holdItem),
    ...sources.spcNetworks().flatMap(clockItem),
  ];
  return items.filter(({ count }) => count > 0);
}

function holdItem({ networkName, campaignId, wait, reason, jobs }: HoldView): AttentionItem[] {
  if (wait === 'rate' || wait === 'network') return [];
  const held = campaignId === '' ? networkName : `${networkName}, campaign ${campaignId}`;
  const text = `${held}: ${reason}`;
  return [{ kind: 'job_held', count: Math.max(1, jobs), text, address: '/jobs?state=held' }];
}

function clockItem({ name, clockDifferenceMs }: SpcNetwork): AttentionItem[] {
  if (clockDifferenceMs === null || Math.abs(clockDifferenceMs) <= CLOCK_WARNING_MS) return [];
  const seconds = Math.round(Math.abs(clockDifferenceMs) / 1000);
  const text = `The clock of “${name}” is ${seconds} seconds ${clockDifferenceMs > 0 ? 'ahead of' : 'behind'} this machine's.`;
  return [{ kind: 'clock_difference', count: 1, text, address: '/settings' }];
}
