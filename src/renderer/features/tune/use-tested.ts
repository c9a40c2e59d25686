import { useState } from 'react';
import type { DeskFault } from '#renderer/state/desk-fault.ts';
import { expectLetIn } from '#renderer/state/expect-let-in.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import type { TuneTested } from '#shared/ipc/tune.ts';

/** What came of asking a TUNE network whether it lets the desk in. */
export interface Testing {
  readonly busy: boolean;
  readonly fault: DeskFault | undefined;
  /** The address TUNE does not list yet, which is no fault of what was typed. */
  readonly notListed: TuneTested['notListed'];
  readonly run: (test: () => Promise<TuneTested>, then: (tested: TuneTested) => Promise<void> | void) => void;
  readonly forget: () => void;
}

/** Tests what was typed and goes on when the network let the desk in; else it says what is missing. */
export function useTested(): Testing {
  const { busy, fault, submit, forget } = useSubmit();
  const [notListed, setNotListed] = useState<TuneTested['notListed']>(null);
  return {
    busy,
    fault,
    notListed,
    run: (test, then) =>
      submit(async () => {
        setNotListed(null);
        const tested = await test();
        if (tested.notListed !== null) return setNotListed(tested.notListed);
        expectLetIn(tested);
        await then(tested);
      }),
    forget: () => {
      setNotListed(null);
      forget();
    },
  };
}
