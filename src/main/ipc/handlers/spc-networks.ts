import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { SessionClientFactory } from '#main/engine/ports/session-client.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import { CLOCK_WARNING_MS } from '#shared/domain/session-expiry.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TokenKeeping } from '#shared/ipc/networks.ts';
import type { spcNetworkRequests } from '#shared/ipc/requests/spc-networks.ts';
import type { SpcNetworkView } from '#shared/ipc/spc-networks.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart, WorkspacePart } from './desk-access.ts';
import { proveSpc, spcSettings, unstoredSpc } from './prove-spc.ts';

/** SPC accounts: tested before they are kept, their keys handed to the vault and never given back. */
export function spcNetworkHandlers(
  desk: DeskPart<'networksChanged'>,
  parts: {
    readonly vault: TokenVault;
    readonly sessions: SessionClientFactory;
    /** The workspace an account is added to: the open one, or a first one made for it. */
    readonly workspaceForNetwork: () => Promise<WorkspacePart<'networksChanged'>>;
  },
): RequestHandlers<keyof typeof spcNetworkRequests> {
  const { vault, sessions } = parts;

  const changed = (
    { view, engine }: WorkspacePart<'networksChanged'>,
    network: SpcNetwork,
  ): SpcNetworkView => {
    desk.announce('networks', 'jobs');
    engine.networksChanged();
    return viewOf(network, vault.keeping(view.id, network));
  };

  return {
    async 'spc.list'() {
      const { store, view } = desk.workspace();
      const networks = await store.read.spcNetworks();
      return networks.map((network) => viewOf(network, vault.keeping(view.id, network)));
    },

    async 'spc.test'({ apiKey, ...draft }) {
      try {
        const network = unstoredSpc(spcSettings(draft), desk.now());
        const difference = await proveSpc(network, apiKey, sessions);
        return { ok: true, message: goodNews(draft.name, difference), field: null };
      } catch (error) {
        if (!(error instanceof DeskError)) throw error;
        return { ok: false, message: error.message, field: error.field ?? null };
      }
    },

    async 'spc.add'({ draft: { apiKey, ...draft }, keepWithoutKeyring }) {
      const settings = spcSettings(draft);
      if (apiKey.trim() === '') {
        throw new DeskError('invalid_input', 'Enter the API key.', { field: 'apiKey' });
      }
      const workspace = await parts.workspaceForNetwork();
      const token = await vault.keep(apiKey.trim(), keepWithoutKeyring);
      const network = await workspace.store.write.addSpcNetwork({
        network: { ...settings, kind: 'spc', token, practice: false },
        now: desk.now(),
      });
      vault.remember(workspace.view.id, network.id, apiKey.trim());
      return changed(workspace, network);
    },

    async 'spc.change'({ id, change, apiKey, keepWithoutKeyring }) {
      const workspace = desk.workspace();
      const { store, view } = workspace;
      const before = await found(store, id);
      if (before.practice) {
        throw new DeskError('conflict', 'The practice network looks after its own address.');
      }
      const settings = spcSettings(change);
      const given = apiKey.trim();
      if (given === '' && new URL(before.endpoint).origin !== new URL(settings.endpoint).origin) {
        const message =
          'This is another server. Enter the key again, so that it goes only where you send it.';
        throw new DeskError('invalid_input', message, { field: 'apiKey' });
      }
      const key = given === '' ? await vault.source(view.id)(before) : given;
      await proveSpc({ ...before, ...settings }, key, sessions);
      let network = await store.write.changeSpcNetwork({ id, change: settings });
      if (given !== '') {
        await store.write.setNetworkToken({ id, token: await vault.keep(given, keepWithoutKeyring) });
        vault.remember(view.id, id, given);
        network = await found(store, id);
      }
      return changed(workspace, network);
    },

    async 'spc.setKey'({ id, apiKey, keepWithoutKeyring }) {
      const workspace = desk.workspace();
      const { store, view } = workspace;
      await found(store, id);
      const token = await vault.keep(apiKey.trim(), keepWithoutKeyring);
      await store.write.setNetworkToken({ id, token });
      vault.remember(view.id, id, apiKey.trim());
      return changed(workspace, await found(store, id));
    },
  };
}

async function found(store: Pick<DeskStore, 'read'>, id: number): Promise<SpcNetwork> {
  const network = (await store.read.spcNetworks()).find((one) => one.id === id);
  if (!network) throw new DeskError('not_found', 'This account is not connected any more.');
  return network;
}

function goodNews(name: string, differenceMs: number | null): string {
  const good = `${name} answers, and the key is good.`;
  if (differenceMs === null || Math.abs(differenceMs) <= CLOCK_WARNING_MS) return good;
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  return `${good} Its clock is ${seconds} seconds ${differenceMs > 0 ? 'ahead of' : 'behind'} this machine's; check the time here.`;
}

/** An account as the window sees it: everything but its key. */
function viewOf({ token: _token, ...network }: SpcNetwork, tokenKeeping: TokenKeeping): SpcNetworkView {
  return { ...network, tokenKeeping };
}
