import type { ReactNode } from 'react';
import './panel.css';

/** The head of a place: its name, what it shows, its actions. The name is where focus goes after moving here. */
export function PageHeader(props: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="page-header">
      <h1 className="page-title" tabIndex={-1}>
        {props.title}
      </h1>
      {props.note !== undefined && <span className="muted truncate">{props.note}</span>}
      {props.actions !== undefined && <div className="page-header-actions">{props.actions}</div>}
    </div>
  );
}
