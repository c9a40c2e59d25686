import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';

/** Asks before a network is removed, saying what stays and what ends. */
export function RemoveNetwork(props: {
  readonly network: { readonly id: number; readonly name: string };
  readonly onClose: () => void;
}) {
  const { network, onClose } = props;
  const remove = async (): Promise<void> => {
    try {
      await ask('networks.remove', { id: network.id });
      toast(text.removed(network.name));
      onClose();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <ConfirmDialog
      title={text.removeTitle(network.name)}
      confirm={text.removeConfirm}
      danger
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{text.removeText}</p>
    </ConfirmDialog>
  );
}
