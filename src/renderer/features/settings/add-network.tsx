import { type SyntheticEvent, useState } from 'react';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import '#renderer/features/first-start/first-start.css';
import { InvocaFields } from '#renderer/features/first-start/invoca-fields.tsx';
import {
  draftOf,
  EMPTY_FORM,
  fieldAtFault,
  type InvocaForm,
  isComplete,
} from '#renderer/features/first-start/invoca-form.ts';
import { testNetwork } from '#renderer/features/first-start/test-network.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';

/** Connects one more Invoca network to the workspace: tested first, and only saved when the test succeeded. */
export function AddNetwork(props: {
  readonly open: boolean;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { open, keyring, onClose } = props;
  const [form, setForm] = useState(EMPTY_FORM);
  const [keep, setKeep] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const field = fieldAtFault(fault?.field);

  const close = (): void => {
    setForm(EMPTY_FORM);
    setKeep(false);
    setFault(undefined);
    onClose();
  };
  const connect = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await testNetwork(form);
      const network = await ask('networks.add', { draft: draftOf(form), keepWithoutKeyring: keep });
      toast(text.added(network.name));
      close();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!busy) void connect();
  };
  const change = (next: Partial<InvocaForm>): void => {
    setForm({ ...form, ...next });
    setFault(undefined);
  };
  return (
    <Dialog
      open={open}
      onOpen={(next) => !next && close()}
      title={text.addTitle}
      wide
      foot={
        <>
          <Button onClick={close}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="add-network" disabled={busy || !isComplete(form)}>
            {busy ? text.adding : text.addConfirm}
          </Button>
        </>
      }
    >
      <form id="add-network" className="settings-form" onSubmit={onSubmit} noValidate>
        {fault && field === null && <ErrorNote fault={fault} />}
        <InvocaFields
          form={form}
          nameHint={text.nameHint}
          onChange={change}
          faultField={field}
          faultText={fault?.message ?? null}
          keyring={keyring}
          keep={keep}
          onKeep={setKeep}
        />
      </form>
    </Dialog>
  );
}
