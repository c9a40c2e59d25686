import type { VisitNumber, VisitOfSession, VisitStepRow } from '#shared/ipc/visits.ts';

type Update = VisitOfSession['updates'][number];
type Call = VisitOfSession['calls'][number];

/** One line of a visit's timeline. Instants are UTC milliseconds. */
export type VisitEntry =
  | { readonly kind: 'step'; readonly at: number; readonly step: VisitStepRow }
  | { readonly kind: 'number'; readonly at: number; readonly number: VisitNumber }
  | {
      readonly kind: 'update';
      readonly at: number;
      readonly update: Update;
      /** The steps it carries, first and last; null for a change that came from elsewhere, such as a form. */
      readonly steps: { readonly from: number; readonly to: number } | null;
    }
  | { readonly kind: 'call'; readonly at: number; readonly call: Call }
  | { readonly kind: 'ended'; readonly at: number; readonly by: 'site' | 'idle' };

const RANKS = { step: 0, number: 1, update: 2, call: 3, ended: 4 } as const;

/** What happened during a visit, in order of time: steps, numbers, what the network was told of them, and calls. */
export function visitEntries({
  visit,
  numbers,
  steps,
  updates,
  calls,
}: VisitOfSession): readonly VisitEntry[] {
  const entries: VisitEntry[] = [
    ...steps.map((step) => ({ kind: 'step', at: step.at, step }) as const),
    ...numbers.map(
      (number) => ({ kind: 'number', at: number.allocatedAt ?? number.askedAt, number }) as const,
    ),
    ...updates.map(
      (update) =>
        ({
          kind: 'update',
          at: update.settledAt ?? update.at,
          update,
          steps: carried(steps, update),
        }) as const,
    ),
    ...calls.map((call) => ({ kind: 'call', at: call.startedAt, call }) as const),
  ];
  if (visit.endedAt !== null && visit.endedBy !== null) {
    entries.push({ kind: 'ended', at: visit.endedAt, by: visit.endedBy });
  }
  // Sorting is stable: what happened in one millisecond stays in the order it was told.
  return entries.toSorted((one, other) => one.at - other.at || RANKS[one.kind] - RANKS[other.kind]);
}

function carried(
  steps: readonly VisitStepRow[],
  { sessionNumberId, seq }: Update,
): { readonly from: number; readonly to: number } | null {
  const places = steps
    .filter(({ carriedBy }) => carriedBy?.sessionNumberId === sessionNumberId && carriedBy.seq === seq)
    .map(({ place }) => place);
  const [from] = places;
  const to = places.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
