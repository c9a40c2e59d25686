/**
 * Who owns conversions and tells partners (design.md rule 7, tune.md 12): the desk; TUNE, while the desk looks on; or
 * the desk, which also writes status and payout to TUNE.
 */
export const DESK_MODES = ['desk', 'observe', 'write'] as const;

export type DeskMode = (typeof DESK_MODES)[number];

/** How long after a call that TUNE imported by itself its import counts as running: three of its rounds (tune.md 3). */
export const IMPORT_QUIET_MS = 30 * 60_000;

/** Calls change after they were told; TUNE takes them over every ten minutes. A younger change is no difference yet. */
export const NOT_YET_SYNCED_MS = 20 * 60_000;

/** What stands in the way of a mode, in the order in which it is best settled. */
export type ModeObstacle =
  /** There is no TUNE network, which could own or take conversions. */
  | { readonly kind: 'no_tune' }
  /** Nothing is known yet of what TUNE calls. */
  | { readonly kind: 'not_read'; readonly name: string }
  /** It is not known whose calls TUNE counts. */
  | { readonly kind: 'no_calls'; readonly name: string }
  /** So many partners would be told twice. */
  | { readonly kind: 'told_twice'; readonly name: string; readonly postbacks: number }
  /** TUNE took over a call by itself, at this instant's call last. */
  | { readonly kind: 'own_import'; readonly name: string; readonly newestAt: number }
  /** A person has not said that TUNE's own import is off. */
  | { readonly kind: 'unconfirmed'; readonly name: string };

/** What is known of a TUNE network where the mode is decided. */
export interface TuneStanding {
  readonly name: string;
  readonly callsNetworkId: number | null;
  /** When it was last read whole; UTC milliseconds. */
  readonly readAt: number | null;
  /** Postbacks of TUNE that tell partners whom the desk tells too, and that nobody has acknowledged. */
  readonly unsettled: number;
  /** When the newest call started that TUNE took over by itself. */
  readonly newestImportedAt: number | null;
}

/** What keeps the workspace from this mode; nothing when it may be switched to. */
export function modeObstacles(
  to: DeskMode,
  tunes: readonly TuneStanding[],
  asked: { readonly now: number; readonly importOff: boolean; readonly quietMs?: number },
): readonly ModeObstacle[] {
  if (to === 'observe') return tunes.length === 0 ? [{ kind: 'no_tune' }] : [];
  const found: ModeObstacle[] = [];
  if (to === 'write' && tunes.length === 0) found.push({ kind: 'no_tune' });
  for (const tune of tunes) {
    const { name } = tune;
    if (tune.readAt === null) found.push({ kind: 'not_read', name });
    else if (tune.unsettled > 0) found.push({ kind: 'told_twice', name, postbacks: tune.unsettled });
    if (to !== 'write') continue;
    if (tune.callsNetworkId === null) found.push({ kind: 'no_calls', name });
    const quiet = asked.quietMs ?? IMPORT_QUIET_MS;
    if (tune.newestImportedAt !== null && tune.newestImportedAt > asked.now - quiet)
      found.push({ kind: 'own_import', name, newestAt: tune.newestImportedAt });
    else if (!asked.importOff) found.push({ kind: 'unconfirmed', name });
  }
  return found;
}
