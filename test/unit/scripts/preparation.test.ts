import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolderAtOnce, readJson, sweepTemporary, writeJsonAtOnce } from '#scripts/lib/atomic-files.mjs';
import { sourceDigest } from '#scripts/lib/build-output.mjs';
import { lockSatisfied } from '#scripts/lib/dependencies.mjs';
import { checkIntegrity, placeInDist } from '#scripts/lib/fallback-runtime.mjs';
import { checkNode } from '#scripts/lib/node-version.mjs';
import { cacheFolder } from '#scripts/lib/project.mjs';
import { hasCommand, missingInListing, packageOfLibrary } from '#scripts/lib/system-packages.mjs';
import { oneAtATime } from '#scripts/lib/turn-taking.mjs';
import { authorityRecord, hasDisplay } from '#scripts/lib/virtual-display.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preparation-test-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('checkNode', () => {
  it('takes what is new enough and names what is not', () => {
    expect(() => checkNode('20.0.0', [20, 0])).not.toThrow();
    expect(() => checkNode('24.1.0', [20, 19])).not.toThrow();
    expect(() => checkNode('18.20.4', [20, 0])).toThrow(
      'Node 18.20.4 is too old: Switchboard needs Node 20 or newer',
    );
    expect(() => checkNode('20.18.1', [20, 19])).toThrow('Node 20.19 or newer');
  });
});

describe('lockSatisfied', () => {
  const lock = (packages: Record<string, unknown>): unknown => ({
    packages: { '': { name: 'x' }, ...packages },
  });
  const installed = (packages: Record<string, unknown>): unknown => ({ packages });
  const a = { 'node_modules/a': { version: '1.0.0' } };

  it('holds for the same versions, with or without optional ones', () => {
    expect(lockSatisfied(lock(a), installed(a))).toBe(true);
    const withOptional = { ...a, 'node_modules/mac-only': { version: '2.0.0', optional: true } };
    expect(lockSatisfied(lock(withOptional), installed(a))).toBe(true);
  });

  it('fails for another version, a missing one, one too many, and no record at all', () => {
    expect(lockSatisfied(lock(a), installed({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
    expect(lockSatisfied(lock(a), installed({}))).toBe(false);
    expect(lockSatisfied(lock({}), installed(a))).toBe(false);
    expect(lockSatisfied(lock(a), undefined)).toBe(false);
  });
});

describe('sourceDigest', () => {
  it('changes with content, time, a new and a lost file, and with nothing else', async () => {
    await mkdir(join(folder, 'src/deep'), { recursive: true });
    await writeFile(join(folder, 'src/deep/a.ts'), 'one');
    await writeFile(join(folder, 'config.json'), '{}');
    const digest = (): Promise<string> => sourceDigest(folder, ['src', 'config.json', 'not-there']);
    const first = await digest();
    expect(await digest()).toBe(first);
    await writeFile(join(folder, 'src/deep/b.ts'), '');
    const second = await digest();
    await rm(join(folder, 'src/deep/a.ts'));
    const third = await digest();
    await utimes(join(folder, 'config.json'), 1, 1);
    const fourth = await digest();
    expect(new Set([first, second, third, fourth]).size).toBe(4);
  });
});

describe('the fallback runtime', () => {
  it('leaves out what belongs to the other product and names the executable', () => {
    expect(placeInDist('Cypress/Cypress')).toBe('electron');
    expect(placeInDist('Cypress/locales/de.pak')).toBe('locales/de.pak');
    expect(placeInDist('Cypress/resources/app/package.json')).toBeUndefined();
    expect(placeInDist('Cypress/resources/app-update.yml')).toBeUndefined();
    expect(placeInDist('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined();
    expect(placeInDist('elsewhere/file')).toBeUndefined();
  });

  it('is refused when a byte differs from what was pinned', async () => {
    const file = join(folder, 'tarball');
    await writeFile(file, 'content');
    const right = `sha512-${createHash('sha512').update('content').digest('base64')}`;
    await expect(checkIntegrity(file, right)).resolves.toBeUndefined();
    await writeFile(file, 'Content');
    await expect(checkIntegrity(file, right)).rejects.toThrow('Nothing of it was unpacked');
  });
});

describe('files made at once', () => {
  it('leaves nothing behind when filling a folder fails', async () => {
    const target = join(folder, 'dist');
    const fill = async (inside: string): Promise<void> => {
      await writeFile(join(inside, 'half'), '');
      throw new Error('no space left');
    };
    await expect(makeFolderAtOnce(target, fill)).rejects.toThrow('no space left');
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps the folder of whoever was quicker', async () => {
    const target = join(folder, 'dist');
    const fillWith = (word: string) => (inside: string) => writeFile(join(inside, 'who'), word);
    await makeFolderAtOnce(target, fillWith('first'));
    await makeFolderAtOnce(target, fillWith('second'));
    expect(await readFile(join(target, 'who'), 'utf8')).toBe('first');
    expect(await readdir(folder)).toEqual(['dist']);
  });

  it('sweeps away what a process that is gone left, and nothing of one that lives', async () => {
    const left = ['dist.999999999-00c0ffee.tmp', `dist.${process.pid}-00c0ffee.tmp`, 'dist', 'notes.tmp'];
    for (const name of left) await mkdir(join(folder, name));
    await sweepTemporary(folder);
    expect(await readdir(folder)).toEqual(['dist', `dist.${process.pid}-00c0ffee.tmp`, 'notes.tmp']);
  });

  it('reads back the JSON it wrote, and nothing from a damaged file', async () => {
    const file = join(folder, 'deep/value.json');
    await writeJsonAtOnce(file, { a: [1, 2] });
    expect(await readJson(file)).toEqual({ a: [1, 2] });
    await writeFile(file, '{"a":');
    expect(await readJson(file)).toBeUndefined();
  });
});

describe('oneAtATime', () => {
  it('lets nobody in while somebody works', async () => {
    const lock = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await readdir(folder);
      inside -= 1;
    };
    await Promise.all([oneAtATime(work, lock), oneAtATime(work, lock), oneAtATime(work, lock)]);
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('goes on after a failure, and past the lock of a process that is gone', async () => {
    const lock = join(folder, 'lock');
    await expect(oneAtATime(() => Promise.reject(new Error('broken')), lock)).rejects.toThrow('broken');
    await writeFile(lock, '999999999');
    expect(await oneAtATime(() => Promise.resolve('done'), lock)).toBe('done');
  });
});

describe('system packages', () => {
  it('reads what the linker misses and knows the package that brings it', () => {
    const listing = [
      '\tlinux-vdso.so.1 (0x00007ffc)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)',
      '\tlibasound.so.2 => not found',
    ].join('\n');
    expect(missingInListing(listing)).toEqual(['libgtk-3.so.0', 'libasound.so.2']);
    expect(missingInListing(listing).map(packageOfLibrary)).toEqual(['libgtk-3-0', 'libasound2']);
    expect(packageOfLibrary('libunheard.so.1')).toBeUndefined();
  });

  it('finds commands on the PATH only', async () => {
    await writeFile(join(folder, 'Xvfb'), '');
    expect(hasCommand('Xvfb', { PATH: `/nowhere:${folder}` })).toBe(true);
    expect(hasCommand('Xvfb', { PATH: '/nowhere:' })).toBe(false);
    expect(hasCommand('Xvfb', {})).toBe(false);
  });
});

describe('the virtual display', () => {
  it('writes an authority record that fits every display', () => {
    const record = authorityRecord(Buffer.alloc(16, 7));
    expect(record.toString('hex')).toBe(
      `ffff000000000012${Buffer.from('MIT-MAGIC-COOKIE-1').toString('hex')}0010${'07'.repeat(16)}`,
    );
  });

  it.runIf(process.platform === 'linux')('is wanted where neither X nor Wayland is named', () => {
    expect(hasDisplay({})).toBe(false);
    expect(hasDisplay({ DISPLAY: '' })).toBe(false);
    expect(hasDisplay({ DISPLAY: ':1' })).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });
});

describe('cacheFolder', () => {
  it.runIf(process.platform === 'linux')('follows XDG_CACHE_HOME, and ignores an empty one', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me' })).toBe('/var/cache/me/switchboard');
    expect(cacheFolder({ XDG_CACHE_HOME: '' })).toMatch(/\.cache\/switchboard$/);
  });
});
