import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';

/**
 * The built app, held until Playwright is attached to it. Attaching while a window is just being made hangs now and
 * then; Playwright's own remedy comes with switches that turn the keyring off, so only the part that waits is done
 * here. It calls `__playwright_run` when it is ready to watch.
 */
const project = new URL('../../../', import.meta.url);
/** @type {{ version: unknown }} */
const { version } = JSON.parse(readFileSync(new URL('package.json', project), 'utf8'));
const ready = app.whenReady();
const watched = new Promise((resolve) => {
  Reflect.set(globalThis, '__playwright_run', () => resolve(undefined));
});

// Electron's default app does the same; the calls are not in the types.
callOnApp('setAppPath', fileURLToPath(project).replace(/[\\/]$/, ''));
callOnApp('setVersion', String(version));
app.whenReady = () => watched.then(() => ready);

await import(new URL('out/main/index.cjs', project).href);

/**
 * @param {string} name
 * @param {string} value
 */
function callOnApp(name, value) {
  /** @type {unknown} */
  const method = Reflect.get(app, name);
  if (typeof method !== 'function') throw new Error(`Electron has no app.${name} any more.`);
  Reflect.apply(method, app, [value]);
}
