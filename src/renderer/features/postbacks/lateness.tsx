import { durationText } from '#renderer/app/format/duration.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { isLate } from '#shared/domain/lateness.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';

/** By how much an attempt was late, and why; nothing when it was on time or its due time was not kept. */
export function Lateness(props: {
  readonly dueAt: number | null;
  readonly sentAt: number;
  readonly waitedFor: WaitReason | null;
}) {
  const { dueAt, sentAt, waitedFor } = props;
  if (dueAt === null || !isLate(dueAt, sentAt)) return null;
  return (
    <span className="late">
      {' · '}
      {text.late(durationText((sentAt - dueAt) / 1000))}
      {waitedFor !== null && `, ${text.lateBecause(waitedFor)}`}
    </span>
  );
}
