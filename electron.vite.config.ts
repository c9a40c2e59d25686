import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Of undici the app uses what connects and dispatches; its index would bring its own fetch, WebSockets, caches and mocks
 * as well, two thirds of it, and Node's with them. A name that is missing here is an error of the build. HTTP/2, which is never
 * offered, is left out: loading Node's took as long as all of undici.
 */
const undiciCore = {
  name: 'undici-core',
  enforce: 'pre' as const,
  resolveId: (id: string): string | null => (id === 'undici' ? '\0undici-core' : null),
  load: (id: string): string | null => {
    if (/[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/.test(id)) {
      return `module.exports = () => { throw new Error('HTTP/2 is not spoken here.'); };`;
    }
    return id === '\0undici-core'
      ? `import api from 'undici/lib/api/index.js';
         import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
         Object.assign(Dispatcher.prototype, api);
         export { default as Agent } from 'undici/lib/dispatcher/agent.js';
         export { default as buildConnector } from 'undici/lib/core/connect.js';
         export { default as errors } from 'undici/lib/core/errors.js';`
      : null;
  },
};

/**
 * The names of the contract's requests and events for the preload, which would carry all of its schemas otherwise. Asked of a process
 * of its own, so that a build that goes on running sees every change.
 */
const contractNames = {
  name: 'contract-names',
  resolveId: (id: string): string | null => (id === 'switchboard:contract-names' ? '\0contract-names' : null),
  async load(id: string): Promise<string | null> {
    if (id !== '\0contract-names') return null;
    const names = `import { events, requests } from '#shared/ipc/contract.ts';
      console.log(JSON.stringify([Object.keys(requests), Object.keys(events)]));`;
    const asked = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', names], {
      cwd: import.meta.dirname,
    });
    return `export const [requestNames, eventNames] = ${asked.stdout};`;
  },
};

/**
 * Main is several programs that share code: the app, the store's thread, the practice network's
 * process and the command line. Only better-sqlite3 stays outside the bundles.
 */
export default defineConfig({
  main: {
    plugins: [undiciCore, contractNames],
    build: {
      minify: true,
      sourcemap: true,
      target: 'node20.18',
      rollupOptions: {
        external: ['better-sqlite3'],
        input: {
          index: at('src/main/shell/start.ts'),
          'make-compiled': at('src/main/shell/compiled/make.ts'),
          'store-thread': at('src/main/store-thread.ts'),
          'reconcile-thread': at('src/main/reconcile-thread.ts'),
          'sandbox-process': at('src/main/sandbox/process.ts'),
          cli: at('src/main/cli/main.ts'),
        },
        output: {
          // What V8 makes of a file can be kept for scripts, not for modules; the name of a chunk is of its content.
          format: 'cjs',
          dynamicImportInCjs: false,
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          advancedChunks: { groups: [{ name: 'domain', test: /src[\\/]shared[\\/]domain[\\/]/ }] },
        },
      },
    },
  },
  preload: {
    plugins: [contractNames],
    build: {
      minify: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      minify: true,
      sourcemap: true,
      rollupOptions: { input: at('src/renderer/index.html') },
    },
  },
});
