import { instantText } from '#renderer/app/format/instant.ts';
import { attentionText as text } from '#renderer/app/messages/en/attention.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import type { UnparsedRow } from '#shared/ipc/desk.ts';
import { RawRow, ReceivedRows } from './received-rows.tsx';
import { useOlderRows } from './use-older-rows.ts';

/** Rows of a network that could not be read, with the reason, exactly as received. */
export function UnparsedScreen() {
  return (
    <ReceivedRows
      title={text.unparsed}
      note={text.unparsedNote}
      empty={text.unparsedEmpty}
      list={useOlderRows('attention.unparsed')}
      view={Unparsed}
    />
  );
}

function Unparsed({ row }: { readonly row: UnparsedRow }) {
  const zone = useTimeZone();
  return (
    <>
      <p className="received-head">
        <b className="wrap-anywhere">{row.reason}</b>
        <CopyButton text={row.raw} what={text.copyRaw} />
      </p>
      <p className="faint">
        {row.networkName} · {text.received(instantText(row.receivedAt, zone))}
      </p>
      <RawRow raw={row.raw} label={row.reason} />
    </>
  );
}
