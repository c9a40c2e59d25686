import { describe, expect, it } from 'vitest';
import { draftOf, EMPTY_FORM, fieldAtFault, isComplete } from '#renderer/features/first-start/invoca-form.ts';
import { invocaDraft } from '#shared/ipc/networks.ts';

const FILLED = {
  ...EMPTY_FORM,
  name: ' Leadtrust ',
  baseUrl: ' https://leadtrust.invoca.net ',
  organisationId: ' 142',
  token: ' secret ',
  currency: 'usd',
};

describe('connecting an Invoca network', () => {
  it('asks for what was typed, without stray spaces, as the contract wants it', () => {
    const draft = draftOf(FILLED);
    expect(draft).toEqual({
      name: 'Leadtrust',
      baseUrl: 'https://leadtrust.invoca.net',
      organisationId: '142',
      user: 'network',
      token: 'secret',
      currency: 'USD',
    });
    expect(invocaDraft.safeParse(draft).success).toBe(true);
  });

  it('can be tested once nothing is missing', () => {
    expect(isComplete(FILLED)).toBe(true);
    expect(isComplete({ ...FILLED, token: '  ' })).toBe(false);
  });

  it('tells a fault at its field, wherever the engine found it', () => {
    expect(fieldAtFault('token')).toBe('token');
    expect(fieldAtFault('draft.baseUrl')).toBe('baseUrl');
    expect(fieldAtFault('draft')).toBeNull();
    expect(fieldAtFault(undefined)).toBeNull();
    expect(fieldAtFault(null)).toBeNull();
  });
});
