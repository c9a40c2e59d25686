import { Component, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { cellClass, type Column } from './column.ts';

export interface TableRowProps<R> {
  readonly id: string;
  readonly index: number;
  readonly row: R | undefined;
  readonly columns: readonly Column<R>[];
  readonly tracks: string;
  readonly active: boolean;
  readonly open: boolean;
}

/** One row, drawn again only when what it shows changed. */
export class TableRow<R> extends Component<TableRowProps<R>> {
  override shouldComponentUpdate(next: TableRowProps<R>): boolean {
    const now = this.props;
    return (
      next.row !== now.row ||
      next.index !== now.index ||
      next.active !== now.active ||
      next.open !== now.open ||
      next.columns !== now.columns
    );
  }

  override render(): ReactNode {
    const { id, index, row, columns, tracks, active, open } = this.props;
    return (
      <div
        id={id}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={open}
        aria-busy={row === undefined}
        className={classNames('table-row', active && 'table-row-active')}
        style={{ gridTemplateColumns: tracks }}
      >
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={at + 1}
            className={cellClass(column)}
            title={row && column.whole?.(row)}
          >
            {row && column.cell(row)}
          </div>
        ))}
      </div>
    );
  }
}
