import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { attentionText as text } from '#renderer/app/messages/en/attention.ts';
import { addressOfResult } from '#renderer/features/review/map-address.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import './attention.css';

const COLUMNS: readonly PlainColumn[] = [
  { title: text.result },
  { title: text.network },
  { title: text.conversions },
  { title: text.mapResult, unseen: true },
];

/** Result values no map knows, with how many conversions carry each; each leads to them. */
export function UnknownResultsScreen() {
  const { data, fault, reload } = useRequest('attention.unknownResults', {});
  return (
    <div className="page">
      <PageHeader
        title={text.unknown}
        note={text.unknownNote}
        actions={<BackLink to="/" label={text.toOverview} />}
      />
      <div className="page-scroll">
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {data?.length === 0 && <EmptyState title={text.unknownEmpty} />}
        {data && data.length > 0 && (
          <div className="unknown-results">
            <PlainTable label={text.unknown} columns={COLUMNS}>
              {data.map((result) => (
                <tr key={`${result.networkId} ${result.rawResult}`}>
                  <td>
                    <span className="mono wrap-anywhere">{result.rawResult || text.noResult}</span>{' '}
                    <CopyButton text={result.rawResult} what={text.copyResult} />
                  </td>
                  <td>{result.networkName}</td>
                  <td>
                    <a href={hashHref(rowsAddress(result.networkId, result.rawResult))}>
                      {text.showRows(countText(result.count))}
                    </a>
                  </td>
                  <td>
                    <a href={hashHref(addressOfResult(result))}>{text.mapResult}</a>
                  </td>
                </tr>
              ))}
            </PlainTable>
          </div>
        )}
      </div>
    </div>
  );
}

function rowsAddress(networkId: number, rawResult: string): string {
  const search = new URLSearchParams({ unknown: '1', network: String(networkId) });
  if (rawResult !== '') search.set('text', rawResult);
  return `/conversions?${search.toString()}`;
}
