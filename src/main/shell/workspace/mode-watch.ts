import type { DeskReader } from '#main/engine/ports/desk-store.ts';
import type { DeskMode } from '#shared/domain/desk-mode.ts';

/** Who owns conversions in the open workspace, as far as it is known; the window is never kept waiting for it. */
export interface ModeWatch {
  readonly mode: DeskMode;
  /** Another workspace was opened, or the mode may have been switched. */
  look(): void;
}

export function watchMode(parts: {
  readonly store: () => { readonly read: Pick<DeskReader, 'deskMode'> } | null;
  /** Nothing is asked before this settles. */
  readonly after: Promise<void>;
  readonly onChange: () => void;
  readonly failed: (error: unknown) => void;
}): ModeWatch {
  let mode: DeskMode = 'desk';
  const ask = async (): Promise<void> => {
    await parts.after;
    const store = parts.store();
    const found = store === null ? 'desk' : await store.read.deskMode();
    if (found === mode || parts.store() !== store) return;
    mode = found;
    parts.onChange();
  };
  return {
    get mode() {
      return mode;
    },
    look: () => void ask().catch(parts.failed),
  };
}
