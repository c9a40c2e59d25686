/** Ids are opaque text: they are compared for equality and never as numbers (design.md rule 3). */
const DOCUMENTED = /^[0-9A-Z-]{1,32}$/;
const OLDER = /^[0-9A-Za-z_.:-]{1,64}$/;

/** Whether the text has the format Invoca documents since November 2014: 1 to 32 of `0-9 A-Z -`. */
export function isDocumentedId(text: string): boolean {
  return DOCUMENTED.test(text);
}

/** Whether the text can stand as an id at all: the documented format, or an older one such as `29810-95701`. */
export function isAcceptableId(text: string): boolean {
  return DOCUMENTED.test(text) || OLDER.test(text);
}
