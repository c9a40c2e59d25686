import { useMemo, useState } from 'react';
import type { CallField } from '#shared/ipc/calls.ts';
import { allColumns, firstColumns } from './call-table-columns.tsx';

const KEPT_AS = 'calls.columns';

/** The columns a person chose, remembered on this machine, as far as calls have them. At least one stays. */
export function useCallColumns(fields: readonly CallField[]): {
  readonly chosen: readonly string[];
  readonly choose: (columns: readonly string[]) => void;
  readonly toggle: (column: string, shown: boolean) => void;
} {
  const [kept, setKept] = useState(() => keptColumns(localStorage.getItem(KEPT_AS)));
  const chosen = useMemo(() => shownColumns(kept, fields), [kept, fields]);
  const choose = (columns: readonly string[]): void => {
    if (columns.length === 0) return;
    localStorage.setItem(KEPT_AS, JSON.stringify(columns));
    setKept(columns);
  };
  return {
    chosen,
    choose,
    toggle: (column, shown) => {
      choose(allColumns(fields).filter((id) => (id === column ? shown : chosen.includes(id))));
    },
  };
}

/** What is shown of the columns that were kept: those there are, or the first ones. */
export function shownColumns(
  kept: readonly string[] | null,
  fields: readonly CallField[],
): readonly string[] {
  const all = allColumns(fields);
  const known = all.filter((id) => kept?.includes(id));
  return known.length > 0 ? known : firstColumns(fields);
}

/** The columns a remembered text names; null when it names none. */
export function keptColumns(text: string | null): readonly string[] | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
  } catch {
    return null;
  }
}
