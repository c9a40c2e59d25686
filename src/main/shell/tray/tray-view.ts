import type { SyncState } from '#shared/ipc/desk.ts';

/** The four pictures of the tray icon. */
export type TrayIcon = 'idle' | 'syncing' | 'offline' | 'attention';

/** What a click on a line of the tray's menu does. */
export type TrayAction = 'open' | 'sync' | 'pause' | 'resume' | 'quit';

/** One line of the menu; null is a rule between lines. */
export type TrayLine = {
  readonly label: string;
  readonly action: TrayAction | null;
  readonly enabled: boolean;
} | null;

/** Everything the tray shows, as data. */
export interface TrayView {
  readonly icon: TrayIcon;
  readonly toolTip: string;
  readonly menu: readonly TrayLine[];
}

/** What the tray shows of. `troubles` counts deliveries and networks that need a person. */
export interface TrayFacts {
  readonly workspaceName: string | null;
  readonly sync: SyncState;
  readonly troubles: number;
  readonly locale: string;
  readonly timeZone: string;
}

/** What the tray shows of the state of the desk. */
export function trayView(facts: TrayFacts): TrayView {
  const { sync, workspaceName } = facts;
  const open = workspaceName !== null;
  const { paused } = sync;
  const line = stateLine(facts);
  return {
    icon: iconOf(facts),
    toolTip: [`Switchboard${open ? ` · ${workspaceName}` : ''}`, line, lastSyncLine(facts)].join('\n'),
    menu: [
      { label: line, action: null, enabled: false },
      null,
      { label: 'Open Switchboard', action: 'open', enabled: true },
      { label: 'Sync now', action: 'sync', enabled: open && sync.phase !== 'syncing' },
      paused
        ? { label: 'Resume syncing', action: 'resume', enabled: open }
        : { label: 'Pause syncing', action: 'pause', enabled: open },
      null,
      { label: 'Quit', action: 'quit', enabled: true },
    ],
  };
}

function iconOf({ sync, troubles, workspaceName }: TrayFacts): TrayIcon {
  if (workspaceName === null) return 'idle';
  if (sync.phase === 'syncing') return 'syncing';
  if (sync.phase === 'offline') return 'offline';
  return sync.phase === 'attention' || troubles > 0 ? 'attention' : 'idle';
}

function stateLine({ sync, troubles, workspaceName }: TrayFacts): string {
  if (workspaceName === null) return 'No workspace open';
  switch (sync.phase) {
    case 'syncing':
      return sync.progress ? `Syncing ${sync.progress.networkName}` : 'Syncing';
    case 'paused':
      return 'Syncing is paused';
    case 'offline':
      return 'Offline';
    case 'attention':
      return sync.error ? `${sync.error.networkName} cannot be synced` : 'Needs attention';
    case 'idle':
      return troubles > 0 ? 'Needs attention' : 'Up to date';
  }
}

function lastSyncLine({ sync, locale, timeZone }: TrayFacts): string {
  if (sync.lastSuccessAt === null) return 'Not synced yet';
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return `Last synced ${time.format(sync.lastSuccessAt)}`;
}
