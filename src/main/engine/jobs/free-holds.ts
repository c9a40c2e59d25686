import type { DeskStore } from '../ports/desk-store.ts';

/**
 * Lifts the holds of accounts whose key comes from the environment: this run may have been started with another key,
 * and there is no other way to tell.
 */
export async function freeEnvironmentKeys(store: DeskStore, now: number): Promise<void> {
  const accounts = [...(await store.read.networks()), ...(await store.read.spcNetworks())];
  const own = new Set(accounts.filter(({ token }) => token.keeping === 'environment').map(({ id }) => id));
  const holds = (await store.read.holds({ now })).filter(
    ({ networkId, campaignId, wait }) => own.has(networkId) && campaignId === '' && wait === 'account',
  );
  for (const { networkId, campaignId } of holds) await store.write.liftHold({ networkId, campaignId });
}
