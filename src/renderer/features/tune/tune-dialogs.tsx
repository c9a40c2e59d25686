import { useState } from 'react';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import type { TuneDraft, TuneNetworkView, TuneTested } from '#shared/ipc/tune.ts';
import { SetupStep } from './setup-step.tsx';
import { TuneFields } from './tune-fields.tsx';
import { EMPTY_TUNE, formOfTune, isComplete, isOtherServer, tuneFieldAtFault } from './tune-form.ts';
import { useTested } from './use-tested.ts';

/** Connects a TUNE network: tested first, and only saved when the test succeeded. */
export function AddTune(props: { readonly keyring: boolean; readonly onClose: () => void }) {
  return (
    <TuneDialog
      title={text.addTitle}
      initial={EMPTY_TUNE}
      keyring={props.keyring}
      keyNeeded={() => true}
      keyHint={() => (props.keyring ? text.apiKeyHint : '')}
      confirm={text.connect}
      onClose={props.onClose}
      onSave={async (draft, keepWithoutKeyring) => {
        const tested = await ask('tune.test', draft);
        if (tested.ok) await ask('tune.add', { draft, keepWithoutKeyring });
        return tested;
      }}
    />
  );
}

/** Changes a connected TUNE network; tested before it is kept. */
export function EditTune(props: {
  readonly network: TuneNetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { network } = props;
  return (
    <TuneDialog
      title={text.editTitle(network.name)}
      initial={formOfTune(network)}
      keyring={props.keyring}
      keyNeeded={(form) => isOtherServer(network, form)}
      keyHint={(form) => (isOtherServer(network, form) ? text.keyAgain : text.keyKept)}
      confirm={text.save}
      onClose={props.onClose}
      onSave={({ apiKey, ...change }, keepWithoutKeyring) =>
        ask('tune.change', { id: network.id, change, apiKey, keepWithoutKeyring })
      }
    />
  );
}

/** Gives a TUNE network another key, tested before it takes the old one's place. */
export function ReplaceTuneKey(props: {
  readonly network: TuneNetworkView;
  readonly keyring: boolean;
  readonly onClose: () => void;
}) {
  const { network, keyring, onClose } = props;
  const { apiKey: _none, ...change } = formOfTune(network);
  const [apiKey, setKey] = useState('');
  const [keep, setKeep] = useState(false);
  const { busy, fault, notListed, run, forget } = useTested();
  const replace = (): void =>
    run(
      () => ask('tune.change', { id: network.id, change, apiKey, keepWithoutKeyring: keep }),
      ({ message }) => {
        toast(message);
        onClose();
      },
    );
  return (
    <FormDialog
      title={text.keyTitle(network.name)}
      confirm={busy ? text.testing : text.replace}
      wide
      ready={apiKey.trim() !== '' && !busy}
      onClose={onClose}
      onSubmit={replace}
    >
      <TextInput
        label={text.apiKey}
        hint={keyring ? text.apiKeyHint : undefined}
        error={fault?.message}
        type="password"
        value={apiKey}
        maxLength={500}
        mono
        autoFocus
        onValue={(next) => {
          setKey(next);
          forget();
        }}
      />
      {notListed && <SetupStep address={notListed.address} />}
      {!keyring && <KeepWithoutKeyring keep={keep} onKeep={setKeep} />}
    </FormDialog>
  );
}

function TuneDialog(props: {
  readonly title: string;
  readonly initial: TuneDraft;
  readonly keyring: boolean;
  readonly keyNeeded: (form: TuneDraft) => boolean;
  readonly keyHint: (form: TuneDraft) => string;
  readonly confirm: string;
  readonly onClose: () => void;
  readonly onSave: (draft: TuneDraft, keepWithoutKeyring: boolean) => Promise<TuneTested>;
}) {
  const [form, setForm] = useState(props.initial);
  const [keep, setKeep] = useState(false);
  const invoca = useRequest('networks.list', {}).data ?? [];
  const { busy, fault, notListed, run, forget } = useTested();
  const field = tuneFieldAtFault(fault?.field);
  const save = (): void =>
    run(
      () => props.onSave(form, keep),
      ({ message }) => {
        toast(message);
        props.onClose();
      },
    );
  return (
    <FormDialog
      title={props.title}
      confirm={busy ? text.testing : props.confirm}
      wide
      ready={isComplete(form, props.keyNeeded(form)) && !busy}
      fault={field === null ? fault : undefined}
      onClose={props.onClose}
      onSubmit={save}
    >
      {notListed && <SetupStep address={notListed.address} />}
      <TuneFields
        form={form}
        onForm={(next) => {
          setForm(next);
          forget();
        }}
        nameHint={text.nameHint}
        keyHint={props.keyHint(form)}
        faultField={field}
        faultText={fault?.message ?? null}
        invoca={invoca}
        keyring={props.keyring}
        keep={keep}
        onKeep={setKeep}
      />
    </FormDialog>
  );
}
