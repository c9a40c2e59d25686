import type { jobRequests } from '#shared/ipc/requests/jobs.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart } from './desk-access.ts';

/** Jobs, batches and holds. Whatever frees or adds a job has the engine look at once. */
export function jobHandlers(desk: DeskPart<'jobsChanged'>): RequestHandlers<keyof typeof jobRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const changed = (): void => {
    desk.announce('jobs', 'sessions', 'numbers');
    desk.workspace().engine.jobsChanged();
  };
  return {
    'jobs.page': (input) => read().jobPage({ ...input, now: desk.now() }),
    'jobs.counts': () => read().jobCounts(),
    async 'jobs.cancel'({ id }) {
      await write().cancelJob({ id, now: desk.now() });
      changed();
      return {};
    },
    async 'jobs.dismiss'(input) {
      const dismissed = await write().dismissJobs(input);
      desk.announce('jobs');
      return { dismissed };
    },
    async 'jobs.retry'({ id }) {
      await write().retryJob({ id, now: desk.now() });
      changed();
      return {};
    },
    'jobs.batches': (input) => read().batches(input),
    'jobs.batch': (input) => read().batch(input),
    async 'jobs.setBatchPaused'(input) {
      await write().setBatchPaused(input);
      changed();
      return read().batch({ id: input.id });
    },
    async 'jobs.retryBatch'({ id }) {
      const tried = await write().retryBatch({ id, now: desk.now() });
      changed();
      return { tried };
    },
    'jobs.holds': () => read().holds({ now: desk.now() }),
    async 'jobs.liftHold'(input) {
      await write().liftHold(input);
      changed();
      return {};
    },
  };
}
