import { createWriteStream } from 'node:fs';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_RECORD = 0x06054b50;
const ENTRY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const SYMLINK = 0o120000;
const CHUNK = 1 << 20;

/**
 * @typedef {object} Entry
 * @property {string} name path inside the archive, with forward slashes
 * @property {number} mode Unix mode, type bits included
 * @property {number} method 0 stored, 8 deflated
 * @property {number} packedSize
 * @property {number} offset of the local record
 */

/**
 * Unpacks a zip archive with its modes and symbolic links. Written by hand because it runs on machines where nothing but
 * Node is installed and no unpacking program can be counted on. Archives under 4 GB only.
 *
 * @param {string} archive
 * @param {string} target folder, made if it is not there
 * @param {(name: string) => string | undefined} place where an entry goes, relative to `target`; undefined leaves it out
 * @returns {Promise<number>} how many files were written
 * @throws {Error} when the archive is damaged or an entry would leave the target
 */
export async function unpackZip(archive, target, place) {
  const file = await open(archive, 'r');
  try {
    let written = 0;
    for (const entry of await readDirectory(file)) {
      const relative = place(entry.name);
      if (relative === undefined || entry.name.endsWith('/')) continue;
      if (normalize(relative).startsWith('..')) throw new Error(`zip entry leaves its folder: ${entry.name}`);
      const path = join(target, relative);
      await mkdir(dirname(path), { recursive: true });
      await unpackEntry(file, entry, path);
      written += 1;
    }
    return written;
  } finally {
    await file.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function readDirectory(file) {
  const { size } = await file.stat();
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(file, size - tailLength, tailLength);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_RECORD) end -= 1;
  if (end < 0) throw new Error('not a zip archive: no end record');
  const count = tail.readUInt16LE(end + 10);
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {Entry[]} */
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== ENTRY_RECORD) throw new Error('damaged zip archive: directory');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {Entry} entry
 * @param {string} path
 * @returns {Promise<void>}
 */
async function unpackEntry(file, entry, path) {
  const header = await readAt(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== LOCAL_RECORD) throw new Error(`damaged zip archive: ${entry.name}`);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if ((entry.mode & 0o170000) === SYMLINK) {
    await symlink((await readAt(file, start, entry.packedSize)).toString('utf8'), path);
    return;
  }
  const mode = entry.mode & 0o777 || 0o644;
  if (entry.packedSize === 0) {
    await writeFile(path, '', { mode });
    return;
  }
  const output = createWriteStream(path, { mode });
  const source = Readable.from(chunks(file, start, entry.packedSize));
  await (entry.method === 8 ? pipeline(source, createInflateRaw(), output) : pipeline(source, output));
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} start
 * @param {number} length
 * @returns {AsyncGenerator<Buffer>}
 */
async function* chunks(file, start, length) {
  for (let at = 0; at < length; at += CHUNK) yield readAt(file, start + at, Math.min(CHUNK, length - at));
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 * @returns {Promise<Buffer>}
 */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('damaged zip archive: it ends too early');
  return buffer;
}
