import { sessionRequest, sessionUpdate } from '#main/engine/sessions/ask-session.ts';
import type { sessionRequests } from '#shared/ipc/requests/sessions.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart } from './desk-access.ts';

/**
 * Session numbers: every change is checked against the network's limits, stored as a job, and then done by the engine.
 * `madeReference` names what nobody gave a reference for; it is stored before the network is asked, so that a crash
 * does not lose it.
 */
export function sessionHandlers(
  desk: DeskPart<'jobsChanged'>,
  madeReference: () => string,
): RequestHandlers<keyof typeof sessionRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const changed = (): void => {
    desk.announce('sessions', 'jobs');
    desk.workspace().engine.jobsChanged();
  };
  return {
    'sessions.page': (input) => read().sessionPage(input),
    'sessions.detail': (input) => read().sessionDetail(input),
    'sessions.campaigns': () => read().sessionCampaigns(),
    'sessions.forecast': (input) => read().poolForecast({ ...input, now: desk.now() }),
    async 'sessions.request'(draft) {
      const reference = draft.reference === '' ? madeReference() : draft.reference;
      const request = sessionRequest(
        { ...draft, reference },
        { purpose: 'form', batchId: null, now: desk.now() },
      );
      const { row, fresh, jobId } = await write().requestSession(request);
      changed();
      return { row, fresh, jobId };
    },
    async 'sessions.update'({ id, update, expectedVersion }) {
      const now = desk.now();
      const { seq, jobId } = await write().queueUpdate({
        sessionNumberId: id,
        by: 'form',
        update: sessionUpdate(update, expectedVersion),
        expectedVersion,
        batchId: null,
        dueAt: now,
        now,
      });
      changed();
      return { seq, jobId };
    },
    async 'sessions.release'({ id }) {
      const { jobId } = await write().queueRelease({ sessionNumberId: id, now: desk.now() });
      changed();
      return { jobId };
    },
    async 'sessions.cancelUpdate'({ id, seq }) {
      await write().cancelUpdate({ sessionNumberId: id, seq, now: desk.now() });
      changed();
      return {};
    },
  };
}
