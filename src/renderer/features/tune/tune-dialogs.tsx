import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { TuneDraft, TuneNetworkView, TuneTested } from '#shared/ipc/tune.ts';
import { SetupStep } from './setup-step.tsx';
import { TuneFields } from './tune-fields.tsx';
import { EMPTY_TUNE, formOfTune, isComplete, isOtherServer, tuneFieldAtFault } from './tune-form.ts';

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
  const saving = useTested(onClose);
  const replace = (): void =>
    saving.run(() => ask('tune.change', { id: network.id, change, apiKey, keepWithoutKeyring: keep }));
  return (
    <FormDialog
      title={text.keyTitle(network.name)}
      confirm={saving.busy ? text.testing : text.replace}
      ready={apiKey.trim() !== '' && !saving.busy}
      onClose={onClose}
      onSubmit={replace}
    >
      <TextInput
        label={text.apiKey}
        hint={keyring ? text.apiKeyHint : undefined}
        error={saving.tested?.notListed ? null : saving.tested?.message}
        type="password"
        value={apiKey}
        maxLength={500}
        mono
        autoFocus
        onValue={(next) => {
          setKey(next);
          saving.forget();
        }}
      />
      {saving.tested?.notListed && <SetupStep address={saving.tested.notListed.address} />}
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
  const saving = useTested(props.onClose);
  const { tested } = saving;
  const field = tuneFieldAtFault(tested?.field);
  const ready = isComplete(form, props.keyNeeded(form)) && !saving.busy;
  return (
    <FormDialog
      title={props.title}
      confirm={saving.busy ? text.testing : props.confirm}
      ready={ready}
      onClose={props.onClose}
      onSubmit={() => saving.run(() => props.onSave(form, keep))}
    >
      {tested?.notListed && <SetupStep address={tested.notListed.address} />}
      {tested && tested.notListed === null && field === null && (
        <ErrorNote fault={new DeskFault({ code: 'rejected_by_network', message: tested.message })} />
      )}
      <TuneFields
        form={form}
        onForm={(next) => {
          setForm(next);
          saving.forget();
        }}
        nameHint={text.nameHint}
        keyHint={props.keyHint(form)}
        faultField={field}
        faultText={tested?.message ?? null}
        invoca={invoca}
        keyring={props.keyring}
        keep={keep}
        onKeep={setKeep}
      />
    </FormDialog>
  );
}

/** What was tested is saved when it is good, which closes the form; else it says what is wrong. */
function useTested(onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [tested, setTested] = useState<TuneTested | null>(null);
  const run = (save: () => Promise<TuneTested>): void => {
    setBusy(true);
    setTested(null);
    void save()
      .catch((thrown: unknown): TuneTested => {
        const { message, field } = asDeskFault(thrown);
        return { ok: false, message, field: field ?? null, notListed: null };
      })
      .then((result) => {
        setBusy(false);
        if (!result.ok) return setTested(result);
        toast(result.message);
        onClose();
      });
  };
  return { busy, tested, run, forget: () => setTested(null) };
}

function FormDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      open
      wide
      onOpen={(open) => !open && props.onClose()}
      title={props.title}
      foot={
        <>
          <Button onClick={props.onClose}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="tune-network" disabled={!props.ready}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id="tune-network"
        className="settings-form"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (props.ready) props.onSubmit();
        }}
      >
        {props.children}
      </form>
    </Dialog>
  );
}
