import { lazy, Suspense, useState } from 'react';
import { Button, type ButtonProps } from '#renderer/ui/button.tsx';
import type { DecideDialogProps } from './decide-dialog.tsx';

const DecideDialog = lazy(async () => ({ default: (await import('./decide-dialog.tsx')).DecideDialog }));

/** A button that asks what to decide; what it opens is loaded with the first use. */
export function DecideButton({
  label,
  size = 'medium',
  ...dialog
}: Omit<DecideDialogProps, 'onClose'> & { readonly label: string; readonly size?: ButtonProps['size'] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} disabled={dialog.count === 0} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Suspense>
          <DecideDialog {...dialog} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
