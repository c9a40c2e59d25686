import { useState } from 'react';
import { spcText as text } from '#renderer/app/messages/en/spc.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { expectLetIn } from '#renderer/state/expect-let-in.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import type { SpcDraft, SpcNetworkView } from '#shared/ipc/spc-networks.ts';
import { ReplaceSecret } from './replace-secret.tsx';
import { SpcFields } from './spc-fields.tsx';
import { EMPTY_SPC, formOfAccount, isOtherServer, isSendable, spcFieldAtFault } from './spc-form.ts';

/**
 * Asks the account whether what was typed lets the desk in, and gives its good news.
 * @throws DeskFault with the account's own sentence, and the field it speaks of where it does
 */
export async function testSpc(form: SpcDraft): Promise<string> {
  const tested = await ask('spc.test', form);
  expectLetIn(tested);
  return tested.message;
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

/** Gives an SPC account another key. */
export function ReplaceKey(props: {
  readonly account: SpcNetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { account, keyring, onClose } = props;
  return (
    <ReplaceSecret
      title={text.keyTitle(account.name)}
      label={text.apiKey}
      hint={text.apiKeyHint}
      confirm={text.replace}
      keyring={keyring}
      onClose={onClose}
      onReplace={async (apiKey, keepWithoutKeyring) => {
        await ask('spc.setKey', { id: account.id, apiKey, keepWithoutKeyring });
        toast(text.replaced(account.name));
        onClose();
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
  const { busy, fault, submit, forget } = useSubmit();
  const field = spcFieldAtFault(fault?.field);
  const save = async (): Promise<void> => {
    await props.onSave(form, keep);
    onClose();
  };
  return (
    <FormDialog
      title={props.title}
      confirm={busy ? text.testing : props.confirm}
      wide
      ready={isSendable(form, props.keyNeeded(form)) && !busy}
      fault={field === null ? fault : undefined}
      onClose={onClose}
      onSubmit={() => submit(save)}
    >
      <SpcFields
        form={form}
        onChange={(change) => {
          setForm({ ...form, ...change });
          forget();
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
