import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Script } from 'node:vm';
import { app } from 'electron';
import { schemasOf } from '#main/ipc/request-schemas.ts';
import { COMPILED_FILE, packCompiled, runCompiled } from './compiled-code.ts';

/**
 * Run by Electron at the build, without a window: loads what a start needs before anything is seen, and keeps what V8 made of
 * it. It must be Electron itself, since V8 refuses what was made under other flags, and as Node Electron has others.
 */
const scripts = new Map<string, Script>();
runCompiled(new Map(), (name, script) => scripts.set(name, script));

async function make(): Promise<void> {
  await Promise.all([
    import('../entry.ts'),
    import('../../index.ts'),
    schemasOf('desk.state'),
    schemasOf('conversions.page'),
    import('#main/store/threads/early-reader.ts'),
  ]);
  const code = new Map([...scripts].map(([name, script]) => [name, script.createCachedData()]));
  writeFileSync(fileURLToPath(new URL(COMPILED_FILE, import.meta.url)), packCompiled(code));
}

make().then(
  () => app.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    app.exit(1);
  },
);
