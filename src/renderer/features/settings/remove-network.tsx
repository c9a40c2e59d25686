import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

/** Asks before a network is removed, saying what stays and what ends. */
export function RemoveNetwork(props: {
  readonly network: { readonly id: number; readonly name: string } | null;
  readonly onClose: () => void;
}) {
  const { network, onClose } = props;
  const remove = async (): Promise<void> => {
    if (!network) return;
    try {
      await ask('networks.remove', { id: network.id });
      toast(text.removed(network.name));
      onClose();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <Dialog
      open={network !== null}
      onOpen={(open) => !open && onClose()}
      title={text.removeTitle(network?.name ?? '')}
      foot={
        <>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button kind="danger" onClick={() => void remove()}>
            {text.removeConfirm}
          </Button>
        </>
      }
    >
      <p>{text.removeText}</p>
    </Dialog>
  );
}
