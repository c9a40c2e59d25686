import type { App } from 'electron';
import type { DeskMemory } from '#main/shell/settings/desk-memory.ts';
import type { JsonFile } from '#main/shell/settings/json-file.ts';

/** What is remembered of a start that found no graphics card to draw with. */
export type NoCard = DeskMemory['noCard'];

/** For so long it is believed that there is no graphics card: one may be put in, or its driver mended. */
const BELIEVED_MS = 7 * 24 * 60 * 60 * 1000;

/** Whether to draw without a graphics card from the beginning. Another version of Electron is asked anew. */
export function drawsWithoutCard(known: NoCard, electron: string, now: number): boolean {
  return known !== null && known.electron === electron && Math.abs(now - known.at) < BELIEVED_MS;
}

/**
 * Settles how the window is drawn; to be called before Electron is ready. Where there is no graphics card, as on a virtual
 * machine or a remote desktop, Electron finds that out at every start by trying, a tenth of a second and more during which
 * the page stands still. What came of it is remembered.
 */
export function settleDrawing(
  app: App,
  parts: {
    readonly memory: JsonFile<DeskMemory>;
    readonly now: () => number;
    /** The window has been drawn. */
    readonly over: Promise<void>;
    /** A start without a window to be seen draws nothing to learn from. */
    readonly startHidden: boolean;
  },
): void {
  // Nothing here draws in three dimensions, which Electron would bring a graphics card of software for.
  app.commandLine.appendSwitch('disable-software-rasterizer');
  const electron = process.versions['electron'] ?? '';
  if (drawsWithoutCard(parts.memory.get().noCard, electron, parts.now())) {
    app.disableHardwareAcceleration();
    return;
  }
  if (parts.startHidden) return;
  void parts.over.then(async () => {
    // What can be drawn with is known when this is answered; it is refused where there is nothing to tell of.
    await Promise.allSettled([app.getGPUInfo('basic')]);
    const without = app.getGPUFeatureStatus().gpu_compositing.startsWith('disabled');
    parts.memory.set({ noCard: without ? { electron, at: parts.now() } : null });
  });
}
