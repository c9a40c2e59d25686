import { useEffect } from 'react';
import { onMac } from '#renderer/ui/shortcut.ts';

type Step = 'back' | 'forward';

const ELSEWHERE: Readonly<Record<string, Step>> = { 'Alt+ArrowLeft': 'back', 'Alt+ArrowRight': 'forward' };
const MAC: Readonly<Record<string, Step>> = { 'Meta+[': 'back', 'Meta+]': 'forward' };
const SIDE_BUTTONS: Readonly<Record<number, Step>> = { 3: 'back', 4: 'forward' };

/**
 * Steps through the places that were seen, as in a browser, by the system's keys and the mouse's side buttons: a
 * window without an address bar answers to neither by itself.
 */
export function useBackAndForward(): void {
  useEffect(() => {
    const keys = onMac() ? MAC : ELSEWHERE;
    const take = (event: Event, step: Step | undefined): void => {
      if (event.defaultPrevented || step === undefined) return;
      event.preventDefault();
      if (step === 'back') history.back();
      else history.forward();
    };
    const press = (event: KeyboardEvent): void => take(event, keys[pressed(event)]);
    const click = (event: MouseEvent): void => take(event, SIDE_BUTTONS[event.button]);
    window.addEventListener('keydown', press);
    window.addEventListener('mouseup', click);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('mouseup', click);
    };
  }, []);
}

function pressed(event: KeyboardEvent): string {
  const modifiers = [
    event.ctrlKey && 'Control',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.metaKey && 'Meta',
  ];
  return [...modifiers.filter(Boolean), event.key].join('+');
}
