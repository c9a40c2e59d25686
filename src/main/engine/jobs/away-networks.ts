import { isLoopbackHost } from '#shared/domain/network-address.ts';
import type { DeskReader } from '../ports/desk-store.ts';

/** The accounts that cannot be reached without a connection: all but those on this machine. */
export async function awayNetworks(
  read: Pick<DeskReader, 'networks' | 'spcNetworks' | 'tuneAccounts'>,
): Promise<readonly number[]> {
  const [invoca, spc, tune] = await Promise.all([read.networks(), read.spcNetworks(), read.tuneAccounts()]);
  const accounts = [
    ...invoca.map(({ id, practice, baseUrl }) => ({ id, practice, address: baseUrl })),
    ...spc.map(({ id, practice, endpoint }) => ({ id, practice, address: endpoint })),
    ...tune.map(({ id, practice, baseUrl }) => ({ id, practice, address: baseUrl })),
  ];
  return accounts.filter((account) => !account.practice && !isHere(account.address)).map(({ id }) => id);
}

function isHere(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname);
}
