import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReplayView } from '#shared/ipc/replays.ts';

/** Where a replay stands. */
export function ReplayMark({ replay }: { readonly replay: ReplayView }) {
  if (replay.waiting > 0) return <Tag tone="wait">{text.runningMark}</Tag>;
  if (replay.sends === 0) return <Tag tone="no">{text.nothingMark}</Tag>;
  if (replay.cancelledAt !== null) return <Tag>{text.cancelledMark}</Tag>;
  return <Tag tone="ok">{text.doneMark}</Tag>;
}
