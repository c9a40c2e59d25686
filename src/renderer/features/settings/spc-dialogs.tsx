import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { spcText as text } from '#renderer/app/messages/en/spc.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { SpcDraft, SpcNetworkView } from '#shared/ipc/spc-networks.ts';
import { KeepWithoutKeyring } from './keep-without-keyring.tsx';
import { SpcFields } from './spc-fields.tsx';
import {
  EMPTY_SPC,
  faultAsTyped,
  formOfAccount,
  isComplete,
  isOtherServer,
  spcFieldAtFault,
} from './spc-form.ts';

/**
 * Asks the account whether what was typed lets the desk in, and gives its good news.
 * @throws DeskFault with the account's own sentence, and the field it speaks of where it does
 */
export async function testSpc(form: SpcDraft): Promise<string> {
  const { ok, message, field } = await ask('spc.test', form);
  if (ok) return message;
  throw new DeskFault({ code: 'rejected_by_network', message, ...(field === null ? {} : { field }) });
}

/** Connects an SPC account: tested first, and only saved when the test succeeded. */
export function AddSpc(props: { readonly keyring: boolean; readonly onClose: () => void }) {
  return (
    <SpcDialog
      title={text.addTitle}
      initial={EMPTY_SPC}
      keyring={props.keyring}
      keyNeeded={() => true}
      keyHint={() => (props.keyring ? text.apiKeyHint : '')}
      confirm={text.connect}
      onClose={props.onClose}
      onSave={async (draft, keepWithoutKeyring) => {
        const news = await testSpc(draft);
        await ask('spc.add', { draft, keepWithoutKeyring });
        toast(news);
      }}
    />
  );
}

/** Changes a connected SPC account; tested before it is kept. */
export function EditSpc(props: {
  readonly account: SpcNetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { account } = props;
  return (
    <SpcDialog
      title={text.editTitle(account.name)}
      initial={formOfAccount(account)}
      keyring={props.keyring}
      keyNeeded={(form) => isOtherServer(account, form)}
      keyHint={(form) => (isOtherServer(account, form) ? text.keyAgain : text.keyKept)}
      confirm={text.save}
      onClose={props.onClose}
      onSave={async ({ apiKey, ...change }, keepWithoutKeyring) => {
        const saved = await ask('spc.change', { id: account.id, change, apiKey, keepWithoutKeyring });
        toast(text.edited(saved.name));
      }}
    />
  );
}

function SpcDialog(props: {
  readonly title: string;
  readonly initial: SpcDraft;
  readonly keyring: boolean;
  readonly keyNeeded: (form: SpcDraft) => boolean;
  readonly keyHint: (form: SpcDraft) => string;
  readonly confirm: string;
  readonly onClose: () => void;
  readonly onSave: (draft: SpcDraft, keepWithoutKeyring: boolean) => Promise<void>;
}) {
  const { onClose } = props;
  const [form, setForm] = useState(props.initial);
  const [keep, setKeep] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const field = spcFieldAtFault(fault?.field);
  const ready =
    isComplete(form, props.keyNeeded(form)) &&
    faultAsTyped(form, 'endpoint') === null &&
    faultAsTyped(form, 'namespace') === null;
  const save = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await props.onSave(form, keep);
      onClose();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setBusy(false);
    }
  };
  return (
    <FormDialog
      id="spc-account"
      title={props.title}
      confirm={busy ? text.testing : props.confirm}
      ready={ready && !busy}
      wide
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {fault && field === null && <ErrorNote fault={fault} />}
      <SpcFields
        form={form}
        onChange={(change) => {
          setForm({ ...form, ...change });
          setFault(undefined);
        }}
        nameHint={text.nameHint}
        keyHint={props.keyHint(form)}
        faultField={field}
        faultText={fault?.message ?? null}
        keyring={props.keyring}
        keep={keep}
        onKeep={setKeep}
      />
    </FormDialog>
  );
}

/** Gives an SPC account another key. The one it has is never shown. */
export function ReplaceKey(props: {
  readonly account: SpcNetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { account, keyring, onClose } = props;
  const [apiKey, setApiKey] = useState('');
  const [keep, setKeep] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const replace = async (): Promise<void> => {
    try {
      await ask('spc.setKey', { id: account.id, apiKey: apiKey.trim(), keepWithoutKeyring: keep });
      toast(text.replaced(account.name));
      onClose();
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    }
  };
  return (
    <FormDialog
      id="spc-key"
      title={text.keyTitle(account.name)}
      confirm={text.replace}
      ready={apiKey.trim() !== ''}
      onClose={onClose}
      onSubmit={() => void replace()}
    >
      <TextInput
        label={text.apiKey}
        hint={keyring ? text.apiKeyHint : undefined}
        error={error}
        type="password"
        value={apiKey}
        maxLength={500}
        mono
        autoFocus
        onValue={(typed) => {
          setApiKey(typed);
          setError(null);
        }}
      />
      {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
    </FormDialog>
  );
}

function FormDialog(props: {
  readonly id: string;
  readonly title: string;
  readonly confirm: string;
  readonly ready: boolean;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      open
      wide={props.wide ?? false}
      onOpen={(open) => !open && props.onClose()}
      title={props.title}
      foot={
        <>
          <Button onClick={props.onClose}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form={props.id} disabled={!props.ready}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id={props.id}
        className="settings-form"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (props.ready) props.onSubmit();
        }}
      >
        {props.children}
      </form>
    </Dialog>
  );
}
