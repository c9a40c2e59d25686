import type { LedgerStep, Verdict } from './ledger.ts';
import type { ConversionStatus } from './status.ts';

/** What is said of a conversion to its partner. Payout in minor units of the network's currency. */
export interface Word {
  readonly status: ConversionStatus;
  readonly payout: number;
}

/** What a person decided about a conversion; null leaves that part to the network. */
export interface Decision {
  readonly status: ConversionStatus | null;
  readonly payout: number | null;
  /** What the network said when it was decided. Hearing it again is no news. */
  readonly seen: Word;
}

/** A conversion with what its network says, what a person decided, and what of the two holds. */
export interface Stance {
  readonly network: Word;
  readonly decision: Decision | null;
  readonly said: Word;
}

/**
 * Who wins where a later word of the network disagrees with a decision: the decision, and it is shown as a conflict; the
 * network, which ends the decision; or the network as long as no partner was told of the conversion, else the decision.
 */
export type ConflictRule = 'decision' | 'network' | 'unless_told';

/** All rules, the usual one first. */
export const CONFLICT_RULES: readonly ConflictRule[] = ['decision', 'unless_told', 'network'];

/** What a person does to a conversion. A note changes nothing of it. */
export type DecisionChange =
  | { readonly kind: 'approve' | 'reject'; readonly payout: number | null }
  | { readonly kind: 'payout'; readonly payout: number }
  | { readonly kind: 'note' };

/** A conversion nobody decided anything about. */
export function undecided(network: Word): Stance {
  return { network, decision: null, said: network };
}

/** Where the network disagrees with a decision: it says something that is neither what was decided nor what was seen then. */
export function disagreement(
  decision: Decision | null,
  network: Word,
): { readonly status: boolean; readonly payout: boolean } {
  if (decision === null) return { status: false, payout: false };
  const { status, payout, seen } = decision;
  return {
    status: status !== null && network.status !== status && network.status !== seen.status,
    payout: payout !== null && network.payout !== payout && network.payout !== seen.payout,
  };
}

/** Whether a person has to settle it. */
export function inConflict({ decision, network }: Pick<Stance, 'decision' | 'network'>): boolean {
  const { status, payout } = disagreement(decision, network);
  return status || payout;
}

/**
 * The network said something later. What agrees with the decision, or says again what was known, changes nothing that was
 * decided; what was left to the network follows it. While the status is in conflict, the payout stays what it was, so that
 * nobody is told the amount of a status that does not hold. Where the network wins, the decision ends.
 */
export function hearNetwork(stance: Stance, network: Word, networkWins: boolean): Stance {
  const { decision, said } = stance;
  if (decision === null) return undecided(network);
  const conflict = disagreement(decision, network);
  if (networkWins && (conflict.status || conflict.payout)) return undecided(network);
  return {
    network,
    decision,
    said: {
      status: decision.status ?? network.status,
      payout: decision.payout ?? (conflict.status ? said.payout : network.payout),
    },
  };
}

/**
 * A person decides. What was decided before and is not touched stays; what the network says now counts as seen, so that
 * a conflict is settled by deciding anew.
 */
export function decide(stance: Stance, change: DecisionChange): Stance {
  if (change.kind === 'note') return stance;
  const before = stance.decision;
  const status =
    change.kind === 'payout' ? (before?.status ?? null) : change.kind === 'approve' ? 'approved' : 'rejected';
  const held = before !== null && disagreement(before, stance.network).status ? stance.said.payout : null;
  const payout = change.payout ?? before?.payout ?? held;
  const decision: Decision = { status, payout, seen: stance.network };
  return hearNetwork({ ...stance, decision }, stance.network, false);
}

/** Settles a conflict: what is said now is kept as decided, or the network's word is taken and the decision ends. */
export function settleConflict(stance: Stance, winner: 'decision' | 'network'): Stance {
  const { decision, network, said } = stance;
  if (decision === null || winner === 'network') return undecided(network);
  const payout = decision.payout ?? (said.payout === network.payout ? null : said.payout);
  return { network, said, decision: { ...decision, payout, seen: network } };
}

/** Takes a decision back: what stood before it stands again, and hears what the network has said since. */
export function takeBack(before: Stance, networkNow: Word, networkWins: boolean): Stance {
  return sameWord(before.network, networkNow) ? before : hearNetwork(before, networkNow, networkWins);
}

/** Whether two words say the same. */
export function sameWord(one: Word, other: Word): boolean {
  return one.status === other.status && one.payout === other.payout;
}

/**
 * What rows of the network do to a decided conversion, in the order they took effect: each step of the fold is heard by
 * itself, so that page ends make no difference. Gives the steps of what is said; those that change nothing are left out.
 */
export function hearSteps(
  stance: Stance,
  steps: readonly LedgerStep[],
  networkWins: (stance: Stance) => boolean,
): { readonly stance: Stance; readonly steps: readonly LedgerStep[]; readonly ended: boolean } {
  let standing = stance;
  let ended = false;
  const heard: LedgerStep[] = [];
  for (const step of steps) {
    const before = standing;
    const network = wordOf(step.after);
    const disagrees = inConflict({ decision: before.decision, network });
    standing = hearNetwork(before, network, disagrees && networkWins(before));
    const ends = before.decision !== null && standing.decision === null;
    ended ||= ends;
    const changed =
      !sameWord(before.said, standing.said) ||
      step.before?.rawResult !== step.after.rawResult ||
      step.before.revenue !== step.after.revenue;
    if (!changed && !ends) continue;
    heard.push({
      ...step,
      before: step.before && { ...step.before, ...before.said },
      after: { ...step.after, ...standing.said },
      ...(ends ? { reason: NETWORK_WON } : {}),
    });
  }
  return { stance: standing, steps: heard, ended };
}

const NETWORK_WON = 'The rule of this network ended the decision: the network wins.';

/** What a verdict says to the partner. */
export function wordOf({ status, payout }: Verdict): Word {
  return { status, payout };
}
