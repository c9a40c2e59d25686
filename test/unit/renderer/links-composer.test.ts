import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composeForm,
  type ComposerForm,
  draftOfForm,
  draftOfLink,
  EMPTY_FORM,
  formOfLink,
  formOfParts,
  isUntouched,
  withNumber,
} from '#renderer/features/links/composer-form.ts';
import { otherOwner } from '#renderer/features/links/number-owner.ts';
import { fieldFaults } from '#renderer/features/links/field-faults.ts';
import { explainAddress, linkOfSearch } from '#renderer/features/links/link-address.ts';
import { comesBack, layerRows, linkMarks } from '#renderer/features/links/link-layers.ts';
import { marksIn, piecesOf, toneOf } from '#renderer/features/links/link-marks.ts';
import { anyText } from '#test/support/any-text.ts';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { parseTrackingLink } from '#shared/domain/tracking-link.ts';
import type { NumberChoice } from '#shared/ipc/desk.ts';

const BASE = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';

const filled: ComposerForm = {
  ...EMPTY_FORM,
  base: BASE,
  partnerId: '23',
  offerId: '45',
  number: '(888) 653-2941',
};

const given = (form: ComposerForm) => ({
  offer_id: form.offerId,
  aff_id: form.partnerId,
  aff_sub: '8886532941',
  PPCPN: '8886532941',
  ...form.subIds,
});

const linkOf = (form: ComposerForm): string => {
  const composed = composeForm(form);
  if (!composed.ok) throw new Error(composed.errors.map(({ message }) => message).join(' '));
  return composed.link;
};

const choice: NumberChoice = {
  id: 7,
  networkId: 1,
  number: '8886532941',
  description: 'Roof main',
  partnerId: '23',
  partnerName: 'Couponfield Media',
  offerId: '45',
  offerName: 'Roof inspection',
  baseLink: BASE,
  subIds: { aff_sub2: 'spring', aff_sub3: 'set on the number' },
};

describe('the composer form', () => {
  it('makes the link the seed prints, from a number in any spelling', () => {
    expect(linkOf(filled)).toBe(
      `${BASE}?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941`,
    );
  });

  it('takes everything a picked number brings, but keeps the sub ids that were typed', () => {
    const typed = { ...EMPTY_FORM, subIds: { ...EMPTY_FORM.subIds, aff_sub2: 'mine' } };
    const form = withNumber(typed, choice);
    expect(form).toMatchObject({ base: BASE, partnerId: '23', offerId: '45', number: '8886532941' });
    expect(form.subIds).toEqual({
      aff_sub2: 'mine',
      aff_sub3: 'set on the number',
      aff_sub4: '',
      aff_sub5: '',
      source: '',
    });
  });

  it('keeps a typed Invoca link when the picked number brings none', () => {
    expect(withNumber(filled, { ...choice, baseLink: '' }).base).toBe(BASE);
  });

  it('sends what it composes, without blanks around ids and with the number as digits', () => {
    expect(draftOfForm({ ...filled, partnerId: ' 23 ', note: ' May ' })).toEqual({
      base: BASE,
      partnerId: '23',
      offerId: '45',
      number: '8886532941',
      subIds: EMPTY_FORM.subIds,
      note: 'May',
    });
  });

  it('gives a saved link back unchanged when its removal is undone', () => {
    const draft = { ...draftOfForm(filled), note: 'May', subIds: { ...EMPTY_FORM.subIds, source: 'news ' } };
    const view = {
      ...draft,
      id: 4,
      link: 'x',
      partnerName: 'C',
      offerName: 'R',
      createdAt: 1,
      numberEnded: false,
    };
    expect(draftOfLink(view)).toEqual(draft);
    expect(formOfLink(view)).toEqual(draft);
  });

  it('knows whether anything was typed', () => {
    expect(isUntouched(EMPTY_FORM)).toBe(true);
    expect(isUntouched({ ...EMPTY_FORM, subIds: { ...EMPTY_FORM.subIds, source: 'x' } })).toBe(false);
  });

  it('opens a link that was taken apart as the form that makes it again', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 5, maxLength: 5 }), (values) => {
        const subIds = { ...EMPTY_FORM.subIds };
        SUB_ID_NAMES.forEach((name, index) => (subIds[name] = values[index] ?? ''));
        const link = linkOf({ ...filled, subIds });
        const parsed = parseTrackingLink(link);
        expect(parsed.ok && linkOf(formOfParts(parsed.parts))).toBe(link);
      }),
    );
  });
});

describe('whose number it is', () => {
  const other = { ...choice, partnerId: '31', offerId: '46' };

  it('is told when the form names another partner or offer', () => {
    expect(otherOwner({ ...filled, partnerId: '31' }, [choice])).toBe(choice);
    expect(otherOwner({ ...filled, offerId: '46' }, [choice])).toBe(choice);
  });

  it('is not told when they agree, when a field is empty, or when the number is not stored', () => {
    expect(otherOwner(filled, [other, choice])).toBeNull();
    expect(otherOwner({ ...filled, partnerId: '' }, [choice])).toBeNull();
    expect(otherOwner({ ...filled, number: '8885550199' }, [choice])).toBeNull();
    expect(otherOwner(EMPTY_FORM, [choice])).toBeNull();
  });
});

describe('faults under their fields', () => {
  const faultsOf = (form: ComposerForm, tried = false) => {
    const composed = composeForm(form);
    const explanation = composed.ok ? explainTrackingLink(composed.link) : null;
    return fieldFaults(form, composed, explanation?.faults ?? [], tried);
  };

  it('lists what is missing without complaining, until the person asks for the link', () => {
    expect(faultsOf(EMPTY_FORM)).toEqual({ said: {}, missing: ['base', 'offerId', 'partnerId', 'number'] });
    expect(Object.keys(faultsOf(EMPTY_FORM, true).said)).toEqual(['base', 'offerId', 'partnerId', 'number']);
  });

  it('says at once what is wrong with a value that was typed', () => {
    expect(faultsOf({ ...filled, number: '12' }).said.number).toMatch(/10 digits/);
    expect(faultsOf({ ...filled, base: 'nowhere' }).said.base).toMatch(/not a web address/);
  });

  it('puts a macro nobody fills under the sub id that holds it', () => {
    const { said, missing } = faultsOf({
      ...filled,
      subIds: { ...EMPTY_FORM.subIds, aff_sub3: '{clickid}' },
    });
    expect(said.aff_sub3).toMatch(/\{clickid\}/);
    expect(Object.keys(said)).toEqual(['aff_sub3']);
    expect(missing).toEqual([]);
  });

  it('puts an offer id that is no number under the offer', () => {
    expect(faultsOf({ ...filled, offerId: 'roof' }).said.offerId).toMatch(/offer_id/);
  });
});

describe('colours of the layers', () => {
  it('cuts a text into pieces that together are the text, each inside or outside a mark', () => {
    const mark = fc.tuple(fc.nat(60), fc.nat(60)).map(([start, length]) => ({
      start,
      end: start + length,
      tone: 'sub2' as const,
    }));
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(mark, { maxLength: 5 }), (text, marks) => {
        const pieces = piecesOf(text, marks);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) {
          // Marks that touch make one piece, so each character is asked whether a mark covers it.
          for (let at = piece.start; at < piece.start + piece.text.length; at += 1) {
            expect(piece.tone !== null).toBe(marks.some(({ start, end }) => start <= at && at < end));
          }
        }
      }),
    );
  });

  it('lets a value win over the click it stands in', () => {
    const tones = piecesOf('ab12cd', [
      { start: 0, end: 6, tone: 'click' },
      { start: 2, end: 4, tone: 'offer' },
    ]).map(({ text, tone }) => [text, tone]);
    expect(tones).toEqual([
      ['ab', 'click'],
      ['12', 'offer'],
      ['cd', 'click'],
    ]);
  });

  it('marks the same value in link, click and redirect, in one colour', () => {
    const value = 'spring sale & more';
    const explanation = explainTrackingLink(
      linkOf({ ...filled, subIds: { ...EMPTY_FORM.subIds, aff_sub2: value } }),
    );
    const marked = (text: string | null, layer: 'link' | 'click' | 'redirect') =>
      marksIn(layer, explanation.params)
        .filter(({ tone }) => tone === 'sub2')
        .map(({ start, end }) => text?.slice(start, end));
    expect(marked(explanation.link, 'link')).toEqual(['spring%2520sale%2520%2526%2520more']);
    expect(marked(explanation.click, 'click')).toEqual(['spring%20sale%20%26%20more']);
    expect(marked(explanation.redirect, 'redirect')).toEqual(['spring%20sale%20%26%20more']);
    const row = layerRows(explanation).find(({ param }) => param === 'aff_sub2');
    expect(row).toMatchObject({ text: value, marks: [{ tone: 'sub2' }] });
    expect(linkMarks(explanation)[0]).toMatchObject({ tone: 'click', end: explanation.link.length });
  });

  it('gives the promo number one colour under both its names, and nothing that looks like a name another', () => {
    expect(toneOf('aff_sub')).toBe(toneOf('PPCPN'));
    expect(toneOf('constructor')).toBe('other');
    expect(toneOf('toString')).toBe('other');
  });

  it('leaves out layers the link does not have', () => {
    expect(layerRows(explainTrackingLink('not a link')).map(({ key }) => key)).toEqual([]);
    expect(layerRows(explainTrackingLink(BASE)).map(({ key }) => key)).toEqual(['network', 'ids']);
  });

  it('says that every value comes back, for any values', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const form = { ...filled, subIds: { ...EMPTY_FORM.subIds, aff_sub2: first, source: second } };
        expect(comesBack(explainTrackingLink(linkOf(form)), given(form))).toBe(true);
      }),
    );
  });

  it('does not say so of a link that lost one', () => {
    const form = { ...filled, subIds: { ...EMPTY_FORM.subIds, aff_sub2: 'x' } };
    const broken = linkOf(form).replace('%26aff_sub2', '&aff_sub2');
    expect(comesBack(explainTrackingLink(broken), given(form))).toBe(false);
  });
});

describe('the address of an explanation', () => {
  it('carries any link there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (link) => {
        const address = explainAddress(link);
        expect(linkOfSearch(address.split(/\?(.*)/s)[1] ?? '')).toBe(link);
      }),
    );
  });
});
