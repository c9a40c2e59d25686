import { type SyntheticEvent, useState } from 'react';
import { firstStartText } from '#renderer/app/messages/en/first-start.ts';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { fieldAtFault } from '#renderer/features/first-start/invoca-form.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { NetworkView } from '#shared/ipc/networks.ts';
import { KeepWithoutKeyring } from './keep-without-keyring.tsx';
import { isComplete, type NetworkForm, networkForm, stepsOf } from './network-form.ts';

/** Changes name, address or id of a network; what decides who is spoken to is tested before it is saved. */
export function EditNetwork(props: {
  readonly network: NetworkView | null;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { network, keyring, onClose } = props;
  const [typed, setTyped] = useState<Partial<NetworkForm>>({});
  const [keep, setKeep] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();

  const form = networkForm(network, typed);
  const steps = stepsOf(network, form);
  const field = fieldAtFault(fault?.field);
  const fields: readonly (string | null)[] = [
    'name',
    'baseUrl',
    'organisationId',
    ...(steps.token ? ['token'] : []),
  ];
  const atField = fields.includes(field);
  const errorAt = (name: keyof NetworkForm): string | null =>
    field === name ? (fault?.message ?? null) : null;
  const change = (next: Partial<NetworkForm>): void => {
    setTyped({ ...typed, ...next });
    setFault(undefined);
  };
  const close = (): void => {
    setTyped({});
    setKeep(false);
    setFault(undefined);
    onClose();
  };
  const save = async (id: number): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const token = steps.token ? form.token : '';
      const saved = await ask('networks.change', { ...form, id, token, keepWithoutKeyring: keep });
      toast(text.edited(saved.name));
      close();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (network && !busy && isComplete(form, steps)) void save(network.id);
  };
  return (
    <Dialog
      open={network !== null}
      onOpen={(open) => !open && close()}
      title={text.editTitle(network?.name ?? '')}
      foot={
        <>
          <Button onClick={close}>{uiText.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            form="edit-network"
            disabled={busy || !isComplete(form, steps)}
          >
            {busy && steps.test ? text.adding : steps.test ? text.editConfirm : text.editSave}
          </Button>
        </>
      }
    >
      <form id="edit-network" className="settings-form" onSubmit={onSubmit} noValidate>
        {fault && !atField && <ErrorNote fault={fault} />}
        <TextInput
          label={firstStartText.name}
          hint={text.nameHint}
          error={errorAt('name')}
          value={form.name}
          maxLength={80}
          autoFocus
          onValue={(name) => change({ name })}
        />
        <TextInput
          label={firstStartText.baseUrl}
          error={errorAt('baseUrl')}
          value={form.baseUrl}
          maxLength={300}
          mono
          inputMode="url"
          onValue={(baseUrl) => change({ baseUrl })}
        />
        <TextInput
          label={firstStartText.organisationId[network?.user ?? 'network']}
          error={errorAt('organisationId')}
          value={form.organisationId}
          maxLength={64}
          mono
          onValue={(organisationId) => change({ organisationId })}
        />
        {steps.otherAccount && <Note>{text.otherAccount}</Note>}
        {steps.token && (
          <>
            <TextInput
              label={text.token}
              hint={text.tokenForNewServer}
              error={errorAt('token')}
              type="password"
              value={form.token}
              maxLength={500}
              mono
              onValue={(token) => change({ token })}
            />
            {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
          </>
        )}
      </form>
    </Dialog>
  );
}
