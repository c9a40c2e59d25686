/** What one round of syncing brought, for the one notification it may cause. */
export interface RoundOfSync {
  readonly newCalls: number;
  readonly approved: number;
  readonly rejected: number;
  readonly unknownResults: number;
  readonly unparsed: number;
}

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
export function syncNotice(round: RoundOfSync): Notice | null {
  const troubles = round.unknownResults + round.unparsed;
  const facts = [
    counted(round.newCalls, 'new call', 'new calls'),
    counted(round.approved, 'approved', 'approved'),
    counted(round.rejected, 'rejected', 'rejected'),
  ].filter((fact) => fact !== null);
  const trouble = counted(troubles, 'row needs attention', 'rows need attention');
  if (facts.length === 0 && trouble === null) return null;
  return {
    title: trouble === null ? 'Calls synced' : 'Calls synced, some need attention',
    body: [...facts, trouble].filter((fact) => fact !== null).join(' · '),
    address: trouble === null ? '/conversions' : '/attention',
  };
}

function counted(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`;
}
