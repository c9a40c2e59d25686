import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import { isSameServer } from '#shared/domain/network-address.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { NetworkChange } from '#shared/ipc/networks.ts';
import { addressOf, proveNetwork } from './prove-network.ts';
import type { ProbeClients } from './prove-network.ts';

/** The workspace a change is made in. */
interface ChangedWorkspace {
  readonly id: string;
  readonly store: Pick<DeskStore, 'read' | 'write'>;
}

/** A network that is connected. @throws DeskError not_found */
export async function foundNetwork(store: Pick<DeskStore, 'read'>, id: number): Promise<NetworkRecord> {
  const network = (await store.read.networks()).find((one) => one.id === id);
  if (!network) throw new DeskError('not_found', 'This network is not connected any more.');
  return network;
}

/**
 * Changes name, address or id of an account. Whatever decides who is spoken to is tested first, and a token never goes
 * to another server than the one it was given for. @throws DeskError with the field at fault; nothing is changed then
 */
export function networkChanges(parts: {
  readonly vault: Pick<TokenVault, 'keep' | 'remember' | 'source'>;
  readonly testClients: ProbeClients;
}): (workspace: ChangedWorkspace, change: NetworkChange) => Promise<NetworkRecord> {
  const { vault, testClients } = parts;
  return async ({ id: workspaceId, store }, { id, name, organisationId, ...typed }) => {
    const before = await foundNetwork(store, id);
    if (before.practice) {
      throw new DeskError('conflict', 'The practice network looks after its own address.');
    }
    const baseUrl = addressOf(typed.baseUrl);
    const given = typed.token.trim();
    if (given === '' && !isSameServer(before.baseUrl, baseUrl)) {
      const message =
        'This is another server. Enter the token again, so that it goes only where you send it.';
      throw new DeskError('invalid_input', message, { field: 'token' });
    }
    if (given !== '' || baseUrl !== before.baseUrl || organisationId !== before.organisationId) {
      const after = { ...before, name, baseUrl, organisationId };
      await proveNetwork(after, given || (await vault.source(workspaceId)(before)), testClients);
    }
    const token = given === '' ? before.token : await vault.keep(given, typed.keepWithoutKeyring);
    await store.write.changeNetwork({ id, name, baseUrl, organisationId, token });
    if (given !== '') vault.remember(workspaceId, id, given);
    return foundNetwork(store, id);
  };
}
