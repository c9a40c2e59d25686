import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import type { Tone } from '#renderer/ui/tag.tsx';
import type { ReconcileRow, ReconcileRun, SideDraft } from '#shared/ipc/reconcile.ts';

export const STATE_TONES: Readonly<Record<ReconcileRun['state'], Tone>> = {
  running: 'info',
  done: 'ok',
  failed: 'no',
};

/** A cause that can explain a line. */
export type Cause = Exclude<ReconcileRow['causes'][number], ''>;

/** Every cause in the order screens show them. */
export const CAUSES: readonly Cause[] = [
  'missing_here',
  'missing_there',
  'status',
  'payout',
  'currency',
  'duplicate',
  'day_border',
  'correction_after_cutoff',
  'not_yet_synced',
  'test_call',
  'id_format',
  'id_differs',
];

/** What each side is called: as it was found, or as it was asked for. */
export function sideNames({ draft, summary }: Pick<ReconcileRun, 'draft' | 'summary'>): readonly string[] {
  return draft.sides.map((side, place) => summary?.sides[place]?.name ?? draftName(side));
}

/** What a run is called: its own name, or its sides. */
export function runTitle(run: Pick<ReconcileRun, 'title' | 'draft' | 'summary'>): string {
  return run.title === '' ? sideNames(run).join(' · ') || text.untitled : run.title;
}

function draftName(side: SideDraft): string {
  return side.kind === 'file' ? side.name : text.kinds[side.kind];
}

/** The cause as a word of one side: what is missing is missing somewhere. */
export function causeWord(cause: Cause, first: string, other: string): string {
  if (cause === 'missing_here') return text.missingOn(first);
  return cause === 'missing_there' ? text.missingOn(other) : text.cause[cause];
}
