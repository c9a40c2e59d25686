import { lazy, Suspense, useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import type { DecideDialogProps } from './decide-dialog.tsx';

const DecideDialog = lazy(async () => ({ default: (await import('./decide-dialog.tsx')).DecideDialog }));

/** A button that asks what to decide; what it opens is loaded with the first use. */
export function DecideButton({
  label,
  ...dialog
}: Omit<DecideDialogProps, 'onClose'> & { readonly label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" disabled={dialog.count === 0} onClick={() => setOpen(true)}>
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
