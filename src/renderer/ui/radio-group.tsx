import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import './toggle.css';

export interface RadioOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
}

/** One of a few choices, all of them in sight. The label is for readers; the heading above says the same. */
export function RadioGroup<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly RadioOption<V>[];
  readonly onValue: (value: V) => void;
}) {
  const id = useId();
  return (
    <BaseRadioGroup<V>
      className="radios"
      aria-label={props.label}
      value={props.value}
      onValueChange={(value) => props.onValue(value)}
    >
      {props.options.map(({ value, label, hint }) => (
        <div key={value} className="toggle">
          <Radio.Root value={value} className="radio" aria-labelledby={`${id}-${value}`}>
            <Radio.Indicator className="radio-dot" />
          </Radio.Root>
          <div className="toggle-text" role="presentation" onClick={() => props.onValue(value)}>
            <span className="toggle-label" id={`${id}-${value}`}>
              {label}
            </span>
            {hint !== undefined && <span className="toggle-hint">{hint}</span>}
          </div>
        </div>
      ))}
    </BaseRadioGroup>
  );
}
