import { countText } from '#renderer/app/format/count.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import type { PostbackTemplate } from '#shared/ipc/postbacks.ts';

/** Asks before a template is removed, saying what stays and what ends. */
export function RemoveTemplate(props: {
  readonly template: PostbackTemplate | null;
  readonly onClose: () => void;
  readonly onRemoved?: () => void;
}) {
  const { template, onClose, onRemoved } = props;
  const open = template ? template.owed - template.accepted : 0;
  const remove = async (): Promise<void> => {
    if (!template) return;
    try {
      await ask('templates.remove', { id: template.id });
      toast(text.removed);
      onClose();
      onRemoved?.();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <ConfirmDialog
      open={template !== null}
      title={text.removeTitle(template?.name || template?.receiver || '')}
      confirm={text.remove}
      danger
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{text.removeText}</p>
      {open > 0 && <p>{text.removeWaiting(open, countText(open))}</p>}
    </ConfirmDialog>
  );
}
