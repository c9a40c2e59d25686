import { useState } from 'react';
import { followerAccountsText as accountsText } from '#renderer/app/messages/en/follower-accounts.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { expectLetIn } from '#renderer/state/expect-let-in.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import type { FollowerDraft } from '#shared/ipc/send-lists.ts';

const EMPTY: FollowerDraft = { name: '', baseUrl: 'https://api.x.com', userId: '', token: '' };
const FIELDS: readonly string[] = ['name', 'baseUrl', 'userId', 'token'];

/** Connects an X account: tested first, and only saved when the test succeeded. */
export function AccountDialog(props: { readonly keyring: boolean; readonly onClose: () => void }) {
  const { keyring, onClose } = props;
  const [draft, setDraft] = useState(EMPTY);
  const [keep, setKeep] = useState(false);
  const { busy, fault, submit, forget } = useSubmit();
  const complete = [draft.name, draft.baseUrl, draft.userId, draft.token].every((part) => part.trim() !== '');
  const atField = fault?.field !== undefined && FIELDS.includes(fault.field);
  const connect = async (): Promise<void> => {
    expectLetIn(await ask('followers.test', draft));
    const account = await ask('followers.add', { draft, keepWithoutKeyring: keep });
    toast(accountsText.connected(account.name));
    onClose();
  };
  const input = (field: keyof FollowerDraft) => ({
    value: draft[field],
    error: fault?.field === field ? fault.message : null,
    onValue: (value: string) => {
      forget();
      setDraft({ ...draft, [field]: value });
    },
  });
  return (
    <FormDialog
      title={accountsText.addAccountTitle}
      confirm={busy ? accountsText.connecting : accountsText.connect}
      ready={complete && !busy}
      fault={atField ? undefined : fault}
      onClose={onClose}
      onSubmit={() => submit(connect)}
    >
      <TextInput label={accountsText.accountName} maxLength={80} autoFocus {...input('name')} />
      <TextInput
        label={accountsText.userId}
        hint={accountsText.userIdHint}
        maxLength={20}
        mono
        {...input('userId')}
      />
      <TextInput
        label={accountsText.token}
        hint={keyring ? accountsText.tokenHint : undefined}
        type="password"
        maxLength={500}
        mono
        {...input('token')}
      />
      <TextInput label={accountsText.baseUrl} maxLength={300} inputMode="url" mono {...input('baseUrl')} />
      {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
    </FormDialog>
  );
}
