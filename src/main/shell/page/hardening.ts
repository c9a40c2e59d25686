import type { App, Session, WebContents } from 'electron';
import { isOfOrigin } from './app-origin.ts';

/** What hardening reports: an attempt that was refused, without the query of its address. */
export type RefusalLog = (message: string) => void;

/** Puts every page into the sandbox and watches every page that is ever made. Before the app is ready. */
export function hardenApp(app: App, origin: string, log: RefusalLog): void {
  // Started with --no-sandbox (as root there is no other way), demanding it would only keep every page from starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, origin, log));
}

/** Denies every permission, asked or checked: the desk needs none, and Electron would grant all. */
export function denyPermissions(session: Session, log: RefusalLog): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log(`Refused the permission “${permission}”.`);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Keeps Chromium from going out on its own account: as soon as it has a window it would fetch a spelling dictionary,
 * whatever that window says of spelling. Before the first window.
 */
export function keepQuiet(session: Session): void {
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}

function hardenContents(contents: WebContents, origin: string, log: RefusalLog): void {
  contents.on('will-navigate', (event) => {
    if (isOfOrigin(event.url, origin)) return;
    event.preventDefault();
    log('Refused to leave the app.');
  });
  contents.on('will-redirect', (event) => {
    if (isOfOrigin(event.url, origin)) return;
    event.preventDefault();
    log('Refused a redirect out of the app.');
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log('Refused a webview.');
  });
  contents.setWindowOpenHandler(() => {
    log('Refused a new window.');
    return { action: 'deny' };
  });
}
