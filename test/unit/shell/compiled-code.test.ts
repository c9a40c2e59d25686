import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packCompiled, readCompiled, runCompiled } from '#main/shell/compiled/compiled-code.ts';
import type { CompiledCode } from '#main/shell/compiled/compiled-code.ts';

const require = createRequire(import.meta.url);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-compiled-'));
  await writeFile(
    join(folder, 'first.cjs'),
    `'use strict'; exports.sum = require('./second.cjs').two() + 1;`,
  );
  await writeFile(
    join(folder, 'second.cjs'),
    `'use strict'; exports.two = () => 2; exports.at = [__filename, require('node:path').basename(__dirname)];`,
  );
});

afterEach(async () => {
  Reflect.deleteProperty(require.extensions, '.cjs');
  await rm(folder, { recursive: true });
});

/** Runs the first file; what was told of each file, and what V8 made of them. */
function run(code: CompiledCode) {
  const told: [string, boolean][] = [];
  const made = new Map<string, Buffer>();
  runCompiled(code, (name, script, refused) => {
    told.push([name, refused]);
    made.set(name, script.createCachedData());
  });
  const path = join(folder, 'first.cjs');
  Reflect.deleteProperty(require.cache, path);
  const exported: unknown = require(path);
  return { told, made, exported };
}

describe('compiled code', () => {
  it('is read back as it was packed, and not when it is cut short', async () => {
    const file = join(folder, 'compiled.bin');
    const code = new Map([
      ['a.cjs', Buffer.from('one')],
      ['b.cjs', Buffer.alloc(0)],
      ['c.cjs', Buffer.from([0, 10, 255])],
    ]);
    const pack = packCompiled(code);
    await writeFile(file, pack);
    expect(readCompiled(file)).toEqual(code);
    await truncate(file, pack.length - 1);
    expect(() => readCompiled(file)).toThrow(`${file} ends within c.cjs.`);
  });

  it('runs a program that names its files by where they lie', () => {
    const plain = run(new Map());
    expect(plain.exported).toEqual({ sum: 3 });
    expect(plain.told).toEqual([
      ['first.cjs', false],
      ['second.cjs', false],
    ]);
    const compiled = run(plain.made);
    expect(compiled.exported).toEqual({ sum: 3 });
    expect(compiled.told).toEqual(plain.told);
  });

  it('of another engine is refused, and the file is run as it is', () => {
    const foreign = run(new Map([['second.cjs', Buffer.alloc(400, 7)]]));
    expect(foreign.exported).toEqual({ sum: 3 });
    expect(foreign.told).toEqual([
      ['first.cjs', false],
      ['second.cjs', true],
    ]);
  });
});
