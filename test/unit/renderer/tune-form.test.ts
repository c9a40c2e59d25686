import { describe, expect, test } from 'vitest';
import {
  addressFault,
  EMPTY_TUNE,
  isComplete,
  tuneFieldAtFault,
  usualAddress,
  withNetworkId,
} from '#renderer/features/tune/tune-form.ts';

const typed = {
  ...EMPTY_TUNE,
  name: 'LeadTrust',
  networkId: 'leadtrust',
  baseUrl: 'https://leadtrust.api.hasoffers.com',
  apiKey: 'NETx',
};

describe('the form that connects a TUNE network', () => {
  test('the usual address follows the network id until somebody types another', () => {
    expect(withNetworkId(EMPTY_TUNE, 'lead').baseUrl).toBe('https://lead.api.hasoffers.com');
    const half = withNetworkId(EMPTY_TUNE, 'lead');
    expect(withNetworkId(half, 'leadtrust').baseUrl).toBe('https://leadtrust.api.hasoffers.com');
    const own = { ...half, baseUrl: 'https://api.tune.example' };
    expect(withNetworkId(own, 'leadtrust').baseUrl).toBe('https://api.tune.example');
    expect(usualAddress('no id')).toBe('');
  });

  test('is complete with everything that must be there, as it must be', () => {
    expect(isComplete(typed, true)).toBe(true);
    expect(isComplete({ ...typed, apiKey: ' ' }, true)).toBe(false);
    expect(isComplete({ ...typed, apiKey: '' }, false)).toBe(true);
    expect(isComplete({ ...typed, currency: 'US' }, true)).toBe(false);
    expect(isComplete({ ...typed, baseUrl: 'http://leadtrust.example' }, true)).toBe(false);
    expect(addressFault({ ...typed, baseUrl: '' })).toBeNull();
  });

  test('a fault leads to the field it speaks of', () => {
    expect(tuneFieldAtFault('draft.apiKey')).toBe('apiKey');
    expect(tuneFieldAtFault('elsewhere')).toBeNull();
    expect(tuneFieldAtFault(null)).toBeNull();
  });
});
