import { mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackZip } from '#scripts/lib/zip-archive.mjs';

interface Member {
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
  readonly deflated: boolean;
}

/** A zip archive as the format's description has it: local records, directory, end record. */
function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode, deflated } of members) {
    const packed = deflated ? deflateRawSync(content) : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(deflated ? 8 : 0, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(deflated ? 8 : 0, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const file = (name: string, content: Buffer | string, extra: Partial<Member> = {}): Member => ({
  name,
  content: Buffer.from(content),
  mode: 0o100644,
  deflated: true,
  ...extra,
});

describe('unpackZip', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zip-test-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const unpack = async (
    archive: Buffer,
    place = (name: string): string | undefined => name,
  ): Promise<number> => {
    await writeFile(join(folder, 'a.zip'), archive);
    return unpackZip(join(folder, 'a.zip'), join(folder, 'out'), place);
  };

  it('brings back content, modes and symbolic links, deflated or stored', async () => {
    const big = Buffer.alloc(3_000_000, 'switchboard ');
    const written = await unpack(
      zipOf([
        file('top/', '', { deflated: false }),
        file('top/big', big, { deflated: false }),
        file('top/run', '#!/bin/sh\n', { mode: 0o100755 }),
        file('top/empty', '', { deflated: false }),
        file('top/link', 'run', { mode: 0o120777, deflated: false }),
      ]),
    );
    expect(written).toBe(4);
    expect((await readFile(join(folder, 'out/top/big'))).equals(big)).toBe(true);
    expect(await readFile(join(folder, 'out/top/run'), 'utf8')).toBe('#!/bin/sh\n');
    expect(await readFile(join(folder, 'out/top/empty'), 'utf8')).toBe('');
    if (process.platform === 'win32') return;
    expect((await stat(join(folder, 'out/top/run'))).mode & 0o111).not.toBe(0);
    expect(await readlink(join(folder, 'out/top/link'))).toBe('run');
  });

  it('puts entries where it is told and leaves out the others', async () => {
    const archive = zipOf([file('x/keep', 'a'), file('x/drop', 'b')]);
    const written = await unpack(archive, (name) => (name === 'x/keep' ? 'kept' : undefined));
    expect(written).toBe(1);
    expect(await readFile(join(folder, 'out/kept'), 'utf8')).toBe('a');
  });

  it('refuses an entry that would leave its folder', async () => {
    await expect(unpack(zipOf([file('../outside', 'a')]))).rejects.toThrow('../outside');
  });

  it('refuses what is cut off or is no archive', async () => {
    const whole = zipOf([file('a', 'content')]);
    await expect(unpack(whole.subarray(0, whole.length - 30))).rejects.toThrow('zip');
    await expect(unpack(Buffer.from('an error page'))).rejects.toThrow('not a zip archive');
  });
});
