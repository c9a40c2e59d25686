import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { app, BrowserWindow, dialog, net, powerMonitor, session, shell } from 'electron';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { DeskState, WorkspaceView } from '#shared/ipc/desk.ts';
import { answerByName } from './ipc/answer-request.ts';
import { allHandlers } from './ipc/handlers/all.ts';
import type { Beginning } from './shell/beginning.ts';
import { carryOut } from './shell/carry-out.ts';
import { deskNews } from './shell/desk-news.ts';
import { deskState } from './shell/desk-state.ts';
import { watchLoopDelay } from './shell/diagnostics/loop-delay.ts';
import { openFrame } from './shell/frame.ts';
import type { FrameAction } from './shell/frame.ts';
import { quitOrderly } from './shell/orderly-quit.ts';
import { lateWaysOut } from './shell/outside/late-ways-out.ts';
import { watchProxy } from './shell/outside/proxy-watch.ts';
import { systemCipher } from './shell/secrets/system-cipher.ts';
import { createTokenVault } from './shell/secrets/token-vault.ts';
import { saveSettings } from './shell/settings/settings-effect.ts';
import { engineSettings } from './shell/settings/engine-settings.ts';
import { watchConnection } from './shell/system/connection-watch.ts';
import { fileChoices } from './shell/system/file-choices.ts';
import { handOver } from './shell/system/hand-over.ts';
import { launchAtLogin } from './shell/system/launch-at-login.ts';
import { placeAndTime } from './shell/system/place-and-time.ts';
import { createNotifier } from './shell/system/notify.ts';
import { latePixelTests } from './shell/system/pixel-tests.ts';
import { folderOpener } from './shell/system/open-folder.ts';
import { siteEndpoint } from './shell/system/site-endpoint.ts';
import { TRAY_NOTICE } from './shell/system/sync-notice.ts';
import type { Notice } from './shell/system/sync-notice.ts';
import { createDesk } from './shell/workspace/desk.ts';
import { startPracticeProcess } from './shell/workspace/practice-process.ts';
import { runEngine } from './shell/workspace/run-engine.ts';
import { lastOpening } from './shell/workspace/last-opening.ts';
import { startWorkspace } from './shell/workspace/start-workspace.ts';
import { switchPracticeImport } from './shell/workspace/practice-import.ts';
import { watchMode } from './shell/workspace/mode-watch.ts';
import { workspaceFolders } from './shell/workspace/workspace-folders.ts';
import { openStore } from './store/open-store.ts';

/** Builds the app and hands its parts to each other, once the beginning has settled who it is and put up its window. */
export function openApp(beginning: Beginning): void {
  const { folders, development, now, sight, log, settings, memory, window } = beginning;

  // 1. What goes wrong, and how long the loop stands still.
  const stopLoopWatch = watchLoopDelay((message) => log.warn(message), sight.over);
  process.on('uncaughtException', (error) => log.error('An error nobody expected.', error));
  process.on('unhandledRejection', (error) => log.error('An error nobody waited for.', error));

  // 2. Ways out of this machine, and the secrets they take.
  const proxy = watchProxy({
    resolve: (url) => session.defaultSession.resolveProxy(url),
    clock: now,
    onChange: () => news.stateChanged(),
  });
  const waysOut = lateWaysOut(async () => {
    // What they stand on goes first, so that the loop does not stand still for all of it at once.
    await import('node:tls');
    await nextTurn();
    return (await import('./shell/outside/ways-out.ts')).openWaysOut(proxy);
  });
  const keeping = { cipher: systemCipher(process.platform), environment: process.env };
  const [vault, secrets] = [createTokenVault(keeping), createTokenVault(keeping)];

  // 3. The desk: one workspace at a time, each with its file and its engine.
  const workspaces = workspaceFolders(folders.workspaces, memory);
  const desk = createDesk({
    onChange() {
      news.workspaceChanged();
      owner.look();
    },
    start: (view) =>
      startWorkspace(view, {
        ...waysOut,
        now,
        file: (id) => workspaces.file(id),
        tokens: (id) => vault.source(id),
        practicePort: {
          get: () => memory.get().practicePort,
          set: (practicePort) => memory.set({ practicePort }),
        },
        openStore: (file, workspace) =>
          openStore({
            file,
            threadScript: folders.storeThread,
            log,
            now,
            late: { firstSight: sight.over, onRefused: (error) => lastOne.giveUp(workspace, error) },
            onTrouble: () => news.recordsChanged(['conversions', 'deliveries', 'networks']),
          }),
        startPractice: (args) => startPracticeProcess({ script: folders.practiceScript, args, log }),
        startEngine: (workspace) =>
          runEngine(
            {
              ...workspace,
              settings: engineSettings(workspace.view, settings.get()),
              online: connection.online,
              secrets: secrets.source(workspace.view.id),
            },
            {
              transport: waysOut.postbacks,
              log,
              version: app.getVersion(),
              clock: now,
              beginAfter: sight.over,
              reconcileThread: folders.reconcileThread,
              zone: () => placeAndTime().timeZone,
              onState: () => news.stateChanged(),
              onChange: (topics) => news.recordsChanged(topics),
              tell: (notice) => tell(notice),
            },
          ),
      }),
  });
  const openAndRemember = async (view: WorkspaceView): Promise<WorkspaceView> => {
    const opened = await desk.open(view);
    memory.set({ workspaceId: opened.view.id });
    return opened.view;
  };

  /** The workspace that is being opened as the app starts. */
  let expected = workspaces.last();

  // 4. What the window and the tray are told, gathered so that a busy engine does not flood them.
  let keyring = { available: false, backend: 'unknown' };
  const connection = watchConnection({
    isOnline: () => net.isOnline(),
    onChange: (online) => {
      desk.current?.engine.online(online);
      news.stateChanged();
    },
  });
  const state = async (): Promise<DeskState> => {
    // The workspace of last time is told of while it is opened; where there may be none, the window waits for what comes of it.
    if (expected === null) await opening;
    return deskState({
      version: app.getVersion(),
      platform: process.platform,
      workspace: desk.current?.view ?? expected,
      opening: desk.current === null && expected !== null,
      workspaces: await workspaces.list(),
      online: connection.online,
      sync: desk.current?.engine.sync() ?? null,
      mode: owner.mode,
      settings: settings.get(),
      trayShown: frame.trayShown,
      keyring,
      proxy: proxy.seen,
      dataFolder: folders.data,
      logFolder: folders.logs,
      timeZone: placeAndTime().timeZone,
    });
  };
  const news = deskNews({
    frame: () => frame,
    state,
    store: () => desk.current?.store ?? null,
    failed: (error) => log.error('The state could not be told.', error),
  });
  const owner = watchMode({
    store: () => desk.current?.store ?? null,
    after: sight.over,
    onChange: () => news.stateChanged(),
    failed: (error) => log.error('The mode could not be read.', error),
  });
  const told = (...topics: ChangeTopic[]): void => {
    news.recordsChanged(topics);
    if (topics.includes('tune')) owner.look();
  };
  const notifier = createNotifier(`${folders.resources}/icons/128x128.png`, (address) => {
    window.show();
    window.send('navigate', { address });
  });
  const tell = (notice: Notice | null): void => {
    if (notice && settings.get().notifications && !window.isFocused()) notifier.show(notice);
  };

  const sites = siteEndpoint({
    visits: () => desk.current?.engine.visits ?? null,
    settings: () => settings.get(),
    resources: folders.resources,
    clock: now,
    log,
    onState: () => news.recordsChanged(['visits']),
  });

  const pixelTests = latePixelTests({ clock: now, log, onCall: () => news.recordsChanged(['catalogue']) });

  // 5. What a person can do from menu and tray.
  const openFolder = folderOpener((path) => shell.openPath(path), folders, log);
  const act = (action: FrameAction): void =>
    carryOut(action, {
      engine: desk.current?.engine ?? null,
      navigate: (address) => window.send('navigate', { address }),
      openFolder,
      quit: () => app.quit(),
    });

  const frame = openFrame({
    window,
    platform: process.platform,
    environment: process.env,
    resources: folders.resources,
    development,
    startHidden: beginning.startHidden,
    memory,
    closeToTray: () => settings.get().closeToTray,
    act,
    tellAboutTray: () => notifier.show(TRAY_NOTICE),
    trayChanged: () => news.stateChanged(),
    crashed: (reason) => log.error(`The window's page is gone: ${reason}`),
    drawn: () => sight.drawn(),
  });

  // 6. What the window may ask for.
  const answer = answerByName({
    origin: beginning.origin,
    log,
    handlers: allHandlers(
      { workspace: () => desk.workspace(), announce: told, now },
      {
        acts: {
          state,
          openPractice: async () => openAndRemember(await workspaces.practice()),
          createWorkspace: async (name) => openAndRemember(await workspaces.create(name)),
          openWorkspace: async (id) => openAndRemember(await workspaces.find(id)),
          openFolder,
          ...handOver,
        },
        files: fileChoices(dialog, () => BrowserWindow.getFocusedWindow()),
        saveSettings: async (change) => {
          const saved = await saveSettings(change, {
            settings,
            startAtLogin: (wanted) => launchAtLogin(wanted, process),
          });
          if (desk.current) desk.current.engine.configure(engineSettings(desk.current.view, saved));
          await sites.follow();
          news.stateChanged();
          return saved;
        },
        networks: {
          vault,
          ...waysOut,
          practiceImport: (importing) => switchPracticeImport(desk.workspace(), importing),
          workspaceForNetwork: async () => {
            if (desk.current === null) await openAndRemember(await workspaces.first());
            return desk.workspace();
          },
        },
        followers: { vault, clients: waysOut.followers },
        secrets,
        newName: randomUUID,
        overview: { vault, secrets, settingsSetAside: settings.setAside },
        sites,
        pixelTests,
      },
    ),
  });

  // 7. The start: the last workspace opens while the window's page begins.
  const lastOne = lastOpening({
    workspaces,
    rememberedId: () => memory.get().workspaceId,
    open: openAndRemember,
    leave: (view) => desk.leave(view),
    showError: (title, text) => dialog.showErrorBox(title, text),
    log,
  });
  beginning.answerBy(async (name, sender, input) => {
    if (name !== 'desk.state') await opening;
    return answer(name, sender, input);
  });
  placeAndTime();
  app.on('second-instance', () => window.show());
  powerMonitor.on('resume', () => desk.current?.engine.resumed());
  const opening = lastOne
    .open()
    .catch((error: unknown) => log.error('The start did not come to its end.', error))
    .finally(() => {
      expected = null;
      news.stateChanged();
    });

  const afterSight = async (): Promise<void> => {
    await sight.over;
    keyring = await vault.standing();
    news.stateChanged();
    await sites.follow();
  };
  void afterSight().catch((error: unknown) => log.error('Keyring or sites could not be asked.', error));

  // 8. The end: who writes stops first, then the file is closed, then the rest.
  app.on('window-all-closed', () => app.quit());
  quitOrderly(app, {
    begin: () => frame.beginQuit(),
    async finish() {
      stopLoopWatch();
      connection.stop();
      news.stop();
      await opening;
      await sites.stop();
      await pixelTests.stop();
      await desk.close();
      await waysOut.close();
      await Promise.all([settings.written(), memory.written()]);
      frame.close();
    },
    failed: (error) => log.error('The app did not close in order.', error),
  });
}
