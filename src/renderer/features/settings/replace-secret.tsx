import { useState } from 'react';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { KeepWithoutKeyring } from './keep-without-keyring.tsx';

/** Gives an account another token or key; closed by the caller when it has it. The one it had is never shown. */
export function ReplaceSecret(props: {
  readonly title: string;
  readonly label: string;
  /** How a keyring keeps it; said where there is one. */
  readonly hint: string;
  readonly confirm: string;
  readonly keyring: boolean;
  readonly onClose: () => void;
  readonly onReplace: (secret: string, keepWithoutKeyring: boolean) => Promise<void>;
}) {
  const { keyring } = props;
  const [secret, setSecret] = useState('');
  const [keep, setKeep] = useState(false);
  const { busy, fault, submit, forget } = useSubmit();
  return (
    <FormDialog
      title={props.title}
      confirm={props.confirm}
      ready={secret.trim() !== '' && !busy}
      onClose={props.onClose}
      onSubmit={() => submit(() => props.onReplace(secret.trim(), keep))}
    >
      <TextInput
        label={props.label}
        hint={keyring ? props.hint : undefined}
        error={fault?.message}
        type="password"
        value={secret}
        maxLength={500}
        mono
        autoFocus
        onValue={(typed) => {
          setSecret(typed);
          forget();
        }}
      />
      {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
    </FormDialog>
  );
}
