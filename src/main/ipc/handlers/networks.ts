import type { NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import type { OpenWorkspace } from '#main/shell/workspace/open-workspace.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { InvocaDraft } from '#shared/ipc/networks.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';
import { foundNetwork, networkChanges } from './network-changes.ts';
import { networkView } from './network-view.ts';
import { addressOf, proveNetwork } from './prove-network.ts';

type NetworkRequests =
  | 'networks.list'
  | 'networks.test'
  | 'networks.add'
  | 'networks.change'
  | 'networks.setToken'
  | 'networks.remove';

/** Accounts: tested before they are saved, their tokens handed to the vault and never given back. */
export function networkHandlers(
  desk: DeskAccess,
  parts: {
    readonly vault: TokenVault;
    /** Makes clients that answer at once instead of repeating a call that failed. */
    readonly testClients: NetworkClientFactory;
    /** The workspace an account is added to: the open one, or a first one made for it. */
    readonly workspaceForNetwork: () => Promise<OpenWorkspace>;
  },
): RequestHandlers<NetworkRequests> {
  const { vault } = parts;

  const changeNetwork = networkChanges(parts);

  return {
    async 'networks.list'() {
      const { store, view } = desk.workspace();
      const networks = await store.read.networks();
      return networks.map((network) => networkView(network, vault.keeping(view.id, network)));
    },

    async 'networks.test'(draft) {
      try {
        await proveNetwork(recordOf(draft, desk.now()), draft.token, parts.testClients);
        return { ok: true, message: `${draft.name} answers, and the token is good.`, field: null };
      } catch (error) {
        if (!(error instanceof DeskError)) throw error;
        return { ok: false, message: error.message, field: error.field ?? null };
      }
    },

    async 'networks.add'({ draft, keepWithoutKeyring }) {
      const { id: _id, ...record } = recordOf(draft, desk.now());
      if (draft.token.trim() === '') {
        throw new DeskError('invalid_input', 'Enter the token.', { field: 'token' });
      }
      const workspace = await parts.workspaceForNetwork();
      const token = await vault.keep(draft.token.trim(), keepWithoutKeyring);
      const network = await workspace.store.write.addNetwork({
        network: { ...record, token },
        now: desk.now(),
      });
      vault.remember(workspace.view.id, network.id, draft.token.trim());
      desk.announce('networks', 'catalogue');
      workspace.engine.networksChanged();
      return networkView(network, vault.keeping(workspace.view.id, network));
    },

    async 'networks.change'(change) {
      const { store, view, engine } = desk.workspace();
      const network = await changeNetwork({ id: view.id, store }, change);
      desk.announce('networks', 'catalogue', 'conversions');
      engine.networksChanged();
      return networkView(network, vault.keeping(view.id, network));
    },

    async 'networks.setToken'({ id, token, keepWithoutKeyring }) {
      const { store, view, engine } = desk.workspace();
      await foundNetwork(store, id);
      const kept = await vault.keep(token.trim(), keepWithoutKeyring);
      await store.write.setNetworkToken({ id, token: kept });
      vault.remember(view.id, id, token.trim());
      desk.announce('networks');
      engine.networksChanged();
      const network = await foundNetwork(store, id);
      return networkView(network, vault.keeping(view.id, network));
    },

    async 'networks.remove'({ id }) {
      const { store, view, engine } = desk.workspace();
      await store.write.removeNetwork({ id });
      vault.forget(view.id, id);
      desk.announce('networks', 'catalogue');
      engine.networksChanged();
      return {};
    },
  };
}

function recordOf(draft: InvocaDraft, now: number): NetworkRecord {
  return {
    id: 0,
    kind: 'invoca',
    name: draft.name,
    baseUrl: addressOf(draft.baseUrl),
    organisationId: draft.organisationId,
    user: draft.user,
    currency: draft.currency,
    versions: draft.versions ?? DEFAULT_INVOCA_VERSIONS,
    token: { keeping: 'session' },
    practice: false,
    createdAt: now,
    cursor: '',
    lastSuccessAt: null,
    lastError: null,
    catalogueAt: null,
    transactions: 0,
  };
}
