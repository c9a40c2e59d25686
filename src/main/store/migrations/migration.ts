/** One step of the schema. Steps are never edited once released; a change is a new step. */
export interface Migration {
  /** The value of `user_version` once the step is done; rises by one. */
  readonly version: number;
  /** What the step is for, in a few words. */
  readonly name: string;
  readonly sql: string;
}
