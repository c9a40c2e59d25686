import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `electron <folder>` runs: loads the app in the folder as the official default app does. */
const MAIN = `'use strict';
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const fail = (message) => {
  process.stderr.write(message + '\\n');
  app.exit(1);
};

if (given === undefined) {
  fail('electron: name the folder of the app to run');
} else {
  let entry = path.resolve(given);
  if (fs.statSync(entry).isDirectory()) {
    const manifest = JSON.parse(fs.readFileSync(path.join(entry, 'package.json'), 'utf8'));
    app.setAppPath(entry);
    const name = manifest.productName || manifest.name;
    if (name) {
      app.setName(name);
      app.setPath('userData', path.join(app.getPath('appData'), name));
    }
    if (manifest.version) app.setVersion(manifest.version);
    if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
    entry = path.join(entry, manifest.main || 'index.js');
  } else {
    app.setAppPath(path.dirname(entry));
  }
  import(pathToFileURL(entry).href).catch((error) => fail('electron: cannot load ' + entry + '\\n' + error.stack));
}
`;

const MANIFEST = { name: 'electron', productName: 'Electron', main: 'main.js' };

/**
 * Writes the small app that makes `electron <folder>` load that folder. It must be an asar and not a folder
 * `resources/app`, which would come before the real app in a package built from the same dist.
 *
 * @param {string} target path of `default_app.asar`
 * @returns {Promise<void>}
 */
export async function writeDefaultApp(target) {
  const { createPackage } = await import('@electron/asar');
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-default-app-'));
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
    await writeFile(join(folder, 'main.js'), MAIN);
    await createPackage(folder, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
