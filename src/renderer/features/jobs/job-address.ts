import { recordIdOf } from '#renderer/app/hash-location.ts';
import type { JobFilter, JobRow } from '#shared/ipc/jobs.ts';

/** All states, in the order the filter lists them. */
export const JOB_STATES: readonly JobRow['state'][] = ['queued', 'running', 'failed', 'done', 'cancelled'];

/** What the list of jobs shows, as its address says. */
export interface JobPlace {
  readonly filter: JobFilter;
  readonly open: number | null;
}

/** Reads the search part of the address; `held` stands for jobs that wait. */
export function placeOfSearch(search: string): JobPlace {
  const given = new URLSearchParams(search);
  const named = given.getAll('state').flatMap((value) => value.split(','));
  const states = JOB_STATES.filter(
    (state) => named.includes(state) || (state === 'queued' && named.includes('held')),
  );
  const batchId = recordIdOf(given.get('batch'));
  return {
    filter: { ...(states.length > 0 ? { states } : {}), ...(batchId === null ? {} : { batchId }) },
    open: recordIdOf(given.get('open')),
  };
}

/** The search part of the address of a place; empty when it shows everything. */
export function searchOfPlace({ filter, open }: JobPlace): string {
  const search = new URLSearchParams();
  for (const state of filter.states ?? []) search.append('state', state);
  if (filter.batchId !== undefined) search.set('batch', String(filter.batchId));
  if (open !== null) search.set('open', String(open));
  return search.toString();
}

/** The filter with a state taken in or out; no state chosen means every state. */
export function withState(filter: JobFilter, state: JobRow['state'], on: boolean): JobFilter {
  const { states = [], ...rest } = filter;
  const chosen = JOB_STATES.filter((each) => (each === state ? on : states.includes(each)));
  return chosen.length === 0 ? rest : { ...rest, states: chosen };
}
