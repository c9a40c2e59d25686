import type { Sqlite } from '../file/sqlite.ts';

/** The conversions that have a word, kept in a table of the connection's own memory. */
export interface FoundWord {
  readonly table: string;
  readonly count: number;
}

/** Looks words up once each, however many pages, orders and counts ask for them. */
export interface FoundWords {
  /** The conversions with a word that begins so. */
  readonly find: (beginning: string) => FoundWord;
  /** Forgets all, when the list has changed. */
  readonly clear: () => void;
}

export function foundWords(db: Sqlite): FoundWords {
  const found = new Map<string, FoundWord>();
  let made = 0;
  return {
    find: (beginning) => {
      const known = found.get(beginning);
      if (known) return known;
      made += 1;
      const table = `found_${made}`;
      db.exec(`CREATE TEMP TABLE ${table} (id INTEGER PRIMARY KEY)`);
      const { changes } = db
        .prepare<[string]>(
          `INSERT INTO ${table} (id) SELECT rowid FROM listed_words WHERE listed_words MATCH ? ORDER BY rowid`,
        )
        .run(`"${beginning}" *`);
      const word = { table, count: changes };
      found.set(beginning, word);
      return word;
    },
    clear: () => {
      for (const { table } of found.values()) db.exec(`DROP TABLE ${table}`);
      found.clear();
    },
  };
}
