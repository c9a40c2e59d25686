import { describe, expect, test } from 'vitest';
import { trayView } from '#main/shell/tray/tray-view.ts';
import type { SyncState } from '#shared/ipc/desk.ts';

const idle: SyncState = {
  phase: 'idle',
  lastSuccessAt: Date.UTC(2026, 2, 3, 14, 5),
  nextRunAt: null,
  paused: false,
  progress: null,
  error: null,
};
const facts = { workspaceName: 'Northwind', sync: idle, troubles: 0, locale: 'en-GB', timeZone: 'UTC' };
const labels = (view: ReturnType<typeof trayView>): readonly (string | undefined)[] =>
  view.menu.map((line) => line?.label);

describe('trayView', () => {
  test('idle: says so, with the last sync', () => {
    const view = trayView(facts);
    expect(view.icon).toBe('idle');
    expect(view.toolTip).toBe('Switchboard · Northwind\nUp to date\nLast synced 3 Mar 2026, 14:05');
    expect(labels(view)).toEqual([
      'Up to date',
      undefined,
      'Open Switchboard',
      'Sync now',
      'Pause syncing',
      undefined,
      'Quit',
    ]);
  });

  test('syncing names the network, and Sync now waits', () => {
    const progress = { networkName: 'Acme', transactions: 10, pages: 1, startedAt: 0 };
    const view = trayView({ ...facts, sync: { ...idle, phase: 'syncing', progress } });
    expect(view.icon).toBe('syncing');
    expect(view.toolTip).toContain('Syncing Acme');
    expect(view.menu.find((line) => line?.action === 'sync')).toMatchObject({ enabled: false });
  });

  test.each(['paused', 'syncing'] as const)('paused and %s, it offers to resume', (phase) => {
    const view = trayView({ ...facts, sync: { ...idle, phase, paused: true } });
    expect(labels(view)).toContain('Resume syncing');
    expect(labels(view)).not.toContain('Pause syncing');
  });

  test.each([
    ['offline', { sync: { ...idle, phase: 'offline' } }, 'offline', 'Offline'],
    [
      'a network that fails',
      {
        sync: {
          ...idle,
          phase: 'attention',
          error: { networkId: 1, networkName: 'Acme', message: 'No.' },
        },
      },
      'attention',
      'Acme cannot be synced',
    ],
    ['deliveries that need a person', { troubles: 3 }, 'attention', 'Needs attention'],
  ] as const)('%s has a picture of its own', (_what, change, icon, line) => {
    const view = trayView({ ...facts, ...change });
    expect(view.icon).toBe(icon);
    expect(view.toolTip).toContain(line);
  });

  test('without a workspace nothing can be synced, but the app can be opened and quit', () => {
    const view = trayView({ ...facts, workspaceName: null, sync: { ...idle, lastSuccessAt: null } });
    const enabled = view.menu.flatMap((line) => (line?.enabled ? [line.action] : []));
    expect(enabled).toEqual(['open', 'quit']);
    expect(view.toolTip).toBe('Switchboard\nNo workspace open\nNot synced yet');
  });
});
