import { useState } from 'react';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { useDesk } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';

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
  const { busy, fault, submit, forget } = useSubmit();

  const add = async (): Promise<void> => {
    const draft = {
      secret: how === 'made' ? null : secret.trim(),
      oldEndsAt: ends === '0' ? null : Date.now() + Number(ends) * HOUR,
      keepWithoutKeyring: keep,
    };
    const { copied } = await ask('receivers.addSecret', { receiver: view.receiver, draft });
    toast(copied ? text.secretCopied : text.secretAdded);
    onClose();
  };
  return (
    <FormDialog
      title={text.secretTitle}
      confirm={text.secretAdd}
      ready={!busy && (how === 'made' || secret.trim() !== '')}
      onClose={onClose}
      onSubmit={() => submit(add)}
    >
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
          forget();
        }}
      />
      {how === 'typed' && (
        <TextInput
          label={text.secretField}
          hint={text.secretFieldHint}
          error={fault?.message}
          type="password"
          mono
          maxLength={500}
          value={secret}
          onValue={(typed) => {
            setSecret(typed);
            forget();
          }}
        />
      )}
      {how === 'made' && fault && (
        <p className="field-error" role="alert">
          {fault.message}
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
    </FormDialog>
  );
}
