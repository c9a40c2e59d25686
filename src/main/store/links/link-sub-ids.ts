import type { SubIdValues } from '#shared/domain/sub-ids.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** The sub ids of the links registered for a number, remembered until links change. */
export interface LinkSubIds {
  readonly of: (number: string) => readonly SubIdValues[];
  readonly forget: () => void;
}

export function linkSubIds(db: Sqlite): LinkSubIds {
  const find = db.prepare<[string], SubIdValues>(
    'SELECT aff_sub2, aff_sub3, aff_sub4, aff_sub5, source FROM links WHERE number = ? AND removed_at IS NULL ORDER BY id',
  );
  const remembered = new Map<string, readonly SubIdValues[]>();
  return {
    forget: () => remembered.clear(),
    of: (number) => {
      if (number === '') return [];
      const known = remembered.get(number);
      if (known) return known;
      const found = find.all(number);
      remembered.set(number, found);
      return found;
    },
  };
}
