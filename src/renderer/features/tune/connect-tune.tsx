import { type SyntheticEvent, useState } from 'react';
import { goTo } from '#renderer/app/hash-location.ts';
import { firstStartText } from '#renderer/app/messages/en/first-start.ts';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, DeskFault } from '#renderer/state/desk-fault.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import type { TuneDraft, TuneTested } from '#shared/ipc/tune.ts';
import { SetupStep } from './setup-step.tsx';
import { TuneFields } from './tune-fields.tsx';
import { EMPTY_TUNE, isComplete, tuneFieldAtFault } from './tune-form.ts';

/** The form that connects a TUNE network in a workspace of its own: tested first, saved when the test succeeded. */
export function ConnectTune({ onBack }: { readonly onBack: () => void }) {
  const keyring = useDesk()?.keyring.available ?? true;
  const [form, setForm] = useState(EMPTY_TUNE);
  const [keep, setKeep] = useState(false);
  const [busy, setBusy] = useState(false);
  const [tested, setTested] = useState<TuneTested | null>(null);
  const field = tuneFieldAtFault(tested?.field);
  const ready = isComplete(form, true) && !busy;
  const connect = async (): Promise<void> => {
    setBusy(true);
    setTested(null);
    try {
      const answer = await ask('tune.test', form);
      if (answer.ok) {
        await ask('desk.createWorkspace', { name: form.name.trim() });
        await addTo(form, keep, answer.message);
        return;
      }
      setTested(answer);
    } catch (thrown) {
      const { message, field: at } = asDeskFault(thrown);
      setTested({ ok: false, message, field: at ?? null, notListed: null });
    }
    setBusy(false);
  };
  return (
    <form
      className="connect"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (ready) void connect();
      }}
    >
      <h1>{text.addTitle}</h1>
      {tested?.notListed && <SetupStep address={tested.notListed.address} />}
      {tested && tested.notListed === null && field === null && (
        <ErrorNote fault={new DeskFault({ code: 'rejected_by_network', message: tested.message })} />
      )}
      <TuneFields
        form={form}
        onForm={(next) => {
          setForm(next);
          setTested(null);
        }}
        nameHint={text.workspaceHint}
        keyHint={keyring ? text.apiKeyHint : ''}
        faultField={field}
        faultText={tested?.message ?? null}
        invoca={[]}
        keyring={keyring}
        keep={keep}
        onKeep={setKeep}
      />
      <div className="connect-actions">
        <Button size="large" kind="quiet" onClick={onBack} disabled={busy}>
          {firstStartText.back}
        </Button>
        <Button size="large" kind="primary" type="submit" disabled={!ready}>
          {busy ? text.testing : text.connect}
        </Button>
      </div>
    </form>
  );
}

/** By now the workspace is open and this form gone: what goes wrong is told where networks are connected. */
async function addTo(draft: TuneDraft, keepWithoutKeyring: boolean, news: string): Promise<void> {
  try {
    await ask('tune.add', { draft, keepWithoutKeyring });
    toast(news);
    goTo('/tune');
  } catch (thrown) {
    reportFault(thrown);
    goTo('/settings/networks');
  }
}
