import { useCallback, useEffect, useReducer } from 'react';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { tellAct, undoAct } from '#renderer/features/decisions/undo-act.ts';
import type { DecisionChange } from '#shared/domain/decision.ts';
import type { DecisionAct } from '#shared/ipc/decisions.ts';
import { loadQueue, type QueueName, type ReviewItem, type ReviewQueue } from './review-queue.ts';

/** What was done to an item in this round. */
export type Outcome = keyof typeof text.done;

interface Decided {
  readonly outcome: Outcome;
  readonly actId: number;
}

interface Round {
  readonly queue: ReviewQueue | null;
  readonly fault: DeskFault | null;
  readonly at: number;
  readonly decided: ReadonlyMap<number, Decided>;
  readonly busy: boolean;
}

type Move =
  | { readonly kind: 'loaded'; readonly queue: ReviewQueue }
  | { readonly kind: 'failed'; readonly fault: DeskFault }
  | { readonly kind: 'go'; readonly by: number }
  | { readonly kind: 'busy'; readonly busy: boolean }
  | { readonly kind: 'decided'; readonly id: number; readonly decided: Decided }
  | { readonly kind: 'undone'; readonly actId: number };

const BEGIN: Round = { queue: null, fault: null, at: 0, decided: new Map(), busy: false };

/** A round through a queue: where it is, what was decided, and how it goes on. */
export interface Review extends Round {
  readonly item: ReviewItem | null;
  readonly go: (by: number) => void;
  readonly reload: () => void;
  readonly decide: (change: DecisionChange, reason: string) => void;
  readonly settle: (winner: 'decision' | 'network', reason: string) => void;
  /** What a dialog did to the item that is shown. */
  readonly done: (outcome: Outcome, act: DecisionAct) => void;
  readonly undone: (actId: number) => void;
  readonly undoLast: () => void;
}

export function useReview(name: QueueName, pendingBefore: number): Review {
  const [round, move] = useReducer(moved, BEGIN);
  const reload = useCallback(() => {
    loadQueue(name, pendingBefore).then(
      (queue) => move({ kind: 'loaded', queue }),
      (thrown: unknown) => move({ kind: 'failed', fault: asDeskFault(thrown) }),
    );
  }, [name, pendingBefore]);
  useEffect(reload, [reload]);

  const item = round.queue?.items[round.at] ?? null;
  const undone = (actId: number): void => move({ kind: 'undone', actId });
  const done = (outcome: Outcome, act: DecisionAct): void => {
    if (item) move({ kind: 'decided', id: item.row.id, decided: { outcome, actId: act.id } });
  };
  const carryOut = async (outcome: Outcome, work: () => Promise<DecisionAct>): Promise<void> => {
    if (!item || round.busy) return;
    move({ kind: 'busy', busy: true });
    try {
      const act = await work();
      tellAct(act, text.done[outcome], () => undone(act.id));
      done(outcome, act);
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      move({ kind: 'busy', busy: false });
    }
  };
  return {
    ...round,
    item,
    go: (by) => move({ kind: 'go', by }),
    reload,
    decide: (change, reason) =>
      void carryOut(change.kind, async () => {
        const ids = item ? [item.row.id] : [];
        const { ticket } = await ask('decisions.preview', { target: { ids }, change });
        return ask('decisions.carryOut', { ticket, reason });
      }),
    settle: (winner, reason) =>
      void carryOut(winner, () =>
        ask('decisions.settle', { ids: item ? [item.row.id] : [], winner, reason }),
      ),
    done,
    undone,
    undoLast: () => {
      const last = [...round.decided.values()].at(-1);
      if (last) void undoAct(last.actId, () => undone(last.actId));
    },
  };
}

function moved(round: Round, move: Move): Round {
  const length = round.queue?.items.length ?? 0;
  switch (move.kind) {
    case 'loaded':
      return { ...BEGIN, queue: move.queue };
    case 'failed':
      return { ...round, fault: move.fault };
    case 'go':
      return { ...round, at: Math.min(Math.max(round.at + move.by, 0), length) };
    case 'busy':
      return { ...round, busy: move.busy };
    case 'decided': {
      const decided = new Map(round.decided);
      decided.delete(move.id);
      decided.set(move.id, move.decided);
      // A note leaves the conversion where it is, still to be decided.
      const at = move.decided.outcome === 'note' ? round.at : Math.min(round.at + 1, length);
      return { ...round, decided, at };
    }
    case 'undone': {
      const decided = new Map([...round.decided].filter(([, { actId }]) => actId !== move.actId));
      const back = round.queue?.items.findIndex(({ row }) => {
        return round.decided.get(row.id)?.actId === move.actId;
      });
      return { ...round, decided, at: back === undefined || back === -1 ? round.at : back };
    }
  }
}
