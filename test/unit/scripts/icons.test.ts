import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { icnsFile, icoFile } from '#scripts/lib/icon-files.mjs';
import { disc, draw, line, ring, roundedSquare, without } from '#scripts/lib/picture.mjs';
import { pngFile } from '#scripts/lib/png-file.mjs';
import { inProject } from '#scripts/lib/project.mjs';

const RED = [200, 10, 20] as const;
const at = (pixels: Uint8Array, size: number, x: number, y: number): number[] => [
  ...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
];

describe('draw', () => {
  it('fills inside, leaves outside clear and softens the edge', () => {
    const pixels = draw(16, [{ shape: disc(0.5, 0.5, 0.4), colour: RED }]);
    expect(at(pixels, 16, 8, 8)).toEqual([...RED, 255]);
    expect(at(pixels, 16, 0, 0)[3]).toBe(0);
    const edge = [...Array(16).keys()]
      .map((x) => at(pixels, 16, x, 8)[3] ?? 0)
      .filter((a) => a > 0 && a < 255);
    expect(edge.length).toBeGreaterThan(0);
  });

  it('puts later layers on top and cuts holes', () => {
    const plate = { shape: roundedSquare(0, 0.1), colour: RED };
    const top = { shape: disc(0.5, 0.5, 0.2), colour: [255, 255, 255] as const };
    expect(at(draw(16, [plate, top]), 16, 8, 8)).toEqual([255, 255, 255, 255]);
    const holed = { shape: without(roundedSquare(0, 0.1), disc(0.5, 0.5, 0.2)), colour: RED };
    expect(at(draw(16, [holed]), 16, 8, 8)[3]).toBe(0);
  });

  it('measures rings and lines from their middle', () => {
    expect(ring(0, 0, 1, 0.5)(1, 0)).toBeCloseTo(-0.25);
    expect(line([0, 0], [1, 0], 0.2)(0.5, 0.3)).toBeCloseTo(0.2);
    expect(line([0, 0], [1, 0], 0.2)(2, 0)).toBeCloseTo(0.9);
  });
});

describe('icon files', () => {
  it('writes a PNG whose pixels come back', () => {
    const pixels = draw(8, [{ shape: disc(0.5, 0.5, 0.3), colour: RED }]);
    const file = pngFile(8, pixels);
    const length = file.readUInt32BE(33);
    const rows = inflateSync(file.subarray(41, 41 + length));
    const back = [...Array(8).keys()].flatMap((row) => [...rows.subarray(row * 33 + 1, row * 33 + 33)]);
    expect(back).toEqual([...pixels]);
    expect(() => pngFile(9, pixels)).toThrow('9×9');
  });

  it('points to each picture of an .ico and an .icns', () => {
    const small = Buffer.from('small picture');
    const large = Buffer.from('a larger picture');
    const ico = icoFile([
      { size: 16, png: small },
      { size: 256, png: large },
    ]);
    const picture = (index: number): string => {
      const entry = 6 + 16 * index;
      const offset = ico.readUInt32LE(entry + 12);
      return ico.toString('utf8', offset, offset + ico.readUInt32LE(entry + 8));
    };
    expect([picture(0), picture(1)]).toEqual(['small picture', 'a larger picture']);
    expect([ico[6], ico[22]]).toEqual([16, 0]);
    const icns = icnsFile((size) => Buffer.from(`picture of ${size}`));
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.includes('picture of 1024')).toBe(true);
  });

  it.each(['idle', 'syncing', 'offline', 'attention'])(
    'has the tray icon of %s in every form',
    async (state) => {
      const size = async (name: string): Promise<number> =>
        (await readFile(inProject('resources', 'tray', name))).readUInt32BE(16);
      expect(await size(`${state}.png`)).toBe(24);
      expect(await size(`${state}@2x.png`)).toBe(48);
      expect(await size(`${state}Template.png`)).toBe(16);
      expect(await size(`${state}Template@2x.png`)).toBe(32);
      expect((await readFile(inProject('resources', 'tray', `${state}.ico`))).readUInt16LE(4)).toBe(5);
    },
  );
});
