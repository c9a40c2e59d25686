import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { frameText } from './messages/en/frame.ts';

/** The button that names the open workspace. */
export function WorkspaceChip({ name, ...rest }: ComponentProps<'button'> & { readonly name: string }) {
  return (
    <button {...rest} type="button" className="chip workspace-chip" aria-label={frameText.workspace(name)}>
      <span className="truncate">{name}</span>
      <ChevronDown size={14} aria-hidden />
    </button>
  );
}
