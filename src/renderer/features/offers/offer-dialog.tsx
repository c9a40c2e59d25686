import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { AccountSelect } from '#renderer/features/records/account-select.tsx';
import { moneyError } from '#renderer/features/records/money-field.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { isCurrencyCode } from '#shared/domain/money.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { draftOf, formOf, type OfferForm } from './offer-form.ts';
import { SubIdRuleRows } from './sub-id-rule-rows.tsx';

const FIELDS = [
  'offerId',
  'name',
  'campaignId',
  'payout',
  'revenue',
  'currency',
  'trackingOrigin',
  'subIdRules',
  'networkId',
] as const;

/** Adds an offer with pay-per-call, or changes one; `addPayPerCall` begins with calls counted. */
export function OfferDialog(props: {
  readonly detail: OfferDetail | null;
  readonly addPayPerCall?: boolean;
  readonly onClose: () => void;
  readonly onSaved?: (id: number) => void;
}) {
  const { detail, addPayPerCall = false } = props;
  const networks = useRequest('networks.list', {});
  const campaigns = useRequest('offers.campaigns', {});
  const [typed, setTyped] = useState<OfferForm | null>(null);
  const usual = networks.data?.[0]?.currency ?? 'USD';
  const begun = formOf(detail, usual);
  const form = typed ?? (addPayPerCall ? { ...begun, payPerCall: true } : begun);
  const change = (some: Partial<OfferForm>): void => setTyped({ ...form, ...some });
  const currency = form.currency.trim().toUpperCase();
  const readable = isCurrencyCode(currency);
  const itself = detail !== null && detail.row.campaign?.id === detail.row.id;
  const fixedId = detail !== null && !detail.removable;
  const choices = (campaigns.data ?? []).map((one) => ({
    value: String(one.id),
    label: one.name || one.invocaId,
    detail: `${one.invocaId} · ${one.networkName}`,
  }));
  const save = async (): Promise<void> => {
    const draft = draftOf(form, detail);
    const { id } = await ask('offers.save', draft);
    toast(recordsText.saved(draft.name || draft.offerId));
    props.onSaved?.(id);
  };
  return (
    <RequestDialog
      title={detail ? text.editTitle(detail.row.name || detail.row.offerId) : text.addTitle}
      confirm={detail ? recordsText.save : recordsText.create}
      wide
      ready={readable}
      fields={FIELDS}
      onClose={props.onClose}
      onConfirm={save}
    >
      {(errorOf) => (
        <>
          <div className="records-pair">
            <TextInput
              label={recordsText.name}
              value={form.name}
              maxLength={200}
              autoFocus
              hint={detail?.networkOfferName ? recordsText.nameHint(detail.networkOfferName) : undefined}
              error={errorOf('name')}
              onValue={(name) => change({ name })}
            />
            <TextInput
              label={recordsText.id}
              value={form.offerId}
              mono
              maxLength={64}
              disabled={fixedId}
              hint={fixedId ? recordsText.idHintFixed : recordsText.idHintNew}
              error={errorOf('offerId')}
              onValue={(offerId) => change({ offerId })}
            />
          </div>
          {detail === null && (
            <AccountSelect
              networkId={form.networkId}
              error={errorOf('networkId')}
              onNetwork={(networkId) => change({ networkId })}
            />
          )}
          {!itself && (
            <Checkbox
              label={text.payPerCall}
              hint={text.payPerCallHint}
              checked={form.payPerCall}
              onChecked={(payPerCall) => change({ payPerCall })}
            />
          )}
          {form.payPerCall &&
            (itself ? (
              <p className="muted">{text.campaignLocked}</p>
            ) : (
              <Combobox
                label={text.campaignField}
                hint={text.campaignHint}
                placeholder={text.chooseCampaign}
                options={choices}
                value={form.campaignId}
                error={errorOf('campaignId')}
                onValue={(campaignId) => change({ campaignId })}
              />
            ))}
          <div className="records-pair">
            <TextInput
              label={text.payout}
              value={form.payout}
              inputMode="decimal"
              hint={text.amountsHint}
              error={readable ? moneyError(form.payout, currency) : errorOf('payout')}
              onValue={(payout) => change({ payout })}
            />
            <TextInput
              label={text.revenue}
              value={form.revenue}
              inputMode="decimal"
              error={readable ? moneyError(form.revenue, currency) : errorOf('revenue')}
              onValue={(revenue) => change({ revenue })}
            />
            <TextInput
              label={text.currency}
              value={form.currency}
              maxLength={3}
              hint={text.currencyHint}
              error={errorOf('currency')}
              onValue={(next) => change({ currency: next })}
            />
          </div>
          <SubIdRuleRows
            rules={form.rules}
            error={errorOf('subIdRules')}
            onRules={(rules) => change({ rules })}
          />
          <div className="records-pair">
            <TextInput
              label={text.trackingDomain}
              value={form.trackingOrigin}
              mono
              maxLength={300}
              placeholder={detail?.trackingOrigin ?? ''}
              hint={text.trackingHint}
              error={errorOf('trackingOrigin')}
              onValue={(trackingOrigin) => change({ trackingOrigin })}
            />
            <TextInput
              label={recordsText.refId}
              value={form.refId}
              maxLength={64}
              onValue={(refId) => change({ refId })}
            />
          </div>
          <TextInput
            label={recordsText.note}
            value={form.note}
            maxLength={2000}
            onValue={(note) => change({ note })}
          />
        </>
      )}
    </RequestDialog>
  );
}
