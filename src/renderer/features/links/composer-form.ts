import type { NumberChoice } from '#shared/ipc/desk.ts';
import type { LinkDraft, LinkView } from '#shared/ipc/links.ts';
import { nanpDigits } from '#shared/domain/phone.ts';
import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import { type ComposedTrackingLink, composeTrackingLink } from '#shared/domain/tracking-link.ts';

/** The fields of the composer, each as typed. */
export interface ComposerForm {
  readonly base: string;
  readonly partnerId: string;
  readonly offerId: string;
  readonly number: string;
  readonly subIds: Readonly<Record<SubIdName, string>>;
  readonly note: string;
}

/** A composer in which nothing was typed. */
export const EMPTY_FORM: ComposerForm = {
  base: '',
  partnerId: '',
  offerId: '',
  number: '',
  subIds: { aff_sub2: '', aff_sub3: '', aff_sub4: '', aff_sub5: '', source: '' },
  note: '',
};

/** Whether anything was typed. */
export function isUntouched(form: ComposerForm): boolean {
  return JSON.stringify(form) === JSON.stringify(EMPTY_FORM);
}

/** The ten digits of what was typed, in whatever spelling; what is no such number stays as typed. */
export function digitsOf(typed: string): string {
  return nanpDigits(typed) ?? typed.trim();
}

/**
 * The form after a promo number was picked: the number brings its link, partner and offer, and the sub ids set on
 * it where the person typed none.
 */
export function withNumber(form: ComposerForm, choice: NumberChoice): ComposerForm {
  const subIds = { ...form.subIds };
  for (const name of SUB_ID_NAMES) subIds[name] ||= choice.subIds[name] ?? '';
  return {
    ...form,
    number: choice.number,
    base: choice.baseLink || form.base,
    partnerId: choice.partnerId || form.partnerId,
    offerId: choice.offerId || form.offerId,
    subIds,
  };
}

/** The form a saved link was made with. */
export function formOfLink(link: LinkView): ComposerForm {
  const { base, partnerId, offerId, number, subIds, note } = link;
  return { base, partnerId, offerId, number, subIds: { ...subIds }, note };
}

/** What the typed form makes: the link, or everything that keeps it from being made. */
export function composeForm(form: ComposerForm): ComposedTrackingLink {
  return composeTrackingLink({
    base: form.base.trim(),
    offerId: form.offerId.trim(),
    partnerId: form.partnerId.trim(),
    number: digitsOf(form.number),
    subIds: form.subIds,
  });
}

/** What saving the form sends; only a form that composes may be saved. */
export function draftOfForm(form: ComposerForm): LinkDraft {
  return {
    base: form.base.trim(),
    offerId: form.offerId.trim(),
    partnerId: form.partnerId.trim(),
    number: digitsOf(form.number),
    subIds: { ...form.subIds },
    note: form.note.trim(),
  };
}

/** A saved link as the draft that would save it again, for taking a removal back. */
export function draftOfLink(link: LinkView): LinkDraft {
  return { ...draftOfForm(formOfLink(link)), base: link.base, note: link.note };
}

/** The form of a link taken apart; the base keeps what is not the click. */
export function formOfParts(parts: {
  readonly base: string;
  readonly offerId: string;
  readonly partnerId: string;
  readonly number: string;
  readonly subIds: Readonly<Partial<Record<SubIdName, string>>>;
}): ComposerForm {
  return {
    ...EMPTY_FORM,
    base: parts.base,
    offerId: parts.offerId,
    partnerId: parts.partnerId,
    number: parts.number,
    subIds: { ...EMPTY_FORM.subIds, ...parts.subIds },
  };
}
