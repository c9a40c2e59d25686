import { useCallback, useEffect, useState } from 'react';
import { instantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { attentionText as text } from '#renderer/app/messages/en/attention.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { onChange } from '#renderer/state/use-request.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import type { UnparsedRow } from '#shared/ipc/desk.ts';
import './attention.css';

const ROWS_AT_ONCE = 50;

/** Rows of a network that could not be read, with the reason, exactly as received. */
export function UnparsedScreen() {
  const [rows, setRows] = useState<readonly UnparsedRow[]>();
  const [more, setMore] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const load = useCallback(async (before: number | null, shown: readonly UnparsedRow[]) => {
    try {
      const next = await ask('attention.unparsed', { before, limit: ROWS_AT_ONCE });
      setRows([...shown, ...next]);
      setMore(next.length === ROWS_AT_ONCE);
      setFault(undefined);
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    }
  }, []);
  useEffect(() => {
    void load(null, []);
    return onChange('attention.unparsed', () => void load(null, []));
  }, [load]);

  const last = rows?.at(-1);
  return (
    <div className="page">
      <PageHeader
        title={text.unparsed}
        note={text.unparsedNote}
        actions={
          <a className={buttonClass('quiet')} href={hashHref('/')}>
            {text.toOverview}
          </a>
        }
      />
      <div className="page-scroll">
        {fault && <ErrorNote fault={fault} onRetry={() => void load(null, [])} />}
        {rows?.length === 0 && <EmptyState title={text.unparsedEmpty} />}
        <ul className="unparsed">
          {rows?.map((row) => (
            <li key={row.id}>
              <Unparsed row={row} />
            </li>
          ))}
        </ul>
        {more && last && rows && <Button onClick={() => void load(last.id, rows)}>{text.more}</Button>}
      </div>
    </div>
  );
}

function Unparsed({ row }: { readonly row: UnparsedRow }) {
  const zone = useTimeZone();
  return (
    <article>
      <p className="unparsed-head">
        <b className="wrap-anywhere">{row.reason}</b>
        <CopyButton text={row.raw} what={text.copyRaw} />
      </p>
      <p className="faint">
        {row.networkName} · {text.received(instantText(row.receivedAt, zone))}
      </p>
      <pre className="mono unparsed-raw" tabIndex={0} aria-label={row.reason}>
        {row.raw}
      </pre>
    </article>
  );
}
