import { useState } from 'react';
import { asDeskFault, type DeskFault } from './desk-fault.ts';

/** What a form has under way, and the fault that stopped it the last time. */
export interface Submitting {
  readonly busy: boolean;
  readonly fault: DeskFault | undefined;
  /** Does what the form asks for; what it throws is kept as the fault. */
  readonly submit: (act: () => Promise<void>) => void;
  /** Drops the fault, as soon as something else is typed. */
  readonly forget: () => void;
}

/** One act of a form at a time: whether it is under way, and why it failed. */
export function useSubmit(): Submitting {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const forget = (): void => setFault(undefined);
  const submit = (act: () => Promise<void>): void => {
    setBusy(true);
    forget();
    act()
      .catch((thrown: unknown) => setFault(asDeskFault(thrown)))
      .finally(() => setBusy(false));
  };
  return { busy, fault, submit, forget };
}
