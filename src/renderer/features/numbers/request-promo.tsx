import { type SyntheticEvent, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { goTo, useHashSearch } from '#renderer/app/hash-location.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useOfferChoices, usePartnerChoices } from '#renderer/state/use-choices.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { NetworkChoice, NetworkNeeded } from './network-needed.tsx';
import { OrderFields } from './order-fields.tsx';
import { EMPTY_ORDER, faultsAt, orderOf } from './order-form.ts';
import { useInvoca } from './use-invoca.ts';

/** The form that asks an Invoca network for one promo number; says beforehand why it would not be given. */
export function RequestPromo() {
  const given = new URLSearchParams(useHashSearch());
  const { networks, network, choose } = useInvoca();
  const [offerId, setOffer] = useState(given.get('offer') ?? '');
  const [partnerId, setPartner] = useState(given.get('partner') ?? '');
  const [form, setForm] = useState(EMPTY_ORDER);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const offers = useOfferChoices(offerId);
  const partners = usePartnerChoices(partnerId);
  const [offer, partner] = [offerId.trim(), partnerId.trim()];
  const standing = useRequest(
    'campaigns.list',
    network && offer !== '' && partner !== ''
      ? { networkId: network.id, offerId: offer, partnerId: partner }
      : null,
  ).data?.rows[0];
  const fits = standing?.offerId === offer && standing.partnerId === partner ? standing : undefined;
  const refusal = partner !== '' && fits && !fits.canRequest.can ? text.cannot(fits.canRequest.reason) : null;
  const ready = network && offer !== '' && refusal === null && faultsAt(form).size === 0;

  const request = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      const { id } = await ask('numbers.request', {
        networkId: network.id,
        offerId: offer,
        partnerId: partner,
        order: orderOf(form),
      });
      toast(text.requested);
      goTo(`/numbers/promo?open=${id}`);
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setBusy(false);
    }
  };
  return (
    <div className="page numbers">
      <PageHeader title={text.requestTitle} actions={<BackLink to="/numbers/promo" label={text.back} />} />
      <div className="page-scroll">
        {networks.data?.length === 0 && <NetworkNeeded />}
        {network && (
          <form
            className="numbers-form numbers-page-form"
            onSubmit={(event) => void request(event)}
            noValidate
          >
            <p className="muted">{text.requestLead}</p>
            {fault && <ErrorNote fault={fault} />}
            <NetworkChoice networks={networks.data ?? []} network={network} onChoose={choose} />
            <div className="numbers-pair">
              <Combobox label={text.offerField} options={offers.options} value={offerId} onValue={setOffer} />
              <Combobox
                label={text.partnerField}
                hint={fits ? standingText(fits) : text.partnerHint}
                error={refusal}
                options={partners.options}
                value={partnerId}
                onValue={setPartner}
              />
            </div>
            <OrderFields form={form} onForm={setForm} />
            <p>
              <Button kind="primary" type="submit" disabled={!ready || busy}>
                {text.send}
              </Button>
            </p>
          </form>
        )}
      </div>
    </div>
  );
}

function standingText(row: { readonly status: string; readonly numbersLeft: number | null }): string {
  const status = text.approvedFor(row.status || text.notApplied);
  return row.numbersLeft === null ? status : `${status} · ${text.left(countText(row.numbersLeft))}`;
}
