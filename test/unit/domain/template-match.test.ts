import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesConversion } from '#shared/domain/template-match.ts';
import type { MatchableConversion, TemplateReach } from '#shared/domain/template-match.ts';

const START = Date.UTC(2026, 0, 5);
const TEMPLATE: TemplateReach = {
  networkId: null,
  partnerId: null,
  offerId: null,
  startsAt: START,
  active: true,
};
const CONVERSION: MatchableConversion = {
  networkId: 1,
  partnerId: '23',
  offerId: '45',
  callStartedAt: START,
};

describe('which conversions owe a template a delivery', () => {
  it.each([
    ['the start itself', {}, {}, true],
    ['a later call', {}, { callStartedAt: START + 1 }, true],
    ['a call before the start', {}, { callStartedAt: START - 1 }, false],
    ['a call of unknown start', {}, { callStartedAt: null }, false],
    ['a call of unknown start, from the beginning of time', { startsAt: 0 }, { callStartedAt: null }, false],
    ['an inactive template', { active: false }, {}, false],
    ['its partner', { partnerId: '23' }, {}, true],
    ['another partner', { partnerId: '24' }, {}, false],
    ['no partner at all', { partnerId: '23' }, { partnerId: null }, false],
    ['its offer', { offerId: '45' }, {}, true],
    ['another offer', { offerId: '46' }, {}, false],
    ['its network', { networkId: 1 }, {}, true],
    ['another network', { networkId: 2 }, {}, false],
    ['ids that only look alike as numbers', { partnerId: '023' }, {}, false],
  ] as const)('%s', (_, template, conversion, owed) => {
    expect(matchesConversion({ ...TEMPLATE, ...template }, { ...CONVERSION, ...conversion })).toBe(owed);
  });

  it('never reaches behind the start, whatever else agrees', () => {
    fc.assert(
      fc.property(fc.integer(), fc.option(fc.integer()), (startsAt, callStartedAt) => {
        const owed = matchesConversion({ ...TEMPLATE, startsAt }, { ...CONVERSION, callStartedAt });
        expect(owed).toBe(callStartedAt !== null && callStartedAt >= startsAt);
      }),
    );
  });
});
