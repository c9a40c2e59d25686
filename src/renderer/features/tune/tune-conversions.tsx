import { useEffect, useState } from 'react';
import { shortInstantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { goTo, hashHref, useHashSearch } from '#renderer/app/hash-location.ts';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { TuneConversionRow, TuneConversionShow, TuneNetworkView } from '#shared/ipc/tune.ts';

const SHOWS: readonly TuneConversionShow[] = ['all', 'different', 'unmatched'];
const PAGE = 50;
const COLUMNS = [
  { title: text.columnAt },
  { title: text.columnNumber },
  { title: text.columnPartner },
  { title: text.columnOffer },
  { title: text.columnTune },
  { title: text.columnHere },
  { title: text.columnDifference },
];

/** Conversions of TUNE beside the desk's own, newest first. */
export function TuneConversions({ network }: { readonly network: TuneNetworkView }) {
  const search = new URLSearchParams(useHashSearch());
  const show = SHOWS.find((each) => each === search.get('show')) ?? 'all';
  const networkId = network.id;
  return (
    <>
      <div className="tune-filter">
        <Select
          label={text.show}
          row
          value={show}
          options={SHOWS.map((value) => ({ value, label: text.shows[value] }))}
          onValue={(value) => goTo(`/tune/conversions?network=${networkId}&show=${value}`)}
        />
      </div>
      <Rows key={`${networkId} ${show}`} networkId={networkId} show={show} />
    </>
  );
}

function Rows({ networkId, show }: { readonly networkId: number; readonly show: TuneConversionShow }) {
  const first = useRequest('tune.conversions', { networkId, show, after: null, limit: PAGE });
  const [older, setOlder] = useState<{
    readonly rows: readonly TuneConversionRow[];
    readonly more: boolean;
  }>();
  const [failed, setFailed] = useState<DeskFault>();
  useEffect(() => setOlder(undefined), [first.data]);
  const fault = failed ?? first.fault;
  if (fault) return <ErrorNote fault={fault} onRetry={first.reload} />;
  if (!first.data) return null;
  const rows = [...first.data.rows, ...(older?.rows ?? [])];
  const last = rows.at(-1);
  if (!last) return <EmptyState title={text.conversionsEmpty[show]}>{text.conversionsEmptyText}</EmptyState>;
  const more = (): void => {
    const after = { at: last.at, id: last.id };
    ask('tune.conversions', { networkId, show, after, limit: PAGE }).then(
      (page) => setOlder({ rows: [...(older?.rows ?? []), ...page.rows], more: page.more }),
      (thrown: unknown) => setFailed(asDeskFault(thrown)),
    );
  };
  return (
    <>
      <PlainTable label={text.conversionsLabel} columns={COLUMNS}>
        {rows.map((row) => (
          <Conversion key={row.id} row={row} />
        ))}
      </PlainTable>
      {(older ?? first.data).more && (
        <p className="tune-more">
          <Button onClick={more}>{text.more}</Button>
        </p>
      )}
    </>
  );
}

function Conversion({ row }: { readonly row: TuneConversionRow }) {
  const zone = useTimeZone();
  const now = useNow(60_000);
  const { tune, desk, difference, job } = row;
  return (
    <tr>
      <th scope="row" className="nowrap number">
        {shortInstantText(row.at, zone, now)}
      </th>
      <td className="nowrap number">{row.number === '' ? text.none : phoneText(row.number)}</td>
      <td>{row.partnerName || text.none}</td>
      <td>{row.offerName || text.none}</td>
      <td className="nowrap">
        <State state={tune} />
      </td>
      <td className="nowrap">
        {desk ? (
          <a href={hashHref(`/conversions/${desk.conversionId}`)}>
            <State state={desk} />
          </a>
        ) : (
          <span className="faint">{text.notHere}</span>
        )}
      </td>
      <td>
        {difference !== null && (
          <Tag tone={difference === 'not_yet' ? 'wait' : 'no'}>{text.causes[difference]}</Tag>
        )}
        {job !== null && (
          <p className="faint" title={job.reason}>
            {text.jobs[job.state]}
          </p>
        )}
      </td>
    </tr>
  );
}

function State({ state }: { readonly state: TuneConversionRow['tune'] }) {
  const { status, payout, currency } = state;
  return (
    <>
      <StatusMark status={status} /> <span className="number">{moneyText({ amount: payout, currency })}</span>
    </>
  );
}
