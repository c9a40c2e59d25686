import type { ReconcileDraft } from '#shared/ipc/reconcile.ts';
import type { DeskWriter } from '../ports/desk-store.ts';
import type { OpenBench } from '../ports/reconcile-bench.ts';
import { gatherSides } from './gather-sides.ts';
import type { SideSources } from './gather-sides.ts';

const LINES_AT_ONCE = 5_000;
/** So many pieces of lines wait to be written while the next is made. */
const PIECES_WAITING = 2;
const MOST_ZONES = 3;

/** What a run writes with. */
export type RunWriter = Pick<
  DeskWriter,
  'addReconcileLines' | 'finishReconcileRun' | 'tellReconcileProgress'
>;

/**
 * Carries out a run that was begun: reads its sides, compares them on a bench of its own and stores every line.
 * @throws DeskError, NetworkFault when a side cannot be read; nothing is half stored as done
 */
export async function runDraft(
  id: number,
  draft: ReconcileDraft,
  parts: {
    readonly sources: SideSources;
    readonly write: RunWriter;
    readonly openBench: OpenBench;
    readonly signal: AbortSignal;
    readonly tell: (progress: string) => void;
  },
): Promise<void> {
  const { sources, write, signal, tell } = parts;
  const bench = parts.openBench();
  try {
    const sides = await gatherSides({ sources, bench, draft, signal, tell });
    const summary = await bench.compare({
      sides,
      windowMs: draft.windowMinutes * 60_000,
      firstDay: draft.firstDay,
      lastDay: draft.lastDay,
      zones: [...new Set([...sides.map(({ zone }) => zone), 'UTC'])].slice(0, MOST_ZONES),
    });
    const storing: Promise<void>[] = [];
    for (let from = 0; ; from += LINES_AT_ONCE) {
      signal.throwIfAborted();
      const lines = await bench.lines({ from, limit: LINES_AT_ONCE });
      const count = lines.keys.length;
      if (count > 0) {
        const stored = write.addReconcileLines({ id, lines });
        // Who waits for it below is told when it fails; until then nobody does.
        stored.catch(() => undefined);
        storing.push(stored);
      }
      if (count < LINES_AT_ONCE) break;
      tell(`Storing: ${from + count} lines`);
      if (storing.length > PIECES_WAITING) await storing.shift();
    }
    await Promise.all(storing);
    await write.finishReconcileRun({ id, summary, now: sources.clock() });
  } finally {
    await bench.close();
  }
}
