import { countText } from '#renderer/app/format/count.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { receiverOfUrl } from './receiver-of-url.ts';
import type { TemplateSaving } from './template-saving.ts';

/** Says how many deliveries saving would send now, and to whom; nothing is saved without a yes. */
export function ConfirmOwed({ saving }: { readonly saving: TemplateSaving }) {
  const count = saving.asking?.count ?? 0;
  const shown = countText(count);
  return (
    <ConfirmDialog
      open={saving.asking !== null}
      title={text.confirmTitle(count, shown)}
      confirm={text.confirm(count, shown)}
      ready={!saving.busy}
      onConfirm={() => void saving.confirm()}
      onClose={saving.refuse}
    >
      <p>{text.confirmText(count, shown, receiverOfUrl(saving.asking?.draft.url ?? ''))}</p>
    </ConfirmDialog>
  );
}
