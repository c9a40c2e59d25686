import { type SyntheticEvent, useState } from 'react';
import { followerAccountsText as accountsText } from '#renderer/app/messages/en/follower-accounts.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { FollowerAccountView } from '#shared/ipc/send-lists.ts';

/** Gives an X account another bearer token. The one it has is never shown. */
export function AccountTokenDialog(props: {
  readonly account: FollowerAccountView | null;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { account, keyring } = props;
  const [token, setToken] = useState('');
  const [keep, setKeep] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const close = (): void => {
    setToken('');
    setKeep(false);
    setError(null);
    props.onClose();
  };
  const replace = async (id: number): Promise<void> => {
    try {
      await ask('followers.setToken', { id, token: token.trim(), keepWithoutKeyring: keep });
      toast(accountsText.tokenReplaced);
      close();
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (token.trim() !== '' && account) void replace(account.id);
  };
  return (
    <Dialog
      open={account !== null}
      onOpen={(open) => !open && close()}
      title={accountsText.replaceTokenTitle(account?.name ?? '')}
      foot={
        <>
          <Button onClick={close}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="account-token" disabled={token.trim() === ''}>
            {accountsText.replaceToken}
          </Button>
        </>
      }
    >
      <form id="account-token" className="account-form" onSubmit={onSubmit}>
        <TextInput
          label={accountsText.token}
          hint={keyring ? accountsText.tokenHint : undefined}
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
