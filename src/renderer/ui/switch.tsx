import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { useId } from 'react';
import { type ToggleProps, ToggleText } from './checkbox.tsx';
import './toggle.css';

/** A switch that takes effect at once. */
export function Switch({ label, hint, checked, onChecked, disabled = false }: ToggleProps) {
  const id = useId();
  return (
    <div className="toggle">
      <BaseSwitch.Root
        className="switch"
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChecked}
        aria-labelledby={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <BaseSwitch.Thumb className="switch-thumb" />
      </BaseSwitch.Root>
      <ToggleText id={id} label={label} hint={hint} onPress={() => !disabled && onChecked(!checked)} />
    </div>
  );
}
