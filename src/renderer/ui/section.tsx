import { type ReactNode, useId } from 'react';
import './plain-table.css';

/** A part of a page under a small heading, without a box around it. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className="section-title" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
