import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import { encode } from 'uqr';

const compressed = promisify(deflate);

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Light modules around the code, as readers need them (ISO/IEC 18004, 9.1). */
const QUIET = 4;
const LEAST_PIXELS = 512;

/**
 * The QR code of a text as a PNG of one bit a pixel, dark on light, at least 512 pixels wide, each module the same whole
 * number of pixels.
 * @throws RangeError when the text is longer than a code holds (2,953 bytes)
 */
export async function qrPng(text: string): Promise<Buffer> {
  const { data, size } = encode(text, { border: QUIET, ecc: 'M' });
  const scale = Math.max(1, Math.ceil(LEAST_PIXELS / size));
  const width = size * scale;
  const lineBytes = Math.ceil(width / 8);
  const pixels = Buffer.alloc((lineBytes + 1) * width);
  data.forEach((row, y) => {
    const line = Buffer.alloc(lineBytes + 1, 0xff);
    // Each line begins with its filter: none.
    line[0] = 0;
    row.forEach((dark, x) => {
      if (dark) blacken(line, x * scale, scale);
    });
    for (let repeat = 0; repeat < scale; repeat += 1) line.copy(pixels, (y * scale + repeat) * line.length);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(width, 4);
  // One bit of grey a pixel; compression, filter and interlace as PNG knows only one, one and none of.
  head.writeUInt8(1, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', await compressed(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function blacken(line: Buffer, from: number, count: number): void {
  for (let x = from; x < from + count; x += 1) {
    const at = 1 + (x >> 3);
    line[at] = (line[at] ?? 0) & ~(0x80 >> (x & 7));
  }
}

function chunk(kind: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'ascii'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.byteLength);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
