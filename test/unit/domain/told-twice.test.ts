import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isToldTwice, tellsOfCalls, tuneTells } from '#shared/domain/told-twice.ts';
import type { DeskCaller, TuneCaller } from '#shared/domain/told-twice.ts';

const id = fc.constantFrom('0', '23', '61');
const someId = fc.constantFrom('23', '61');
const postbacks: fc.Arbitrary<TuneCaller> = fc.record({
  partnerId: id,
  offerId: id,
  goalId: fc.option(fc.constantFrom('7', '9')),
  type: fc.constantFrom('url', 'image', 'code'),
  status: fc.constantFrom('active', 'pending', 'rejected', 'deleted'),
});
const templates: fc.Arbitrary<DeskCaller> = fc.record({
  networkId: fc.option(fc.constantFrom(1, 2)),
  partnerId: fc.option(someId),
  offerId: fc.option(someId),
  active: fc.boolean(),
});
const active: TuneCaller = { partnerId: '23', offerId: '45', goalId: null, type: 'url', status: 'active' };

describe('whom TUNE tells', () => {
  test('only an active postback for the offer’s own event tells of a call', () => {
    expect(tellsOfCalls(active)).toBe(true);
    expect(tellsOfCalls({ ...active, status: 'pending' })).toBe(false);
    expect(tellsOfCalls({ ...active, type: 'image' })).toBe(false);
    expect(tellsOfCalls({ ...active, goalId: '7' })).toBe(false);
  });

  test('a template tells a partner twice exactly when some call of its own would be told by both', () => {
    fc.assert(
      fc.property(postbacks, templates, fc.option(fc.constantFrom(1, 2)), (postback, template, callsOf) => {
        const networks = callsOf === null ? [1, 2] : [callsOf];
        const calls = networks.flatMap((networkId) =>
          ['23', '61'].flatMap((partnerId) =>
            ['23', '61'].map((offerId) => ({ networkId, partnerId, offerId })),
          ),
        );
        const both = calls.some(
          (call) =>
            template.active &&
            (template.networkId ?? call.networkId) === call.networkId &&
            (template.partnerId ?? call.partnerId) === call.partnerId &&
            (template.offerId ?? call.offerId) === call.offerId &&
            tuneTells(postback, call),
        );
        expect(isToldTwice(postback, template, callsOf)).toBe(both);
      }),
      { numRuns: 300 },
    );
  });

  test('a call of no known partner or offer is told only by postbacks of all', () => {
    expect(tuneTells(active, { partnerId: null, offerId: '45' })).toBe(false);
    expect(tuneTells({ ...active, partnerId: '0' }, { partnerId: null, offerId: '45' })).toBe(true);
  });
});
