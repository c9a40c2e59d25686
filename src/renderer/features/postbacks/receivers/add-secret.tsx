import { type SyntheticEvent, useState } from 'react';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';

const HOUR = 3_600_000;
const OLD_ENDS = ['0', '24', '168'] as const;
type OldEnds = (typeof OLD_ENDS)[number];

/** Adds a signing secret; what was valid before may stay valid for a while. */
export function AddSecret({ view, onClose }: { readonly view: ReceiverView; readonly onClose: () => void }) {
  const keyring = useDesk()?.keyring.available ?? false;
  const [how, setHow] = useState<'made' | 'typed'>('made');
  const [secret, setSecret] = useState('');
  const [ends, setEnds] = useState<OldEnds>('24');
  const [keep, setKeep] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      const draft = {
        secret: how === 'made' ? null : secret.trim(),
        oldEndsAt: ends === '0' ? null : Date.now() + Number(ends) * HOUR,
        keepWithoutKeyring: keep,
      };
      const { copied } = await ask('receivers.addSecret', { receiver: view.receiver, draft });
      toast(copied ? text.secretCopied : text.secretAdded);
      onClose();
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (ready) void add();
  };
  const ready = !busy && (how === 'made' || secret.trim() !== '');
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text.secretTitle}
      foot={
        <>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="add-secret" disabled={!ready}>
            {text.secretAdd}
          </Button>
        </>
      }
    >
      <form id="add-secret" className="secret-form" onSubmit={onSubmit}>
        <p className="muted">{text.secretText}</p>
        <RadioGroup
          label={text.secretHow}
          value={how}
          options={[
            { value: 'made', label: text.secretMade, hint: text.secretMadeHint },
            { value: 'typed', label: text.secretTyped },
          ]}
          onValue={(next) => {
            setHow(next);
            setError(null);
          }}
        />
        {how === 'typed' && (
          <TextInput
            label={text.secretField}
            hint={text.secretFieldHint}
            error={error}
            type="password"
            mono
            maxLength={500}
            value={secret}
            onValue={(typed) => {
              setSecret(typed);
              setError(null);
            }}
          />
        )}
        {how === 'made' && error !== null && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        {view.secrets.length > 0 && (
          <Select
            label={text.oldEnds}
            value={ends}
            options={OLD_ENDS.map((value) => ({ value, label: text.oldEndsChoices[value] }))}
            onValue={setEnds}
          />
        )}
        {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
      </form>
    </Dialog>
  );
}
