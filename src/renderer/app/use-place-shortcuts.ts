import { useEffect } from 'react';
import { goTo } from './hash-location.ts';
import { PLACES } from './places.ts';

/** `g` then a letter has to follow within this time. */
const CHORD_MS = 1200;

/** Alt with a digit goes to one of the first nine places, `g` then a letter to any, from anywhere but a text field. */
export function usePlaceShortcuts(): void {
  useEffect(() => {
    let chordAt = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      if (event.altKey) {
        const place = PLACES[Number(event.code.replace('Digit', '')) - 1];
        if (place) {
          event.preventDefault();
          goTo(place.address);
        }
        return;
      }
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [role="menu"]')
      )
        return;
      if (event.key === 'g') {
        chordAt = event.timeStamp;
        return;
      }
      const place = PLACES.find((candidate) => candidate.letter === event.key);
      if (place && chordAt > 0 && event.timeStamp - chordAt < CHORD_MS) {
        event.preventDefault();
        goTo(place.address);
      }
      chordAt = 0;
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
