import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from '../class-names.ts';
import { type Column, gridTracks, type TableOrder } from './column.ts';

export interface TableHeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly order: TableOrder | undefined;
  readonly onOrder: ((order: TableOrder) => void) | undefined;
}

/** The names of the columns; a sortable one is a button that sorts by it, and turns the order when pressed again. */
export function TableHead<R>({ columns, order, onOrder }: TableHeadProps<R>) {
  return (
    <div role="rowgroup" className="table-head">
      <div
        role="row"
        aria-rowindex={1}
        className="table-head-row"
        style={{ gridTemplateColumns: gridTracks(columns) }}
      >
        {columns.map((column, index) => {
          const sorted = order?.by === column.id;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}
              className={classNames('table-head-cell', column.end && 'table-end')}
            >
              {column.sortable && onOrder ? (
                <button
                  type="button"
                  className="table-sort"
                  onClick={() =>
                    onOrder({ by: column.id, descending: sorted ? !order.descending : column.end === true })
                  }
                >
                  <span className="truncate">{column.title}</span>
                  {sorted && <SortMark descending={order.descending} />}
                </button>
              ) : (
                <span className="truncate">{column.title}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function SortMark({ descending }: { readonly descending: boolean }) {
  return descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />;
}
