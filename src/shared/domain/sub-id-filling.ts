import { SUB_ID_NAMES } from './sub-ids.ts';
import type { SubIdName, SubIdValues } from './sub-ids.ts';

/** Where the value of a sub id comes from when many links are made. */
export type SubIdFilling =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly value: string }
  /** One value after the other, from the first again; or a link for each of them. */
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly take: 'in_turn' | 'each' }
  /** What stands in a column of the file; `otherwise` where the cell is empty. */
  | { readonly kind: 'column'; readonly column: string; readonly otherwise: string };

/** How each sub id is filled. */
export type SubIdFillings = Readonly<Record<SubIdName, SubIdFilling>>;

/** Fills nothing. */
export const NO_FILLINGS: SubIdFillings = {
  aff_sub2: { kind: 'none' },
  aff_sub3: { kind: 'none' },
  aff_sub4: { kind: 'none' },
  aff_sub5: { kind: 'none' },
  source: { kind: 'none' },
};

/** One row can become as many links as this. */
export const MOST_LINKS_A_ROW = 1000;

/** Something wrong with how a sub id is filled. */
export interface SubIdFillingFault {
  readonly name: SubIdName;
  readonly message: string;
}

/** How many links one row becomes: the product of the lists of which each value is taken. */
export function linksARow(fillings: SubIdFillings): number {
  return SUB_ID_NAMES.reduce((product, name) => {
    const filling = fillings[name];
    return takesEach(filling) ? product * Math.max(1, filling.values.length) : product;
  }, 1);
}

/** What keeps fillings from being kept: an empty fixed value, list or column, a value twice, too many links a row. */
export function fillingFaults(fillings: SubIdFillings): readonly SubIdFillingFault[] {
  const faults: SubIdFillingFault[] = [];
  for (const name of SUB_ID_NAMES) {
    const message = faultOf(fillings[name]);
    if (message !== null) faults.push({ name, message });
  }
  const links = linksARow(fillings);
  const last = SUB_ID_NAMES.findLast((name) => takesEach(fillings[name]));
  if (links > MOST_LINKS_A_ROW && last) {
    const message = `One row becomes ${links} links; at most ${MOST_LINKS_A_ROW} are made of one.`;
    faults.push({ name: last, message });
  }
  return faults;
}

/**
 * The sub ids of the links one row becomes, in the order of the lists. `row` counts rows from 0, which lists taken in
 * turn go by. What the row says itself (`own`) goes before any filling; empty values are left out.
 */
export function filledSubIds(
  fillings: SubIdFillings,
  from: {
    readonly row: number;
    readonly own: SubIdValues;
    /** The cell of a column by its heading; empty when there is none. */
    readonly cell: (column: string) => string;
  },
): readonly SubIdValues[] {
  let links: SubIdValues[] = [{}];
  for (const name of SUB_ID_NAMES) {
    const values = from.own[name] ? [from.own[name]] : valuesOf(fillings[name], from);
    links = links.flatMap((link) =>
      values.map((value) => (value === '' ? link : { ...link, [name]: value })),
    );
  }
  return links;
}

/** The columns of a file that fillings read. */
export function columnsOfFillings(fillings: SubIdFillings): readonly string[] {
  return SUB_ID_NAMES.flatMap((name) => {
    const filling = fillings[name];
    return filling.kind === 'column' ? [filling.column] : [];
  });
}

function takesEach(filling: SubIdFilling): filling is Extract<SubIdFilling, { kind: 'list' }> {
  return filling.kind === 'list' && filling.take === 'each';
}

function valuesOf(
  filling: SubIdFilling,
  from: { readonly row: number; readonly cell: (column: string) => string },
): readonly string[] {
  switch (filling.kind) {
    case 'none':
      return [''];
    case 'fixed':
      return [filling.value];
    case 'list':
      if (filling.values.length === 0) return [''];
      return filling.take === 'each'
        ? filling.values
        : [filling.values[from.row % filling.values.length] ?? ''];
    case 'column':
      return [from.cell(filling.column) || filling.otherwise];
  }
}

function faultOf(filling: SubIdFilling): string | null {
  switch (filling.kind) {
    case 'none':
      return null;
    case 'fixed':
      return filling.value.trim() === '' ? 'Say which value it always has.' : null;
    case 'list':
      if (filling.values.length === 0) return 'The list is empty.';
      if (filling.values.some((value) => value.trim() === '')) return 'The list holds an empty value.';
      return new Set(filling.values).size < filling.values.length ? 'The list holds a value twice.' : null;
    case 'column':
      return filling.column.trim() === '' ? 'Name the column the value stands in.' : null;
  }
}
