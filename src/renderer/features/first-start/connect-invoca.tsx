import { type SyntheticEvent, useState } from 'react';
import { firstStartText as text } from '#renderer/app/messages/en/first-start.ts';
import { goTo } from '#renderer/app/hash-location.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { InvocaFields } from './invoca-fields.tsx';
import { draftOf, EMPTY_FORM, fieldAtFault, type InvocaForm, isComplete } from './invoca-form.ts';
import { testNetwork } from './test-network.ts';

type Step = 'typing' | 'testing' | 'connecting';

/** The form that connects an Invoca network: tested first, and only saved when the test succeeded. */
export function ConnectInvoca({ onBack }: { readonly onBack: () => void }) {
  const desk = useDesk();
  const [form, setForm] = useState(EMPTY_FORM);
  const [keep, setKeep] = useState(false);
  const [step, setStep] = useState<Step>('typing');
  const [fault, setFault] = useState<DeskFault>();
  const field = fieldAtFault(fault?.field);

  const connect = async (): Promise<void> => {
    setFault(undefined);
    try {
      setStep('testing');
      await testNetwork(form);
      setStep('connecting');
      await ask('desk.createWorkspace', { name: form.name.trim() });
      await addTo(form, keep);
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setStep('typing');
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (step === 'typing') void connect();
  };
  const change = (next: Partial<InvocaForm>): void => {
    setForm({ ...form, ...next });
    setFault(undefined);
  };

  return (
    <form className="connect" onSubmit={onSubmit} noValidate>
      <h1>{text.formTitle}</h1>
      {fault && field === null && <ErrorNote fault={fault} />}
      <InvocaFields
        form={form}
        onChange={change}
        faultField={field}
        faultText={fault?.message ?? null}
        keyring={desk?.keyring.available ?? true}
        keep={keep}
        onKeep={setKeep}
      />
      <div className="connect-actions">
        <Button size="large" kind="quiet" onClick={onBack} disabled={step !== 'typing'}>
          {text.back}
        </Button>
        <Button size="large" kind="primary" type="submit" disabled={step !== 'typing' || !isComplete(form)}>
          {stepText(step)}
        </Button>
      </div>
    </form>
  );
}

/** By now the workspace is open and this form gone: what goes wrong is told where networks are connected. */
async function addTo(form: InvocaForm, keep: boolean): Promise<void> {
  try {
    await ask('networks.add', { draft: draftOf(form), keepWithoutKeyring: keep });
    goTo('/');
  } catch (thrown) {
    reportFault(thrown);
    goTo('/settings/networks');
  }
}

function stepText(step: Step): string {
  if (step === 'testing') return text.testing;
  return step === 'connecting' ? text.connecting : text.connect;
}
