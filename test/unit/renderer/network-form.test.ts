import { describe, expect, it } from 'vitest';
import { isComplete, networkForm, stepsOf } from '#renderer/features/settings/network-form.ts';
import type { NetworkView } from '#shared/ipc/networks.ts';

const NETWORK: NetworkView = {
  id: 3,
  kind: 'invoca',
  name: 'Leadtrust',
  baseUrl: 'https://leadtrust.invoca.net',
  organisationId: '142',
  user: 'network',
  currency: 'USD',
  versions: { transactions: '2020-10-01', network: '2020-10-01' },
  tokenKeeping: 'keyring',
  practice: false,
  createdAt: 0,
  lastSuccessAt: null,
  lastError: null,
  transactions: 0,
};
const stepsFor = (typed: Parameters<typeof networkForm>[1]) => stepsOf(NETWORK, networkForm(NETWORK, typed));

describe('a changed network', () => {
  it.each([
    [{ name: 'Other' }, { test: false, token: false, otherAccount: false }],
    [{ baseUrl: ' leadtrust.invoca.net/ ' }, { test: false, token: false, otherAccount: false }],
    [{ baseUrl: 'https://leadtrust.invoca.net/eu' }, { test: true, token: false, otherAccount: false }],
    [{ baseUrl: 'https://other.invoca.net' }, { test: true, token: true, otherAccount: false }],
    [{ baseUrl: 'no address' }, { test: true, token: false, otherAccount: false }],
    [{ organisationId: '143' }, { test: true, token: false, otherAccount: true }],
    [{ organisationId: ' 142 ' }, { test: false, token: false, otherAccount: false }],
  ])('%j takes %j', (typed, steps) => {
    expect(stepsFor(typed)).toEqual(steps);
  });

  it('is complete with the token where that must be given again', () => {
    const moved = networkForm(NETWORK, { baseUrl: 'https://other.invoca.net' });
    expect(isComplete(moved, stepsOf(NETWORK, moved))).toBe(false);
    expect(isComplete({ ...moved, token: 'new' }, stepsOf(NETWORK, moved))).toBe(true);
    const nameless = networkForm(NETWORK, { name: ' ' });
    expect(isComplete(nameless, stepsOf(NETWORK, nameless))).toBe(false);
  });
});
