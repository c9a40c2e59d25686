/** Someone a message goes to. The id is decimal text: such ids pass what a number can hold (mongoose-spc.md 5). */
export interface Recipient {
  readonly twitterId: string;
  /** Without `@`; as X spells it. */
  readonly handle: string;
  readonly name: string;
}

/** A recipient as a file or a paste gives it. `line` counts from 1 in what was given. */
export interface GivenRecipient extends Recipient {
  readonly line: number;
}

/** Why a row gets no message. */
export type ExclusionReason =
  'no_id' | 'bad_id' | 'no_handle' | 'bad_handle' | 'repeated_id' | 'repeated_handle' | 'excluded';

/** A row that gets no message, with a sentence that says why. */
export interface ExcludedRecipient {
  readonly given: GivenRecipient;
  readonly reason: ExclusionReason;
  readonly message: string;
}

/** Recipients in the order given, each once, and the rows left out. Every given row is in exactly one of the two. */
export interface CheckedRecipients {
  readonly recipients: readonly Recipient[];
  readonly excluded: readonly ExcludedRecipient[];
}

const ID = /^[1-9]\d{0,19}$/;
const HANDLE = /^[A-Za-z0-9_]{1,15}$/;

/** Checks rows and keeps the first of each id and of each handle (in any case). `leaveOut` holds ids not to write to. */
export function checkRecipients(
  rows: Iterable<GivenRecipient>,
  leaveOut: ReadonlySet<string> = new Set(),
): CheckedRecipients {
  const recipients: Recipient[] = [];
  const excluded: ExcludedRecipient[] = [];
  const lineOfId = new Map<string, number>();
  const lineOfHandle = new Map<string, number>();
  for (const given of rows) {
    const twitterId = given.twitterId.trim();
    const handle = given.handle.trim().replace(/^@/, '');
    const leave = (reason: ExclusionReason, message: string): void => {
      excluded.push({ given, reason, message });
    };
    const sameId = lineOfId.get(twitterId);
    const sameHandle = lineOfHandle.get(handle.toLowerCase());
    if (twitterId === '') leave('no_id', 'The Twitter id is missing.');
    else if (!ID.test(twitterId)) leave('bad_id', badId(twitterId));
    else if (handle === '') leave('no_handle', 'The handle is missing.');
    else if (!HANDLE.test(handle)) {
      leave('bad_handle', `“${given.handle}” is not a handle: 1 to 15 letters, digits or _.`);
    } else if (leaveOut.has(twitterId)) leave('excluded', 'The id is on the list of those not to write to.');
    else if (sameId !== undefined) leave('repeated_id', `The id is on line ${sameId} already.`);
    else if (sameHandle !== undefined)
      leave('repeated_handle', `The handle is on line ${sameHandle} already.`);
    else {
      lineOfId.set(twitterId, given.line);
      lineOfHandle.set(handle.toLowerCase(), given.line);
      recipients.push({ twitterId, handle, name: oneLine(given.name) });
    }
  }
  return { recipients, excluded };
}

function badId(text: string): string {
  return /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text)
    ? `“${text}” is what a spreadsheet made of an id; its digits are lost. Export the column as text.`
    : `“${text}” is not a Twitter id: up to 20 digits.`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
