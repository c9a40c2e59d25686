/**
 * What the fuses of a finished program must be, by the names of `@electron/fuses`.
 *
 * @type {Readonly<Record<string, boolean>>}
 */
export const WANTED_FUSES = Object.freeze({
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
});

/**
 * Compares fuses with what they must be.
 *
 * @param {Readonly<Record<string, boolean>>} found by name
 * @returns {string[]} one sentence a difference
 */
export function fuseFaults(found) {
  const word = (/** @type {boolean | undefined} */ on) => (on === undefined ? 'missing' : on ? 'on' : 'off');
  return Object.entries(WANTED_FUSES)
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
  for (const name of Object.keys(WANTED_FUSES)) {
    const position = Object.entries(FuseV1Options).find(([key]) => key === name)?.[1];
    const state = states.get(String(position));
    if (state === FuseState.ENABLE || state === FuseState.DISABLE) found[name] = state === FuseState.ENABLE;
  }
  return found;
}
