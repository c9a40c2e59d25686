import { ChevronDown, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '#renderer/ui/button.tsx';

/** A part of a filter sentence that opens a menu. */
export function FilterTerm({ words, ...rest }: ComponentProps<'button'> & { readonly words: string }) {
  return (
    <Button {...rest} size="small" className="numbers-term">
      <span className="truncate">{words}</span>
      <ChevronDown size={13} aria-hidden />
    </Button>
  );
}

/** A part of a filter sentence that can only be taken away. */
export function FixedTerm(props: {
  readonly words: string;
  readonly label: string;
  readonly onRemove: () => void;
}) {
  return (
    <Button size="small" className="numbers-term" aria-label={props.label} onClick={props.onRemove}>
      <span className="truncate">{props.words}</span>
      <X size={13} aria-hidden />
    </Button>
  );
}
