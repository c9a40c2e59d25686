import { beginReplay } from '#main/engine/postbacks/begin-replay.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart } from './desk-access.ts';

type ReplayRequests =
  | 'replays.preview'
  | 'replays.rehearse'
  | 'replays.begin'
  | 'replays.list'
  | 'replays.detail'
  | 'replays.ofDelivery'
  | 'replays.cancel';

/** Deliveries a person sends once more. */
export function replayHandlers(
  desk: DeskPart<'rehearse' | 'deliveriesChanged'>,
): RequestHandlers<ReplayRequests> {
  const read = () => desk.workspace().store.read;
  const changed = (): void => {
    desk.announce('deliveries');
    desk.workspace().engine.deliveriesChanged();
  };
  return {
    'replays.preview': (draft) => read().replayPreview({ draft }),
    'replays.rehearse': async (input) => desk.workspace().engine.rehearse(await read().replayItems(input)),
    async 'replays.begin'({ draft, fingerprint }) {
      const { store } = desk.workspace();
      const replay = await beginReplay({ draft, fingerprint, now: desk.now() }, store);
      changed();
      return replay;
    },
    'replays.list': (input) => read().replays(input),
    'replays.detail': (input) => read().replayDetail(input),
    'replays.ofDelivery': (input) => read().replaysOfDelivery(input),
    async 'replays.cancel'({ id }) {
      const replay = await desk.workspace().store.write.cancelReplay({ id, now: desk.now() });
      changed();
      return replay;
    },
  };
}
