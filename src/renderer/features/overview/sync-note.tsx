import { agoText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { frameText } from '#renderer/app/messages/en/frame.ts';
import { overviewText as text } from '#renderer/app/messages/en/overview.ts';
import { useLasting } from '#renderer/state/lasting.ts';
import { useNow } from '#renderer/state/now.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { SyncState } from '#shared/ipc/desk.ts';

const TONES: Readonly<Record<SyncState['phase'], Tone>> = {
  idle: 'ok',
  syncing: 'info',
  paused: 'plain',
  offline: 'wait',
  attention: 'no',
};

/** A sync with nothing new is over sooner; showing it would only flicker. */
const SHOWN_AFTER_MS = 400;

/** The state of sync and when it last succeeded. */
export function SyncNote({ sync, zone }: { readonly sync: SyncState; readonly zone: string }) {
  const now = useNow(15_000);
  const syncing = useLasting(sync.phase === 'syncing', SHOWN_AFTER_MS);
  const phase = sync.phase === 'syncing' && !syncing ? 'idle' : sync.phase;
  return (
    <p className="sync-note muted">
      <Tag tone={TONES[phase]}>{frameText.syncState[phase]}</Tag>
      {sync.lastSuccessAt === null
        ? text.neverSynced
        : text.lastSuccess(agoText(sync.lastSuccessAt, now), instantText(sync.lastSuccessAt, zone))}
    </p>
  );
}
