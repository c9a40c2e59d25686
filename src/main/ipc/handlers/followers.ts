import type { FollowerAccount, FollowerClientFactory } from '#main/engine/ports/follower-client.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import type { OpenWorkspace } from '#main/shell/workspace/open-workspace.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { sendListRequests } from '#shared/ipc/requests/send-lists.ts';
import type { FollowerAccountView, FollowerDraft } from '#shared/ipc/send-lists.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

type FollowerRequests = Extract<keyof typeof sendListRequests, `followers.${string}`>;

const TEST_LIMIT_MS = 20_000;

/** X accounts whose followers can be read; their tokens are handed to the vault and never given back. */
export function followerHandlers(
  desk: DeskAccess,
  parts: { readonly vault: TokenVault; readonly clients: FollowerClientFactory },
): RequestHandlers<FollowerRequests> {
  const { vault } = parts;
  const accountWith = async ({ store }: OpenWorkspace, id: number): Promise<FollowerAccount> => {
    const account = (await store.read.followerAccounts()).find((one) => one.id === id);
    if (!account) throw new DeskError('not_found', 'This account is not connected any more.');
    return account;
  };
  const viewOf = ({ view }: OpenWorkspace, account: FollowerAccount): FollowerAccountView => {
    const { id, name, baseUrl, userId, practice, createdAt, resetsAt, lastError } = account;
    const tokenKeeping = vault.keeping(view.id, account);
    return { id, name, baseUrl, userId, practice, createdAt, resetsAt, lastError, tokenKeeping };
  };
  const changed = ({ engine }: OpenWorkspace): void => {
    desk.announce('followers', 'sendLists');
    engine.sendListsChanged();
  };

  return {
    async 'followers.accounts'() {
      const workspace = desk.workspace();
      return (await workspace.store.read.followerAccounts()).map((account) => viewOf(workspace, account));
    },
    async 'followers.test'(draft) {
      try {
        const client = parts.clients(recordOf(draft, desk.now()), draft.token);
        const { followers } = await client.page({ token: null, signal: AbortSignal.timeout(TEST_LIMIT_MS) });
        const [first] = followers;
        const seen = first ? ` The first of them is @${first.handle}.` : ' There are none yet.';
        return { ok: true, message: `X gives the followers of ${draft.userId}.${seen}`, field: null };
      } catch (error) {
        if (error instanceof DeskError)
          return { ok: false, message: error.message, field: error.field ?? null };
        if (!(error instanceof NetworkFault)) throw error;
        return { ok: false, message: error.message, field: fieldOf(error) };
      }
    },
    async 'followers.add'({ draft, keepWithoutKeyring }) {
      const token = draft.token.trim();
      if (token === '') throw new DeskError('invalid_input', 'Enter the bearer token.', { field: 'token' });
      const { name, baseUrl, userId } = recordOf(draft, desk.now());
      const workspace = desk.workspace();
      const kept = await vault.keep(token, keepWithoutKeyring);
      const account = await workspace.store.write.addFollowerAccount({
        account: { name, baseUrl, userId, token: kept, practice: false },
        now: desk.now(),
      });
      vault.remember(workspace.view.id, account.id, token);
      changed(workspace);
      return viewOf(workspace, account);
    },
    async 'followers.setToken'({ id, token, keepWithoutKeyring }) {
      const workspace = desk.workspace();
      await accountWith(workspace, id);
      const kept = await vault.keep(token.trim(), keepWithoutKeyring);
      await workspace.store.write.setNetworkToken({ id, token: kept });
      vault.remember(workspace.view.id, id, token.trim());
      changed(workspace);
      return viewOf(workspace, await accountWith(workspace, id));
    },
    async 'followers.remove'({ id }) {
      const workspace = desk.workspace();
      await accountWith(workspace, id);
      await workspace.store.write.removeNetwork({ id });
      vault.forget(workspace.view.id, id);
      changed(workspace);
      return {};
    },
  };
}

function recordOf(draft: FollowerDraft, now: number): FollowerAccount {
  const address = networkAddress(draft.baseUrl);
  if (!address.ok) throw new DeskError('address_refused', address.message, { field: 'baseUrl' });
  return {
    id: 0,
    kind: 'followers',
    name: draft.name,
    baseUrl: address.baseUrl,
    userId: draft.userId,
    token: { keeping: 'session' },
    practice: false,
    createdAt: now,
    lastError: null,
    resetsAt: null,
  };
}

function fieldOf({ kind }: NetworkFault): keyof FollowerDraft | null {
  switch (kind) {
    case 'unauthorised':
    case 'not_permitted':
      return 'token';
    case 'not_found':
      return 'userId';
    case 'unreachable':
    case 'unreadable':
    case 'refused_address':
    case 'timeout':
    case 'cancelled':
      return 'baseUrl';
    case 'invalid':
    case 'rate_limited':
    case 'server':
      return null;
  }
}
