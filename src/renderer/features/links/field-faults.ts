import type { LinkFault } from '#shared/domain/link-explanation.ts';
import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import type { ComposedTrackingLink, TrackingLinkError } from '#shared/domain/tracking-link.ts';
import type { ComposerForm } from './composer-form.ts';

/** A field of the composer. */
export type ComposerField = 'base' | 'partnerId' | 'offerId' | 'number' | SubIdName;

/** What is wrong with each field of the composer, and what is still to be filled in. */
export interface FieldFaults {
  readonly said: Readonly<Partial<Record<ComposerField, string>>>;
  readonly missing: readonly ComposerField[];
}

const FIELD_OF_PARAM: Readonly<Record<string, ComposerField>> = {
  offer_id: 'offerId',
  aff_id: 'partnerId',
  aff_sub: 'number',
  PPCPN: 'number',
  us: 'base',
};

/**
 * Sorts what the composer and the explanation found under the fields it concerns, the first finding of each. An
 * empty field is missing, and only complained of once the person asked for the link.
 */
export function fieldFaults(
  form: ComposerForm,
  composed: ComposedTrackingLink,
  faults: readonly LinkFault[],
  tried: boolean,
): FieldFaults {
  const said: Partial<Record<ComposerField, string>> = {};
  const missing: ComposerField[] = [];
  for (const error of composed.ok ? [] : composed.errors) {
    const field = fieldOfError(error);
    if (field === null) continue;
    const empty = form[field].trim() === '';
    if (empty) missing.push(field);
    if (!empty || tried) said[field] ??= error.message;
  }
  for (const { param, message } of faults) {
    const field = fieldOfParam(param);
    if (field !== null) said[field] ??= message;
  }
  return { said, missing };
}

/** The field a parameter of the link is typed into; null for one the composer does not have. */
export function fieldOfParam(param: string | undefined): ComposerField | null {
  if (param === undefined) return null;
  const subId = SUB_ID_NAMES.find((name) => name === param);
  return subId ?? (Object.hasOwn(FIELD_OF_PARAM, param) ? (FIELD_OF_PARAM[param] ?? null) : null);
}

function fieldOfError({ field }: TrackingLinkError): Exclude<ComposerField, SubIdName> | null {
  return field === 'base' || field === 'partnerId' || field === 'offerId' || field === 'number'
    ? field
    : null;
}
