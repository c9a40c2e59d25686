import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import type { NetworkView } from '#shared/ipc/networks.ts';
import { ReplaceSecret } from './replace-secret.tsx';

/** Gives an Invoca network another token. */
export function ReplaceToken(props: {
  readonly network: NetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { network, keyring, onClose } = props;
  return (
    <ReplaceSecret
      title={text.tokenTitle(network.name)}
      label={text.token}
      hint={text.tokenHint}
      confirm={text.tokenSave}
      keyring={keyring}
      onClose={onClose}
      onReplace={async (token, keepWithoutKeyring) => {
        await ask('networks.setToken', { id: network.id, token, keepWithoutKeyring });
        toast(text.tokenSaved(network.name));
        onClose();
      }}
    />
  );
}
