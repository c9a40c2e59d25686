import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the fuses of a finished program must be, by the names of `@electron/fuses`.
 *
 * @param {{ drivable: boolean }} kind drivable: a build that specs attach to, with the inspector's door left open
 * @returns {Readonly<Record<string, boolean>>}
 */
export function wantedFuses({ drivable }) {
  return {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: drivable,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  };
}

/**
 * Compares fuses with what they must be.
 *
 * @param {Readonly<Record<string, boolean>>} found by name
 * @param {Readonly<Record<string, boolean>>} wanted by name
 * @returns {string[]} one sentence a difference
 */
export function fuseFaults(found, wanted) {
  const word = (/** @type {boolean | undefined} */ on) => (on === undefined ? 'missing' : on ? 'on' : 'off');
  return Object.entries(wanted)
    .filter(([name, on]) => found[name] !== on)
    .map(([name, on]) => `fuse ${name} is ${word(found[name])}, must be ${word(on)}`);
}

/**
 * Reads the fuses out of a program.
 *
 * @param {string} program an Electron executable, or on macOS the .app
 * @returns {Promise<Record<string, boolean>>} by name, without those this Electron does not have
 */
export async function readFuses(program) {
  const { getCurrentFuseWire, FuseState, FuseV1Options } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(program);
  const states = new Map(Object.entries(wire));
  /** @type {Record<string, boolean>} */
  const found = {};
  for (const name of Object.keys(wantedFuses({ drivable: false }))) {
    const position = Object.entries(FuseV1Options).find(([key]) => key === name)?.[1];
    const state = states.get(String(position));
    if (state === FuseState.ENABLE || state === FuseState.DISABLE) found[name] = state === FuseState.ENABLE;
  }
  return found;
}

/**
 * The finished programs in electron-builder's output folder.
 *
 * @param {string} output
 * @returns {string[]}
 */
export function packagedPrograms(output) {
  const candidates = readdirSync(output).flatMap((folder) => [
    join(output, folder, 'switchboard'),
    join(output, folder, 'Switchboard.exe'),
    join(output, folder, 'Switchboard.app'),
  ]);
  return candidates.filter((path) => existsSync(path));
}
