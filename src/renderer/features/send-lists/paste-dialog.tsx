import { useState } from 'react';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { TextArea } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { tellAdded } from './tell-added.ts';

/** Takes recipients from text, such as the cells of a spreadsheet. */
export function PasteDialog({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const [pasted, setPasted] = useState('');
  const { busy, fault, submit, forget } = useSubmit();
  const add = async (): Promise<void> => {
    tellAdded(await ask('sendLists.addText', { id, text: pasted }));
    onClose();
  };
  return (
    <FormDialog
      title={text.pasteTitle}
      confirm={busy ? text.adding : text.add}
      wide
      ready={pasted.trim() !== '' && !busy}
      onClose={onClose}
      onSubmit={() => submit(add)}
    >
      <TextArea
        label={text.pasteLabel}
        hint={text.pasteHint}
        error={fault?.message}
        value={pasted}
        rows={10}
        mono
        placeholder={'twitter_id,handle,name\n1597334455667788990,ada,Ada L.'}
        onValue={(next) => {
          setPasted(next);
          forget();
        }}
      />
    </FormDialog>
  );
}
