/** How this machine writes, and the time zone it is in. */
export interface PlaceAndTime {
  readonly locale: string;
  readonly timeZone: string;
}

let known: PlaceAndTime | null = null;

/** Locale and time zone of the system; asked for once, since the first time takes tens of milliseconds. */
export function placeAndTime(): PlaceAndTime {
  if (known === null) {
    const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    known = { locale, timeZone };
  }
  return known;
}
