import type { CallField } from '#shared/ipc/calls.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Custom values of a call by the ids of their fields, as `listed_calls.fields` holds them. */
export type StoredFields = Readonly<Record<string, string>>;

/** Custom values as they are stored. The object's keys are ids, so that it costs few bytes a call. */
export function storedFields(text: string): StoredFields {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([id, one]) => [id, String(one)]));
}

/** The text that stands in a call's stored fields exactly when the field has this value. */
export function fieldPair(id: number, value: string): string {
  return `${fieldKey(id)}${JSON.stringify(value)}`;
}

/** The text that stands in a call's stored fields exactly when the call has the field. */
export function fieldKey(id: number): string {
  return `"${id}":`;
}

/** Names of custom fields and the ids they are stored under. */
export interface FieldNames {
  readonly idOf: (name: string) => number | undefined;
  readonly nameOf: (id: string) => string | undefined;
  readonly all: () => readonly CallField[];
}

/** Reads the names of fields, again when the list has a version not seen before. */
export function fieldNames(db: Sqlite, version: () => number): FieldNames {
  const read = db.prepare<[], { id: number; name: string; calls: number }>(
    'SELECT id, name, calls FROM call_fields WHERE calls > 0 ORDER BY name COLLATE NOCASE, name',
  );
  let seen = -1;
  let fields: readonly { id: number; name: string; calls: number }[] = [];
  let ids = new Map<string, number>();
  let names = new Map<string, string>();
  const current = (): void => {
    const now = version();
    if (now === seen) return;
    fields = read.all();
    ids = new Map(fields.map(({ id, name }) => [name, id]));
    names = new Map(fields.map(({ id, name }) => [String(id), name]));
    seen = now;
  };
  return {
    idOf: (name) => {
      current();
      return ids.get(name);
    },
    nameOf: (id) => {
      current();
      return names.get(id);
    },
    all: () => {
      current();
      return fields.map(({ name, calls }) => ({ name, calls }));
    },
  };
}

/** Gives ids to the fields of a slice of calls and counts who has which, to be written once at its end. */
export class FieldCounts {
  readonly #db: Sqlite;
  readonly #ids: Map<string, number>;
  readonly #changes = new Map<number, number>();

  constructor(db: Sqlite) {
    this.#db = db;
    const known = db.prepare<[], { id: number; name: string }>('SELECT id, name FROM call_fields').all();
    this.#ids = new Map(known.map(({ id, name }) => [name, id]));
  }

  /** A call's values as they are stored; a new name gets an id. Empty values are left out. */
  stored(values: Readonly<Record<string, string>>): StoredFields {
    const stored: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      if (value !== '') stored[this.#idOf(name)] = value;
    }
    return stored;
  }

  /** Counts the fields of a call in (1) or out (-1). */
  count(fields: StoredFields, sign: 1 | -1): void {
    for (const id of Object.keys(fields)) {
      this.#changes.set(Number(id), (this.#changes.get(Number(id)) ?? 0) + sign);
    }
  }

  write(): void {
    const add = this.#db.prepare<[number, number]>('UPDATE call_fields SET calls = calls + ? WHERE id = ?');
    for (const [id, change] of this.#changes) {
      if (change !== 0) add.run(change, id);
    }
  }

  #idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const made = this.#db.prepare<[string]>('INSERT INTO call_fields (name) VALUES (?)').run(name);
    const id = Number(made.lastInsertRowid);
    this.#ids.set(name, id);
    return id;
  }
}
