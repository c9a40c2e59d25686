import { countText } from '#renderer/app/format/count.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import type { DecisionAct } from '#shared/ipc/decisions.ts';

/** Tells that an act was carried out, with the way to take it back at hand. */
export function tellAct(act: DecisionAct, what: string, onUndone?: () => void): void {
  const told = act.changed === 1 ? what : text.doneMany(what, countText(act.changed));
  toast(told, { label: text.undo, run: () => void undoAct(act.id, onUndone) });
}

/** Takes an act back and tells how much of it was. Resolves to whether it was. */
export async function undoAct(id: number, onUndone?: () => void): Promise<boolean> {
  try {
    const act = await ask('decisions.undo', { id });
    toast(undoneText(act));
    onUndone?.();
    return true;
  } catch (thrown) {
    reportFault(thrown);
    return false;
  }
}

function undoneText({ kind, restored, changed }: DecisionAct): string {
  if (kind !== 'status_map' && restored < changed) {
    return text.takenBackSome(countText(restored), countText(changed));
  }
  return restored === 1 ? text.takenBack : text.takenBackMany(countText(restored));
}
