import { BrowserWindow, nativeTheme, screen } from 'electron';
import { eventChannel } from '#shared/ipc/bridge.ts';
import type { EventName, EventPayload } from '#shared/ipc/contract.ts';
import type { WindowPlace } from '#main/shell/settings/desk-memory.ts';
import type { Closing } from './closing.ts';
import { placeOfAddress } from './place-of-address.ts';
import { openingPlace, SMALLEST } from './window-place.ts';

/** What the window is told to do, and tells, once the app is there. */
export interface WindowAttendance {
  readonly keepPlace: (place: WindowPlace) => void;
  /** Another place of the app was gone to, such as `/conversions`. */
  readonly keepAddress: (address: string) => void;
  /** Asked when the person closes the window. */
  readonly closing: () => Closing;
  readonly hidden: () => void;
  readonly crashed: (reason: string) => void;
  /** The page has something to show. */
  readonly drawn: () => void;
}

/** The app's one window. */
export interface MainWindow {
  /** Begins to load its page. */
  load(): void;
  /** From here on the window is looked after: it is shown once it has something to show, unless it starts hidden. */
  attend(attendance: WindowAttendance): void;
  /** Brings it up, restored and in front. */
  show(): void;
  /** Puts it back on the task bar without taking the keyboard, if it is hidden. */
  showQuietly(): void;
  /** Whether a person can see it. */
  isSeen(): boolean;
  /** Whether it has the keyboard. */
  isFocused(): boolean;
  /** Whether the page is the window's own. */
  ownsPage(pageId: number): boolean;
  send<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** Presses a shortcut in the page, for the menu lines of what the page does itself. */
  press(key: string, modifiers: ('control' | 'meta')[]): void;
  /** One place back or forward among those that were seen; nothing where there is none. */
  step(direction: 'back' | 'forward'): void;
}

/** The page's ground in both themes, so that nothing flashes before the page is drawn (tokens.css `--bg`). */
const GROUND = { light: '#f7f5f1', dark: '#151412' } as const;

/** Makes the window, not yet seen and with nothing in it. */
export function openMainWindow(parts: {
  readonly page: string;
  readonly preload: string;
  readonly icon: string;
  readonly development: boolean;
  readonly startHidden: boolean;
  readonly place: WindowPlace | null;
  /** The place of the app to begin at; null where there is no workspace to be at a place of. */
  readonly address: string | null;
}): MainWindow {
  const primary = screen.getPrimaryDisplay();
  const displays = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const areas = [primary, ...displays].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...openingPlace(parts.place, areas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    // The page would stand still for the graphics process, which begins at the same time, before it had anything to paint.
    paintWhenInitiallyHidden: false,
    title: 'Switchboard',
    icon: parts.icon,
    autoHideMenuBar: true,
    backgroundColor: ground(),
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: parts.development,
      spellcheck: false,
    },
  });
  if (parts.place?.maximised && !parts.startHidden) window.maximize();
  nativeTheme.on('updated', () => window.isDestroyed() || window.setBackgroundColor(ground()));

  let attendance: WindowAttendance | null = null;
  /** What there was to tell before anybody attended. */
  const before: { drawn: boolean; crashed: string | null } = { drawn: false, crashed: null };
  const drawn = (): void => {
    if (attendance === null) {
      before.drawn = true;
      return;
    }
    if (!parts.startHidden) window.show();
    attendance.drawn();
  };
  const crashed = (reason: string): void => {
    if (attendance === null) before.crashed = reason;
    else attendance.crashed(reason);
  };
  // Its scripts have run; by the time the window is up there is something to paint, and until then it has the page's ground.
  window.webContents.once('dom-ready', drawn);
  window.webContents.on('render-process-gone', (_event, details) => {
    crashed(details.reason);
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });

  return {
    load() {
      window
        .loadURL(parts.address === null ? parts.page : `${parts.page}#${parts.address}`)
        .catch((error: unknown) => crashed(String(error)));
    },
    attend(given) {
      attendance = given;
      rememberPlace(window, given.keepPlace);
      window.webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
        if (isMainFrame) given.keepAddress(placeOfAddress(url));
      });
      followClosing(window, given);
      if (before.crashed !== null) crashed(before.crashed);
      if (before.drawn) drawn();
    },
    show() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    showQuietly() {
      if (!window.isDestroyed() && !window.isVisible()) window.minimize();
    },
    isSeen: () => !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    ownsPage: (pageId) => !window.isDestroyed() && window.webContents.id === pageId,
    send(name, payload) {
      if (!window.isDestroyed()) window.webContents.send(eventChannel(name), payload);
    },
    press(key, modifiers) {
      window.webContents.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers });
      window.webContents.sendInputEvent({ type: 'keyUp', keyCode: key, modifiers });
    },
    step(direction) {
      const { navigationHistory } = window.webContents;
      if (direction === 'back') navigationHistory.goBack();
      else navigationHistory.goForward();
    },
  };
}

function ground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}

const PLACE_SETTLES_MS = 500;

function rememberPlace(window: BrowserWindow, keep: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | null = null;
  const keepNow = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!window.isDestroyed()) keep({ ...window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const later = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(keepNow, PLACE_SETTLES_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', keepNow);
}

function followClosing(
  window: BrowserWindow,
  parts: { readonly closing: () => Closing; readonly hidden: () => void },
): void {
  const hide = (): void => {
    window.hide();
    parts.hidden();
  };
  window.on('close', (event) => {
    const closing = parts.closing();
    if (closing === 'quit') return;
    event.preventDefault();
    if (closing === 'minimise') window.minimize();
    else if (window.isFullScreen()) {
      // A full-screen window that is hidden leaves a black screen behind.
      window.once('leave-full-screen', hide);
      window.setFullScreen(false);
    } else hide();
  });
}
