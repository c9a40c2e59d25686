import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import './select.css';

/** The system's own list of choices in the dress of ours, for where there are many of them or keys must stay free. */
export function NativeSelect({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={classNames('native-select', className)}>
      <select {...rest} className="input" />
      <ChevronDown size={14} aria-hidden />
    </span>
  );
}
