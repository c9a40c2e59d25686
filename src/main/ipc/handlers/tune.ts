import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { TuneAccount, TuneClientFactory } from '#main/engine/ports/tune-client.ts';
import type { TuneAccountState } from '#main/engine/ports/tune-store.ts';
import type { ReadingState } from '#main/engine/tune/tune-reader.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import { isSameServer } from '#shared/domain/network-address.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TokenKeeping } from '#shared/ipc/networks.ts';
import type { tuneRequests } from '#shared/ipc/requests/tune.ts';
import type { TuneNetworkView } from '#shared/ipc/tune.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart, WorkspacePart } from './desk-access.ts';
import { proveTune, tuneSettings, unstoredTune } from './prove-tune.ts';

type Told = 'networksChanged' | 'jobsChanged' | 'deliveriesChanged' | 'tune';
type Tested = Awaited<ReturnType<typeof proveTune>>;

/** TUNE networks: tested before they are kept, read on demand; and who owns conversions. */
export function tuneHandlers(
  desk: DeskPart<Told>,
  parts: {
    readonly vault: TokenVault;
    /** Makes clients that say at once what is wrong. */
    readonly testTune: TuneClientFactory;
    /** Switches whether the practice TUNE takes over calls by itself. @throws DeskError */
    readonly practiceImport: (importing: boolean) => Promise<void>;
    /** The workspace a network is added to: the open one, or a first one made for it. */
    readonly workspaceForNetwork: () => Promise<WorkspacePart<Told>>;
  },
): RequestHandlers<keyof typeof tuneRequests> {
  const { vault, testTune } = parts;
  const reader = () => {
    const { tune } = desk.workspace().engine;
    if (tune === null) throw new DeskError('conflict', 'TUNE networks are not read in this workspace.');
    return tune;
  };
  const viewed = async ({ store, view, engine }: WorkspacePart<Told>): Promise<TuneNetworkView[]> => {
    const [states, invoca] = await Promise.all([store.read.tuneStates(), store.read.networks()]);
    return states.map((state) => {
      const { account } = state;
      const calls = invoca.find(({ id }) => id === account.callsNetworkId);
      const reading = engine.tune?.state(account.id) ?? { progress: null, notListed: null };
      return viewOf(state, reading, calls?.name ?? '', vault.keeping(view.id, account));
    });
  };
  const changed = (workspace: WorkspacePart<Told>): void => {
    desk.announce('networks', 'tune', 'deliveries');
    workspace.engine.networksChanged();
  };

  return {
    'tune.list': () => viewed(desk.workspace()),

    async 'tune.test'({ apiKey, ...draft }) {
      return answered(() => proveTune(unstoredTune(tuneSettings(draft), desk.now()), apiKey, testTune));
    },

    async 'tune.add'({ draft: { apiKey, ...draft }, keepWithoutKeyring }) {
      const settings = tuneSettings(draft);
      if (apiKey.trim() === '')
        throw new DeskError('invalid_input', 'Enter the API key.', { field: 'apiKey' });
      const workspace = await parts.workspaceForNetwork();
      const token = await vault.keep(apiKey.trim(), keepWithoutKeyring);
      const { id } = await workspace.store.write.addTuneAccount({
        account: { ...settings, token, practice: false },
        now: desk.now(),
      });
      vault.remember(workspace.view.id, id, apiKey.trim());
      changed(workspace);
      const view = (await viewed(workspace)).find((one) => one.id === id);
      if (!view) throw new DeskError('not_found', 'This network is not connected any more.');
      return view;
    },

    async 'tune.change'({ id, change, apiKey, keepWithoutKeyring }) {
      const workspace = desk.workspace();
      const { store, view } = workspace;
      const before = await found(store, id);
      if (before.practice) {
        throw new DeskError('conflict', 'The practice network looks after its own address.');
      }
      return answered(async () => {
        const settings = tuneSettings(change);
        const given = apiKey.trim();
        if (given === '' && !isSameServer(before.baseUrl, settings.baseUrl)) {
          const message =
            'This is another server. Enter the key again, so that it goes only where you send it.';
          throw new DeskError('invalid_input', message, { field: 'apiKey' });
        }
        const key = given === '' ? await vault.source(view.id)(before) : given;
        const tested = await proveTune({ ...before, ...settings }, key, testTune);
        if (!tested.ok) return tested;
        await store.write.changeTuneAccount({ id, change: settings });
        if (given !== '') {
          await store.write.setNetworkToken({ id, token: await vault.keep(given, keepWithoutKeyring) });
          vault.remember(view.id, id, given);
        }
        changed(workspace);
        return tested;
      });
    },

    async 'tune.read'({ id }) {
      await found(desk.workspace().store, id);
      void reader().read(id);
      return {};
    },

    'tune.cancelRead'({ id }) {
      reader().cancel(id);
      return {};
    },

    'tune.postbacks': ({ id }) => desk.workspace().store.read.tunePostbackList({ networkId: id }),

    async 'tune.acknowledge'({ id, postbackId, acknowledged }) {
      const { store, engine } = desk.workspace();
      await store.write.acknowledgeTunePostback({
        networkId: id,
        postbackId,
        acknowledged,
        now: desk.now(),
      });
      desk.announce('tune', 'deliveries');
      engine.deliveriesChanged();
      return {};
    },

    'tune.conversions': (asked) =>
      desk.workspace().store.read.tuneConversionPage({ ...asked, now: desk.now() }),

    async 'tune.mode'() {
      return { mode: await desk.workspace().store.read.deskMode() };
    },

    'tune.previewMode': (asked) => desk.workspace().store.read.modePreview({ ...asked, now: desk.now() }),

    async 'tune.practiceImport'({ importing }) {
      await parts.practiceImport(importing);
      return {};
    },

    async 'tune.setMode'(asked) {
      const { store, engine } = desk.workspace();
      await store.write.setDeskMode({ ...asked, now: desk.now() });
      desk.announce('tune', 'templates', 'deliveries', 'jobs', 'networks');
      engine.jobsChanged();
      engine.deliveriesChanged();
      return {};
    },
  };
}

/** What a form is told: a fault of what was typed is an answer, too. */
async function answered(work: () => Promise<Tested>): Promise<Tested> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { ok: false, message: error.message, field: error.field ?? null, notListed: null };
  }
}

async function found(store: Pick<DeskStore, 'read'>, id: number): Promise<TuneAccount> {
  const account = (await store.read.tuneAccounts()).find((one) => one.id === id);
  if (!account) throw new DeskError('not_found', 'This network is not connected any more.');
  return account;
}

/** A network as the window sees it: everything but its key. */
function viewOf(
  { account, ...state }: TuneAccountState,
  { progress, notListed }: ReadingState,
  callsNetworkName: string,
  tokenKeeping: TokenKeeping,
): TuneNetworkView {
  const { token: _token, kind: _kind, ...rest } = account;
  return {
    ...rest,
    ...state,
    counts: { ...state.counts },
    callsNetworkName,
    tokenKeeping,
    notListed: account.lastError === null ? null : notListed,
    progress,
  };
}
