import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import type { ReplaySelection } from '#shared/ipc/replays.ts';
import { DeliveryFilterBar } from '../delivery-filter-bar.tsx';
import { inputOfInstant, instantOfInput } from '../wall-clock-input.ts';

/** Which deliveries are replayed: those that were chosen, or what a filter and a time range find. */
export function ReplayWhat(props: {
  readonly selection: ReplaySelection;
  readonly zone: string;
  readonly onSelection: (selection: ReplaySelection) => void;
}) {
  const { selection, zone, onSelection } = props;
  if ('deliveryIds' in selection) {
    const { length } = selection.deliveryIds;
    return <p>{text.chosen(length, countText(length))}</p>;
  }
  return (
    <div className="replay-what">
      <DeliveryFilterBar
        filter={selection.filter}
        onFilter={(filter) => onSelection({ ...selection, filter })}
        note={null}
      />
      <p className="part-title">{text.settledBetween}</p>
      <div className="replay-range">
        <TimeInput
          label={text.from(zone)}
          at={selection.from}
          zone={zone}
          onAt={(from) => onSelection({ ...selection, from })}
        />
        <TimeInput
          label={text.to(zone)}
          at={selection.to}
          zone={zone}
          onAt={(to) => onSelection({ ...selection, to })}
        />
      </div>
    </div>
  );
}

/** A moment, or none; what is half typed changes nothing. */
function TimeInput(props: {
  readonly label: string;
  readonly at: number | null;
  readonly zone: string;
  readonly onAt: (at: number | null) => void;
}) {
  const { at, zone } = props;
  const [typed, setTyped] = useState(at === null ? '' : inputOfInstant(at, zone));
  return (
    <TextInput
      type="datetime-local"
      label={props.label}
      hint={text.openEnd}
      value={typed}
      onValue={(value) => {
        setTyped(value);
        const instant = value === '' ? null : instantOfInput(value, zone);
        if (value === '' || instant !== null) props.onAt(instant);
      }}
    />
  );
}
