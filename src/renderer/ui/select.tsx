import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import './popup.css';
import { popupRegion } from './popup-region.tsx';
import './select.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectProps<V extends string> {
  readonly label: ReactNode;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onValue: (value: V) => void;
  readonly hint?: ReactNode | undefined;
  readonly error?: string | null | undefined;
  readonly row?: boolean;
  readonly disabled?: boolean;
}

/** One of a few known values. */
export function Select<V extends string>({
  label,
  value,
  options,
  onValue,
  hint,
  error,
  row = false,
  disabled = false,
}: SelectProps<V>) {
  return (
    <Field label={label} hint={hint} error={error} row={row}>
      {(control) => (
        <BaseSelect.Root<V>
          items={options}
          value={value}
          disabled={disabled}
          onValueChange={(next) => {
            if (next !== null) onValue(next);
          }}
        >
          <BaseSelect.Trigger {...control} className="select">
            <BaseSelect.Value className="truncate" />
            <BaseSelect.Icon>
              <ChevronDown size={14} aria-hidden />
            </BaseSelect.Icon>
          </BaseSelect.Trigger>
          <BaseSelect.Portal container={popupRegion}>
            <BaseSelect.Positioner className="popup-positioner" sideOffset={4} alignItemWithTrigger={false}>
              <BaseSelect.Popup className="popup select-popup">
                {options.map((option) => (
                  <BaseSelect.Item key={option.value} value={option.value} className="choice">
                    <span className="choice-mark">
                      <BaseSelect.ItemIndicator>
                        <Check size={14} aria-hidden />
                      </BaseSelect.ItemIndicator>
                    </span>
                    <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  </BaseSelect.Item>
                ))}
              </BaseSelect.Popup>
            </BaseSelect.Positioner>
          </BaseSelect.Portal>
        </BaseSelect.Root>
      )}
    </Field>
  );
}
