import { nanpDigits } from './phone.ts';

/** Kinds of personal data that are recognised by their form. */
export type PersonalDataKind = 'email' | 'phone' | 'ssn' | 'card';

const EMAIL = /[^\s@<>"]{1,64}@[^\s@<>"]{1,190}\.[A-Za-z]{2,24}(?![A-Za-z0-9])/;
const SSN = /(?<![A-Za-z0-9-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![A-Za-z0-9-])/;
const CARD = /(?<![A-Za-z0-9])(?:4|5[1-5]|2[2-7]|3[47]|6)\d(?:[ -]?\d){11,17}(?![A-Za-z0-9])/g;
const PHONE =
  /(?<![A-Za-z0-9.-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-]?)[2-9]\d{2}[ .-]?\d{4}(?![A-Za-z0-9-])/g;

/**
 * The first kind of personal data the text seems to hold: an e-mail address, a card number that passes its
 * check digit, a United States social security number, or a phone number other than `ownNumbers` (ten digits).
 * Null when it holds none of them; names are not looked for, since no form gives them away.
 */
export function personalDataIn(text: string, ownNumbers: readonly string[]): PersonalDataKind | null {
  if (text.includes('@') && EMAIL.test(text)) return 'email';
  if ([...text.matchAll(CARD)].some(([card]) => passesCheckDigit(card.replace(/[ -]/g, '')))) return 'card';
  if (SSN.test(text)) return 'ssn';
  const phones = [...text.matchAll(PHONE)].map(([phone]) => nanpDigits(phone) ?? phone);
  return phones.some((phone) => !ownNumbers.includes(phone)) ? 'phone' : null;
}

function passesCheckDigit(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
