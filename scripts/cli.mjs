import { pathToFileURL } from 'node:url';
import { handOver } from './lib/command.mjs';
import { prepare } from './lib/prepare.mjs';
import { inProject, toolNode } from './lib/project.mjs';
import { readRuntime } from './lib/runtime.mjs';
import { runScript } from './lib/setup-error.mjs';

/** The oldest Node that better-sqlite3's own binaries load in. */
const NODE_FOR_SQLITE = 22;

const program = inProject('out', 'main', 'cli.cjs');
const words = process.argv.slice(2);
const major = (/** @type {string} */ version) => Number(version.split('.')[0]);

/**
 * `npm run --silent cli -- <command>`: the engine from a terminal. It runs in this process where this Node will do, else
 * in the pinned Node, else in Electron as Node. Preparation speaks on stderr, and only when there is something to do.
 */
if (major(process.versions.node) >= NODE_FOR_SQLITE) {
  let ready = false;
  await runScript(async () => {
    await prepare({ build: true });
    ready = true;
  });
  if (ready) {
    goWhereTyped();
    process.argv = [process.execPath, program, ...words];
    await import(pathToFileURL(program).href);
  }
} else {
  await runScript(async () => {
    await prepare({ build: true });
    const pinned = toolNode();
    if (pinned === process.execPath) await prepare({ electron: true });
    goWhereTyped();
    return pinned === process.execPath
      ? handOver(readRuntime().executable, [program, ...words], {
          env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        })
      : handOver(pinned, [program, ...words]);
  });
}

/** Makes relative paths on the command line mean what they mean where the user stands: npm changes the folder. */
function goWhereTyped() {
  const typedIn = process.env['npm_lifecycle_event'] === 'cli' ? process.env['INIT_CWD'] : undefined;
  if (typedIn !== undefined) process.chdir(typedIn);
}
