import { agoText } from '#renderer/app/format/duration.ts';
import { exactInstantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { settingsText } from '#renderer/app/messages/en/settings.ts';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { TuneNetworkView } from '#shared/ipc/tune.ts';
import { SetupStep } from './setup-step.tsx';

/** One TUNE network in the list of networks: how it is doing, and what can be done about it. */
export function TuneNetwork(props: {
  readonly network: TuneNetworkView;
  readonly onAsk: (kind: 'edit' | 'key' | 'remove') => void;
}) {
  const { network, onAsk } = props;
  const { name, readAt, lastError, practice, tokenKeeping } = network;
  const zone = useTimeZone();
  const now = useNow(30_000);
  return (
    <li className="network">
      <div className="grow">
        <p className="network-name">
          <b>{name}</b>
          <Tag tone="info">{text.kind}</Tag>
          {practice && <Tag tone="wait">{settingsText.practice}</Tag>}
        </p>
        <p className="muted wrap-anywhere">
          <span className="mono">{network.baseUrl}</span> · {network.networkId} ·{' '}
          {network.callsNetworkName === '' ? text.callsUnknown : text.callsOf(network.callsNetworkName)} ·{' '}
          {network.currency}
        </p>
        <p className="muted">
          <span title={readAt === null ? undefined : exactInstantText(readAt, zone)}>
            {readAt === null ? text.neverRead : text.readAgo(agoText(readAt, now))}
          </span>{' '}
          ·{' '}
          <span className={tokenKeeping === 'unprotected' ? 'network-warn' : undefined}>
            {practice ? text.practiceKey : settingsText.keeping[tokenKeeping]}
          </span>{' '}
          · <a href={hashHref(`/tune?network=${network.id}`)}>{text.openOf(name)}</a>
        </p>
        {!practice && tokenKeeping === 'missing' && lastError === null && (
          <p className="network-fault">{text.keyMissing}</p>
        )}
        {lastError !== null && network.notListed === null && (
          <p className="network-fault wrap-anywhere">{lastError}</p>
        )}
        {network.notListed !== null && <SetupStep address={network.notListed.address} />}
      </div>
      <div className="network-actions">
        {!practice && (
          <>
            <Button size="small" aria-label={text.editOf(name)} onClick={() => onAsk('edit')}>
              {settingsText.edit}
            </Button>
            <Button size="small" aria-label={text.replaceKeyOf(name)} onClick={() => onAsk('key')}>
              {text.replaceKey}
            </Button>
          </>
        )}
        <Button
          size="small"
          kind="quiet"
          aria-label={settingsText.removeOf(name)}
          onClick={() => onAsk('remove')}
        >
          {settingsText.remove}
        </Button>
      </div>
    </li>
  );
}
