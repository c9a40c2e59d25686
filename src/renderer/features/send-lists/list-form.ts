import { adCopyFaults } from '#shared/domain/ad-copy.ts';
import type { AdCopyFault } from '#shared/domain/ad-copy.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import type { AdCopyDraft, SendListDetail, SendListDraft } from '#shared/ipc/send-lists.ts';

const LEAST_HOLD_MINUTES = 5;
const MOST_MINUTES = 43_200;

/** The settings of a list, each as typed. */
export interface ListForm {
  readonly name: string;
  readonly networkId: string;
  readonly campaignId: string;
  readonly holdMinutes: string;
  readonly leastLeftMinutes: string;
  readonly zone: string;
  readonly split: 'fixed' | 'weighted';
  readonly copies: readonly CopyForm[];
}

/** An ad copy as typed. */
export interface CopyForm {
  /** Tells it apart while it is edited. */
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly weight: string;
}

/** What is wrong with the settings, by field. */
export interface FormFaults {
  readonly holdMinutes: boolean;
  readonly leastLeftMinutes: boolean;
  readonly zone: boolean;
  readonly name: boolean;
  readonly copies: readonly (readonly AdCopyFault[])[];
}

/** What a new list starts with. The account is set where there is only one. */
export function newListDraft(name: string, zone: string, networkId: number | null): SendListDraft {
  return {
    name,
    networkId,
    campaignId: '',
    ttlSeconds: null,
    zone,
    split: 'fixed',
    leastLeftSeconds: 30 * 60,
    copies: [{ label: 'A', text: '', weight: 1 }],
  };
}

/** A stored list as its form. */
export function formOfList(list: SendListDetail): ListForm {
  return {
    name: list.row.name,
    networkId: list.row.networkId === null ? '' : String(list.row.networkId),
    campaignId: list.row.campaignId,
    holdMinutes: list.ttlSeconds === null ? '' : String(Math.round(list.ttlSeconds / 60)),
    leastLeftMinutes: String(Math.round(list.leastLeftSeconds / 60)),
    zone: list.zone,
    split: list.split,
    copies: list.copies.map((copy, place) => ({
      key: String(place),
      label: copy.label,
      text: copy.text,
      weight: String(copy.weight),
    })),
  };
}

/** What is wrong with the form as typed; ad copies are checked as a set. */
export function formFaults(form: ListForm): FormFaults {
  return {
    name: form.name.trim() === '',
    holdMinutes: form.holdMinutes.trim() !== '' && minutesOf(form.holdMinutes, LEAST_HOLD_MINUTES) === null,
    leastLeftMinutes: minutesOf(form.leastLeftMinutes, 0) === null,
    zone: !isTimeZone(form.zone),
    copies: adCopyFaults(copiesOf(form)),
  };
}

/** What the form sends, or null while something in it cannot be stored. Faulty ad copies of a draft can. */
export function draftOfForm(form: ListForm): SendListDraft | null {
  const { name, holdMinutes, leastLeftMinutes, zone } = formFaults(form);
  if (name || holdMinutes || leastLeftMinutes || zone) return null;
  const hold = form.holdMinutes.trim() === '' ? null : minutesOf(form.holdMinutes, LEAST_HOLD_MINUTES);
  return {
    name: form.name.trim(),
    networkId: form.networkId === '' ? null : Number(form.networkId),
    campaignId: form.campaignId.trim(),
    ttlSeconds: hold === null ? null : hold * 60,
    zone: form.zone,
    split: form.split,
    leastLeftSeconds: (minutesOf(form.leastLeftMinutes, 0) ?? 0) * 60,
    copies: copiesOf(form),
  };
}

/** The ad copies as they are stored; a weight that is no whole number becomes one that is refused. */
export function copiesOf(form: Pick<ListForm, 'copies'>): AdCopyDraft[] {
  return form.copies.map(({ label, text, weight }) => ({
    label,
    text,
    weight: /^\d{1,4}$/.test(weight.trim()) ? Number(weight) : -1,
  }));
}

/** The label of the next version: the first letter that is free. */
export function nextLabel(copies: readonly Pick<CopyForm, 'label'>[]): string {
  const used = new Set(copies.map(({ label }) => label.trim()));
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCodePoint(65 + place));
  return letters.find((letter) => !used.has(letter)) ?? `${copies.length + 1}`;
}

/** Each version's share of the recipients in percent; 0 where no weight is above zero. */
export function sharesOf(copies: readonly AdCopyDraft[]): number[] {
  const weights = copies.map(({ weight }) => Math.max(0, weight));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total === 0 ? 0 : (100 * weight) / total));
}

function minutesOf(typed: string, least: number): number | null {
  const text = typed.trim();
  const minutes = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return minutes >= least && minutes <= MOST_MINUTES ? minutes : null;
}
