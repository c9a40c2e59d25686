import { useState } from 'react';
import { spcText as text } from '#renderer/app/messages/en/spc.ts';
import { testSpc } from '#renderer/features/settings/spc-dialogs.tsx';
import { SpcFields } from '#renderer/features/settings/spc-fields.tsx';
import { EMPTY_SPC, isSendable, spcFieldAtFault } from '#renderer/features/settings/spc-form.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { ConnectForm } from './connect-form.tsx';
import { connectInNewWorkspace } from './connect-in-new-workspace.ts';

/** The form that connects an SPC account in a workspace of its own: tested first, saved when the test succeeded. */
export function ConnectSpc({ onBack }: { readonly onBack: () => void }) {
  const keyring = useDesk()?.keyring.available ?? true;
  const [form, setForm] = useState(EMPTY_SPC);
  const [keep, setKeep] = useState(false);
  const { busy, fault, submit, forget } = useSubmit();
  const field = spcFieldAtFault(fault?.field);
  const connect = async (): Promise<void> => {
    const news = await testSpc(form);
    const add = async (): Promise<void> => {
      await ask('spc.add', { draft: form, keepWithoutKeyring: keep });
      toast(news);
    };
    await connectInNewWorkspace(form.name, add, '/numbers');
  };
  return (
    <ConnectForm
      title={text.addTitle}
      confirm={busy ? text.testing : text.connect}
      ready={isSendable(form, true)}
      busy={busy}
      fault={field === null ? fault : undefined}
      onBack={onBack}
      onSubmit={() => submit(connect)}
    >
      <SpcFields
        form={form}
        onChange={(change) => {
          setForm({ ...form, ...change });
          forget();
        }}
        nameHint={text.workspaceHint}
        keyHint={keyring ? text.apiKeyHint : ''}
        faultField={field}
        faultText={fault?.message ?? null}
        keyring={keyring}
        keep={keep}
        onKeep={setKeep}
      />
    </ConnectForm>
  );
}
