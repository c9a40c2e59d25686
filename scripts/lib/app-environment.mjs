import { say } from './progress.mjs';
import { readRuntime } from './runtime.mjs';
import { hasDisplay, openVirtualDisplay } from './virtual-display.mjs';

/**
 * The environment in which the app starts: ours, without what would make Electron something else than an app.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = process.env;
  const { folder, executable } = readRuntime();
  return { ...rest, ELECTRON_OVERRIDE_DIST_PATH: folder, ELECTRON_EXEC_PATH: executable };
}

/**
 * The app's environment with a screen: the user's, or a virtual one where there is none.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 * @throws {import('./setup-error.mjs').SetupError} when a virtual display is needed and cannot be had
 */
export async function environmentWithDisplay() {
  if (hasDisplay()) return appEnvironment();
  const display = await openVirtualDisplay();
  say(
    `No display found: the app runs on a virtual one (Xvfb ${display.name}, 1920×1080). Its window cannot be seen here.`,
  );
  return { ...appEnvironment(), ...display.env };
}

/**
 * The app's environment on a virtual display on Linux, so that specs and benchmarks disturb nobody's screen; elsewhere
 * the user's screen.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function environmentOffScreen() {
  if (process.platform !== 'linux') return appEnvironment();
  const display = await openVirtualDisplay();
  const { WAYLAND_DISPLAY: _wayland, ...rest } = appEnvironment();
  return { ...rest, ...display.env };
}
