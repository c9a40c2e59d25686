import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import './toggle.css';

export interface ToggleProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** A box to tick beside what it means. */
export function Checkbox({ label, hint, checked, onChecked, disabled = false }: ToggleProps) {
  const id = useId();
  return (
    <div className="toggle">
      <BaseCheckbox.Root
        className="checkbox"
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChecked}
        aria-labelledby={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <BaseCheckbox.Indicator>
          <Check size={12} strokeWidth={3} aria-hidden />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <ToggleText id={id} label={label} hint={hint} onPress={() => !disabled && onChecked(!checked)} />
    </div>
  );
}

/** The words beside a box or switch; a click on them counts too. */
export function ToggleText(props: {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint: ReactNode | undefined;
  readonly onPress: () => void;
}) {
  return (
    <div className="toggle-text" role="presentation" onClick={props.onPress}>
      <span className="toggle-label" id={props.id}>
        {props.label}
      </span>
      {props.hint !== undefined && (
        <span className="toggle-hint" id={`${props.id}-hint`}>
          {props.hint}
        </span>
      )}
    </div>
  );
}
