import { useState } from 'react';
import { firstStartText as text } from '#renderer/app/messages/en/first-start.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { ConnectForm } from './connect-form.tsx';
import { connectInNewWorkspace } from './connect-in-new-workspace.ts';
import { InvocaFields } from './invoca-fields.tsx';
import { draftOf, EMPTY_FORM, fieldAtFault, isComplete } from './invoca-form.ts';
import { testNetwork } from './test-network.ts';

/** The form that connects an Invoca network: tested first, and only saved when the test succeeded. */
export function ConnectInvoca({ onBack }: { readonly onBack: () => void }) {
  const desk = useDesk();
  const [form, setForm] = useState(EMPTY_FORM);
  const [keep, setKeep] = useState(false);
  const [tested, setTested] = useState(false);
  const { busy, fault, submit, forget } = useSubmit();
  const field = fieldAtFault(fault?.field);
  const connect = async (): Promise<void> => {
    setTested(false);
    await testNetwork(form);
    setTested(true);
    const add = () => ask('networks.add', { draft: draftOf(form), keepWithoutKeyring: keep });
    await connectInNewWorkspace(form.name, add, '/');
  };
  return (
    <ConnectForm
      title={text.formTitle}
      confirm={busy ? (tested ? text.connecting : text.testing) : text.connect}
      ready={isComplete(form)}
      busy={busy}
      fault={field === null ? fault : undefined}
      onBack={onBack}
      onSubmit={() => submit(connect)}
    >
      <InvocaFields
        form={form}
        onChange={(change) => {
          setForm({ ...form, ...change });
          forget();
        }}
        faultField={field}
        faultText={fault?.message ?? null}
        keyring={desk?.keyring.available ?? true}
        keep={keep}
        onKeep={setKeep}
      />
    </ConnectForm>
  );
}
