import { useCallback, useEffect, useRef, useState } from 'react';
import { goTo, parseHash } from './hash-location.ts';

/** A question whether to leave what is not saved. */
export interface LeaveGuard {
  /** Somewhere else was asked for, and waits for the person's word. */
  readonly asking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
  /** Goes to a place without asking, since there is nothing left to lose. */
  readonly goOn: (address: string) => void;
}

/**
 * Holds the person at this place while something is not saved: a link, a shortcut or a step back first asks. A change
 * of the query alone is no leaving.
 */
export function useLeaveGuard(unsaved: boolean): LeaveGuard {
  const [wanted, setWanted] = useState<(() => void) | null>(null);
  const free = useRef(false);

  useEffect(() => {
    if (!unsaved) return;
    const hold = (event: NavigateEvent): void => {
      const { hash } = new URL(event.destination.url);
      const samePlace = parseHash(hash).path === parseHash(window.location.hash).path;
      if (free.current || !event.cancelable || samePlace) return;
      event.preventDefault();
      const { key } = event.destination;
      const go = event.navigationType === 'traverse' ? () => navigation.traverseTo(key) : () => goTo(hash);
      setWanted(() => go);
    };
    navigation.addEventListener('navigate', hold);
    return () => navigation.removeEventListener('navigate', hold);
  }, [unsaved]);

  const freely = useCallback((go: () => void): void => {
    free.current = true;
    go();
  }, []);
  return {
    asking: wanted !== null,
    stay: () => setWanted(null),
    leave: () => {
      setWanted(null);
      if (wanted) freely(wanted);
    },
    goOn: (address) => freely(() => goTo(address)),
  };
}
