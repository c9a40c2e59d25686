import { beforeEach, describe, expect, it } from 'vitest';
import type { NetworkChange, NetworkRecord } from '#main/engine/ports/network-record.ts';
import { networkChanges } from '#main/ipc/handlers/network-changes.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { deskStoreDouble } from '#test/unit/engine/desk-store-double.ts';

const RECORD: NetworkRecord = {
  id: 3,
  kind: 'invoca',
  name: 'Leadtrust',
  baseUrl: 'https://leadtrust.invoca.net',
  organisationId: '142',
  user: 'network',
  currency: 'USD',
  versions: { transactions: '2020-10-01', network: '2020-10-01' },
  token: { keeping: 'keyring', sealed: 'sealed before' },
  practice: false,
  createdAt: 0,
  cursor: 'T-1',
  lastSuccessAt: null,
  lastError: null,
  catalogueAt: null,
  transactions: 1,
};
const SAME = {
  id: 3,
  name: 'Leadtrust',
  baseUrl: 'https://leadtrust.invoca.net',
  organisationId: '142',
  token: '',
  keepWithoutKeyring: false,
};

describe('changing a network', () => {
  let stored: NetworkRecord;
  let asked: string[];
  let refusal: NetworkFault | null;
  let remembered: string[];
  beforeEach(() => {
    stored = RECORD;
    asked = [];
    refusal = null;
    remembered = [];
  });

  const change = (input: Partial<typeof SAME>): Promise<NetworkRecord> => {
    const store = deskStoreDouble({
      read: { networks: () => Promise.resolve([stored]) },
      write: {
        changeNetwork: ({ id: _id, ...next }: NetworkChange) => {
          stored = { ...stored, ...next };
          return Promise.resolve();
        },
      },
    });
    const changeNetwork = networkChanges({
      vault: {
        keep: (token) => Promise.resolve({ keeping: 'keyring', sealed: `sealed ${token}` }),
        remember: (_workspace, _id, token) => void remembered.push(token),
        source: () => () => Promise.resolve('the old token'),
      },
      testClients: (network, token) => ({
        probe: () => {
          asked.push(`${network.baseUrl} ${network.organisationId} ${token}`);
          return refusal ? Promise.reject(refusal) : Promise.resolve();
        },
      }),
    });
    return changeNetwork({ id: 'w', store }, { ...SAME, ...input });
  };

  it('calls it otherwise without asking anybody, so that it works offline', async () => {
    await change({ name: 'Other' });
    expect(asked).toEqual([]);
    expect(stored).toEqual({ ...RECORD, name: 'Other' });
  });

  it('asks the account with the token it has before another id is saved', async () => {
    await change({ organisationId: '143' });
    expect(asked).toEqual(['https://leadtrust.invoca.net 143 the old token']);
    expect(stored).toEqual({ ...RECORD, organisationId: '143' });
  });

  it('saves nothing when the account does not let the desk in', async () => {
    refusal = new NetworkFault('not_permitted', 'Network 143 is not yours.');
    await expect(change({ organisationId: '143' })).rejects.toMatchObject({
      code: 'rejected_by_network',
      field: 'organisationId',
      message: 'Network 143 is not yours.',
    });
    expect(stored).toEqual(RECORD);
  });

  it('never sends the token it has to another server', async () => {
    await expect(change({ baseUrl: 'https://evil.example' })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'token',
    });
    expect(asked).toEqual([]);
    expect(stored).toEqual(RECORD);
  });

  it('moves to another server with a token given anew', async () => {
    await change({ baseUrl: 'new.invoca.net', token: ' fresh ' });
    expect(asked).toEqual(['https://new.invoca.net 142 fresh']);
    expect(stored).toMatchObject({
      baseUrl: 'https://new.invoca.net',
      token: { keeping: 'keyring', sealed: 'sealed fresh' },
    });
    expect(remembered).toEqual(['fresh']);
  });

  it('refuses an address that would show the token, a network that is gone, and the practice network', async () => {
    await expect(change({ baseUrl: 'http://leadtrust.invoca.net' })).rejects.toMatchObject({
      code: 'address_refused',
      field: 'baseUrl',
    });
    await expect(change({ id: 4 })).rejects.toMatchObject({ code: 'not_found' });
    stored = { ...RECORD, practice: true };
    await expect(change({ name: 'Other' })).rejects.toMatchObject({ code: 'conflict' });
  });
});
