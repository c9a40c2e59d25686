import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';

/** A column of a table. Widths are CSS pixels; one that grows shares what is left. */
export interface Column<R> {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly grow?: boolean;
  /** Numbers stand right. */
  readonly end?: boolean;
  readonly mono?: boolean;
  /** Less important than the rest of the row. */
  readonly muted?: boolean;
  readonly sortable?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** The whole text of a cell that may be cut off, shown as its tooltip. */
  readonly whole?: (row: R) => string;
}

/** By which column a table is sorted. */
export interface TableOrder {
  readonly by: string;
  readonly descending: boolean;
}

/** The class names of a cell, worked out once a column. */
export function cellClass<R>(column: Column<R>): string {
  return classNames('table-cell', column.end && 'table-end', column.mono && 'mono', column.muted && 'muted');
}

/** The tracks of a row's grid. */
export function gridTracks<R>(columns: readonly Column<R>[]): string {
  return columns
    .map((column) => (column.grow ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))
    .join(' ');
}

/** How wide a row is at least. */
export function leastWidth<R>(columns: readonly Column<R>[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}
