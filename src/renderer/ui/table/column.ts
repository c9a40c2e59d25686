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
  /** May be left out beside an open panel where there is no room for all; the lowest goes first. */
  readonly spare?: number;
  readonly cell: (row: R) => ReactNode;
  /** The whole text of a cell that may be cut off, shown as its tooltip. */
  readonly whole?: (row: R) => string;
}

/** By which column a table is sorted. */
export interface TableOrder {
  readonly by: string;
  readonly descending: boolean;
}

/**
 * The columns there is room for, in CSS pixels: those that can be spared go one by one until the rest fits. The one the
 * table is sorted by stays.
 */
export function fittingColumns<R>(
  columns: readonly Column<R>[],
  room: number,
  sortedBy: string | undefined,
): readonly Column<R>[] {
  if (leastWidth(columns) <= room) return columns;
  const [first] = columns
    .filter(({ id, spare }) => spare !== undefined && id !== sortedBy)
    .toSorted((one, other) => (one.spare ?? 0) - (other.spare ?? 0));
  if (!first) return columns;
  return fittingColumns(
    columns.filter((column) => column !== first),
    room,
    sortedBy,
  );
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
