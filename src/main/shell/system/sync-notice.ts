import type { SyncRound } from '#main/engine/sync/poller.ts';

/** What a notification says, and where a click on it leads. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly address: string;
}

/** Told once, when the window is closed for the first time and the app goes on. */
export const TRAY_NOTICE: Notice = {
  title: 'Switchboard goes on in the tray',
  body: 'Calls are synced and postbacks sent while the window is closed. Quit from the tray, or change this in Settings.',
  address: '/settings',
};

/** One notification for a whole round, or none when nothing came that a person would want to know. */
export function syncNotice(round: SyncRound): Notice | null {
  const { approved, rejected } = round.conversions;
  const troubles = [...round.faults, ...round.warnings];
  const facts = [
    counted(round.new, 'new transaction', 'new transactions'),
    counted(approved, 'conversion approved', 'conversions approved'),
    counted(rejected, 'rejected', 'rejected'),
  ].filter((fact) => fact !== null);
  if (facts.length === 0 && troubles.length === 0) return null;
  if (troubles.length === 0)
    return { title: 'Calls synced', body: facts.join(' · '), address: '/conversions' };
  const [first = ''] = troubles;
  return { title: 'Syncing needs attention', body: [...facts, first].join(' · '), address: '/' };
}

function counted(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`;
}
