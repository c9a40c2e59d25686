import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { DeskState } from '#shared/ipc/desk.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { gather } from './coalesce.ts';
import type { Frame } from './frame.ts';

/** What the window and the tray are told unasked. */
export interface DeskNews {
  /** Stored records changed. */
  recordsChanged(topics: readonly ChangeTopic[]): void;
  /** Something the frame shows changed. */
  stateChanged(): void;
  /** Another workspace, or none, is open. */
  workspaceChanged(): void;
  stop(): void;
}

const GATHER_MS = 120;

/** Gathers what happens into a few messages a second, so that a busy engine does not flood the window. */
export function deskNews(parts: {
  readonly frame: () => Frame;
  readonly state: () => Promise<DeskState>;
  readonly store: () => DeskStore | null;
  readonly failed: (error: unknown) => void;
}): DeskNews {
  let troubles = 0;

  const tellState = async (countAnew: boolean): Promise<void> => {
    if (countAnew) troubles = await countTroubles(parts.store());
    const state = await parts.state();
    parts.frame().window.send('state', state);
    parts.frame().showState({ workspace: state.workspace, sync: state.sync, troubles });
  };
  const state = gather<'state' | 'troubles'>(GATHER_MS, (what) => {
    tellState(what.has('troubles')).catch(parts.failed);
  });
  const records = gather<ChangeTopic>(GATHER_MS, (topics) => {
    parts.frame().window.send('changed', { topics: [...topics] });
    if (topics.has('deliveries') || topics.has('networks')) state.add('troubles');
  });
  return {
    recordsChanged: (topics) => records.add(...topics),
    stateChanged: () => state.add('state'),
    workspaceChanged: () => state.add('troubles'),
    stop() {
      records.stop();
      state.stop();
    },
  };
}

/** How many deliveries need a person; none without a workspace. */
async function countTroubles(store: DeskStore | null): Promise<number> {
  if (store === null) return 0;
  const counts = await store.read.deliveryCounts();
  return counts.needs_person + counts.exhausted + counts.stopped;
}
