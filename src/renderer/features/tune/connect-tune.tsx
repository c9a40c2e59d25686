import { useState } from 'react';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { ConnectForm } from '#renderer/features/first-start/connect-form.tsx';
import { connectInNewWorkspace } from '#renderer/features/first-start/connect-in-new-workspace.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { toast } from '#renderer/state/toasts.ts';
import { SetupStep } from './setup-step.tsx';
import { TuneFields } from './tune-fields.tsx';
import { EMPTY_TUNE, isComplete, tuneFieldAtFault } from './tune-form.ts';
import { useTested } from './use-tested.ts';

/** The form that connects a TUNE network in a workspace of its own: tested first, saved when the test succeeded. */
export function ConnectTune({ onBack }: { readonly onBack: () => void }) {
  const keyring = useDesk()?.keyring.available ?? true;
  const [form, setForm] = useState(EMPTY_TUNE);
  const [keep, setKeep] = useState(false);
  const { busy, fault, notListed, run, forget } = useTested();
  const field = tuneFieldAtFault(fault?.field);
  const connect = (): void =>
    run(
      () => ask('tune.test', form),
      ({ message }) => {
        const add = async (): Promise<void> => {
          await ask('tune.add', { draft: form, keepWithoutKeyring: keep });
          toast(message);
        };
        return connectInNewWorkspace(form.name, add, '/tune');
      },
    );
  return (
    <ConnectForm
      title={text.addTitle}
      confirm={busy ? text.testing : text.connect}
      ready={isComplete(form, true)}
      busy={busy}
      fault={field === null ? fault : undefined}
      onBack={onBack}
      onSubmit={connect}
    >
      {notListed && <SetupStep address={notListed.address} />}
      <TuneFields
        form={form}
        onForm={(next) => {
          setForm(next);
          forget();
        }}
        nameHint={text.workspaceHint}
        keyHint={keyring ? text.apiKeyHint : ''}
        faultField={field}
        faultText={fault?.message ?? null}
        invoca={[]}
        keyring={keyring}
        keep={keep}
        onKeep={setKeep}
      />
    </ConnectForm>
  );
}
