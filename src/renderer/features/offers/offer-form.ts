import { moneyOf, typedMoney } from '#renderer/features/records/money-field.ts';
import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import type { OfferDetail, OfferDraft, SubIdRule } from '#shared/ipc/offers.ts';

/** A rule as the form has it: a sub id without one is free. */
export type RuleUse = SubIdRule['use'] | 'free';

/** What a person types of an offer. */
export interface OfferForm {
  readonly networkId: number | null;
  readonly offerId: string;
  readonly name: string;
  readonly payPerCall: boolean;
  /** Record id of the campaign; empty for none, or for the offer itself. */
  readonly campaignId: string;
  readonly payout: string;
  readonly revenue: string;
  readonly currency: string;
  readonly trackingOrigin: string;
  readonly refId: string;
  readonly note: string;
  readonly rules: Readonly<Record<SubIdName, { readonly use: RuleUse; readonly value: string }>>;
}

/** The form of an offer, or of a new one. */
export function formOf(detail: OfferDetail | null, currency: string): OfferForm {
  const ruleOf = (name: SubIdName): { readonly use: RuleUse; readonly value: string } => {
    const rule = detail?.subIdRules.find((one) => one.name === name);
    return { use: rule?.use ?? 'free', value: rule?.value ?? '' };
  };
  return {
    networkId: null,
    offerId: detail?.row.offerId ?? '',
    name: detail?.row.name ?? '',
    payPerCall: detail?.row.payPerCall ?? true,
    campaignId: detail?.row.campaign ? String(detail.row.campaign.id) : '',
    payout: typedMoney(detail?.ownPayout ?? null, detail?.row.currency ?? currency),
    revenue: typedMoney(detail?.ownRevenue ?? null, detail?.row.currency ?? currency),
    currency: detail?.row.currency ?? currency,
    trackingOrigin: detail?.ownTrackingOrigin ?? '',
    refId: detail?.refId ?? '',
    note: detail?.note ?? '',
    rules: {
      aff_sub2: ruleOf('aff_sub2'),
      aff_sub3: ruleOf('aff_sub3'),
      aff_sub4: ruleOf('aff_sub4'),
      aff_sub5: ruleOf('aff_sub5'),
      source: ruleOf('source'),
    },
  };
}

/** The draft a form makes. @throws DeskFault at the field that cannot be read */
export function draftOf(form: OfferForm, detail: OfferDetail | null): OfferDraft {
  const currency = form.currency.trim().toUpperCase();
  return {
    id: detail?.row.id ?? null,
    networkId: form.networkId,
    offerId: form.offerId.trim(),
    name: form.name.trim(),
    status: detail?.ownStatus ?? null,
    payPerCall: form.payPerCall,
    campaignId: form.payPerCall && form.campaignId !== '' ? Number(form.campaignId) : null,
    payout: moneyOf('payout', form.payout, currency),
    revenue: moneyOf('revenue', form.revenue, currency),
    currency,
    goalName: detail?.ownGoalName ?? '',
    subIdRules: SUB_ID_NAMES.flatMap((name): SubIdRule[] => {
      const { use, value } = form.rules[name];
      return use === 'free' ? [] : [{ name, use, value: use === 'fixed' ? value : '' }];
    }),
    trackingOrigin: form.trackingOrigin.trim(),
    refId: form.refId.trim(),
    note: form.note.trim(),
  };
}
