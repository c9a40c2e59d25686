import { isLoopbackHost } from '#shared/domain/network-address.ts';
import type { DeskReader } from '../ports/desk-store.ts';

/** The accounts that cannot be reached without a connection: all but those on this machine. */
export async function awayNetworks(
  read: Pick<DeskReader, 'networks' | 'spcNetworks'>,
): Promise<readonly number[]> {
  const [invoca, spc] = await Promise.all([read.networks(), read.spcNetworks()]);
  const accounts = [
    ...invoca.map(({ id, practice, baseUrl }) => ({ id, practice, address: baseUrl })),
    ...spc.map(({ id, practice, endpoint }) => ({ id, practice, address: endpoint })),
  ];
  return accounts.filter((account) => !account.practice && !isHere(account.address)).map(({ id }) => id);
}

function isHere(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname);
}
