import { useState } from 'react';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import '#renderer/features/first-start/first-start.css';
import { InvocaFields } from '#renderer/features/first-start/invoca-fields.tsx';
import { draftOf, EMPTY_FORM, fieldAtFault, isComplete } from '#renderer/features/first-start/invoca-form.ts';
import { testNetwork } from '#renderer/features/first-start/test-network.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';

/** Connects one more Invoca network to the workspace: tested first, and only saved when the test succeeded. */
export function AddNetwork({
  keyring,
  onClose,
}: {
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const [form, setForm] = useState(EMPTY_FORM);
  const [keep, setKeep] = useState(false);
  const { busy, fault, submit, forget } = useSubmit();
  const field = fieldAtFault(fault?.field);
  const connect = async (): Promise<void> => {
    await testNetwork(form);
    const network = await ask('networks.add', { draft: draftOf(form), keepWithoutKeyring: keep });
    toast(text.added(network.name));
    onClose();
  };
  return (
    <FormDialog
      title={text.addTitle}
      confirm={busy ? text.adding : text.addConfirm}
      wide
      ready={isComplete(form) && !busy}
      fault={field === null ? fault : undefined}
      onClose={onClose}
      onSubmit={() => submit(connect)}
    >
      <InvocaFields
        form={form}
        nameHint={text.nameHint}
        onChange={(change) => {
          setForm({ ...form, ...change });
          forget();
        }}
        faultField={field}
        faultText={fault?.message ?? null}
        keyring={keyring}
        keep={keep}
        onKeep={setKeep}
      />
    </FormDialog>
  );
}
