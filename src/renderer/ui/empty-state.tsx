import type { ReactNode } from 'react';
import './notes.css';

/** Says that there is nothing here, why, and what to do next. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Where it is all there is on the screen, its title is the screen's heading. */
  readonly alone?: boolean;
}) {
  const Title = props.alone === true ? 'h1' : 'p';
  return (
    <div className="empty">
      <Title className="empty-title">{props.title}</Title>
      {props.children !== undefined && <p>{props.children}</p>}
      {props.actions !== undefined && <div className="empty-actions">{props.actions}</div>}
    </div>
  );
}
