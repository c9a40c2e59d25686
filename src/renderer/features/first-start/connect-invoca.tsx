import { type SyntheticEvent, useState } from 'react';
import { firstStartText as text } from '#renderer/app/messages/en/first-start.ts';
import { goTo } from '#renderer/app/hash-location.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, DeskFault } from '#renderer/state/desk-fault.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { InvocaFields } from './invoca-fields.tsx';
import { draftOf, EMPTY_FORM, fieldAtFault, type InvocaForm, isComplete } from './invoca-form.ts';

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
      await test(form);
      setStep('connecting');
      if (!desk?.workspace) await ask('desk.createWorkspace', { name: form.name.trim() });
      await ask('networks.add', { draft: draftOf(form), keepWithoutKeyring: keep });
      goTo('/');
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

async function test(form: InvocaForm): Promise<void> {
  const result = await ask('networks.test', draftOf(form));
  if (result.ok) return;
  throw new DeskFault({
    code: 'rejected_by_network',
    message: result.message,
    ...(result.field === null ? {} : { field: result.field }),
  });
}

function stepText(step: Step): string {
  if (step === 'testing') return text.testing;
  return step === 'connecting' ? text.connecting : text.connect;
}
