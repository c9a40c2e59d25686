import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NewTuneAccount } from '#main/engine/ports/tune-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { keptLog, NETWORK, scratchFolder } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

const ACCOUNT: NewTuneAccount = {
  name: 'Leadtrust TUNE',
  baseUrl: 'https://leadtrust.api.hasoffers.com',
  networkId: 'leadtrust',
  timeZone: null,
  currency: 'EUR',
  token: { keeping: 'environment', variable: 'TUNE_KEY' },
  practice: false,
};
const NOT_READ = { lastSuccessAt: null, lastError: null };
let store: DeskStore;
let remove: () => Promise<void>;
beforeEach(async () => {
  const folder = await scratchFolder();
  remove = folder.remove;
  const file = join(folder.path, 'desk.sqlite');
  store = await openTestStore({ file, decode: decodeTransactionPage, log: keptLog(), now: () => 5 });
});
afterEach(async () => {
  await store.close();
  await remove();
});

it('is kept and listed, beside accounts of other kinds', async () => {
  await store.write.addNetwork({ network: NETWORK, now: 1 });
  const added = await store.write.addTuneAccount({ account: ACCOUNT, now: 7 });
  expect(await store.read.tuneAccounts()).toEqual([
    { ...ACCOUNT, ...NOT_READ, id: added.id, kind: 'tune', createdAt: 7, callsNetworkId: 1 },
  ]);
  expect((await store.read.networks()).map(({ name }) => name)).toEqual([NETWORK.name]);
});

it('is connected once; after it was removed it comes back under its id with what is new', async () => {
  const { id } = await store.write.addTuneAccount({ account: ACCOUNT, now: 7 });
  await expect(store.write.addTuneAccount({ account: ACCOUNT, now: 8 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('leadtrust') as unknown,
  });
  await store.write.removeNetwork({ id });
  expect(await store.read.tuneAccounts()).toEqual([]);
  const again = { ...ACCOUNT, name: 'Again', timeZone: 'Europe/Berlin', currency: 'USD' };
  expect(await store.write.addTuneAccount({ account: again, now: 9 })).toEqual({
    ...again,
    ...NOT_READ,
    callsNetworkId: null,
    id,
    kind: 'tune',
    createdAt: 7,
  });
  const other = await store.write.addTuneAccount({ account: { ...ACCOUNT, networkId: 'other' }, now: 10 });
  expect(other.id).not.toBe(id);
});
