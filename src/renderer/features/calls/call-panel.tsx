import { hashHref } from '#renderer/app/hash-location.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { fieldColumn } from '#shared/domain/call-columns.ts';
import type { CallDetail } from '#shared/ipc/calls.ts';
import { addressOfCalls, ALL_CALLS } from './call-view.ts';

/** One call beside the list: who called which number, with what information it began, and whether it brought an order. */
export function CallPanel({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('calls.detail', { id });
  return (
    <SidePanel
      label={text.panel}
      title={data ? titleOf(data) : uiText.loading}
      closeLabel={text.closePanel}
      onClose={onClose}
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <CallFacts detail={data} />
          <Information detail={data} />
          <OrderMark detail={data} />
        </>
      )}
    </SidePanel>
  );
}

function titleOf({ row }: CallDetail): string {
  return row.number === '' ? text.callWithoutNumber : text.callOn(phoneText(row.number));
}

function CallFacts({ detail }: { readonly detail: CallDetail }) {
  const zone = useTimeZone();
  const { row } = detail;
  const place = [detail.city, detail.region].filter((part) => part !== '').join(' ');
  const talk = row.talkSeconds > 0 ? text.talked(durationText(row.talkSeconds)) : '';
  const called = [row.startedAt === null ? uiText.none : instantText(row.startedAt, zone), talk];
  return (
    <>
      <p className="call-marks">
        <Tag tone={row.status === 'answered' ? 'ok' : 'plain'}>{text.status[row.status]}</Tag>
        {row.ordered && <Tag tone="ok">{text.isOrder}</Tag>}
        {row.late && <Tag tone="wait">{text.isLate}</Tag>}
        {detail.imported && <Tag>{text.imported}</Tag>}
        {row.result && <StatusMark status={row.result} />}
      </p>
      {row.late && detail.sessionEndedAt !== null && (
        <Note>{text.lateNote(instantText(detail.sessionEndedAt, zone))}</Note>
      )}
      <dl className="facts">
        <Fact label={text.column.started_at}>{called.filter((part) => part !== '').join(' · ')}</Fact>
        <Fact label={text.column.number}>
          <Value value={row.number} shown={phoneText(row.number)} what={text.theNumber} />
        </Fact>
        <Fact label={text.column.caller_number}>
          {row.callerNumber === '' ? (
            text.notTold
          ) : (
            <Value value={row.callerNumber} shown={phoneText(row.callerNumber)} what={text.theCaller} />
          )}
        </Fact>
        {place !== '' && <Fact label={text.place}>{place}</Fact>}
        <Fact label={text.column.campaign}>
          {row.campaign}
          {row.campaign !== row.campaignId && <span className="faint mono">{row.campaignId}</span>}
        </Fact>
        {row.partnerId !== '' && (
          <Fact label={text.column.partner}>
            {row.partner}
            {row.partner !== row.partnerId && <span className="faint mono">{row.partnerId}</span>}
          </Fact>
        )}
        <Fact label={text.column.network}>{row.network}</Fact>
        {detail.destination !== '' && (
          <Fact label={text.destination}>
            <span className="mono wrap-anywhere">{phoneText(detail.destination)}</span>
          </Fact>
        )}
        <Fact label={text.column.call_id}>
          <Value value={row.callId} shown={row.callId} what={text.theCallId} />
        </Fact>
        {row.sessionId !== '' && (
          <Fact label={text.session}>
            <Value value={row.sessionId} shown={row.sessionId} what={text.theSession} />
            <a href={alikeHref('session_id', row.sessionId)}>{text.sessionCalls}</a>
          </Fact>
        )}
        {detail.conversionId !== null && (
          <Fact label={text.conversion}>
            <a href={hashHref(`/conversions/${detail.conversionId}`)}>{text.openConversion}</a>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Value({
  value,
  shown,
  what,
}: {
  readonly value: string;
  readonly shown: string;
  readonly what: string;
}) {
  if (value === '') return uiText.none;
  return (
    <>
      <span className="mono wrap-anywhere">{shown}</span>
      <CopyButton text={value} what={what} />
    </>
  );
}

function Information({ detail }: { readonly detail: CallDetail }) {
  const { row, informationVersion: version } = detail;
  const fields = Object.entries(detail.fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <SectionTitle>
        {version === null || version === 0 ? text.began : text.beganVersion(version)}
      </SectionTitle>
      {fields.length === 0 && row.keywords.length === 0 && <p className="muted">{text.noInformation}</p>}
      <dl className="facts call-information">
        {row.keywords.length > 0 && (
          <Fact label={text.keywords}>
            {row.keywords.map((keyword) => (
              <a key={keyword} href={alikeHref('keywords', keyword)} title={text.showAlike(keyword)}>
                {keyword}
              </a>
            ))}
          </Fact>
        )}
        {fields.map(([name, value]) => (
          <Fact key={name} label={<span className="mono wrap-anywhere">{name}</span>}>
            <a
              className="wrap-anywhere"
              href={alikeHref(fieldColumn(name), value)}
              title={text.showAlike(value)}
            >
              {value}
            </a>
            <CopyButton text={value} what={text.field(name)} />
          </Fact>
        ))}
      </dl>
    </>
  );
}

function alikeHref(column: string, value: string): string {
  return hashHref(addressOfCalls({ ...ALL_CALLS, where: [{ column, values: [value] }] }));
}

function OrderMark({ detail }: { readonly detail: CallDetail }) {
  const { row, orderSaidBy } = detail;
  const mark = async (ordered: boolean | null): Promise<void> => {
    try {
      await ask('calls.setOrder', { id: row.id, ordered });
      toast(ordered === null ? text.unmarked : ordered ? text.marked : text.markedNot);
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  return (
    <>
      <SectionTitle>{text.orderTitle}</SectionTitle>
      <p>
        {row.ordered ? text.ordered : text.notOrdered} {orderSaidBy && text.saidBy[orderSaidBy]}
      </p>
      <div className="call-order">
        {row.ordered ? (
          <Button size="small" onClick={() => void mark(false)}>
            {text.markNoOrder}
          </Button>
        ) : (
          <Button size="small" onClick={() => void mark(true)}>
            {text.markOrder}
          </Button>
        )}
        {orderSaidBy === 'person' && (
          <Button size="small" kind="quiet" onClick={() => void mark(null)}>
            {text.unmark}
          </Button>
        )}
      </div>
    </>
  );
}
