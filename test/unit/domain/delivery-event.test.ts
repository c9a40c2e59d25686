import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DELIVERY_EVENTS,
  eventOfMeaning,
  owedMeaning,
  turnOfMeaning,
} from '#shared/domain/delivery-event.ts';
import type { DeliveryEvent, SaidOfConversion, ToldBefore } from '#shared/domain/delivery-event.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';

interface Listener {
  readonly id: number;
  readonly events: readonly DeliveryEvent[];
  readonly onlyWithPayout: boolean;
}

const said = (status: SaidOfConversion['status'], payout = 2100): SaidOfConversion => ({ status, payout });

/** What templates of one receiver are told over the life of a conversion, as `id:meaning@payout`. */
function life(listeners: readonly Listener[], steps: readonly SaidOfConversion[]): string[] {
  const told: ToldBefore[] = [];
  let before: SaidOfConversion | null = null;
  for (const after of steps) {
    for (const listener of listeners) {
      const meaning = owedMeaning(listener, before, after, told);
      if (meaning !== null) told.push({ templateId: listener.id, meaning, payout: after.payout });
    }
    before = after;
  }
  return told.map(({ templateId, meaning, payout }) => `${templateId}:${meaning}@${payout}`);
}

const approvals: Listener = { id: 1, events: ['approved'], onlyWithPayout: false };
const everything: Listener = { id: 1, events: DELIVERY_EVENTS, onlyWithPayout: false };

describe('what a conversion’s changes owe a template', () => {
  it('an approval once, however often the conversion turns', () => {
    const turns = [
      said('pending'),
      said('approved'),
      said('rejected'),
      said('approved'),
      said('approved', 900),
    ];
    expect(life([approvals], turns)).toEqual(['1:approved@2100']);
  });

  it('every change in its order, each with a meaning of its own, where a template asks for all', () => {
    const turns = [
      said('pending', 0),
      said('approved', 2100),
      said('approved', 1800),
      said('approved', 2400),
      said('rejected', 0),
      said('approved', 2400),
      said('pending', 0),
    ];
    expect(life([everything], turns)).toEqual([
      '1:pending@0',
      '1:approved@2100',
      '1:payout_changed@1800',
      '1:payout_changed:2@2400',
      '1:reversed@0',
      '1:approved:2@2400',
      '1:reversed:2@0',
    ]);
  });

  it('a reversal by the plain event where reversals are not asked for, and never by both', () => {
    const rejections: Listener = { id: 1, events: ['approved', 'rejected'], onlyWithPayout: false };
    expect(life([rejections], [said('approved'), said('rejected')])).toEqual([
      '1:approved@2100',
      '1:rejected@2100',
    ]);
  });

  it('a second approval after another template told the receiver of the reversal', () => {
    const reversals: Listener = { id: 2, events: ['reversed'], onlyWithPayout: false };
    const turns = [said('approved'), said('rejected'), said('approved')];
    expect(life([approvals, reversals], turns)).toEqual([
      '1:approved@2100',
      '2:reversed@2100',
      '1:approved:2@2100',
    ]);
    expect(life([approvals], turns)).toEqual(['1:approved@2100']);
  });

  it('only what pays something, where that is asked for: a reversal by what was paid before', () => {
    const paying: Listener = { ...everything, onlyWithPayout: true };
    expect(life([paying], [said('approved', 0)])).toEqual([]);
    expect(life([paying], [said('approved', 0), said('approved', 500), said('rejected', 0)])).toEqual([
      '1:approved@500',
      '1:reversed@0',
    ]);
    expect(life([paying], [said('approved', 500), said('approved', 0)])).toEqual([
      '1:approved@500',
      '1:payout_changed@0',
    ]);
  });

  it('a payout that changed while the receiver was not told of the status', () => {
    const payouts: Listener = { id: 1, events: ['approved', 'payout_changed'], onlyWithPayout: false };
    const turns = [said('approved', 2100), said('pending', 0), said('approved', 1500)];
    expect(life([payouts], turns)).toEqual(['1:approved@2100', '1:payout_changed@1500']);
  });

  it('never the same meaning twice, and nothing for what did not change', () => {
    const step = fc.record({
      status: fc.constantFrom(...CONVERSION_STATUSES),
      payout: fc.constantFrom(0, 500, 900),
    });
    const listener = fc.record({
      events: fc.uniqueArray(fc.constantFrom(...DELIVERY_EVENTS)),
      onlyWithPayout: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(listener, { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 12 }),
        (many, steps) => {
          const listeners = many.map((one, place) => ({ ...one, id: place + 1 }));
          const told = life(listeners, steps);
          const meanings = told.map((one) => one.replace(/@.*/, ''));
          expect(new Set(meanings).size).toBe(meanings.length);
          // Every step once more changes nothing.
          const doubled = steps.flatMap((one) => [one, one]);
          expect(life(listeners, doubled)).toEqual(told);
          for (const meaning of meanings) {
            const [id = '', name = ''] = meaning.split(/:(.*)/s);
            expect(listeners[Number(id) - 1]?.events).toContain(eventOfMeaning(name));
            expect(turnOfMeaning(name)).toBeGreaterThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('reads meanings back, whichever posting of them', () => {
    expect(eventOfMeaning('payout_changed:3#2')).toBe('payout_changed');
    expect(turnOfMeaning('payout_changed:3#2')).toBe(3);
    expect([eventOfMeaning('approved'), turnOfMeaning('approved')]).toEqual(['approved', 1]);
  });
});
