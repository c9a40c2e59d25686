import { useState } from 'react';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import type { TemplateDraft, TestFireResult } from '#shared/ipc/postbacks.ts';
import { AttemptDetails } from './attempt-details.tsx';
import { receiverOfUrl } from './receiver-of-url.ts';

/** Sends one real request by hand and shows the answer. */
export function TestFire(props: {
  /** The draft to fire; null while the dialog is closed. */
  readonly draft: TemplateDraft | null;
  readonly conversionId: number | null;
  readonly onClose: () => void;
}) {
  const { draft, conversionId, onClose } = props;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const receiver = receiverOfUrl(draft?.url ?? '');
  const receivers = useRequest('receivers.list', draft ? {} : null);
  const allowed = receivers.data?.some((known) => known.receiver === receiver && known.allowLocal) ?? false;
  const allowLocal = chosen ?? allowed;
  const [result, setResult] = useState<TestFireResult | null>(null);
  const [fault, setFault] = useState<DeskFault | null>(null);
  const [busy, setBusy] = useState(false);

  const close = (): void => {
    setResult(null);
    setFault(null);
    setChosen(null);
    onClose();
  };
  const fire = async (): Promise<void> => {
    if (!draft) return;
    setBusy(true);
    setFault(null);
    try {
      setResult(await ask('templates.testFire', { draft, conversionId, allowLocal }));
    } catch (thrown) {
      setResult(null);
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={draft !== null}
      onOpen={(open) => !open && close()}
      title={text.testFireTitle}
      wide
      foot={
        <>
          <Button onClick={close}>{uiText.close}</Button>
          <Button kind="primary" disabled={busy} onClick={() => void fire()}>
            {result || fault ? text.fireAgain : text.fire}
          </Button>
        </>
      }
    >
      <p>{text.testFireText(receiver)}</p>
      <Checkbox
        label={text.testAllowLocal}
        hint={text.testAllowLocalHint}
        checked={allowLocal}
        onChecked={setChosen}
      />
      {fault && <ErrorNote fault={fault} />}
      {result && (
        <section aria-label={text.fired}>
          <AttemptDetails attempt={result.attempt} unfolded />
        </section>
      )}
    </Dialog>
  );
}
