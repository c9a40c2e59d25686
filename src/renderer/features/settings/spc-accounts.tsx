import { agoText } from '#renderer/app/format/duration.ts';
import { exactInstantText } from '#renderer/app/format/instant.ts';
import { settingsText } from '#renderer/app/messages/en/settings.ts';
import { spcText as text } from '#renderer/app/messages/en/spc.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CLOCK_WARNING_MS } from '#shared/domain/session-expiry.ts';
import type { SpcNetworkView } from '#shared/ipc/spc-networks.ts';

/** One SPC account in the list of networks: how it is doing, and what can be done about it. */
export function SpcAccount(props: {
  readonly account: SpcNetworkView;
  readonly onAsk: (kind: 'edit' | 'key' | 'remove') => void;
}) {
  const { account, onAsk } = props;
  const { lastSuccessAt, clockDifferenceMs } = account;
  const zone = useTimeZone();
  const now = useNow(30_000);
  const apart = clockDifferenceMs !== null && Math.abs(clockDifferenceMs) >= 1000;
  return (
    <li className="network">
      <div className="grow">
        <p className="network-name">
          <b>{account.name}</b>
          <Tag tone="info">{text.kind}</Tag>
          {account.practice && <Tag tone="wait">{settingsText.practice}</Tag>}
        </p>
        <p className="muted wrap-anywhere">
          <span className="mono">{account.endpoint}</span> · {text.customer(account.customerId)}
          {!account.extensions && ` · ${text.core}`}
        </p>
        <p className="muted">
          <span title={lastSuccessAt === null ? undefined : exactInstantText(lastSuccessAt, zone)}>
            {lastSuccessAt === null ? text.never : text.answered(agoText(lastSuccessAt, now))}
          </span>{' '}
          · {account.authentication === 'basic' ? text.basic : text.usernameToken} ·{' '}
          <span className={account.tokenKeeping === 'unprotected' ? 'network-warn' : undefined}>
            {account.practice ? text.practiceKey : settingsText.keeping[account.tokenKeeping]}
          </span>
        </p>
        {apart && (
          <p className={Math.abs(clockDifferenceMs) >= CLOCK_WARNING_MS ? 'network-warn' : 'muted'}>
            {text.clock(Math.round(Math.abs(clockDifferenceMs) / 1000), clockDifferenceMs > 0)}
          </p>
        )}
        {!account.practice && account.tokenKeeping === 'missing' && account.lastError === null && (
          <p className="network-fault">{text.keyMissing}</p>
        )}
        {account.lastError !== null && <p className="network-fault wrap-anywhere">{account.lastError}</p>}
      </div>
      <div className="network-actions">
        {!account.practice && (
          <>
            <Button size="small" aria-label={text.editOf(account.name)} onClick={() => onAsk('edit')}>
              {settingsText.edit}
            </Button>
            <Button size="small" aria-label={text.replaceKeyOf(account.name)} onClick={() => onAsk('key')}>
              {text.replaceKey}
            </Button>
          </>
        )}
        <Button
          size="small"
          kind="quiet"
          aria-label={settingsText.removeOf(account.name)}
          onClick={() => onAsk('remove')}
        >
          {settingsText.remove}
        </Button>
      </div>
    </li>
  );
}
