import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { jobsText } from '#renderer/app/messages/en/jobs.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { NumberDetail, NumberRow } from '#shared/ipc/numbers.ts';
import { EditPromo, MovePromo, RemovePromo } from './promo-dialogs.tsx';
import { toneOfNumber } from './number-tone.ts';

/** One promo number beside the list: where it leads, what calls bring back, and what can be done with it. */
export function PromoPanel(props: { readonly id: number; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('numbers.detail', { id: props.id });
  return (
    <SidePanel
      label={text.panel}
      title={data ? phoneText(data.row.number) || text.noNumberYet : uiText.loading}
      closeLabel={text.closePanel}
      onClose={props.onClose}
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && <Promo detail={data} />}
    </SidePanel>
  );
}

function Promo({ detail }: { readonly detail: NumberDetail }) {
  const { row } = detail;
  const zone = useTimeZone();
  const [asking, setAsking] = useState<'edit' | 'move' | 'remove' | null>(null);
  const close = (): void => setAsking(null);
  const custom = Object.entries(row.customData);
  return (
    <>
      <p className="session-standing">
        <Tag tone={toneOfNumber(row.state)}>{text.states[row.state]}</Tag>
        {row.pending && row.pending.state !== 'done' && (
          <span className="muted">
            {jobsText.kinds[row.pending.kind] ?? row.pending.kind}:{' '}
            {jobsText.states[row.pending.state].toLowerCase()}
          </span>
        )}
      </p>
      {row.reason !== '' && <Note>{row.reason}</Note>}
      {row.pending && row.pending.reason !== '' && row.pending.reason !== row.reason && (
        <Note>{row.pending.reason}</Note>
      )}
      <Facts detail={detail} />
      {row.state === 'active' && (
        <div className="session-actions">
          <Button onClick={() => setAsking('edit')}>{text.edit}</Button>
          <Button onClick={() => setAsking('move')}>{text.move}</Button>
          <Button kind="quiet" onClick={() => setAsking('remove')}>
            {text.remove}
          </Button>
        </div>
      )}
      <SectionTitle>{text.custom}</SectionTitle>
      {custom.length === 0 ? (
        <p className="muted">{text.noCustom}</p>
      ) : (
        <dl className="information">
          {custom.map(([name, value]) => (
            <Custom key={name} name={name} value={value} />
          ))}
        </dl>
      )}
      {detail.jobs.length > 0 && <SectionTitle>{text.jobs}</SectionTitle>}
      <ul className="session-jobs">
        {detail.jobs.map((job) => (
          <li key={job.id}>
            <p>{jobsText.kinds[job.kind] ?? job.kind}</p>
            <p className="muted wrap-anywhere">
              {instantText(job.createdAt, zone)} · {job.state} {job.reason !== '' && `· ${job.reason}`}
            </p>
          </li>
        ))}
      </ul>
      {asking === 'edit' && <EditPromo row={row} onClose={close} />}
      {asking === 'move' && <MovePromo row={row} onClose={close} />}
      {asking === 'remove' && <RemovePromo row={row} onClose={close} />}
    </>
  );
}

function Custom(props: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="mono">{props.name}</dt>
      <dd className="wrap-anywhere">{props.value}</dd>
    </>
  );
}

function Facts({ detail }: { readonly detail: NumberDetail }) {
  const { row } = detail;
  const zone = useTimeZone();
  return (
    <dl className="facts">
      {row.number !== '' && (
        <Fact label={text.columnNumber}>
          <a className="mono" href={`tel:+1${row.number}`}>
            {phoneText(row.number)}
          </a>
          <CopyButton text={row.number} what={text.theNumber} />
        </Fact>
      )}
      <Fact label={text.partner}>{row.partnerName || row.partnerId || text.ownNumber}</Fact>
      <Fact label={text.offer}>{row.offerName || row.offerId}</Fact>
      <Fact label={text.network}>{row.networkName}</Fact>
      <Fact label={text.description}>{row.description || uiText.none}</Fact>
      <Fact label={text.media}>{row.mediaType || uiText.none}</Fact>
      <Fact label={text.ownId}>
        <span className="mono wrap-anywhere">{row.idFromNetwork || uiText.none}</span>
        {row.idFromNetwork !== '' && <CopyButton text={row.idFromNetwork} what={text.theOwnId} />}
      </Fact>
      {row.baseLink !== '' && (
        <Fact label={text.link}>
          <span className="mono wrap-anywhere">{row.baseLink}</span>
          <CopyButton text={row.baseLink} what={text.theLink} />
        </Fact>
      )}
      <Fact label={text.calls}>
        <a href={hashHref(`/calls?${callsOf(row)}`)}>
          {text.callsText(detail.calls, countText(detail.calls))}
        </a>
      </Fact>
      <Fact label={text.links}>{countText(detail.links)}</Fact>
      {row.createdAt !== null && <Fact label={text.created}>{instantText(row.createdAt, zone)}</Fact>}
      {row.endedAt !== null && <Fact label={text.endedAt}>{instantText(row.endedAt, zone)}</Fact>}
    </dl>
  );
}

const callsOf = (row: NumberRow): string => new URLSearchParams({ text: row.number }).toString();
