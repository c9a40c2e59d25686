import { type SyntheticEvent, useState } from 'react';
import { followerAccountsText as accountsText } from '#renderer/app/messages/en/follower-accounts.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { FollowerDraft } from '#shared/ipc/send-lists.ts';

const EMPTY: FollowerDraft = { name: '', baseUrl: 'https://api.x.com', userId: '', token: '' };
const FIELDS: readonly string[] = ['name', 'baseUrl', 'userId', 'token'];

/** Connects an X account: tested first, and only saved when the test succeeded. */
export function AccountDialog(props: {
  readonly open: boolean;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { open, keyring } = props;
  const [draft, setDraft] = useState(EMPTY);
  const [keep, setKeep] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const complete = [draft.name, draft.baseUrl, draft.userId, draft.token].every((part) => part.trim() !== '');
  const atField = fault?.field !== undefined && FIELDS.includes(fault.field);
  const close = (): void => {
    setDraft(EMPTY);
    setKeep(false);
    setFault(undefined);
    props.onClose();
  };
  const connect = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const tested = await ask('followers.test', draft);
      if (!tested.ok) {
        const { message, field } = tested;
        throw new DeskFault({ code: 'network_fault', message, ...(field === null ? {} : { field }) });
      }
      const account = await ask('followers.add', { draft, keepWithoutKeyring: keep });
      toast(accountsText.connected(account.name));
      close();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (complete && !busy) void connect();
  };
  const input = (field: keyof FollowerDraft) => ({
    value: draft[field],
    error: fault?.field === field ? fault.message : null,
    onValue: (value: string) => {
      setFault(undefined);
      setDraft({ ...draft, [field]: value });
    },
  });
  return (
    <Dialog
      open={open}
      onOpen={(next) => !next && close()}
      title={accountsText.addAccountTitle}
      foot={
        <>
          <Button onClick={close}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="add-account" disabled={!complete || busy}>
            {busy ? accountsText.connecting : accountsText.connect}
          </Button>
        </>
      }
    >
      <form id="add-account" className="account-form" onSubmit={onSubmit} noValidate>
        {fault && !atField && <ErrorNote fault={fault} />}
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
      </form>
    </Dialog>
  );
}
