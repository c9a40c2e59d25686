import { app, BrowserWindow } from 'electron';

/** A browser for a visitor of a site: one sandboxed window on the address given as the last word. */
const watched = new Promise((resolve) => {
  // As in the held app: Playwright calls this when it is ready to watch.
  Reflect.set(globalThis, '__playwright_run', () => resolve(undefined));
});

// Electron is not ready before this file has run to its end, so nothing is awaited here.
void Promise.all([app.whenReady(), watched]).then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  return window.loadURL(process.argv.at(-1) ?? 'about:blank');
});
