/** Dates read day first with a 24-hour clock; money as its currency is written in English. */
export const DATE_LOCALE = 'en-GB';

/** See {@link DATE_LOCALE}. */
export const NUMBER_LOCALE = 'en-US';
