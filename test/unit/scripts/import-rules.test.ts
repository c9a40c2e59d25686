import { describe, expect, it } from 'vitest';
import { importFaults, importsOf, reached } from '#scripts/lib/import-rules.mjs';

const refused = (file: string, source: string): boolean => importFaults(file, source).length > 0;

describe('importsOf', () => {
  it('sees static, bare, re-exported, dynamic and type imports with their lines', () => {
    const source = [
      "import a, { b } from './a.ts';",
      "import './side.css';",
      "import type { C } from './c.ts';",
      "export * from './d.ts';",
      "export type { E } from './e.ts';",
      'import {',
      '  f,',
      "} from './f.ts';",
      "const g = () => import('./g.ts');",
      "// import h from './h.ts';",
      "/* import i from './i.ts'; */",
      "export const from = 'no import';",
    ].join('\n');
    expect(importsOf(source)).toEqual([
      { specifier: './a.ts', typeOnly: false, line: 1 },
      { specifier: './side.css', typeOnly: false, line: 2 },
      { specifier: './c.ts', typeOnly: true, line: 3 },
      { specifier: './d.ts', typeOnly: false, line: 4 },
      { specifier: './e.ts', typeOnly: true, line: 5 },
      { specifier: './f.ts', typeOnly: false, line: 6 },
      { specifier: './g.ts', typeOnly: false, line: 9 },
    ]);
  });

  it('counts an import of types by name as a value import, since it stays in the code', () => {
    expect(importsOf("import { type A } from './a.ts';")[0]?.typeOnly).toBe(false);
  });
});

describe('reached', () => {
  it.each([
    ['src/main/engine/sync/a.ts', '../../store/b.ts', 'src/main/store/b.ts'],
    ['src/main/engine/a.ts', '#main/store/b.ts', 'src/main/store/b.ts'],
    ['src/renderer/a.ts', '#shared/domain/money.ts', 'src/shared/domain/money.ts'],
    ['test/a.ts', '#test/support/b.ts', 'test/support/b.ts'],
    ['src/main/a.ts', 'node:fs', 'node:fs'],
    ['src/main/a.ts', '../../resources/x.png?asset', 'resources/x.png'],
  ])('%s importing %s reaches %s', (file, specifier, target) => {
    expect(reached(file, specifier)).toBe(target);
  });
});

describe('who may import whom', () => {
  it.each([
    ['src/shared/domain/a.ts', "import { z } from '#shared/ipc/contract.ts';"],
    ['src/shared/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/shared/domain/a.ts', "import { x } from '../ipc/contract.ts';"],
    ['src/shared/ipc/a.ts', "import { x } from '#main/engine/ports/clock.ts';"],
    ['src/renderer/a.tsx', "import { ipcRenderer } from 'electron';"],
    ['src/renderer/a.tsx', "import { join } from 'node:path';"],
    ['src/renderer/a.tsx', "import type { X } from '#main/engine/ports/clock.ts';"],
    ['src/renderer/a.tsx', "import { contract } from '#shared/ipc/contract.ts';"],
    ['src/renderer/a.tsx', "const x = await import('../main/store/open-store.ts');"],
    ['src/preload/index.ts', "import { contract } from '#shared/ipc/contract.ts';"],
    ['src/shared/ipc/bridge.ts', "import { contract } from './contract.ts';"],
    ['src/main/networks/invoca/a.ts', "import { x } from '#main/store/b.ts';"],
    ['src/main/networks/invoca/a.ts', "import { x } from '#main/engine/ports/clock.ts';"],
    ['src/main/networks/invoca/a.ts', "import type { X } from '#main/engine/sync/b.ts';"],
    ['src/main/store/a.ts', "import { net } from 'electron';"],
    ['src/main/store/a.ts', "import { x } from '../engine/ledger.ts';"],
    ['src/main/engine/a.ts', "import Database from 'better-sqlite3';"],
    ['src/main/engine/a.ts', "import { x } from '../store/b.ts';"],
    ['src/main/engine/a.ts', "import type { X } from '#main/networks/invoca/b.ts';"],
    ['src/main/sandbox/a.ts', "import { x } from '#main/networks/invoca/b.ts';"],
    ['src/main/sandbox/a.ts', "import { x } from '#shared/ipc/contract.ts';"],
    ['src/main/cli/a.ts', "import { app } from 'electron';"],
    ['src/main/cli/a.ts', "import { x } from '#main/shell/window.ts';"],
    ['src/main/shell/a.ts', "import Database from 'better-sqlite3';"],
    ['src/main/index.ts', "import { App } from '#renderer/app.tsx';"],
    ['src/main/store-thread.ts', "import { app } from 'electron';"],
    ['src/main/other.ts', "import { app } from 'electron';"],
    ['scripts/a.mjs', "import { x } from '../src/main/store/a.ts';"],
  ])('%s may not: %s', (file, source) => {
    expect(refused(file, source)).toBe(true);
  });

  it.each([
    ['src/shared/domain/a.ts', "import { x } from './money.ts';"],
    ['src/shared/ipc/a.ts', "import { z } from 'zod'; import { x } from '../domain/money.ts';"],
    ['src/renderer/a.tsx', "import type { X } from '#shared/ipc/contract.ts'; import './a.css';"],
    ['src/renderer/a.tsx', "import { x } from '#shared/domain/money.ts'; import { useState } from 'react';"],
    ['src/preload/index.ts', "import { contextBridge } from 'electron';"],
    ['src/preload/index.ts', "import { x } from '#shared/ipc/bridge.ts';"],
    ['src/shared/ipc/bridge.ts', "import type { X } from './contract.ts';"],
    ['src/main/networks/invoca/a.ts', "import type { X } from '#main/engine/ports/clock.ts';"],
    ['src/main/store/a.ts', "import Database from 'better-sqlite3';"],
    ['src/main/engine/sync/a.ts', "import type { X } from '../ports/clock.ts';"],
    ['src/main/cli/a.ts', "import { x } from '#main/store/open-store.ts';"],
    ['src/main/shell/a.ts', "import { app } from 'electron';"],
    ['src/main/index.ts', "import { app } from 'electron'; import { x } from '#main/store/open-store.ts';"],
    ['test/unit/a.test.ts', "import { x } from '#main/store/open-store.ts';"],
  ])('%s may: %s', (file, source) => {
    expect(importFaults(file, source)).toEqual([]);
  });

  it('says where, what, and what to do instead', () => {
    const [fault] = importFaults('src/main/engine/a.ts', "\nimport Database from 'better-sqlite3';");
    expect(fault).toBe(
      'src/main/engine/a.ts:2: may not import better-sqlite3: name a port in src/main/engine/ports/*.ts and let src/main/index.ts pass it in',
    );
  });
});
