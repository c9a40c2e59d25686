import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { DeletionPreview, DeletionScope } from '#shared/ipc/calls.ts';

const CHOICES: readonly DeletionScope['by'][] = ['twitter_id', 'caller_number'];

/** Deletes what is stored of a person, after showing what that is. */
export function DeleteDialog({ onClose }: { readonly onClose: () => void }) {
  const [by, setBy] = useState<DeletionScope['by']>('twitter_id');
  const [value, setValue] = useState('');
  const [preview, setPreview] = useState<DeletionPreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const change = (next: () => void): void => {
    setPreview(null);
    setError(null);
    next();
  };
  const act = async (work: (scope: DeletionScope) => Promise<void>): Promise<void> => {
    try {
      await work({ by, value });
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    }
  };
  const show = (): Promise<void> =>
    act(async (scope) => setPreview(await ask('calls.previewDeletion', { scope })));
  const run = (): Promise<void> =>
    act(async (scope) => {
      await ask('calls.delete', { scope });
      toast(text.deleted);
      onClose();
    });
  const found = preview !== null && preview.sessionCalls + preview.invocaCalls + preview.sessionNumbers > 0;
  return (
    <ConfirmDialog
      title={text.deleteTitle}
      confirm={found ? text.deleteRun : text.deletePreview}
      danger={found}
      ready={value.trim() !== ''}
      onConfirm={() => void (found ? run() : show())}
      onClose={onClose}
    >
      <RadioGroup
        label={text.deleteBy}
        value={by}
        onValue={(next) => change(() => setBy(next))}
        options={CHOICES.map((one) => ({ value: one, label: text.deleteByChoice[one] }))}
      />
      <TextInput
        label={text.deleteValue[by]}
        value={value}
        error={error}
        mono
        onValue={(next) => change(() => setValue(next))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !found && value.trim() !== '') void show();
        }}
      />
      {preview && !found && <p role="status">{text.deleteNothing}</p>}
      {preview && found && (
        <div role="status">
          <ul className="calls-consequences">
            {preview.sessionCalls > 0 && (
              <li>{text.deleteSessionCalls(preview.sessionCalls, countText(preview.sessionCalls))}</li>
            )}
            {preview.invocaCalls > 0 && (
              <li>{text.deleteInvocaCalls(preview.invocaCalls, countText(preview.invocaCalls))}</li>
            )}
            {preview.sessionNumbers > 0 && (
              <li>{text.deleteSessionNumbers(preview.sessionNumbers, countText(preview.sessionNumbers))}</li>
            )}
          </ul>
          <p>{text.deleteForGood}</p>
        </div>
      )}
    </ConfirmDialog>
  );
}
