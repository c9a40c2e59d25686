import { useState } from 'react';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import type { SessionDetail } from '#shared/ipc/sessions.ts';
import { InformationFields } from './information-fields.tsx';
import { faultsOf, formOfInformation, updateOf } from './information-form.ts';
import { numberText } from './session-words.ts';

/** Changes what is stored with a number. It begins with what will be stored once everything that waits is accepted. */
export function UpdateSession(props: { readonly detail: SessionDetail; readonly onClose: () => void }) {
  const [{ row, afterWaiting: stored }] = useState(props.detail);
  const [form, setForm] = useState(() => formOfInformation(stored));
  const [mode, setMode] = useState<'merge' | 'replace'>('merge');
  const [guarded, setGuarded] = useState(false);
  const update = updateOf(stored, form, mode);
  const guardable = row.state === 'active' && row.waitingUpdates === 0;

  const send = async (): Promise<void> => {
    if (update === null) return;
    await ask('sessions.update', {
      id: row.id,
      update: sendable(update),
      expectedVersion: guarded && guardable ? row.version : null,
    });
    toast(text.updateQueued);
  };
  return (
    <RequestDialog
      title={text.updateTitle(numberText(row))}
      confirm={text.updateSend}
      wide
      ready={update !== null && !faultsOf(form).any}
      onClose={props.onClose}
      onConfirm={send}
    >
      <RadioGroup
        label={text.mode}
        value={mode}
        options={[
          { value: 'merge', label: text.modeMerge, hint: text.modeMergeHint },
          { value: 'replace', label: text.modeReplace, hint: text.modeReplaceHint },
        ]}
        onValue={setMode}
      />
      <InformationFields form={form} onForm={setForm} />
      <Checkbox
        label={text.onlyIf(row.version)}
        hint={guardable ? text.onlyIfHint : text.onlyIfWaiting}
        checked={guarded && guardable}
        disabled={!guardable}
        onChecked={setGuarded}
      />
      {update === null && <p className="muted">{text.nothingToChange}</p>}
    </RequestDialog>
  );
}

function sendable(update: NonNullable<ReturnType<typeof updateOf>>) {
  const keywords = update.keywords && [...update.keywords];
  const fields = update.fields && { ...update.fields };
  return update.mode === 'replace'
    ? { mode: update.mode, keywords, fields }
    : { mode: update.mode, keywords, fields, remove: update.remove && [...update.remove] };
}
