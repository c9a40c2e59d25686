import { type SyntheticEvent, useState } from 'react';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { tellAdded } from './tell-added.ts';

/** Takes recipients from text, such as the cells of a spreadsheet. */
export function PasteDialog(props: {
  readonly id: number;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { id, open } = props;
  const [pasted, setPasted] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const close = (): void => {
    setPasted('');
    setError(null);
    props.onClose();
  };
  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      tellAdded(await ask('sendLists.addText', { id, text: pasted }));
      close();
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (pasted.trim() !== '' && !busy) void add();
  };
  return (
    <Dialog
      open={open}
      onOpen={(next) => !next && close()}
      title={text.pasteTitle}
      wide
      foot={
        <>
          <Button onClick={close}>{uiText.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            form="paste-recipients"
            disabled={pasted.trim() === '' || busy}
          >
            {busy ? text.adding : text.add}
          </Button>
        </>
      }
    >
      <form id="paste-recipients" onSubmit={onSubmit}>
        <TextArea
          label={text.pasteLabel}
          hint={text.pasteHint}
          error={error}
          value={pasted}
          rows={10}
          mono
          placeholder={'twitter_id,handle,name\n1597334455667788990,ada,Ada L.'}
          onValue={(next) => {
            setPasted(next);
            setError(null);
          }}
        />
      </form>
    </Dialog>
  );
}
