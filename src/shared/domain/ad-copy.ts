import { LONGEST_POST, postLength } from './post-length.ts';

/** What an ad copy can be filled with. */
export const AD_PLACEHOLDERS = ['handle', 'name', 'number', 'expires'] as const;
export type AdPlaceholder = (typeof AD_PLACEHOLDERS)[number];

/** A named version of the message. `weight` is its share among the list's versions: a whole number, 0 takes it out. */
export interface AdCopy {
  readonly label: string;
  readonly text: string;
  readonly weight: number;
}

/** What is wrong with an ad copy, and where: `start` and `end` are positions in its text. */
export interface AdCopyFault {
  readonly code:
    | 'no_text'
    | 'no_label'
    | 'label_too_long'
    | 'label_repeated'
    | 'bad_weight'
    | 'unknown_placeholder'
    | 'no_number'
    | 'several_lines_in_label';
  readonly message: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** A custom value of a session holds 255 characters (mongoose-spc.md 5), and the label is stored in one. */
const LONGEST_LABEL = 255;
const BRACED = /\{([^{}]*)\}/g;

/**
 * The faults of a set of ad copies, by their place in the list. A copy without `{number}` is a fault: the message would
 * take a number from the pool and not show it.
 */
export function adCopyFaults(copies: readonly AdCopy[]): readonly (readonly AdCopyFault[])[] {
  return copies.map((copy, index) => {
    const faults: AdCopyFault[] = [];
    const say = (code: AdCopyFault['code'], message: string, span?: readonly [number, number]): void => {
      faults.push({ code, message, start: span?.[0] ?? null, end: span?.[1] ?? null });
    };
    const label = copy.label.trim();
    if (label === '') say('no_label', 'Name this version, so that its calls can be told apart.');
    const letters = Array.from(label).length;
    if (letters > LONGEST_LABEL) {
      say('label_too_long', `The name has ${letters} characters; ${LONGEST_LABEL} are stored.`);
    }
    if (/[\r\n\t]/.test(label)) say('several_lines_in_label', 'The name must be one line without tabs.');
    if (copies.some((other, place) => place < index && other.label.trim() === label)) {
      say('label_repeated', `Another version is called “${label}” already.`);
    }
    if (!Number.isSafeInteger(copy.weight) || copy.weight < 0 || copy.weight > 1000) {
      say('bad_weight', 'The weight is a whole number from 0 to 1,000.');
    }
    if (copy.text.trim() === '') say('no_text', 'Write the message.');
    else if (!copy.text.includes('{number}')) {
      say('no_number', 'The message does not show {number}, so nobody could call it.');
    }
    for (const match of copy.text.matchAll(BRACED)) {
      if (isPlaceholder(match[1] ?? '')) continue;
      const known = AD_PLACEHOLDERS.map((name) => `{${name}}`).join(', ');
      const span = [match.index, match.index + match[0].length] as const;
      say('unknown_placeholder', `${match[0]} is not known; these are: ${known}.`, span);
    }
    return faults;
  });
}

/** What a message is filled with, already as text: the number as it is to be shown, the end in the list's zone. */
export type AdValues = Readonly<Record<AdPlaceholder, string>>;

/** The finished message. Values are put in as they are and never looked at again; a brace in a name stays a brace. */
export function fillAdCopy(text: string, values: AdValues): string {
  return text.replace(BRACED, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
}

/** A finished message with its length as X counts it. */
export interface FilledMessage {
  readonly text: string;
  readonly length: number;
  readonly fits: boolean;
}

/** Fills an ad copy and measures it. */
export function measuredMessage(text: string, values: AdValues): FilledMessage {
  const filled = fillAdCopy(text, values);
  const length = postLength(filled);
  return { text: filled, length, fits: length <= LONGEST_POST };
}

function isPlaceholder(name: string): name is AdPlaceholder {
  return AD_PLACEHOLDERS.some((known) => known === name);
}
