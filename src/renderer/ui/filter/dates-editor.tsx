import { dayFromKey, dayKey } from '#renderer/app/format/day-range.ts';
import type { ViewDates } from '#renderer/app/format/view-dates.ts';
import { filterText as text } from '#renderer/app/messages/en/filter.ts';
import { Button } from '../button.tsx';
import { TextInput } from '../field.tsx';
import './filter.css';

const PRESET_DAYS = [1, 7, 14, 30, 90] as const;

/** The last so many days, or from one day to another, both included. */
export function DatesEditor({
  dates,
  onDates,
}: {
  readonly dates: ViewDates | null;
  readonly onDates: (dates: ViewDates | null) => void;
}) {
  const from = dates?.kind === 'days' ? dates.from : null;
  const to = dates?.kind === 'days' ? dates.to : null;
  const setDay = (end: 'from' | 'to', key: string): void => {
    const next = { from, to, [end]: dayFromKey(key) };
    onDates(next.from || next.to ? { kind: 'days', ...next } : null);
  };
  return (
    <div className="choices">
      <div className="dates-presets" role="group" aria-label={text.presets}>
        {PRESET_DAYS.map((days) => (
          <Button
            key={days}
            size="small"
            aria-pressed={dates?.kind === 'last' && dates.days === days}
            onClick={() => onDates({ kind: 'last', days })}
          >
            {text.preset(days)}
          </Button>
        ))}
      </div>
      <div className="dates-days">
        <TextInput
          label={text.fromDay}
          type="date"
          value={from ? dayKey(from) : ''}
          onValue={(key) => setDay('from', key)}
        />
        <TextInput
          label={text.toDay}
          type="date"
          value={to ? dayKey(to) : ''}
          onValue={(key) => setDay('to', key)}
        />
      </div>
    </div>
  );
}
