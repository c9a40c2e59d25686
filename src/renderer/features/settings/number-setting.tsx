import { useState } from 'react';
import { TextInput } from '#renderer/ui/field.tsx';
import { wholeNumberOf } from './whole-number.ts';

/** A number of the settings: kept when the field is left or Enter is pressed, and only when it is within bounds. */
export function NumberSetting(props: {
  readonly label: string;
  readonly hint: string;
  readonly wrong: string;
  readonly value: number;
  readonly bounds: { readonly least: number; readonly most: number };
  readonly onValue: (value: number) => void;
}) {
  const { value, bounds } = props;
  const [typed, setTyped] = useState(String(value));
  const [last, setLast] = useState(value);
  if (last !== value) {
    setLast(value);
    setTyped(String(value));
  }
  const read = wholeNumberOf(typed, bounds);
  const keep = (): void => {
    if (read !== null && read !== value) props.onValue(read);
  };
  return (
    <TextInput
      label={props.label}
      hint={props.hint}
      error={read === null ? props.wrong : null}
      className="setting-number"
      inputMode="numeric"
      value={typed}
      maxLength={6}
      onValue={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
