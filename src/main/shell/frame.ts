import { app, Menu } from 'electron';
import type { SyncState, WorkspaceView } from '#shared/ipc/desk.ts';
import type { JsonFile } from './settings/json-file.ts';
import type { DeskMemory } from './settings/desk-memory.ts';
import { placeAndTime } from './system/place-and-time.ts';
import { createDeskTray } from './tray/tray.ts';
import type { DeskTray } from './tray/tray.ts';
import type { TrayAction, TrayView } from './tray/tray-view.ts';
import { trayView } from './tray/tray-view.ts';
import { watchTrayHost } from './tray/tray-host.ts';
import type { TrayHost } from './tray/tray-host.ts';
import { closingMeans } from './window/closing.ts';
import { deskMenu } from './window/desk-menu.ts';
import type { MenuAction } from './window/desk-menu.ts';
import type { MainWindow } from './window/main-window.ts';

/** What a person sees of the app besides the page: window, tray and menu. */
export interface Frame {
  readonly window: MainWindow;
  /** Whether the tray icon can be seen. */
  readonly trayShown: boolean;
  showState(state: {
    readonly workspace: WorkspaceView | null;
    readonly sync: SyncState;
    readonly troubles: number;
  }): void;
  /** From here on closing the window ends it. */
  beginQuit(): void;
  close(): void;
}

/** What a person asked for from menu or tray, other than to see the window. */
export type FrameAction =
  | Exclude<MenuAction, { readonly kind: 'palette' | 'step' }>
  | { readonly kind: 'pause'; readonly paused: boolean };

/** Everything the frame does not decide itself. */
export interface FrameParts {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly window: MainWindow;
  readonly resources: string;
  readonly development: boolean;
  readonly startHidden: boolean;
  readonly memory: JsonFile<DeskMemory>;
  readonly closeToTray: () => boolean;
  readonly act: (action: FrameAction) => void;
  /** The window went to the tray for the first time. */
  readonly tellAboutTray: () => void;
  readonly trayChanged: () => void;
  readonly crashed: (reason: string) => void;
  /** The page is there to be looked at; what can wait until then should. */
  readonly drawn: () => void;
}

/** The page has its first drawing, but not yet its rows: for so long it has the machine to itself. */
const SETTLE_IN_MS = 700;

/** Looks after the window and puts up menu and tray. A window that starts hidden is shown as soon as there proves to be no tray. */
export function openFrame(parts: FrameParts): Frame {
  const { memory, platform, window } = parts;
  let quitting = false;
  let trayShown = false;
  let tray: DeskTray | null = null;
  let host: TrayHost | null = null;
  let view: TrayView | null = null;

  /** Tray and menu: what can wait until the page is drawn, or is known not to be. */
  const settleIn = (): void => {
    if (tray !== null) return;
    tray = createDeskTray({
      resources: parts.resources,
      platform,
      act: (action) => (action === 'open' ? window.show() : parts.act(frameAction(action))),
    });
    host = watchTrayHost({
      platform,
      environment: parts.environment,
      userId: process.getuid?.() ?? 0,
      onChange(shown) {
        trayShown = shown;
        tray?.setShown(shown);
        if (!shown && !window.isSeen()) window.showQuietly();
        parts.trayChanged();
      },
    });
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        deskMenu({
          platform,
          development: parts.development,
          act(action) {
            if (action.kind === 'palette') window.press('K', [platform === 'darwin' ? 'meta' : 'control']);
            else if (action.kind === 'step') window.step(action.direction);
            else parts.act(action);
          },
        }),
      ),
    );
    if (view !== null) tray.show(view);
  };

  window.attend({
    drawn() {
      setTimeout(settleIn, parts.startHidden ? 0 : SETTLE_IN_MS);
      parts.drawn();
    },
    crashed(reason) {
      settleIn();
      parts.crashed(reason);
    },
    keepPlace: (place) => memory.set({ window: place }),
    keepAddress: (address) => memory.set({ address }),
    closing: () => closingMeans({ platform, quitting, closeToTray: parts.closeToTray(), trayShown }),
    hidden() {
      if (memory.get().trayNoticeShown || !trayShown) return;
      memory.set({ trayNoticeShown: true });
      parts.tellAboutTray();
    },
  });
  app.on('activate', () => window.show());

  return {
    window,
    get trayShown() {
      return trayShown;
    },
    showState({ workspace, sync, troubles }) {
      view = trayView({ workspaceName: workspace?.name ?? null, sync, troubles, ...placeAndTime() });
      tray?.show(view);
    },
    beginQuit() {
      quitting = true;
    },
    close() {
      host?.close();
      tray?.destroy();
    },
  };
}

function frameAction(action: Exclude<TrayAction, 'open'>): FrameAction {
  if (action === 'pause' || action === 'resume') return { kind: 'pause', paused: action === 'pause' };
  return { kind: action };
}
