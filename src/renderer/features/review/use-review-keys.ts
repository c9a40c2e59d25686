import { useEffect, useEffectEvent } from 'react';

/** After `g` the next letter goes to a place, and decides nothing. */
const CHORD_MS = 1_200;

/**
 * One key, one act, anywhere on the screen but in a text field, a menu or a dialog. A key that is held down acts once, so
 * that nobody approves a queue by leaning on the keyboard.
 */
export function useReviewKeys(keys: Readonly<Record<string, () => void>>, enabled: boolean): void {
  const run = useEffectEvent((key: string): boolean => {
    const act = keys[key];
    act?.();
    return act !== undefined;
  });
  useEffect(() => {
    if (!enabled) return;
    let chordAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof HTMLElement && event.target.closest(ELSEWHERE)) return;
      const key = event.key.toLowerCase();
      if (key === 'g') {
        chordAt = event.timeStamp;
        return;
      }
      const toPlace = event.timeStamp - chordAt < CHORD_MS;
      chordAt = Number.NEGATIVE_INFINITY;
      if (!toPlace && run(key)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

const ELSEWHERE =
  'input, textarea, select, [role="menu"], [role="dialog"], [role="listbox"], [role="combobox"]';
