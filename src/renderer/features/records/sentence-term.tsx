import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '#renderer/ui/button.tsx';

/** A part of a filter sentence that opens a menu. */
export function SentenceTerm({ words, ...rest }: ComponentProps<'button'> & { readonly words: string }) {
  return (
    <Button {...rest} size="small" className="records-term">
      <span className="truncate">{words}</span>
      <ChevronDown size={13} aria-hidden />
    </Button>
  );
}
