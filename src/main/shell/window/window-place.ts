import type { WindowPlace } from '#main/shell/settings/desk-memory.ts';

/** A rectangle in display-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window every screen is laid out for. */
export const SMALLEST = { width: 1024, height: 700 } as const;

const USUAL = { width: 1360, height: 860 } as const;
const GRIP = 80;

/**
 * Where the window opens: where it was, if enough of its top edge lies on a display that is there today to take
 * hold of it; else in the middle of the first display. Never larger than its display, never smaller than the
 * smallest size unless the display is.
 * @param displays work areas, the primary one first
 */
export function openingPlace(remembered: WindowPlace | null, displays: readonly Area[]): Area {
  const first = displays[0] ?? { x: 0, y: 0, ...USUAL };
  if (remembered !== null) {
    const { x, y } = remembered;
    const fitted = displays.map((display) => ({ display, place: { x, y, ...sizeOn(display, remembered) } }));
    const home = fitted.find(({ display, place }) => canBeTakenHoldOf(place, display));
    if (home) return home.place;
  }
  const size = sizeOn(first, remembered ?? USUAL);
  return {
    x: first.x + Math.round((first.width - size.width) / 2),
    y: first.y + Math.round((first.height - size.height) / 2),
    ...size,
  };
}

function sizeOn(
  display: Area,
  wanted: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  return {
    width: Math.min(Math.max(wanted.width, SMALLEST.width), Math.max(display.width, SMALLEST.width)),
    height: Math.min(Math.max(wanted.height, SMALLEST.height), Math.max(display.height, SMALLEST.height)),
  };
}

function canBeTakenHoldOf(place: Area, display: Area): boolean {
  const left = Math.max(place.x, display.x);
  const right = Math.min(place.x + place.width, display.x + display.width);
  const topOnDisplay = place.y >= display.y && place.y <= display.y + display.height - GRIP;
  return topOnDisplay && right - left >= GRIP;
}
