import { useState } from 'react';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { PartnerDetail } from '#shared/ipc/partners.ts';
import { PartnerDialog } from './partner-dialog.tsx';

/** What can be done with a partner. */
export function PartnerActions(props: { readonly detail: PartnerDetail; readonly onRemoved: () => void }) {
  const { detail } = props;
  const { row } = detail;
  const [asking, setAsking] = useState<'edit' | 'remove' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <div className="records-actions">
      <Button onClick={() => setAsking('edit')}>{recordsText.edit}</Button>
      {detail.removable && (
        <Button kind="quiet" onClick={() => setAsking('remove')}>
          {recordsText.remove}
        </Button>
      )}
      {asking === 'edit' && <PartnerDialog detail={detail} onClose={close} />}
      {asking === 'remove' && (
        <RequestDialog
          title={text.removeTitle(row.name || row.partnerId)}
          confirm={uiText.remove}
          danger
          onClose={close}
          onConfirm={async () => {
            await ask('partners.remove', { id: row.id });
            toast(recordsText.removed);
            props.onRemoved();
          }}
        >
          <p>{text.removeText}</p>
        </RequestDialog>
      )}
    </div>
  );
}
