import { inflateSync, crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encode } from 'uqr';
import { qrPng } from '#main/engine/links/qr-png.ts';

const LINK =
  'http://networkid.ringrevenue.com/c/142/7419-43943-833064?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941';

interface Chunk {
  readonly kind: string;
  readonly body: Buffer;
}

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const named = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named));
    chunks.push({ kind: named.toString('ascii', 0, 4), body: named.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

describe('a QR code as PNG', () => {
  it('is a picture of one bit a pixel whose pixels are the modules of the code', async () => {
    const png = await qrPng(LINK);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const [head, data, end, ...others] = chunksOf(png);
    expect([head?.kind, data?.kind, end?.kind, others.length]).toEqual(['IHDR', 'IDAT', 'IEND', 0]);
    const width = head?.body.readUInt32BE(0) ?? 0;
    expect([head?.body.readUInt32BE(4), head?.body[8], head?.body[9]]).toEqual([width, 1, 0]);
    expect(width).toBeGreaterThanOrEqual(512);

    const { data: modules, size } = encode(LINK, { border: 4, ecc: 'M' });
    const scale = width / size;
    expect(Number.isInteger(scale)).toBe(true);
    const pixels = inflateSync(data?.body ?? Buffer.alloc(0));
    const line = Math.ceil(width / 8) + 1;
    expect(pixels.length).toBe(line * width);
    const dark = (x: number, y: number): boolean =>
      (((pixels[y * line + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 0;
    const seen = modules.map((row, y) => row.map((_, x) => dark(x * scale + scale - 1, y * scale)));
    expect(seen).toEqual(modules);
  });

  it('refuses what no code holds', async () => {
    await expect(qrPng('x'.repeat(3000))).rejects.toThrow(RangeError);
  });
});
