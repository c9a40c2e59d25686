import type { GivenInformation } from './given-information.ts';
import { refuseField } from './violations.ts';

/** What is stored with a session at one moment. */
export interface StoredInformation {
  readonly keywords: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
}

/** A session nothing is stored with. */
export const NOTHING_STORED: StoredInformation = { keywords: [], fields: new Map() };

const MOST_FIELDS = 25;
const MOST_BYTES = 8192;

function requireRoom({ keywords, fields }: StoredInformation): void {
  if (fields.size > MOST_FIELDS)
    refuseField('information/customFields', 'TOO_MANY', {
      limit: MOST_FIELDS,
      detail: `The session would have ${fields.size} fields.`,
    });
  const texts = [...keywords, ...fields.values()];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MOST_BYTES)
    refuseField('information', 'TOO_LONG', {
      limit: MOST_BYTES,
      detail: `Keywords and values would take ${bytes} bytes.`,
    });
}

/**
 * The information after an update (mongoose-spc.md 4.2). Throws SpcRefusal InvalidField when it would be more than a
 * session may hold.
 */
export function updated(
  stored: StoredInformation,
  mode: 'MERGE' | 'REPLACE',
  given: GivenInformation,
  removeFields: readonly string[] = [],
): StoredInformation {
  const base = mode === 'REPLACE' ? NOTHING_STORED : stored;
  const fields = new Map([...base.fields, ...(given.fields ?? [])]);
  for (const name of removeFields) fields.delete(name);
  const next = { keywords: given.keywords ?? base.keywords, fields };
  requireRoom(next);
  return next;
}

/** A text that is the same for the same information, in whatever order its fields stand. */
export function informationKey({ keywords, fields }: StoredInformation): string {
  const sorted = [...fields].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([keywords, sorted]);
}
