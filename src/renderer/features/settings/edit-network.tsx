import { useState } from 'react';
import { firstStartText } from '#renderer/app/messages/en/first-start.ts';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { fieldAtFault } from '#renderer/features/first-start/invoca-form.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import type { NetworkView } from '#shared/ipc/networks.ts';
import { KeepWithoutKeyring } from './keep-without-keyring.tsx';
import { isComplete, type NetworkForm, networkForm, stepsOf } from './network-form.ts';

/** Changes name, address or id of a network; what decides who is spoken to is tested before it is saved. */
export function EditNetwork(props: {
  readonly network: NetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { network, keyring, onClose } = props;
  const [typed, setTyped] = useState<Partial<NetworkForm>>({});
  const [keep, setKeep] = useState(false);
  const { busy, fault, submit, forget } = useSubmit();
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
    forget();
  };
  const save = async (): Promise<void> => {
    const token = steps.token ? form.token : '';
    const saved = await ask('networks.change', { ...form, id: network.id, token, keepWithoutKeyring: keep });
    toast(text.edited(saved.name));
    onClose();
  };
  return (
    <FormDialog
      title={text.editTitle(network.name)}
      confirm={busy && steps.test ? text.adding : steps.test ? text.editConfirm : text.editSave}
      ready={isComplete(form, steps) && !busy}
      fault={atField ? undefined : fault}
      onClose={onClose}
      onSubmit={() => submit(save)}
    >
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
        label={firstStartText.organisationId[network.user]}
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
    </FormDialog>
  );
}
