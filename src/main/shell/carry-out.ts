import type { DeskEngine } from '#main/engine/engine-parts.ts';
import type { FrameAction } from './frame.ts';

/** Does what a person asked for from menu or tray. */
export function carryOut(
  action: FrameAction,
  parts: {
    /** The open workspace's; null when none is. */
    readonly engine: Pick<DeskEngine, 'syncNow' | 'setPaused'> | null;
    readonly navigate: (address: string) => void;
    readonly openFolder: (folder: 'data' | 'logs') => Promise<void>;
    readonly quit: () => void;
  },
): void {
  switch (action.kind) {
    case 'sync':
      void parts.engine?.syncNow();
      break;
    case 'pause':
      parts.engine?.setPaused(action.paused);
      break;
    case 'go':
      parts.navigate(action.address);
      break;
    case 'folder':
      void parts.openFolder(action.folder);
      break;
    case 'quit':
      parts.quit();
      break;
  }
}
