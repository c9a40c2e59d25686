/** What is stored with a session number: an ordered list of keywords and named values (mongoose-spc.md 4.2, 5). */
export interface SessionInformation {
  readonly keywords: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A change of the information. `merge`: a list of keywords, if given, replaces the stored one whole; fields are added
 * or overwritten by name; `remove` names fields to delete. `replace`: the information becomes exactly what is given;
 * what is left out is emptied.
 */
export type InformationUpdate =
  | {
      readonly mode: 'merge';
      readonly keywords?: readonly string[] | undefined;
      readonly fields?: Readonly<Record<string, string>> | undefined;
      readonly remove?: readonly string[] | undefined;
    }
  | {
      readonly mode: 'replace';
      readonly keywords?: readonly string[] | undefined;
      readonly fields?: Readonly<Record<string, string>> | undefined;
    };

/** A session number that nothing is stored with yet. */
export const NO_INFORMATION: SessionInformation = { keywords: [], fields: {} };
