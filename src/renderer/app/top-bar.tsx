import { Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { DeskState, WorkspaceView } from '#shared/ipc/desk.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { ariaShortcut, onMac, useShortcut } from '#renderer/ui/shortcut.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { Brand } from './frame-outline.tsx';
import { frameText } from './messages/en/frame.ts';
import { SyncControl } from './sync-control.tsx';
import { WorkspaceChip } from './workspace-chip.tsx';

const PALETTE_KEYS = 'mod+k';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

const WorkspaceMenu = lazy(async () => {
  // The screen comes first; until the menu is there, its chip is.
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
  return { default: (await import('./workspace-menu.tsx')).WorkspaceMenu };
});

/** Workspace, palette, connection and sync. */
export function TopBar({ desk, workspace }: { readonly desk: DeskState; readonly workspace: WorkspaceView }) {
  const [paletteOpen, setPaletteOpen] = useState(false);
  useShortcut(PALETTE_KEYS, () => setPaletteOpen(true));
  return (
    <header className="top-bar">
      <Brand />
      <Suspense fallback={<WorkspaceChip name={workspace.name} />}>
        <WorkspaceMenu workspace={workspace} workspaces={desk.workspaces} />
      </Suspense>
      {workspace.practice && (
        <span title={frameText.practiceNote}>
          <Tag tone="wait">{frameText.practice}</Tag>
        </span>
      )}
      <button
        type="button"
        className="chip palette-button"
        aria-keyshortcuts={ariaShortcut(PALETTE_KEYS, onMac())}
        onClick={() => setPaletteOpen(true)}
      >
        <Search size={14} aria-hidden />
        <span className="truncate">{frameText.palette}</span>
        <Kbd keys={PALETTE_KEYS} />
      </button>
      <span className="chip" title={desk.online ? undefined : frameText.offlineHint} role="status">
        <span className={classNames('dot', !desk.online && 'dot-off')} aria-hidden />
        {desk.online ? frameText.online : frameText.offline}
      </span>
      <SyncControl sync={desk.sync} opening={desk.opening} />
      {paletteOpen && (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} desk={desk} />
        </Suspense>
      )}
    </header>
  );
}
