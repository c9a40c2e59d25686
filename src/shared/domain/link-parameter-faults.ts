import type { LinkParam } from './link-anatomy.ts';
import { CLICK_PARAMETERS, fault, shortened } from './link-fault.ts';
import type { LinkFault, LinkFaultCode } from './link-fault.ts';
import { STANDARD_LIMITS } from './link-limits.ts';
import { decodeLayer, furtherLayers } from './percent.ts';
import { personalDataIn } from './personal-data.ts';
import type { PersonalDataKind } from './personal-data.ts';
import { nanpDigits } from './phone.ts';

const MACRO = /\{[\w.:-]{1,64}\}|\[[A-Za-z_][\w.:-]{0,63}\]/;
const SWALLOWED = /&([A-Za-z][\w]{1,30})=/g;

const PERSONAL: Readonly<Record<PersonalDataKind, string>> = {
  email: 'an e-mail address',
  phone: 'a phone number',
  ssn: 'a social security number',
  card: 'a card number',
};

/** Faults of `offer_id` and `aff_id`; `all` includes what stands outside `us`, which is reported as such. */
export function idFaults(params: readonly LinkParam[], all: readonly LinkParam[]): LinkFault[] {
  const check = (name: 'offer_id' | 'aff_id', code: LinkFaultCode, lost: string): LinkFault[] => {
    const given = params.filter((param) => param.name === name && param.value !== '');
    if (given.length === 0) {
      return all.some((param) => param.name === name && param.value !== '') ? [] : [fault(code, lost, name)];
    }
    return given
      .filter(({ value }) => !/^[0-9]+$/.test(value) && !holdsMacro(value))
      .map(() => fault('id-not-a-number', `${name} is not a whole number, as TUNE’s ids are.`, name));
  };
  return [
    ...check('offer_id', 'missing-offer-id', 'offer_id is missing: TUNE refuses the click.'),
    ...check('aff_id', 'missing-aff-id', 'aff_id is missing: the click belongs to no partner.'),
  ];
}

/** Faults of `aff_sub` and `PPCPN`, which must both hold the promo number. */
export function numberFaults(params: readonly LinkParam[]): LinkFault[] {
  const subs = params.filter(
    ({ name, value }) => (name === 'aff_sub' || name === 'aff_sub1') && value !== '',
  );
  const shown = params.find(({ name, value }) => name === 'PPCPN' && value !== '');
  const faults: LinkFault[] = [];
  if (!shown || subs.length === 0) {
    const missing = [subs.length === 0 ? 'aff_sub' : '', shown ? '' : 'PPCPN'].filter((name) => name !== '');
    const message = `${missing.join(' and ')} must hold the promo number: without it the call is not tied to the click.`;
    faults.push(fault('missing-number', message, missing[0] ?? 'PPCPN'));
  }
  if (shown && !isTenDigits(shown.value) && !holdsMacro(shown.value)) {
    faults.push(fault('number-not-ten-digits', 'PPCPN is not a promo number of 10 digits.', 'PPCPN'));
  }
  for (const { name, value } of subs) {
    if (!isTenDigits(value) && nanpDigits(value) === null) {
      const message = `${name} is Invoca’s and must hold the promo number; a partner’s own value belongs in aff_sub2 to aff_sub5.`;
      faults.push(fault('aff-sub-taken', message, name));
    } else if (!isTenDigits(value)) {
      faults.push(fault('number-not-ten-digits', `${name} is not a promo number of 10 digits.`, name));
    }
    if (shown && value !== shown.value) {
      const message = `${name} and PPCPN differ: the number shown is not the number tracked.`;
      faults.push(fault('aff-sub-not-ppcpn', message, name));
    }
  }
  return faults;
}

/** Faults of one value, whatever its parameter: encoding, length, macros and personal data. */
export function valueFaults(
  { name, raw, value, place }: LinkParam,
  inClick: readonly LinkParam[],
  longest = STANDARD_LIMITS.value,
): LinkFault[] {
  const faults: LinkFault[] = [];
  if (place === 'click' && decodeLayer(raw).bad.length > 0) {
    const message = `A percent sign in ${name} begins no valid escape: the value arrives changed.`;
    faults.push(fault('bad-escape', message, name));
  }
  for (const [, swallowed = ''] of value.matchAll(SWALLOWED)) {
    if (!CLICK_PARAMETERS.has(swallowed)) continue;
    const message = `${swallowed} is encoded twice (%2526): it arrives as part of ${name}.`;
    faults.push(fault('double-encoded-path', message, swallowed));
  }
  if (furtherLayers(value) > 0) {
    const message = `${name} is encoded once too often: it arrives as ${shortened(value)}.`;
    faults.push(fault('double-encoded-value', message, name));
  }
  const length = Array.from(value).length;
  if (length > longest) {
    const message = `${name} has ${length} characters; TUNE keeps at most ${longest}.`;
    faults.push(fault('value-too-long', message, name));
  }
  const unresolved = MACRO.exec(fullyDecoded(value))?.[0];
  if (unresolved !== undefined) {
    const message = `${name} holds ${unresolved}, which nobody fills: it arrives as typed.`;
    faults.push(fault('unresolved-macro', message, name));
  }
  const personal = personalDataIn(fullyDecoded(value), ownNumbers(inClick));
  if (personal && !(personal === 'phone' && (name === 'aff_sub' || name === 'PPCPN'))) {
    const message = `${name} seems to hold ${PERSONAL[personal]}: it ends up in the logs of every system on the way.`;
    faults.push(fault('personal-data', message, name));
  }
  return faults;
}

function ownNumbers(params: readonly LinkParam[]): readonly string[] {
  return params.filter(({ name, value }) => name === 'PPCPN' && isTenDigits(value)).map(({ value }) => value);
}

function holdsMacro(value: string): boolean {
  return MACRO.test(fullyDecoded(value));
}

function fullyDecoded(value: string): string {
  let text = value;
  for (let layers = furtherLayers(value); layers > 0; layers--)
    text = decodeLayer(text.replaceAll('+', '%2B')).text;
  return text;
}

function isTenDigits(value: string): boolean {
  return /^[0-9]{10}$/.test(value);
}
