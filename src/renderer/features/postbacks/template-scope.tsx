import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { TemplateForm } from './template-form.ts';
import { useOfferChoices, usePartnerChoices } from '#renderer/state/use-choices.ts';

/** For which conversions the template speaks: partner, offer, network; an empty field speaks for all. */
export function TemplateScope(props: {
  readonly form: TemplateForm;
  readonly onChange: (change: Partial<TemplateForm>) => void;
}) {
  const { form, onChange } = props;
  const partners = usePartnerChoices(form.partnerId);
  const offers = useOfferChoices(form.offerId);
  const networks = useRequest('networks.list', {});
  const listed = (networks.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const known = form.networkId === '' || listed.some(({ value }) => value === form.networkId);
  return (
    <div className="template-scope">
      <Combobox
        label={text.partner}
        value={form.partnerId}
        options={partners.options}
        placeholder={text.anyPartner}
        empty={text.noMatch}
        onValue={(partnerId) => onChange({ partnerId })}
      />
      <Combobox
        label={text.offer}
        value={form.offerId}
        options={offers.options}
        placeholder={text.anyOffer}
        empty={text.noMatch}
        onValue={(offerId) => onChange({ offerId })}
      />
      <Select
        label={text.network}
        value={form.networkId}
        options={[
          { value: '', label: text.anyNetwork },
          ...listed,
          ...(known ? [] : [{ value: form.networkId, label: form.networkId }]),
        ]}
        onValue={(networkId) => onChange({ networkId })}
      />
    </div>
  );
}
