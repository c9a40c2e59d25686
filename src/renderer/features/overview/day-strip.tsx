import { countText } from '#renderer/app/format/count.ts';
import { dayKey, dayOf } from '#renderer/app/format/day-range.ts';
import { dayText, weekdayText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { overviewText as text } from '#renderer/app/messages/en/overview.ts';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { Overview } from '#shared/ipc/desk.ts';

type Day = Overview['days'][number];

const HEIGHT = 96;
const PARTS = ['rejected', 'pending', 'approved'] as const;

/** Conversions a day as stacked bars; each bar says its figures and leads to the day's rows. */
export function DayStrip({ days, zone }: { readonly days: readonly Day[]; readonly zone: string }) {
  const most = Math.max(1, ...days.map(totalOf));
  return (
    <ol className="strip">
      {days.map((day) => {
        const key = dayKey(dayOf(day.day, zone));
        const total = totalOf(day);
        const words = text.stripDay(
          weekdayText(day.day, zone),
          total,
          day.approved,
          day.pending,
          day.rejected,
        );
        return (
          <li key={day.day}>
            <a href={hashHref(`/conversions?from=${key}&to=${key}`)} title={words}>
              <span className="strip-total number">{countText(total)}</span>
              <span className="visually-hidden">
                {text.stripParts(day.approved, day.pending, day.rejected)}
              </span>
              <Bar day={day} most={most} />
              <span className="strip-day">{dayText(day.day, zone)}</span>
            </a>
          </li>
        );
      })}
    </ol>
  );
}

/** Which mark of a bar stands for which status. */
export function StripKey() {
  return (
    <p className="strip-key" aria-hidden>
      {CONVERSION_STATUSES.map((status) => (
        <StatusMark key={status} status={status} />
      ))}
    </p>
  );
}

function Bar({ day, most }: { readonly day: Day; readonly most: number }) {
  let top = HEIGHT;
  return (
    <svg viewBox={`0 0 10 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {PARTS.map((part) => {
        const height = (day[part] / most) * HEIGHT;
        top -= height;
        return <rect key={part} className={`strip-${part}`} x="0" y={top} width="10" height={height} />;
      })}
      <rect className="strip-floor" x="0" y={HEIGHT - 1} width="10" height="1" />
    </svg>
  );
}

const totalOf = (day: Day): number => day.approved + day.pending + day.rejected;
