import type { StoreTrouble } from '#main/engine/ports/desk-store.ts';
import type { TokenVault } from '#main/shell/secrets/token-vault.ts';
import type { OpenWorkspace } from '#main/shell/workspace/open-workspace.ts';
import type { AttentionItem } from '#shared/ipc/desk.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

type OverviewRequests =
  'overview.get' | 'attention.unparsed' | 'attention.waitingCorrections' | 'attention.unknownResults';

/** The overview, with what the app itself has to say on top of what the records say. */
export function overviewHandlers(
  desk: {
    readonly workspace: () => Pick<OpenWorkspace, 'view' | 'store'>;
    readonly now: DeskAccess['now'];
  },
  parts: {
    readonly vault: Pick<TokenVault, 'keeping'>;
    /** The same for what signs postbacks. */
    readonly secrets: Pick<TokenVault, 'keeping'>;
    /** The name a broken settings file was given, or null. */
    readonly settingsSetAside: string | null;
  },
): RequestHandlers<OverviewRequests> {
  const read = () => desk.workspace().store.read;

  const appAttention = async (): Promise<readonly AttentionItem[]> => {
    const { store, view } = desk.workspace();
    const [invoca, spc, receivers] = await Promise.all([
      store.read.networks(),
      store.read.spcNetworks(),
      store.read.receivers(),
    ]);
    const networks = [...invoca, ...spc].filter((network) => !network.practice);
    const tokenless = networks.filter((network) => parts.vault.keeping(view.id, network) === 'missing');
    return [
      ...settingsReset(parts.settingsSetAside),
      ...storeRestarted(store.trouble()),
      ...tokenless.map(({ name }): AttentionItem => ({
        kind: 'token_missing',
        text: `The token of “${name}” is not kept on this machine. Enter it again.`,
        count: 1,
        address: '/settings',
      })),
      ...receivers
        .filter(({ settings }) => settings.signing.on)
        .flatMap(({ secrets }) => secrets.slice(0, 1))
        .filter((secret) => parts.secrets.keeping(view.id, secret) === 'missing')
        .map(({ name }): AttentionItem => ({
          kind: 'token_missing',
          text: `The secret that signs postbacks to ${name} is not kept on this machine: they wait.`,
          count: 1,
          address: `/postbacks?receiver=${encodeURIComponent(name)}`,
        })),
    ];
  };

  return {
    async 'overview.get'(input) {
      const [own, overview] = await Promise.all([
        appAttention(),
        read().overview({ ...input, now: desk.now() }),
      ]);
      return { ...overview, attention: [...own, ...overview.attention] };
    },
    'attention.unparsed': (input) => read().unparsed(input),
    'attention.waitingCorrections': (input) => read().waitingCorrections(input),
    'attention.unknownResults': () => read().unknownResults(),
  };
}

function storeRestarted(trouble: StoreTrouble | null): readonly AttentionItem[] {
  if (trouble === null) return [];
  const text = `The part that keeps the records stopped and was started again; what was saved is safe. ${trouble.reason}`;
  return [{ kind: 'store_restarted', text, count: 1, address: '/settings' }];
}

function settingsReset(setAside: string | null): readonly AttentionItem[] {
  if (setAside === null) return [];
  const text = `The settings file could not be read. It was kept as ${setAside}, and the usual settings are in use.`;
  return [{ kind: 'settings_reset', text, count: 1, address: '/settings' }];
}
