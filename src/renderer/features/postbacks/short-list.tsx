import type { ReactNode } from 'react';
import type { Asked } from '#renderer/state/use-request.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';

/** A list that is short enough to be there whole: what went wrong, what stands there when it is empty, or its table. */
export function ShortList<Row>(props: {
  readonly list: Asked<readonly Row[]>;
  readonly empty: ReactNode;
  readonly label: string;
  readonly columns: readonly PlainColumn[];
  readonly renderRow: (row: Row) => ReactNode;
  /** What stands below the table. */
  readonly foot?: ReactNode;
  /** The questions the list asks. */
  readonly dialogs?: ReactNode;
}) {
  const { data, fault, reload } = props.list;
  return (
    <div className="page-scroll postbacks-list">
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && props.empty}
      {data && data.length > 0 && (
        <>
          <PlainTable label={props.label} columns={props.columns}>
            {data.map(props.renderRow)}
          </PlainTable>
          {props.foot}
        </>
      )}
      {props.dialogs}
    </div>
  );
}
