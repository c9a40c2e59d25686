import type { ReactNode } from 'react';
import './plain-table.css';

/** A column of a plain table. */
export interface PlainColumn {
  readonly title: string;
  /** Numbers stand right. */
  readonly end?: boolean;
  /** Named for readers only. */
  readonly unseen?: boolean;
}

/** A short table whose rows are all there; `children` are its rows. */
export function PlainTable(props: {
  readonly label: string;
  readonly columns: readonly PlainColumn[];
  readonly children: ReactNode;
}) {
  return (
    <table className="plain-table" aria-label={props.label}>
      <thead>
        <tr>
          {props.columns.map(({ title, end = false, unseen = false }) => (
            <th key={title} scope="col" className={end ? 'table-number' : undefined}>
              {unseen ? <span className="visually-hidden">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}
