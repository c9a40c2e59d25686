import type { ComponentType } from 'react';
import { attentionText as text } from '#renderer/app/messages/en/attention.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import './attention.css';
import type { OlderRows } from './use-older-rows.ts';

/** A list of rows received that need a person, newest first, each with its text as received. */
export function ReceivedRows<Row extends { readonly id: number }>(props: {
  readonly title: string;
  readonly note: string;
  readonly empty: string;
  readonly list: OlderRows<Row>;
  readonly view: ComponentType<{ readonly row: Row }>;
}) {
  const View = props.view;
  const { rows, fault, reload, showOlder } = props.list;
  return (
    <div className="page">
      <PageHeader
        title={props.title}
        note={props.note}
        actions={<BackLink to="/" label={text.toOverview} />}
      />
      <div className="page-scroll">
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {rows?.length === 0 && <EmptyState title={props.empty} />}
        <ul className="received-rows">
          {rows?.map((row) => (
            <li key={row.id}>
              <article>
                <View row={row} />
              </article>
            </li>
          ))}
        </ul>
        {showOlder && <Button onClick={showOlder}>{text.more}</Button>}
      </div>
    </div>
  );
}

/** A row's text exactly as received. */
export function RawRow({ raw, label }: { readonly raw: string; readonly label: string }) {
  return (
    <pre className="mono received-raw" tabIndex={0} aria-label={label}>
      {raw}
    </pre>
  );
}
