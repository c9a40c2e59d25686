import { type SyntheticEvent, useState } from 'react';
import { goTo } from '#renderer/app/hash-location.ts';
import { firstStartText } from '#renderer/app/messages/en/first-start.ts';
import { spcText as text } from '#renderer/app/messages/en/spc.ts';
import { testSpc } from '#renderer/features/settings/spc-dialogs.tsx';
import { SpcFields } from '#renderer/features/settings/spc-fields.tsx';
import {
  EMPTY_SPC,
  faultAsTyped,
  isComplete,
  spcFieldAtFault,
} from '#renderer/features/settings/spc-form.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import type { SpcDraft } from '#shared/ipc/spc-networks.ts';

/** The form that connects an SPC account in a workspace of its own: tested first, saved when the test succeeded. */
export function ConnectSpc({ onBack }: { readonly onBack: () => void }) {
  const keyring = useDesk()?.keyring.available ?? true;
  const [form, setForm] = useState(EMPTY_SPC);
  const [keep, setKeep] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const field = spcFieldAtFault(fault?.field);
  const ready =
    isComplete(form, true) &&
    faultAsTyped(form, 'endpoint') === null &&
    faultAsTyped(form, 'namespace') === null;
  const connect = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const news = await testSpc(form);
      await ask('desk.createWorkspace', { name: form.name.trim() });
      await addTo(form, keep, news);
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setBusy(false);
    }
  };
  return (
    <form
      className="connect"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (ready && !busy) void connect();
      }}
    >
      <h1>{text.addTitle}</h1>
      {fault && field === null && <ErrorNote fault={fault} />}
      <SpcFields
        form={form}
        onChange={(change) => {
          setForm({ ...form, ...change });
          setFault(undefined);
        }}
        nameHint={text.workspaceHint}
        keyHint={keyring ? text.apiKeyHint : ''}
        faultField={field}
        faultText={fault?.message ?? null}
        keyring={keyring}
        keep={keep}
        onKeep={setKeep}
      />
      <div className="connect-actions">
        <Button size="large" kind="quiet" onClick={onBack} disabled={busy}>
          {firstStartText.back}
        </Button>
        <Button size="large" kind="primary" type="submit" disabled={!ready || busy}>
          {busy ? text.testing : text.connect}
        </Button>
      </div>
    </form>
  );
}

/** By now the workspace is open and this form gone: what goes wrong is told where networks are connected. */
async function addTo(draft: SpcDraft, keepWithoutKeyring: boolean, news: string): Promise<void> {
  try {
    await ask('spc.add', { draft, keepWithoutKeyring });
    toast(news);
    goTo('/numbers');
  } catch (thrown) {
    reportFault(thrown);
    goTo('/settings/networks');
  }
}
