import {
  app,
  clipboard,
  crashReporter,
  dialog,
  nativeTheme,
  net,
  powerMonitor,
  session,
  shell,
} from 'electron';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { DeskState, WorkspaceView } from '#shared/ipc/desk.ts';
import { guardRequests } from './ipc/answer-request.ts';
import { handleRequests } from './ipc/handle-requests.ts';
import { allHandlers } from './ipc/handlers/all.ts';
import { failureOf } from './ipc/reply-failure.ts';
import { settleFolders } from './shell/app-folders.ts';
import { gather } from './shell/coalesce.ts';
import { deskState } from './shell/desk-state.ts';
import { openDeskLog } from './shell/diagnostics/desk-log.ts';
import { watchLoopDelay } from './shell/diagnostics/loop-delay.ts';
import { openFrame } from './shell/frame.ts';
import type { Frame, FrameAction } from './shell/frame.ts';
import { quitOrderly } from './shell/orderly-quit.ts';
import { watchProxy } from './shell/outside/proxy-watch.ts';
import { openWaysOut } from './shell/outside/ways-out.ts';
import { APP_ORIGIN, APP_PAGE } from './shell/page/app-origin.ts';
import { declareAppScheme, serveApp } from './shell/page/app-protocol.ts';
import { openInBrowser } from './shell/page/external-links.ts';
import { denyPermissions, hardenApp } from './shell/page/hardening.ts';
import { systemCipher } from './shell/secrets/system-cipher.ts';
import { createTokenVault } from './shell/secrets/token-vault.ts';
import { openDeskMemory } from './shell/settings/desk-memory.ts';
import { saveSettings } from './shell/settings/settings-effect.ts';
import { openSettings } from './shell/settings/settings-file.ts';
import { watchConnection } from './shell/system/connection-watch.ts';
import { HIDDEN_ARGUMENT, launchAtLogin, startCommand } from './shell/system/launch-at-login.ts';
import { createNotifier } from './shell/system/notify.ts';
import { syncNotice, TRAY_NOTICE } from './shell/system/sync-notice.ts';
import { createDesk } from './shell/workspace/desk.ts';
import { startPracticeProcess } from './shell/workspace/practice-process.ts';
import { runEngine } from './shell/workspace/run-engine.ts';
import { startWorkspace } from './shell/workspace/start-workspace.ts';
import { countTroubles } from './shell/workspace/troubles.ts';
import { workspaceFolders } from './shell/workspace/workspace-folders.ts';
import { openStore } from './store/open-store.ts';

const GATHER_MS = 120;

// 1. Who we are, before the app is ready and before any file is opened.
const development = !app.isPackaged;
const devServer = development ? process.env['ELECTRON_RENDERER_URL'] : undefined;
const origin = devServer ?? APP_ORIGIN;
const folders = settleFolders(app, process.env, new URL(import.meta.url));
crashReporter.start({ uploadToServer: false });
declareAppScheme();

// 2. One desk a data folder: a second start shows the window of the first and ends.
if (app.requestSingleInstanceLock()) openApp();
else app.quit();

function openApp(): void {
  // 3. What the app knows of itself and of the person.
  const now = Date.now;
  const log = openDeskLog(folders.logs, development);
  const settings = openSettings(folders.data, now);
  const memory = openDeskMemory(folders.data, now);
  const stopLoopWatch = watchLoopDelay((message) => log.warn(message));
  process.on('uncaughtException', (error) => log.error('An error nobody expected.', error));
  process.on('unhandledRejection', (error) => log.error('An error nobody waited for.', error));
  nativeTheme.themeSource = settings.get().theme;
  hardenApp(app, origin, (message) => log.warn(message));

  // 4. Ways out of this machine, and the secrets they take.
  const proxy = watchProxy({
    resolve: (url) => app.whenReady().then(() => session.defaultSession.resolveProxy(url)),
    clock: now,
    onChange: () => stateChanged.add('state'),
  });
  const waysOut = openWaysOut(proxy);
  const vault = createTokenVault({ cipher: systemCipher(process.platform), environment: process.env });

  // 5. The desk: one workspace at a time, each with its file and its engine.
  const workspaces = workspaceFolders(folders.workspaces, memory);
  const desk = createDesk({
    onChange: () => stateChanged.add('state', 'troubles'),
    start: (view) =>
      startWorkspace(view, {
        now,
        file: workspaces.file,
        clients: waysOut.clients,
        tokens: (id) => vault.source(id),
        pollMs: () => settings.get().pollMinutes * 60_000,
        practicePort: {
          get: () => memory.get().practicePort,
          set: (practicePort) => memory.set({ practicePort }),
        },
        openStore: (file) => openStore({ file, threadScript: folders.storeThread, log, now }),
        startPractice: async (args) => {
          await app.whenReady();
          return startPracticeProcess({
            script: folders.practiceScript,
            args,
            log: (line) => log.warn(line),
          });
        },
        startEngine: (input) =>
          runEngine({
            ...input,
            clock: now,
            random: Math.random,
            log,
            transport: waysOut.postbacks,
            postbackTimeoutMs: settings.get().postbackTimeoutSeconds * 1000,
            onState: () => stateChanged.add('state'),
            onChanged: (topics) => recordsChanged.add(...topics),
            onRound: (round) => {
              const notice = settings.get().notifications ? syncNotice(round) : null;
              if (notice && frame?.window.isFocused() === false) notifier.show(notice);
            },
          }),
      }),
  });
  const openAndRemember = async (view: WorkspaceView): Promise<WorkspaceView> => {
    const opened = await desk.open(view);
    memory.set({ workspaceId: opened.view.id });
    return opened.view;
  };

  // 6. What the window and the tray are told, gathered so that a busy engine does not flood them.
  let frame: Frame | null = null;
  let troubles = 0;
  let keyring = { available: false, backend: 'unknown' };
  const connection = watchConnection({
    isOnline: () => net.isOnline(),
    onChange: () => stateChanged.add('state'),
  });
  const state = async (): Promise<DeskState> =>
    deskState({
      version: app.getVersion(),
      platform: process.platform,
      workspace: desk.current?.view ?? null,
      workspaces: await workspaces.list(),
      online: connection.online,
      sync: desk.current?.engine.sync() ?? null,
      settings: settings.get(),
      trayShown: frame?.trayShown ?? false,
      keyring,
      proxy: proxy.seen,
      dataFolder: folders.data,
      logFolder: folders.logs,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  const tellState = async (countAnew: boolean): Promise<void> => {
    if (countAnew) troubles = await countTroubles(desk.current?.store ?? null);
    const told = await state();
    frame?.window.send('state', told);
    frame?.showState({ workspace: told.workspace, sync: told.sync, troubles });
  };
  const stateChanged = gather<'state' | 'troubles'>(GATHER_MS, (what) => {
    tellState(what.has('troubles')).catch((error: unknown) =>
      log.error('The state could not be told.', error),
    );
  });
  const recordsChanged = gather<ChangeTopic>(GATHER_MS, (topics) => {
    frame?.window.send('changed', { topics: [...topics] });
    if (topics.has('deliveries') || topics.has('networks')) stateChanged.add('troubles');
  });
  const notifier = createNotifier(`${folders.resources}/icons/128x128.png`, (address) => {
    frame?.window.show();
    frame?.window.send('navigate', { address });
  });

  // 7. What a person can do from menu and tray.
  const openFolder = async (folder: 'data' | 'logs'): Promise<void> => {
    const problem = await shell.openPath(folder === 'data' ? folders.data : folders.logs);
    if (problem) log.warn(`The folder could not be opened: ${problem}`);
  };
  const act = (action: FrameAction): void => {
    const engine = desk.current?.engine;
    switch (action.kind) {
      case 'sync':
        engine?.syncNow();
        break;
      case 'pause':
        engine?.setPaused(action.paused);
        break;
      case 'go':
        frame?.window.send('navigate', { address: action.address });
        break;
      case 'folder':
        void openFolder(action.folder);
        break;
      case 'quit':
        app.quit();
        break;
    }
  };

  // 8. What the window may ask for.
  const answer = guardRequests({
    origin,
    log,
    handlers: allHandlers(
      { workspace: () => desk.workspace(), announce: (...topics) => recordsChanged.add(...topics), now },
      {
        acts: {
          state,
          openPractice: async () => openAndRemember(await workspaces.practice()),
          createWorkspace: async (name) => openAndRemember(await workspaces.create(name)),
          openWorkspace: async (id) => openAndRemember(await workspaces.find(id)),
          copyText: (text) => clipboard.writeText(text),
          openFolder,
          openExternal: (url) => openInBrowser(url, (address) => shell.openExternal(address)),
        },
        saveSettings: async (change) => {
          const start = startCommand({
            execPath: process.execPath,
            appPath: app.getAppPath(),
            packaged: app.isPackaged,
            environment: process.env,
          });
          const saved = await saveSettings(change, {
            settings,
            startAtLogin: (wanted) =>
              launchAtLogin(wanted, {
                app,
                platform: process.platform,
                start,
                configFolder: app.getPath('appData'),
              }),
          });
          desk.current?.engine.configure({
            pollMs: saved.pollMinutes * 60_000,
            postbackTimeoutMs: saved.postbackTimeoutSeconds * 1000,
          });
          stateChanged.add('state');
          return saved;
        },
        networks: {
          vault,
          testClients: waysOut.testClients,
          workspaceForNetwork: async () => {
            if (desk.current === null) await openAndRemember(await workspaces.first());
            return desk.workspace();
          },
        },
        overview: { vault, settingsSetAside: settings.setAside },
      },
    ),
  });

  // 9. The start: the last workspace opens while Electron gets ready.
  const openLast = async (): Promise<void> => {
    const { workspaceId } = memory.get();
    const known = await workspaces.list();
    const last = known.find(({ id }) => id === workspaceId) ?? known.find(({ practice }) => !practice);
    if (last === undefined) return;
    await openAndRemember(last).catch((error: unknown) => {
      log.error(`The workspace “${last.name}” could not be opened.`, error);
      dialog.showErrorBox(`“${last.name}” could not be opened`, failureOf(error).message);
    });
  };
  const opening = openLast();
  void app.whenReady().then(() => {
    handleRequests(answer, (pageId) => frame?.window.ownsPage(pageId) === true);
    if (devServer === undefined) serveApp(folders.page);
    denyPermissions(session.defaultSession, (message) => log.warn(message));
    frame = openFrame({
      platform: process.platform,
      environment: process.env,
      page: devServer ?? APP_PAGE,
      preload: folders.preload,
      resources: folders.resources,
      development,
      startHidden: process.argv.includes(HIDDEN_ARGUMENT),
      memory,
      closeToTray: () => settings.get().closeToTray,
      act,
      tellAboutTray: () => notifier.show(TRAY_NOTICE),
      trayChanged: () => stateChanged.add('state'),
      crashed: (reason) => log.error(`The window's page is gone: ${reason}`),
      drawn: () =>
        void vault.standing().then((standing) => {
          keyring = standing;
          stateChanged.add('state');
        }),
    });
    app.on('second-instance', () => frame?.window.show());
    powerMonitor.on('resume', () => desk.current?.engine.resumed());
  });

  // 10. The end: who writes stops first, then the file is closed, then the rest.
  app.on('window-all-closed', () => app.quit());
  quitOrderly(app, {
    begin: () => frame?.beginQuit(),
    async finish() {
      stopLoopWatch();
      connection.stop();
      stateChanged.stop();
      recordsChanged.stop();
      await opening;
      await desk.close();
      await waysOut.close();
      frame?.close();
    },
    failed: (error) => log.error('The app did not close in order.', error),
  });
}
