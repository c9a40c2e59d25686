import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { agoText } from '#renderer/app/format/duration.ts';
import { exactInstantText } from '#renderer/app/format/instant.ts';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { spcText } from '#renderer/app/messages/en/spc.ts';
import type { NetworkView } from '#shared/ipc/networks.ts';
import { tuneText } from '#renderer/app/messages/en/tune.ts';
import { AddTune, EditTune, ReplaceTuneKey } from '#renderer/features/tune/tune-dialogs.tsx';
import { TuneNetwork } from '#renderer/features/tune/tune-network.tsx';
import type { TuneNetworkView } from '#shared/ipc/tune.ts';
import type { SpcNetworkView } from '#shared/ipc/spc-networks.ts';
import { AddNetwork } from './add-network.tsx';
import { EditNetwork } from './edit-network.tsx';
import { RemoveNetwork } from './remove-network.tsx';
import { ReplaceToken } from './replace-token.tsx';
import { SpcAccount } from './spc-accounts.tsx';
import { AddSpc, EditSpc, ReplaceKey } from './spc-dialogs.tsx';

type Asking =
  | { readonly kind: 'add' | 'add-spc' | 'add-tune' }
  | { readonly kind: 'edit-tune' | 'tune-key'; readonly tune: TuneNetworkView }
  | { readonly kind: 'edit-spc' | 'key'; readonly account: SpcNetworkView }
  | { readonly kind: 'remove'; readonly network: { readonly id: number; readonly name: string } }
  | { readonly kind: 'edit' | 'token'; readonly network: NetworkView }
  | null;

/** The accounts the workspace works with: how each is doing, and what can be done about it. */
export function NetworksPanel({ keyring }: { readonly keyring: boolean }) {
  const { data, fault, reload } = useRequest('networks.list', {});
  const accounts = useRequest('spc.list', {}).data ?? [];
  const tunes = useRequest('tune.list', {}).data ?? [];
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  return (
    <Panel
      title={text.networks}
      actions={
        <>
          <Button size="small" onClick={() => setAsking({ kind: 'add' })}>
            {text.addNetwork}
          </Button>
          <Button size="small" onClick={() => setAsking({ kind: 'add-spc' })}>
            {spcText.addButton}
          </Button>
          <Button size="small" onClick={() => setAsking({ kind: 'add-tune' })}>
            {tuneText.addButton}
          </Button>
        </>
      }
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && data.length === 0 && accounts.length === 0 && tunes.length === 0 && (
        <p className="muted">{text.noNetworks}</p>
      )}
      <ul className="networks">
        {data?.map((network) => (
          <Network key={network.id} network={network} onAsk={(kind) => setAsking({ kind, network })} />
        ))}
        {accounts.map((account) => (
          <SpcAccount
            key={account.id}
            account={account}
            onAsk={(kind) =>
              setAsking(
                kind === 'remove'
                  ? { kind, network: account }
                  : { kind: kind === 'edit' ? 'edit-spc' : 'key', account },
              )
            }
          />
        ))}
        {tunes.map((network) => (
          <TuneNetwork
            key={network.id}
            network={network}
            onAsk={(kind) =>
              setAsking(
                kind === 'remove'
                  ? { kind, network }
                  : { kind: kind === 'edit' ? 'edit-tune' : 'tune-key', tune: network },
              )
            }
          />
        ))}
      </ul>
      {asking?.kind === 'add-tune' && <AddTune keyring={keyring} onClose={close} />}
      {asking?.kind === 'edit-tune' && <EditTune network={asking.tune} keyring={keyring} onClose={close} />}
      {asking?.kind === 'tune-key' && (
        <ReplaceTuneKey network={asking.tune} keyring={keyring} onClose={close} />
      )}
      {asking?.kind === 'add-spc' && <AddSpc keyring={keyring} onClose={close} />}
      {asking?.kind === 'edit-spc' && <EditSpc account={asking.account} keyring={keyring} onClose={close} />}
      {asking?.kind === 'key' && <ReplaceKey account={asking.account} keyring={keyring} onClose={close} />}
      {asking?.kind === 'add' && <AddNetwork keyring={keyring} onClose={close} />}
      {asking?.kind === 'edit' && <EditNetwork network={asking.network} keyring={keyring} onClose={close} />}
      {asking?.kind === 'token' && (
        <ReplaceToken network={asking.network} keyring={keyring} onClose={close} />
      )}
      {asking?.kind === 'remove' && <RemoveNetwork network={asking.network} onClose={close} />}
    </Panel>
  );
}

function Network(props: {
  readonly network: NetworkView;
  readonly onAsk: (kind: 'edit' | 'token' | 'remove') => void;
}) {
  const { network, onAsk } = props;
  const zone = useTimeZone();
  const now = useNow(30_000);
  const { lastSuccessAt } = network;
  return (
    <li className="network">
      <div className="grow">
        <p className="network-name">
          <b>{network.name}</b>
          {network.practice && <Tag tone="wait">{text.practice}</Tag>}
        </p>
        <p className="muted wrap-anywhere">
          <span className="mono">{network.baseUrl}</span> · {text.idOf(network.user, network.organisationId)}{' '}
          · {network.currency}
        </p>
        <p className="muted">
          <span title={lastSuccessAt === null ? undefined : exactInstantText(lastSuccessAt, zone)}>
            {lastSuccessAt === null ? text.neverSynced : text.lastSuccess(agoText(lastSuccessAt, now))}
          </span>{' '}
          · {text.transactions(network.transactions, countText(network.transactions))} ·{' '}
          <span className={network.tokenKeeping === 'unprotected' ? 'network-warn' : undefined}>
            {network.practice ? text.practiceToken : text.keeping[network.tokenKeeping]}
          </span>
        </p>
        {!network.practice && network.tokenKeeping === 'missing' && network.lastError === null && (
          <p className="network-fault">{text.tokenMissing}</p>
        )}
        {network.lastError !== null && <p className="network-fault wrap-anywhere">{network.lastError}</p>}
      </div>
      <div className="network-actions">
        {!network.practice && (
          <>
            <Button size="small" aria-label={text.editOf(network.name)} onClick={() => onAsk('edit')}>
              {text.edit}
            </Button>
            <Button
              size="small"
              aria-label={text.replaceTokenOf(network.name)}
              onClick={() => onAsk('token')}
            >
              {text.replaceToken}
            </Button>
          </>
        )}
        <Button
          size="small"
          kind="quiet"
          aria-label={text.removeOf(network.name)}
          onClick={() => onAsk('remove')}
        >
          {text.remove}
        </Button>
      </div>
    </li>
  );
}
