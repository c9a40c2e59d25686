import { instantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { attentionText as text } from '#renderer/app/messages/en/attention.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import type { WaitingCorrection } from '#shared/ipc/desk.ts';
import { RawRow, ReceivedRows } from './received-rows.tsx';
import { useOlderRows } from './use-older-rows.ts';

/** Corrections that change nothing yet, since the transaction they correct has not arrived. */
export function WaitingCorrectionsScreen() {
  return (
    <ReceivedRows
      title={text.corrections}
      note={text.correctionsNote}
      empty={text.correctionsEmpty}
      list={useOlderRows('attention.waitingCorrections')}
      view={Correction}
    />
  );
}

function Correction({ row }: { readonly row: WaitingCorrection }) {
  const zone = useTimeZone();
  return (
    <>
      <p className="received-head">
        <b>{text.received(instantText(row.receivedAt, zone))}</b>
        <CopyButton text={row.raw} what={text.copyRaw} />
      </p>
      <p className="faint">
        {row.networkName}
        {row.conversionId === null && ` · ${text.callUnseen}`}
      </p>
      <dl className="received-ids">
        <Id name={text.corrects} id={row.correctsId} what={text.correctedId} />
        <Id name={text.correction} id={row.transactionId} what={text.correctionId} />
        <Id name={text.call} id={row.callId} what={text.callId} />
      </dl>
      {row.conversionId !== null && (
        <p>
          <a href={hashHref(`/conversions/${row.conversionId}`)}>{text.showCall}</a>
        </p>
      )}
      <RawRow raw={row.raw} label={text.asReceived(row.transactionId)} />
    </>
  );
}

function Id(props: { readonly name: string; readonly id: string; readonly what: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <span className="mono wrap-anywhere">{props.id}</span>{' '}
        <CopyButton text={props.id} what={props.what} />
      </dd>
    </div>
  );
}
