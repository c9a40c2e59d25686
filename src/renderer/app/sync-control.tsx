import { LoaderCircle } from 'lucide-react';
import type { SyncState } from '#shared/ipc/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useLasting } from '#renderer/state/lasting.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { countText } from './format/count.ts';
import { agoText, durationText } from './format/duration.ts';
import { frameText } from './messages/en/frame.ts';

/** A sync with nothing new is over sooner; showing it would only flicker. */
const SHOWN_AFTER_MS = 400;

/** When the last sync succeeded and the next is due, with its button; progress and Cancel while one runs. */
export function SyncControl({ sync, opening }: { readonly sync: SyncState; readonly opening: boolean }) {
  const now = useNow(1000);
  const running = useLasting(sync.phase === 'syncing', SHOWN_AFTER_MS);
  return (
    <>
      <span className="chip muted number sync-chip">
        {running && <LoaderCircle className="spin" size={14} aria-hidden />}
        <span className="truncate">
          {opening ? frameText.starting : running ? progressText(sync) : restText(sync, now)}
        </span>
      </span>
      {running ? (
        <Button onClick={() => void ask('sync.cancel', {}).catch(reportFault)}>{frameText.cancelSync}</Button>
      ) : (
        <Button onClick={() => void ask('sync.now', {}).catch(reportFault)}>{frameText.syncNow}</Button>
      )}
    </>
  );
}

function progressText(sync: SyncState): string {
  if (!sync.progress) return frameText.syncStarting;
  const { networkName, transactions } = sync.progress;
  if (transactions === 0) return frameText.syncingNetwork(networkName);
  return frameText.syncing(networkName, frameText.transactions(transactions, countText(transactions)));
}

function restText(sync: SyncState, now: number): string {
  const last =
    sync.lastSuccessAt === null ? frameText.neverSynced : frameText.synced(agoText(sync.lastSuccessAt, now));
  if (sync.phase === 'paused') return `${last} · ${frameText.syncPaused.toLowerCase()}`;
  // A sync that is over before it would be shown must not make the line shrink and grow.
  if (sync.phase === 'syncing') return `${last} · ${frameText.nextNow}`;
  if (sync.nextRunAt === null) return last;
  const left = sync.nextRunAt - now;
  return `${last} · ${left > 0 ? frameText.nextIn(durationText(left / 1000)) : frameText.nextNow}`;
}
