import { Autocomplete } from '@base-ui/react/autocomplete';
import { type ReactNode, useMemo } from 'react';
import { Field, labelIdOf } from './field.tsx';
import './combobox.css';
import './popup.css';
import { popupRegion } from './popup-region.tsx';
import { classNames } from './class-names.ts';

/** Something that can be picked: `value` is what the field holds, `label` what a person calls it. */
export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

export interface ComboboxProps {
  readonly label: ReactNode;
  /** The text of the field: an id picked or typed. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Called when one of the options was picked. */
  readonly onPick?: (option: ComboboxOption) => void;
  /** What can be picked. Matched here against value, label and detail unless `matched` says the caller did. */
  readonly options: readonly ComboboxOption[];
  readonly matched?: boolean;
  readonly empty?: string;
  readonly placeholder?: string;
  readonly hint?: ReactNode | undefined;
  readonly error?: string | null | undefined;
  readonly row?: boolean;
  readonly mono?: boolean;
}

/** A field of text with suggestions: pick one, or type what is not among them. */
export function Combobox(props: ComboboxProps) {
  const {
    label,
    value,
    onValue,
    onPick,
    options,
    matched = false,
    hint,
    error,
    row = false,
    mono = false,
  } = props;
  const known = options.find((option) => option.value === value);
  const shown = useMemo(
    () => (matched || options.some((option) => option.value === value) ? options : matching(options, value)),
    [matched, options, value],
  );
  return (
    <Field label={label} hint={hint} error={error} row={row}>
      {(control) => (
        <Autocomplete.Root
          items={shown}
          mode="none"
          value={value}
          openOnInputClick
          itemToStringValue={(option: ComboboxOption) => option.value}
          onValueChange={(next) => {
            onValue(next);
            const picked = options.find((option) => option.value === next);
            if (picked && onPick) onPick(picked);
          }}
        >
          <div className="combobox">
            <Autocomplete.Input
              {...control}
              aria-labelledby={labelIdOf(control.id)}
              className={classNames('input', mono && 'mono')}
              placeholder={props.placeholder}
              spellCheck={false}
            />
            {known && known.label !== known.value && <span className="combobox-known">{known.label}</span>}
          </div>
          <Autocomplete.Portal container={popupRegion}>
            <Autocomplete.Positioner className="popup-positioner" sideOffset={4}>
              <Autocomplete.Popup className="popup combobox-popup">
                <Autocomplete.Empty className="choice-empty">{props.empty}</Autocomplete.Empty>
                <Autocomplete.List>
                  {(option: ComboboxOption) => (
                    <Autocomplete.Item key={option.value} value={option} className="choice">
                      <span className="truncate">{option.label}</span>
                      <span className="choice-aside mono">{option.detail ?? option.value}</span>
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
      )}
    </Field>
  );
}

function matching(options: readonly ComboboxOption[], text: string): readonly ComboboxOption[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return options;
  return options.filter((option) =>
    [option.value, option.label, option.detail ?? ''].some((part) => part.toLowerCase().includes(wanted)),
  );
}
