import { decimalText, isCurrencyCode } from '#shared/domain/money.ts';
import { readMoney } from '#shared/domain/money-entry.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';
import { offerDraft, offerStatus } from '#shared/ipc/offers.ts';
import type { CampaignChoice, OfferDraft, OfferStatus, SubIdRule } from '#shared/ipc/offers.ts';
import type { ImportField } from '#shared/ipc/record-import.ts';
import type { ImportCells } from './import-cells.ts';

const YES = new Set(['yes', 'y', 'true', '1']);
const NO = new Set(['no', 'n', 'false', '0']);

/**
 * The offer a row makes or changes; an empty cell leaves what is there. What cannot be read is noted as a fault of the
 * row, and the draft then keeps what was there.
 */
export function offerOfRow(
  cells: ImportCells,
  start: OfferDraft,
  campaigns: readonly CampaignChoice[],
): OfferDraft {
  const given = (field: ImportField, otherwise: string): string => cells.text(field) || otherwise;
  const currency = currencyOf(cells, start);
  const draft: OfferDraft = {
    ...start,
    offerId: given('id', start.offerId),
    name: given('name', start.name),
    status: statusOf(cells, start.status),
    payPerCall: yesNo(cells, 'pay_per_call', start.payPerCall),
    campaignId: campaignIdOf(cells, start, campaigns),
    currency,
    payout: amountOf(cells, 'payout', start, currency),
    revenue: amountOf(cells, 'revenue', start, currency),
    goalName: given('goal_name', start.goalName),
    subIdRules: rulesOf(cells, start.subIdRules),
    refId: given('ref_id', start.refId),
    note: given('note', start.note),
  };
  if (draft.name === '') cells.fault('name', 'A new offer needs a name.');
  const checked = offerDraft.safeParse(draft);
  for (const issue of checked.success ? [] : checked.error.issues) {
    cells.fault(FIELD_OF[String(issue.path[0])] ?? 'row', issue.message);
  }
  return draft;
}

const FIELD_OF: Readonly<Record<string, ImportField>> = {
  offerId: 'id',
  name: 'name',
  goalName: 'goal_name',
  refId: 'ref_id',
  note: 'note',
  payout: 'payout',
  revenue: 'revenue',
  currency: 'currency',
};

/** An offer as a person reads it, field by field. */
export function offerFields(
  draft: OfferDraft,
  campaigns: readonly CampaignChoice[],
): Map<ImportField, string> {
  const { currency } = draft;
  const money = (amount: number | null): string => (amount === null ? '' : decimalText({ amount, currency }));
  const campaign = campaigns.find(({ id }) => id === draft.campaignId);
  return new Map<ImportField, string>([
    ['id', draft.offerId],
    ['name', draft.name],
    ['status', draft.status ?? ''],
    ['payout', money(draft.payout)],
    ['revenue', money(draft.revenue)],
    ['currency', currency],
    ['pay_per_call', draft.payPerCall ? 'yes' : 'no'],
    ['campaign', campaign ? campaign.name || campaign.invocaId : ''],
    ['goal_name', draft.goalName],
    ['required_sub_ids', required(draft.subIdRules).join(' ')],
    ['ref_id', draft.refId],
    ['note', draft.note],
  ]);
}

function statusOf(cells: ImportCells, before: OfferStatus | null): OfferStatus | null {
  const text = cells.text('status').toLowerCase();
  if (text === '') return before;
  const read = offerStatus.safeParse(text);
  if (read.success) return read.data;
  cells.fault('status', `“${cells.text('status')}” is not a status: active, paused or ended.`);
  return before;
}

function yesNo(cells: ImportCells, field: ImportField, before: boolean): boolean {
  const text = cells.text(field).toLowerCase();
  if (text === '' || YES.has(text)) return text === '' ? before : true;
  if (!NO.has(text)) cells.fault(field, `“${cells.text(field)}” is neither yes nor no.`);
  return NO.has(text) ? false : before;
}

function currencyOf(cells: ImportCells, { currency }: OfferDraft): string {
  const text = cells.text('currency').toUpperCase();
  if (text === '') return currency;
  if (isCurrencyCode(text)) return text;
  cells.fault('currency', `“${cells.text('currency')}” is not a currency, such as USD.`);
  return currency;
}

function amountOf(
  cells: ImportCells,
  field: 'payout' | 'revenue',
  start: OfferDraft,
  currency: string,
): number | null {
  const read = readMoney(cells.text(field), currency);
  if (!read.ok) {
    cells.fault(field, read.message);
    return start[field];
  }
  if (read.minor !== null) return read.minor;
  if (start[field] !== null && currency !== start.currency) {
    cells.fault(field, `The currency becomes ${currency}, so the ${field} must be given in it.`);
  }
  return start[field];
}

function campaignIdOf(
  cells: ImportCells,
  { campaignId, networkId }: OfferDraft,
  campaigns: readonly CampaignChoice[],
): number | null {
  const text = cells.text('campaign');
  if (text === '') return campaignId;
  const found = campaigns.filter(({ invocaId, offerId }) => invocaId === text || offerId === text);
  const own = found.filter((one) => one.networkId === networkId);
  const [only, another] = own.length > 0 ? own : found;
  if (only && !another) return only.id;
  const why = only
    ? `Several accounts have a campaign “${text}”.`
    : `No Invoca account lists a campaign with the id “${text}”.`;
  cells.fault('campaign', why);
  return campaignId;
}

function rulesOf(cells: ImportCells, before: readonly SubIdRule[]): SubIdRule[] {
  const text = cells.text('required_sub_ids');
  if (text === '') return [...before];
  const words = text.split(/[\s,;|]+/).filter((word) => word !== '');
  const names = words.flatMap((word): SubIdName[] => {
    const name = SUB_ID_NAMES.find((one) => one === word.toLowerCase());
    if (name === undefined)
      cells.fault('required_sub_ids', `“${word}” is not a sub id: aff_sub2 to aff_sub5, or source.`);
    return name === undefined ? [] : [name];
  });
  const others = before.filter(({ name, use }) => use !== 'required' && !names.includes(name));
  return [...[...new Set(names)].map((name) => ({ name, use: 'required' as const, value: '' })), ...others];
}

function required(rules: readonly SubIdRule[]): SubIdName[] {
  return SUB_ID_NAMES.filter((name) => rules.some((rule) => rule.name === name && rule.use === 'required'));
}
