import { type SyntheticEvent, useState } from 'react';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { NetworkView } from '#shared/ipc/networks.ts';
import { KeepWithoutKeyring } from './keep-without-keyring.tsx';

/** Gives a network another token. The one it has is never shown. */
export function ReplaceToken(props: {
  readonly network: NetworkView | null;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { network, keyring, onClose } = props;
  const [token, setToken] = useState('');
  const [keep, setKeep] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const close = (): void => {
    setToken('');
    setKeep(false);
    setError(null);
    onClose();
  };
  const replace = async (): Promise<void> => {
    if (!network) return;
    try {
      await ask('networks.setToken', { id: network.id, token: token.trim(), keepWithoutKeyring: keep });
      toast(text.tokenSaved(network.name));
      close();
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (token.trim() !== '') void replace();
  };
  return (
    <Dialog
      open={network !== null}
      onOpen={(open) => !open && close()}
      title={text.tokenTitle(network?.name ?? '')}
      foot={
        <>
          <Button onClick={close}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="replace-token" disabled={token.trim() === ''}>
            {text.tokenSave}
          </Button>
        </>
      }
    >
      <form id="replace-token" className="settings-form" onSubmit={onSubmit}>
        <TextInput
          label={text.token}
          hint={keyring ? text.tokenHint : undefined}
          error={error}
          type="password"
          value={token}
          maxLength={500}
          mono
          onValue={(next) => {
            setToken(next);
            setError(null);
          }}
        />
        {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
      </form>
    </Dialog>
  );
}
