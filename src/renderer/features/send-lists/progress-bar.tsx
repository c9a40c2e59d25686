import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import type { MessageCounts, MessageState } from '#shared/ipc/send-lists.ts';

const PARTS = [
  'handed',
  'ready',
  'late',
  'failed',
  'asked',
  'waiting',
] as const satisfies readonly MessageState[];

/** How far a list is, as one bar with a key that says each count. */
export function ProgressBar({ counts }: { readonly counts: MessageCounts }) {
  const all = Math.max(1, counts.all);
  const done = counts.handed + counts.ready + counts.late;
  const starts = PARTS.map((_, place) =>
    PARTS.slice(0, place).reduce((sum, part) => sum + (100 * counts[part]) / all, 0),
  );
  return (
    <div className="list-progress">
      <p className="strong number" aria-live="polite">
        {text.progress(countText(done), countText(counts.all))}
      </p>
      <svg className="list-progress-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
        <rect className="list-progress-floor" x="0" y="0" width="100" height="8" />
        {PARTS.map((part, place) => (
          <rect
            key={part}
            className={`list-progress-${part}`}
            x={starts[place]}
            y="0"
            width={(100 * counts[part]) / all}
            height="8"
          />
        ))}
      </svg>
      <ul className="list-progress-key">
        {PARTS.filter((part) => counts[part] > 0).map((part) => (
          <li key={part}>
            <span className={`list-progress-mark list-progress-mark-${part}`} aria-hidden />
            <span className="number">{countText(counts[part])}</span> {text.part[part]}
          </li>
        ))}
      </ul>
    </div>
  );
}
