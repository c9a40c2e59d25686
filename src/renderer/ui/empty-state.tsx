import type { ReactNode } from 'react';
import './notes.css';

/** Says that there is nothing here, why, and what to do next. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="empty">
      <p className="empty-title">{props.title}</p>
      {props.children !== undefined && <p>{props.children}</p>}
      {props.actions !== undefined && <div className="empty-actions">{props.actions}</div>}
    </div>
  );
}
