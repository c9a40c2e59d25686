import { followerAccountsText as text } from '#renderer/app/messages/en/follower-accounts.ts';
import { ReplaceSecret } from '#renderer/features/settings/replace-secret.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import type { FollowerAccountView } from '#shared/ipc/send-lists.ts';

/** Gives an X account another bearer token. */
export function AccountTokenDialog(props: {
  readonly account: FollowerAccountView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { account, keyring, onClose } = props;
  return (
    <ReplaceSecret
      title={text.replaceTokenTitle(account.name)}
      label={text.token}
      hint={text.tokenHint}
      confirm={text.replaceToken}
      keyring={keyring}
      onClose={onClose}
      onReplace={async (token, keepWithoutKeyring) => {
        await ask('followers.setToken', { id: account.id, token, keepWithoutKeyring });
        toast(text.tokenReplaced);
        onClose();
      }}
    />
  );
}
