import type { VisitStanding } from '#main/engine/ports/visit-store.ts';

/** What a site is answered about a visit. */
export interface VisitAnswer {
  readonly visit: string;
  /**
   * `active`: show the number. `queued`: it is on its way; ask again. `over`: its session ended; the next step gets
   * another one. `failed`: there is none; a later step asks anew. `ended`: the visit is over.
   */
  readonly state: 'active' | 'queued' | 'over' | 'failed' | 'ended';
  readonly number: { readonly display: string; readonly e164: string } | null;
  /** Exclusive, ISO 8601; by the network's clock. */
  readonly expires_at: string | null;
  readonly steps: number;
  /** True when the page shows another number than this, or, where it does not say, when this one replaced another. */
  readonly swapped: boolean;
  /** The number this one came in place of, E.164. */
  readonly replaces: string | null;
  /** What to show while there is no number. Calls to this number reach the same desk but are not tracked. */
  readonly fallback: { readonly text: string; readonly number: string | null } | null;
}

/** The answer about a visit. @param shows the number the page says it shows; undefined when it does not say */
export function visitAnswer(standing: VisitStanding, shows: string | undefined): VisitAnswer {
  const state = stateOf(standing);
  // A number that is over may be somebody else's soon: it is not given to anybody any more.
  const given = standing.number?.over === false ? standing.number.given : null;
  const expiresAt = standing.number?.expiresAt ?? null;
  return {
    visit: standing.visitKey,
    state,
    number: given,
    expires_at: given === null || expiresAt === null ? null : new Date(expiresAt).toISOString(),
    steps: standing.steps,
    swapped: given !== null && (shows === undefined ? standing.replaces !== null : shows !== given.e164),
    replaces: standing.replaces,
    fallback: given === null ? { text: standing.fallback, number: standing.fallbackNumber } : null,
  };
}

function stateOf({ state, number }: VisitStanding): VisitAnswer['state'] {
  if (state === 'ended') return 'ended';
  if (number === null || number.state === 'failed') return 'failed';
  if (number.over) return 'over';
  return number.given === null ? 'queued' : 'active';
}
