import { setTimeout as delay } from 'node:timers/promises';
import { app, nativeTheme, session } from 'electron';
import { requestNames } from 'switchboard:contract-names';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import type { NamedAnswerer } from '#main/ipc/answer-request.ts';
import { handleRequests } from '#main/ipc/handle-requests.ts';
import { schemasOf } from '#main/ipc/request-schemas.ts';
import type { Settings } from '#shared/ipc/settings.ts';
import type { AppFolders } from './app-folders.ts';
import { openDeskLog } from './diagnostics/desk-log.ts';
import { firstSight } from './first-sight.ts';
import type { FirstSight } from './first-sight.ts';
import { APP_ORIGIN, APP_PAGE } from './page/app-origin.ts';
import { serveApp } from './page/app-protocol.ts';
import { denyPermissions, hardenApp, keepQuiet } from './page/hardening.ts';
import { openDeskMemory } from './settings/desk-memory.ts';
import type { DeskMemory } from './settings/desk-memory.ts';
import type { JsonFile } from './settings/json-file.ts';
import { openSettings } from './settings/settings-file.ts';
import { settleDrawing } from './system/drawing.ts';
import { placeAndTime } from './system/place-and-time.ts';
import { HIDDEN_ARGUMENT } from './system/start-command.ts';
import { openMainWindow } from './window/main-window.ts';
import type { MainWindow } from './window/main-window.ts';

/** What is there before the app itself: who it is, what it remembers, and a window whose page is on its way. */
export interface Beginning {
  readonly folders: AppFolders;
  readonly development: boolean;
  readonly startHidden: boolean;
  /** The origin of the window's page. */
  readonly origin: string;
  readonly now: () => number;
  readonly sight: FirstSight;
  readonly log: EngineLog;
  readonly settings: JsonFile<Settings>;
  readonly memory: JsonFile<DeskMemory>;
  readonly window: MainWindow;
  /** Gives the window's requests somebody to answer them; until then they wait. */
  readonly answerBy: (answer: NamedAnswerer) => void;
}

/**
 * What the app takes, brought while the page's process begins, piece by piece: that process asks the main program for the preload
 * script meanwhile, and stands still until it is answered. Only a timer lets Electron answer between two pieces.
 */
async function prepare(load: () => Promise<unknown>): Promise<void> {
  const pieces = [placeAndTime, () => schemasOf('desk.state'), () => schemasOf('conversions.page'), load];
  for (const piece of pieces) {
    await piece();
    await delay(0);
  }
}

/** A page that asks for nothing does not keep the app from being opened for longer. */
const SCRIPTS_LIMIT_MS = 500;

/**
 * Puts up the window as soon as Electron can, and resolves when its page has all it needs and its scripts run, which leaves the
 * main program time to open the app.
 * @param load loads the app
 */
export async function begin(folders: AppFolders, load: () => Promise<unknown>): Promise<Beginning> {
  const now = Date.now;
  const development = !app.isPackaged;
  const devServer = development ? process.env['ELECTRON_RENDERER_URL'] : undefined;
  const origin = devServer ?? APP_ORIGIN;
  const sight = firstSight((milliseconds, done) => void setTimeout(done, milliseconds));
  const log = openDeskLog(folders.logs, development, sight.over);
  const settings = openSettings(folders.data, now);
  const memory = openDeskMemory(folders.data, now);
  nativeTheme.themeSource = settings.get().theme;
  const startHidden = process.argv.includes(HIDDEN_ARGUMENT);
  settleDrawing(app, { memory, now, over: sight.over, startHidden });
  hardenApp(app, origin, (message) => log.warn(message));

  await app.whenReady();
  denyPermissions(session.defaultSession, (message) => log.warn(message));
  keepQuiet(session.defaultSession);
  const window = openMainWindow({
    page: devServer ?? APP_PAGE,
    preload: folders.preload,
    icon: `${folders.resources}/icons/256x256.png`,
    development,
    startHidden,
    place: memory.get().window,
    address: memory.get().workspaceId === null ? null : memory.get().address,
  });
  const answerer = Promise.withResolvers<NamedAnswerer>();
  handleRequests(requestNames, answerer.promise, (pageId) => window.ownsPage(pageId));
  if (devServer === undefined) {
    const { pageGiven, scriptsGiven } = serveApp(folders.page);
    window.load();
    void pageGiven.then(() => prepare(load));
    await Promise.race([scriptsGiven, delay(SCRIPTS_LIMIT_MS)]);
  } else window.load();
  const answerBy = (answer: NamedAnswerer): void => answerer.resolve(answer);
  return { folders, development, startHidden, origin, now, sight, log, settings, memory, window, answerBy };
}
