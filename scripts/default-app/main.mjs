/**
 * What `electron <folder>` runs in the substitute Electron: loads the app in the folder, as the official default app does.
 * It is packed into `default_app.asar` by scripts/lib/default-app.mjs. It waits for the app's own module: Electron is not
 * ready before that is loaded, and some calls are good only until then.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));

if (given === undefined) {
  fail('electron: name the folder of the app to run');
} else if (!takesDefaultApps(app)) {
  fail('electron: this version cannot be told the place of an app');
} else {
  const entry = entryOf(app, path.resolve(given));
  await import(pathToFileURL(entry).href).catch((/** @type {unknown} */ error) => {
    fail(`electron: cannot load ${entry}\n${error instanceof Error ? error.stack : String(error)}`);
  });
}

/**
 * @typedef {import('electron').App & { setAppPath(path: string): void, setVersion(version: string): void }} Host
 * the app with two calls that Electron keeps for default apps and does not document
 */

/**
 * @param {import('electron').App} candidate
 * @returns {candidate is Host}
 */
function takesDefaultApps(candidate) {
  return 'setAppPath' in candidate && 'setVersion' in candidate;
}

/**
 * Takes the app's name, version and place from its package.json.
 *
 * @param {Host} host
 * @param {string} place folder of an app, or its module
 * @returns {string} path of its module
 */
function entryOf(host, place) {
  if (!fs.statSync(place).isDirectory()) {
    host.setAppPath(path.dirname(place));
    return place;
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(place, 'package.json'), 'utf8'));
  host.setAppPath(place);
  const name = manifest.productName || manifest.name;
  if (name) {
    host.setName(name);
    host.setPath('userData', path.join(host.getPath('appData'), name));
  }
  if (manifest.version) host.setVersion(manifest.version);
  if (manifest.desktopName) host.setDesktopName(manifest.desktopName);
  return path.join(place, manifest.main || 'index.js');
}

/**
 * @param {string} message
 * @returns {void}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  app.exit(1);
}
