import { hashHref } from '#renderer/app/hash-location.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { NetworkView } from '#shared/ipc/networks.ts';

/** Says that an Invoca network is needed first. */
export function NetworkNeeded() {
  return (
    <EmptyState
      title={text.noNetwork}
      actions={
        <a className={buttonClass()} href={hashHref('/settings/networks')}>
          {text.toSettings}
        </a>
      }
    >
      {text.noNetworkText}
    </EmptyState>
  );
}

/** Which network is meant; nothing to choose while there is only one. */
export function NetworkChoice(props: {
  readonly networks: readonly NetworkView[];
  readonly network: NetworkView;
  readonly onChoose: (id: number) => void;
}) {
  if (props.networks.length < 2) return null;
  return (
    <Select
      label={text.networkField}
      value={String(props.network.id)}
      options={props.networks.map(({ id, name }) => ({ value: String(id), label: name }))}
      onValue={(id) => props.onChoose(Number(id))}
    />
  );
}
