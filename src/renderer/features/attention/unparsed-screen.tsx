import { instantText } from '#renderer/app/format/instant.ts';
import { attentionText as text } from '#renderer/app/messages/en/attention.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { RawRow, ReceivedRows } from './received-rows.tsx';
import { useOlderRows } from './use-older-rows.ts';

/** Rows of a network that could not be read, with the reason, exactly as received. */
export function UnparsedScreen() {
  const zone = useTimeZone();
  return (
    <ReceivedRows
      title={text.unparsed}
      note={text.unparsedNote}
      empty={text.unparsedEmpty}
      list={useOlderRows('attention.unparsed')}
      row={({ reason, raw, networkName, receivedAt }) => (
        <>
          <p className="received-head">
            <b className="wrap-anywhere">{reason}</b>
            <CopyButton text={raw} what={text.copyRaw} />
          </p>
          <p className="faint">
            {networkName} · {text.received(instantText(receivedAt, zone))}
          </p>
          <RawRow raw={raw} label={reason} />
        </>
      )}
    />
  );
}
