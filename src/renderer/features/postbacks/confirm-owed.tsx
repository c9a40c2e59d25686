import { countText } from '#renderer/app/format/count.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { receiverOfUrl } from './receiver-of-url.ts';
import type { TemplateSaving } from './template-saving.ts';

/** Says how many deliveries saving would send now, and to whom; nothing is saved without a yes. */
export function ConfirmOwed({ saving }: { readonly saving: TemplateSaving }) {
  const count = saving.asking?.count ?? 0;
  const shown = countText(count);
  return (
    <Dialog
      open={saving.asking !== null}
      onOpen={(open) => !open && saving.refuse()}
      title={text.confirmTitle(count, shown)}
      foot={
        <>
          <Button onClick={saving.refuse}>{text.cancel}</Button>
          <Button kind="primary" disabled={saving.busy} onClick={() => void saving.confirm()}>
            {text.confirm(count, shown)}
          </Button>
        </>
      }
    >
      <p>{text.confirmText(count, shown, receiverOfUrl(saving.asking?.draft.url ?? ''))}</p>
    </Dialog>
  );
}
