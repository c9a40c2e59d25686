import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useOfferChoices, usePartnerChoices } from '#renderer/state/use-choices.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import type { NumberConsequence, NumberRow } from '#shared/ipc/numbers.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { OrderFields } from './order-fields.tsx';
import { faultsAt, formOfNumber, orderOf } from './order-form.ts';

interface Asking {
  readonly row: NumberRow;
  readonly onClose: () => void;
}

/** Changes what is stored with a promo number. */
export function EditPromo({ row, onClose }: Asking) {
  const [form, setForm] = useState(() => formOfNumber(row));
  return (
    <RequestDialog
      title={text.editTitle(phoneText(row.number))}
      confirm={text.save}
      wide
      ready={faultsAt(form).size === 0}
      onClose={onClose}
      onConfirm={async () => {
        const { description, mediaType, customData } = orderOf(form);
        await ask('numbers.change', { id: row.id, description, mediaType, customData });
        toast(text.queued);
      }}
    >
      <OrderFields form={form} onForm={setForm} fixedNumber />
    </RequestDialog>
  );
}

/** Moves a promo number to another partner or offer, after saying what that means. */
export function MovePromo({ row, onClose }: Asking) {
  const [offerId, setOffer] = useState(row.offerId);
  const [partnerId, setPartner] = useState(row.partnerId);
  const offers = useOfferChoices(offerId);
  const partners = usePartnerChoices(partnerId);
  const to = { offerId: offerId.trim(), partnerId: partnerId.trim() };
  const elsewhere = to.offerId !== '' && (to.offerId !== row.offerId || to.partnerId !== row.partnerId);
  const { data } = useRequest('numbers.consequence', elsewhere ? { id: row.id, to } : null);
  return (
    <RequestDialog
      title={text.moveTitle(phoneText(row.number))}
      confirm={text.moveConfirm}
      ready={elsewhere && data?.refusal === ''}
      onClose={onClose}
      onConfirm={async () => {
        await ask('numbers.move', { id: row.id, to });
        toast(text.queued);
      }}
    >
      <Combobox label={text.offerField} options={offers.options} value={offerId} onValue={setOffer} />
      <Combobox
        label={text.partnerField}
        hint={text.partnerHint}
        options={partners.options}
        value={partnerId}
        onValue={setPartner}
      />
      {elsewhere && data && <Consequence consequence={data} />}
    </RequestDialog>
  );
}

/** Gives a promo number back, after saying what that means. */
export function RemovePromo({ row, onClose }: Asking) {
  const { data } = useRequest('numbers.consequence', { id: row.id, to: null });
  return (
    <RequestDialog
      title={text.removeTitle(phoneText(row.number))}
      confirm={text.removeConfirm}
      danger
      ready={data?.refusal === ''}
      onClose={onClose}
      onConfirm={async () => {
        await ask('numbers.remove', { id: row.id });
        toast(text.queued);
      }}
    >
      <p>{text.removeText}</p>
      {data && <Consequence consequence={data} />}
    </RequestDialog>
  );
}

function Consequence({ consequence }: { readonly consequence: NumberConsequence }) {
  const { calls, links, notes, refusal } = consequence;
  return (
    <>
      {refusal !== '' && <Note>{text.cannot(refusal)}</Note>}
      {calls > 0 && <p>{text.consequenceCalls(countText(calls))}</p>}
      {links > 0 && <p>{text.consequenceLinks(countText(links))}</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}
