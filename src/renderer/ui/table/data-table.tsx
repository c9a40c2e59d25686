import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { RowWindow } from '#renderer/state/use-row-window.ts';
import { type Column, fittingColumns, gridTracks, leastWidth, type TableOrder } from './column.ts';
import './data-table.css';
import { elementHeight } from './scroll-mapping.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useTableScroll } from './use-table-scroll.ts';
import { useWidth } from './use-width.ts';

export interface DataTableProps<R> {
  /** What the table lists, for readers. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: RowWindow<R>;
  readonly order?: TableOrder;
  readonly onOrder?: (order: TableOrder) => void;
  /** Enter or a click on a row. */
  readonly onOpen?: (row: R, index: number) => void;
  /** The row under the keys moved here; called once it is at hand. */
  readonly onActive?: (row: R, index: number) => void;
  readonly isOpen?: (row: R) => boolean;
  /** What is open beside the table shows all of a row, so that columns it has no room for are left out. */
  readonly beside?: boolean;
  /** Keeps the scroll position under this name while the window lives, so that coming back finds it again. */
  readonly memory?: string;
  readonly empty: ReactNode;
}

interface Place {
  readonly offset: number;
  readonly active: number;
}

const places = new Map<string, Place>();

/**
 * A table of any length. Only the rows seen are elements; any row of a million is reached by scrolling, by the keys
 * (arrows, Page Up and Down, Home, End) and at any display scale. Enter opens the row.
 */
export function DataTable<R>(props: DataTableProps<R>) {
  const { rows, onOpen, onActive, isOpen, memory } = props;
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const room = useWidth(element, props.beside ?? false);
  const sortedBy = props.order?.by;
  const columns = useMemo(
    () => (props.beside && room !== null ? fittingColumns(props.columns, room, sortedBy) : props.columns),
    [props.columns, props.beside, room, sortedBy],
  );
  const [begin] = useState(() => places.get(memory ?? ''));
  const [active, setActive] = useState(begin?.active ?? 0);
  const movedByKeys = useRef(false);
  const scroll = useTableScroll(element, rows.count, begin?.offset ?? 0);
  const { drawn, show, page, offset } = scroll;
  const tracks = useMemo(() => gridTracks(columns), [columns]);
  const width = useMemo(() => leastWidth(columns), [columns]);
  const last = Math.max(0, rows.count - 1);
  const at = Math.min(active, last);
  const activeRow = rows.rowAt(at);

  useEffect(() => rows.want(drawn.first, drawn.end), [rows, drawn.first, drawn.end]);

  useEffect(() => {
    if (!movedByKeys.current || activeRow === undefined) return;
    movedByKeys.current = false;
    onActive?.(activeRow, at);
  }, [activeRow, at, onActive]);

  useEffect(
    () => () => {
      if (memory !== undefined) places.set(memory, { offset: offset(), active: at });
    },
    [memory, offset, at],
  );

  const moveTo = (index: number): void => {
    const next = Math.min(Math.max(index, 0), last);
    movedByKeys.current = true;
    setActive(next);
    show(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      moveTo(next);
    } else if ((event.key === 'Enter' || event.key === ' ') && activeRow !== undefined) {
      event.preventDefault();
      onOpen?.(activeRow, at);
    }
  };

  const onClick = (event: MouseEvent): void => {
    const index = rowIndexAt(event.target);
    if (index === null) return;
    setActive(index);
    const row = rows.rowAt(index);
    if (row !== undefined) onOpen?.(row, index);
  };

  // Elements are used again for other rows: a slot keeps its element while the rows in it change.
  const slots = Math.max(scroll.slots, drawn.end - drawn.first);
  const shown: ReactNode[] = [];
  for (let index = drawn.first; index < Math.min(drawn.end, rows.count); index += 1) {
    const row = rows.rowAt(index);
    shown.push(
      <TableRow
        key={index % slots}
        id={`${id}-${index}`}
        index={index}
        row={row}
        columns={columns}
        tracks={tracks}
        active={index === at}
        open={row !== undefined && (isOpen?.(row) ?? false)}
      />,
    );
  }
  const activeShown = at >= drawn.first && at < drawn.end && rows.count > 0;
  return (
    <div className="table-frame">
      <div
        ref={element}
        role="grid"
        className="table"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rows.count + 1}
        aria-colcount={columns.length}
        aria-activedescendant={activeShown ? `${id}-${at}` : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div className="table-inner" role="presentation" style={{ width: `max(100%, ${width}px)` }}>
          <TableHead columns={columns} order={props.order} onOrder={props.onOrder} />
          <div role="rowgroup" className="table-body" style={{ height: elementHeight(scroll.shape) }}>
            <div
              className="table-rows"
              role="presentation"
              style={{ transform: `translateY(${drawn.top}px)` }}
            >
              {shown}
            </div>
          </div>
        </div>
      </div>
      {rows.count === 0 && <div className="table-empty">{props.empty}</div>}
    </div>
  );
}

/** The index of the row that was clicked; none for the head and for a button or link inside a row. */
function rowIndexAt(target: EventTarget): number | null {
  if (!(target instanceof Element) || target.closest('button, a, input')) return null;
  const row = target.closest('.table-row');
  return row ? Number(row.getAttribute('aria-rowindex')) - 2 : null;
}
