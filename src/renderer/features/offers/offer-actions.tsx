import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { OfferDialog } from './offer-dialog.tsx';

/** What can be done with an offer. */
export function OfferActions(props: { readonly detail: OfferDetail; readonly onRemoved: () => void }) {
  const { detail } = props;
  const { row } = detail;
  const [asking, setAsking] = useState<'edit' | 'payPerCall' | 'remove' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <div className="records-actions">
      <Button onClick={() => setAsking('edit')}>{recordsText.edit}</Button>
      {!row.payPerCall && <Button onClick={() => setAsking('payPerCall')}>{text.addPayPerCall}</Button>}
      {detail.removable && (
        <Button kind="quiet" onClick={() => setAsking('remove')}>
          {recordsText.remove}
        </Button>
      )}
      {(asking === 'edit' || asking === 'payPerCall') && (
        <OfferDialog detail={detail} addPayPerCall={asking === 'payPerCall'} onClose={close} />
      )}
      {asking === 'remove' && (
        <RequestDialog
          title={text.removeTitle(row.name || row.offerId)}
          confirm={uiText.remove}
          danger
          onClose={close}
          onConfirm={async () => {
            await ask('offers.remove', { id: row.id });
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
