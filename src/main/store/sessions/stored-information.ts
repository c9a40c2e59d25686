import { z } from 'zod';
import type { InformationUpdate } from '#shared/domain/session-information.ts';

const keywords = z.array(z.string());
const fields = z.record(z.string(), z.string());

/** An update's columns; null is a part it does not speak of. */
export interface StoredUpdate {
  readonly mode: 'merge' | 'replace';
  readonly keywords: string | null;
  readonly fields: string | null;
  readonly removed: string | null;
}

export function storedKeywords(text: string): readonly string[] {
  return keywords.parse(JSON.parse(text));
}

export function storedFields(text: string): Readonly<Record<string, string>> {
  return fields.parse(JSON.parse(text));
}

/** Reads an update back from its columns. */
export function updateOf(row: StoredUpdate): InformationUpdate {
  const given = {
    ...(row.keywords === null ? {} : { keywords: storedKeywords(row.keywords) }),
    ...(row.fields === null ? {} : { fields: storedFields(row.fields) }),
  };
  if (row.mode === 'replace') return { mode: 'replace', ...given };
  return {
    mode: 'merge',
    ...given,
    ...(row.removed === null ? {} : { remove: storedKeywords(row.removed) }),
  };
}

/** An update as its columns keep it. */
export function columnsOf(update: InformationUpdate): StoredUpdate {
  const removed = update.mode === 'merge' ? update.remove : undefined;
  return {
    mode: update.mode,
    keywords: update.keywords === undefined ? null : JSON.stringify(update.keywords),
    fields: update.fields === undefined ? null : JSON.stringify(update.fields),
    removed: removed === undefined ? null : JSON.stringify(removed),
  };
}
