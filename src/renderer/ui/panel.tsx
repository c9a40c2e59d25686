import { type ReactNode, useId } from 'react';
import './panel.css';

/** A titled part of a page. */
export function Panel(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 className="panel-title" id={id}>
          {props.title}
        </h2>
        {props.actions}
      </div>
      <div className="panel-body">{props.children}</div>
    </section>
  );
}
