import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

/** The poller, as a person steers it. Each answer is the state right after; what follows comes by the state event. */
export function syncHandlers(desk: DeskAccess): RequestHandlers<'sync.now' | 'sync.cancel' | 'sync.pause'> {
  const engine = () => desk.workspace().engine;
  return {
    'sync.now'() {
      void engine().syncNow();
      return engine().sync();
    },
    'sync.cancel'() {
      engine().cancelSync();
      return engine().sync();
    },
    'sync.pause'({ paused }) {
      engine().setPaused(paused);
      return engine().sync();
    },
  };
}
