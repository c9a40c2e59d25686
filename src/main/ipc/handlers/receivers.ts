import { randomBytes } from 'node:crypto';
import type { ReceiverRecord } from '#main/engine/ports/receiver-store.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import { SECRET_PREFIX, secretFault } from '#shared/domain/signing-secret.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import type { receiverRequests } from '#shared/ipc/requests/receivers.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart, WorkspacePart } from './desk-access.ts';

type ReceiverRequests =
  keyof typeof receiverRequests | 'receivers.list' | 'receivers.setPaused' | 'receivers.setAllowLocal';

type Workspace = WorkspacePart<'deliveriesChanged'>;

const KEY_BYTES = 32;

/** Receivers: what they are given, how they stand, and the secrets that sign what goes to them, which the window never sees. */
export function receiverHandlers(
  desk: DeskPart<'deliveriesChanged'>,
  parts: { readonly vault: TokenVault; readonly copyText: (text: string) => void | Promise<void> },
): RequestHandlers<ReceiverRequests> {
  const { vault } = parts;
  const viewOf = ({ view }: Pick<Workspace, 'view'>, record: ReceiverRecord): ReceiverView => ({
    ...record,
    secrets: record.secrets
      .filter(({ endsAt }) => endsAt === null || endsAt > desk.now())
      .map((secret) => {
        const { id, createdAt, endsAt } = secret;
        return { id, createdAt, endsAt, keeping: vault.keeping(view.id, secret) };
      }),
  });
  const changed = async (workspace: Workspace, receiver: string): Promise<ReceiverView> => {
    desk.announce('deliveries');
    workspace.engine.deliveriesChanged(receiver);
    const record = (await workspace.store.read.receivers()).find((one) => one.receiver === receiver);
    if (!record) throw new DeskError('not_found', `There is no receiver ${receiver}.`);
    return viewOf(workspace, record);
  };

  return {
    async 'receivers.list'() {
      const workspace = desk.workspace();
      return (await workspace.store.read.receivers()).map((record) => viewOf(workspace, record));
    },
    async 'receivers.setPaused'(input) {
      const workspace = desk.workspace();
      await workspace.store.write.setReceiverPaused({ ...input, now: desk.now() });
      await changed(workspace, input.receiver);
      return {};
    },
    async 'receivers.setAllowLocal'(input) {
      const workspace = desk.workspace();
      await workspace.store.write.setReceiverAllowLocal(input);
      await changed(workspace, input.receiver);
      return {};
    },
    async 'receivers.configure'({ receiver, settings }) {
      const workspace = desk.workspace();
      await workspace.store.write.configureReceiver({ receiver, settings, now: desk.now() });
      return changed(workspace, receiver);
    },
    async 'receivers.probe'({ receiver }) {
      const workspace = desk.workspace();
      await workspace.store.write.probeReceiver({ receiver, now: desk.now() });
      return changed(workspace, receiver);
    },
    async 'receivers.addSecret'({ receiver, draft }) {
      const workspace = desk.workspace();
      const secret = draft.secret?.trim() ?? `${SECRET_PREFIX}${randomBytes(KEY_BYTES).toString('base64')}`;
      const fault = secretFault(secret);
      if (fault !== null) throw new DeskError('invalid_input', fault, { field: 'secret' });
      const token = await vault.keep(secret, draft.keepWithoutKeyring);
      const { oldEndsAt } = draft;
      const now = desk.now();
      const kept = await workspace.store.write.addReceiverSecret({ receiver, token, oldEndsAt, now });
      vault.remember(workspace.view.id, kept.id, secret);
      const copied = draft.secret === null;
      if (copied) await parts.copyText(secret);
      return { receiver: await changed(workspace, receiver), copied };
    },
    async 'receivers.endSecret'({ receiver, id }) {
      const workspace = desk.workspace();
      await workspace.store.write.endReceiverSecret({ receiver, id, now: desk.now() });
      vault.forget(workspace.view.id, id);
      return changed(workspace, receiver);
    },
  };
}
