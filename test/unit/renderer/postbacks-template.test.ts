import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macrosMatching } from '#renderer/features/postbacks/macro-search.ts';
import { isOnThisMachine, receiverOfUrl } from '#renderer/features/postbacks/receiver-of-url.ts';
import { scopeText } from '#renderer/features/postbacks/scope-text.ts';
import {
  draftOfForm,
  draftWithActive,
  formOfTemplate,
  NEW_TEMPLATE,
  startingNow,
  withEvent,
  withMacro,
} from '#renderer/features/postbacks/template-form.ts';
import { owesAtOnce } from '#renderer/features/postbacks/template-saving.ts';
import { hasPlace, urlPieces } from '#renderer/features/postbacks/url-marks.ts';
import { checkTemplate, MACROS } from '#shared/domain/macros.ts';
import type { PostbackTemplate } from '#shared/ipc/postbacks.ts';

const ZONE = 'America/New_York';

const stored: PostbackTemplate = {
  id: 3,
  name: 'Couponfield',
  url: 'https://couponfield.example/cb?id={aff_sub2}',
  scope: { networkId: 1, partnerId: '23', offerId: null },
  receiver: 'couponfield.example',
  startsAt: Date.UTC(2026, 4, 14, 13, 2, 41, 7),
  active: false,
  createdAt: 1,
  method: 'GET',
  events: ['approved'],
  onlyWithPayout: false,
  owed: 2,
  accepted: 1,
};

describe('the template form', () => {
  it('asks for calls from now on unless the person says otherwise', () => {
    const draft = draftOfForm({ ...NEW_TEMPLATE, url: ' https://a.example/?c={invoca_id} ' }, ZONE);
    expect(draft).toEqual({
      id: null,
      name: '',
      url: 'https://a.example/?c={invoca_id}',
      scope: { networkId: null, partnerId: null, offerId: null },
      startsAt: null,
      active: true,
      method: 'GET',
      events: ['approved'],
      onlyWithPayout: false,
    });
  });

  it('keeps the start of a stored template to the millisecond', () => {
    expect(draftOfForm(formOfTemplate(stored, ZONE), ZONE)).toEqual({
      id: 3,
      name: stored.name,
      url: stored.url,
      scope: stored.scope,
      startsAt: stored.startsAt,
      active: false,
      method: 'GET',
      events: ['approved'],
      onlyWithPayout: false,
    });
  });

  it('reads a chosen start on the clock of the desk, and sends nothing while it is no date', () => {
    const form = { ...NEW_TEMPLATE, start: 'chosen' as const, chosenStart: '2026-05-14T09:02' };
    expect(draftOfForm(form, ZONE)?.startsAt).toBe(Date.UTC(2026, 4, 14, 13, 2));
    expect(draftOfForm({ ...form, chosenStart: '' }, ZONE)).toBeNull();
  });

  it('writes "from now on" out for a stored template, whose start would be kept otherwise', () => {
    const edited = draftOfForm({ ...formOfTemplate(stored, ZONE), start: 'now' }, ZONE);
    const fresh = draftOfForm(NEW_TEMPLATE, ZONE);
    expect(edited && startingNow(edited, 99).startsAt).toBe(99);
    expect(fresh && startingNow(fresh, 99).startsAt).toBeNull();
    expect(startingNow(draftWithActive(stored, true), 99).startsAt).toBe(stored.startsAt);
  });

  it('tells of events in their order, and of one at least', () => {
    const form = { ...NEW_TEMPLATE, events: withEvent(['approved'], 'reversed', true) };
    expect(draftOfForm({ ...form, events: withEvent(form.events, 'pending', true) }, ZONE)?.events).toEqual([
      'approved',
      'pending',
      'reversed',
    ]);
    expect(draftOfForm({ ...form, events: [] }, ZONE)).toBeNull();
  });

  it('turns a template on or off and changes nothing else', () => {
    expect(draftWithActive(stored, true)).toEqual({
      ...draftOfForm(formOfTemplate(stored, ZONE), ZONE),
      active: true,
    });
  });

  it('has only an active draft with a start of its own counted before it is saved', () => {
    expect(owesAtOnce(draftWithActive(stored, true))).toBe(true);
    expect(owesAtOnce(draftWithActive(stored, false))).toBe(false);
    expect(owesAtOnce({ ...draftWithActive(stored, true), startsAt: null })).toBe(false);
  });

  it('puts a macro where the caret is, in place of what is selected', () => {
    expect(withMacro('a=X&b=', 'payout', { start: 2, end: 3 })).toEqual({ text: 'a={payout}&b=', caret: 10 });
    expect(withMacro('', 'ip', { start: 0, end: 0 })).toEqual({ text: '{ip}', caret: 4 });
  });
});

describe('the URL as it reads', () => {
  it('is made of pieces that together are the URL', () => {
    const text = fc.string({
      unit: fc.constantFrom('{', '}', 'a', '/', ':', '{payout}', '{nope}', '%7B', '#', ' '),
    });
    fc.assert(
      fc.property(text, (url) => {
        expect(
          urlPieces(url, checkTemplate(url))
            .map((piece) => piece.text)
            .join(''),
        ).toBe(url);
      }),
    );
  });

  it('marks macros, what is warned of and what is refused, at their places', () => {
    const url = 'https://a.example/?i={aff_sub2}&n={aff_sub}&x={nope}';
    const marked = urlPieces(url, checkTemplate(url))
      .filter(({ tone }) => tone !== null)
      .map(({ text, tone }) => [text, tone]);
    expect(marked).toEqual([
      ['{aff_sub2}', 'macro'],
      ['{aff_sub}', 'warning'],
      ['{nope}', 'refused'],
    ]);
  });

  it('does not underline everything for a fault that is about all of it', () => {
    const url = 'https://a.example/?p={payout}';
    const [fault] = checkTemplate(url);
    expect(fault && hasPlace(fault, url)).toBe(false);
    expect(urlPieces(url, checkTemplate(url)).some(({ tone }) => tone === 'warning')).toBe(false);
  });

  it('names the receiver it goes to', () => {
    expect(receiverOfUrl(' https://Partner.Example:8443/x?{payout}')).toBe('partner.example:8443');
    expect(receiverOfUrl('partner.example')).toBe('');
  });

  it('knows a receiver on this machine', () => {
    expect(isOnThisMachine('http://127.0.0.1:41873/x?c={invoca_id}')).toBe(true);
    expect(isOnThisMachine('http://localhost/{nope}')).toBe(true);
    expect(isOnThisMachine('https://partner.example/127.0.0.1')).toBe(false);
    expect(isOnThisMachine('http://{aff_sub}/')).toBe(false);
  });
});

describe('finding macros', () => {
  it('finds by name, braces or not, and by what it means', () => {
    expect(macrosMatching('{payout}').map(({ name }) => name)).toContain('payout');
    expect(macrosMatching('promo number').map(({ name }) => name)).toEqual(['aff_sub', 'aff_sub1']);
    expect(macrosMatching('')).toHaveLength(MACROS.length);
    expect(macrosMatching('no such thing')).toEqual([]);
  });
});

describe('a scope in words', () => {
  const names = { network: () => 'Leadtrust', partner: () => 'Couponfield', offer: () => 'Roof' };

  it('says for all what names none', () => {
    const nothing = { networkId: null, partnerId: null, offerId: null };
    expect(scopeText(nothing, names)).toBe('every partner and offer');
    expect(scopeText({ networkId: 1, partnerId: '23', offerId: '45' }, names)).toBe(
      'Couponfield · Roof · Leadtrust',
    );
  });
});
