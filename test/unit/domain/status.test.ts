import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STATUS_MAP, normaliseResult, statusOfResult } from '#shared/domain/status.ts';

const SEED = {
  approved: ['notpaid', 'paid', 'repeattrueup'],
  pending: [
    'affiliatecall',
    'advertiserclicktocall',
    'advertiserdirectpromotion',
    'advertisercampaignvirtualline',
    'nosale',
    'pending',
    'sale',
  ],
  rejected: ['repeat', 'notapproved', 'expired', 'test', 'policybasedprice', 'advertisersuspended'],
} as const;

describe('status of a result', () => {
  for (const [status, values] of Object.entries(SEED)) {
    it.each(values)(`maps %s to ${status}, as the second seed lists it`, (value) => {
      expect(statusOfResult(value)).toEqual({ status, known: true });
    });
  }

  it('knows the values of the seed and no others', () => {
    expect(Object.keys(DEFAULT_STATUS_MAP).toSorted()).toEqual(Object.values(SEED).flat().toSorted());
  });

  it.each([
    ['Not Paid', 'approved'],
    ['Advertiser Click To Call', 'pending'],
    ['POLICY_BASED-PRICE', 'rejected'],
    ['  Repeat True-Up ', 'approved'],
  ])('reads %j as %s', (raw, status) => {
    expect(statusOfResult(raw)).toEqual({ status, known: true });
  });

  it.each([
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'paid!x',
    'approved',
    'Füllig',
  ])('makes the unknown %j pending and says so', (raw) => {
    expect(statusOfResult(raw)).toEqual({ status: 'pending', known: false });
  });

  it('never guesses approved: only a value of the map can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const known = Object.hasOwn(DEFAULT_STATUS_MAP, normaliseResult(raw));
        const result = statusOfResult(raw);
        expect(result).toEqual({ status: known ? result.status : 'pending', known });
      }),
    );
  });

  it('gives every spelling of one value the same status', () => {
    const spelling = fc
      .tuple(
        fc.constantFrom(...Object.keys(DEFAULT_STATUS_MAP)),
        fc.array(fc.constantFrom('', ' ', '-', '_', '.'), { minLength: 40, maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      )
      .map(([value, gaps, capitals]) => ({
        value,
        raw: value
          .split('')
          .map((char, index) => `${gaps[index] ?? ''}${capitals[index] ? char.toUpperCase() : char}`)
          .join(''),
      }));
    fc.assert(
      fc.property(spelling, ({ value, raw }) => {
        expect(statusOfResult(raw)).toEqual(statusOfResult(value));
      }),
    );
  });

  it('takes the map of a network, even one made from JSON with a __proto__ of its own', () => {
    expect(statusOfResult('Qualified', { qualified: 'approved' })).toEqual({
      status: 'approved',
      known: true,
    });
    expect(statusOfResult('paid', {})).toEqual({ status: 'pending', known: false });
  });
});
