import { useState } from 'react';
import type { ConversionSort } from '#shared/ipc/conversions.ts';
import { FIRST_COLUMNS } from './conversion-columns.tsx';
import { SORTS } from './conversion-view.ts';

const KEPT_AS = 'conversions.columns';

/** The columns a person chose, remembered on this machine. At least one stays. */
export function useColumns(): readonly [
  readonly ConversionSort[],
  (column: ConversionSort, shown: boolean) => void,
] {
  const [chosen, setChosen] = useState(() => columnsOf(localStorage.getItem(KEPT_AS)));
  const toggle = (column: ConversionSort, shown: boolean): void => {
    const next = SORTS.filter((id) => (id === column ? shown : chosen.includes(id)));
    if (next.length === 0) return;
    localStorage.setItem(KEPT_AS, next.join(','));
    setChosen(next);
  };
  return [chosen, toggle];
}

/** The columns a remembered text names; the first ones when it names none. */
export function columnsOf(kept: string | null): readonly ConversionSort[] {
  const names = kept?.split(',') ?? [];
  const known = SORTS.filter((id) => names.includes(id));
  return known.length > 0 ? known : FIRST_COLUMNS;
}
