import { linksText } from '#renderer/app/messages/en/links.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { type ComposerForm, digitsOf, isUntouched, withNumber } from './composer-form.ts';
import { changeComposer, clearComposer, fillComposer } from './composer-state.ts';
import type { FieldFaults } from './field-faults.ts';
import { otherOwner } from './number-owner.ts';
import { ApplyTemplate } from './apply-template.tsx';
import { toneOf } from './link-marks.ts';
import { useCarried } from './use-carried.ts';
import { useNumberChoices, useOfferChoices, usePartnerChoices } from '#renderer/state/use-choices.ts';

/** What a link is made of. Picking a number brings its partner, offer and Invoca link. */
export function ComposeFields(props: { readonly form: ComposerForm; readonly said: FieldFaults['said'] }) {
  const { form, said } = props;
  const partners = usePartnerChoices(form.partnerId);
  const offers = useOfferChoices(form.offerId);
  const numbers = useNumberChoices({
    partnerId: form.partnerId,
    offerId: form.offerId,
    typed: form.number,
  });
  const digits = digitsOf(form.number);
  const stored = useRequest('catalogue.numbers', /^\d{10}$/.test(digits) ? { text: digits } : null);
  const carried = useCarried(partners.recordOf(form.partnerId.trim())?.partnerId ?? null);
  const owner = otherOwner(form, stored.data ?? []);
  return (
    <>
      <Combobox
        label={linksText.partner}
        placeholder={linksText.partnerHint}
        error={said.partnerId}
        value={form.partnerId}
        options={partners.options}
        empty={linksText.noMatch}
        onValue={(partnerId) => changeComposer({ partnerId })}
      />
      <Combobox
        label={linksText.offer}
        placeholder={linksText.offerHint}
        error={said.offerId}
        value={form.offerId}
        options={offers.options}
        empty={linksText.noMatch}
        onValue={(offerId) => changeComposer({ offerId })}
      />
      <Combobox
        label={linksText.number}
        hint={linksText.numberHint}
        error={
          said.number ??
          (owner &&
            linksText.otherOwner(owner.partnerName || owner.partnerId, owner.offerName || owner.offerId))
        }
        value={form.number}
        options={numbers.options}
        empty={linksText.noNumbers}
        mono
        onValue={(number) => {
          const picked = numbers.recordOf(number);
          if (picked) fillComposer(withNumber(form, picked));
          else changeComposer({ number });
        }}
      />
      <TextInput
        label={linksText.base}
        hint={linksText.baseHint}
        error={said.base}
        value={form.base}
        placeholder={linksText.basePlaceholder}
        maxLength={1000}
        mono
        onValue={(base) => changeComposer({ base })}
      />
      <fieldset className="compose-sub-ids">
        <legend className="field-label">{linksText.subIds}</legend>
        <ApplyTemplate form={form} />
        {SUB_ID_NAMES.map((name) => (
          <TextInput
            key={name}
            label={<span className={`mono mark mark-${toneOf(name)}`}>{name}</span>}
            hint={carried(name)}
            error={said[name]}
            value={form.subIds[name]}
            maxLength={2000}
            row
            onValue={(value) => changeComposer({ subIds: { ...form.subIds, [name]: value } })}
          />
        ))}
        <p className="field-hint">{linksText.subIdsHint}</p>
      </fieldset>
      <TextArea
        label={linksText.note}
        value={form.note}
        placeholder={linksText.notePlaceholder}
        maxLength={500}
        rows={2}
        onValue={(note) => changeComposer({ note })}
      />
      <div>
        <Button kind="quiet" disabled={isUntouched(form)} onClick={clearComposer}>
          {linksText.clear}
        </Button>
      </div>
    </>
  );
}
